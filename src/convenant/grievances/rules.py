"""Who may what around a case: pure predicates. What they may read is decided by keys, not here."""

from typing import Any

from convenant.base.actors import SYSTEM, Actor
from convenant.people.models import Kind

# Their keys get the case the moment it comes in; the panel's members follow when they are on it.
INTAKE = (Kind.OFFICER,)
HANDLERS = (Kind.OFFICER, Kind.COMMITTEE)
AROUND_CASES = (*HANDLERS, Kind.CUSTODIAN, Kind.MEDIATOR)

# Somebody at the door: no account, nothing known.
COMPLAINANT = Actor(person_id=None, name="complainant")


def comes_to_the_door(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Whoever has the receipt may use what it opens; the receipt is proof, not a role."""
    return by == COMPLAINANT


def may_hold_a_key(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone with a role: handlers, and whoever is named to help recover or takes part in a mediation."""
    return bool(by.roles)


def works_on_cases(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Complaints officers, members of the committee, custodians and mediators."""
    return by.has(*AROUND_CASES)


def handles_cases(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Complaints officers and members of the committee."""
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
