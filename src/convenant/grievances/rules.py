"""Who may what around a case: pure predicates. What they may read is decided by keys, not here."""

from typing import Any

from convenant.base.actors import SYSTEM, Actor
from convenant.people.models import PARTY_KINDS, Kind

# Their keys get the case the moment it comes in; the panel's members follow when they are on it.
INTAKE = (Kind.OFFICER,)
HANDLERS = (Kind.OFFICER, Kind.COMMITTEE, Kind.CHAIR)
ON_COMMITTEE = (Kind.COMMITTEE, Kind.CHAIR)
AROUND_CASES = (*HANDLERS, Kind.CUSTODIAN, Kind.MEDIATOR)

# Somebody at the door: no account, nothing known.
COMPLAINANT = Actor(person_id=None, name="complainant")


def comes_to_the_door(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Whoever has the receipt may use what it opens; the receipt is proof, not a role."""
    return by == COMPLAINANT


def decides_for_the_complainant(by: Actor, returned: Any, *args: Any, **kwargs: Any) -> bool:
    """Who came with the first receipt; who was given a further one reads and adds."""
    return comes_to_the_door(by) and returned.further is None


def may_hold_a_key(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone with a role: handlers, and whoever is named to help recover or takes part in a mediation."""
    return bool(by.roles)


def works_on_cases(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Complaints officers, members of the committee, custodians and mediators."""
    return by.has(*AROUND_CASES)


def handles_cases(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Complaints officers, and members of the committee with its chair."""
    return by.has(*HANDLERS)


def sees_that_cases_exist(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Who works on cases, and the secretariat: numbers, stages and clocks; never words."""
    return by.has(*AROUND_CASES, Kind.SECRETARIAT)


def keeps_the_door(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The secretariat opens and closes the door and names who helps recover a lost secret."""
    return by.has(Kind.SECRETARIAT)


def is_told_of_cases(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """A participating company's people: they read their own company's notices."""
    return by.has(Kind.COMPANY)


def is_the_calendar(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The platform itself, on the day."""
    return by == SYSTEM


def sits_on_the_committee(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Members of the committee and its chair: they say what binds them, and decide."""
    return by.has(*ON_COMMITTEE)


def declares_ties(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Members of the committee, and mediators: what binds them is asked before they sit or lead talks."""
    return by.has(*ON_COMMITTEE, Kind.MEDIATOR)


def works_beside_cases(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Custodians and mediators, with rooms of their own; the chair, who agrees before a name is told."""
    return by.has(Kind.CUSTODIAN, Kind.MEDIATOR, Kind.CHAIR)


def keeps_names(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The custodian of identities."""
    return by.has(Kind.CUSTODIAN)


def mediates(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """A mediator."""
    return by.has(Kind.MEDIATOR)


def agrees_to_telling(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The independent chair."""
    return by.has(Kind.CHAIR)


def speaks_for_a_party(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone who speaks for an organisation of the agreement."""
    return by.has(*PARTY_KINDS)


def publishes_reports(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The chair of the committee, and the secretariat: they read no words, and publish numbers."""
    return by.has(Kind.CHAIR, Kind.SECRETARIAT)
