"""Who may do what at the table; what the table is."""

from typing import Any

from convenant.base.actors import Actor
from convenant.people.models import PARTY_KINDS, Kind
from convenant.people.rules import anyone, is_secretariat

FOLLOWERS = (*PARTY_KINDS, Kind.SECRETARIAT, Kind.MONITOR, Kind.CHAIR)
# Cases are decided in their own room, and a secretariat does not vote.
NOT_HERE = ("complaints_committee", "secretariat")

may_convene = is_secretariat
may_keep_minutes = is_secretariat
may_read_log = anyone  # as far as a decision is public, or the reader a party
may_open_calendar = anyone  # whoever has the address, which is a secret


def may_follow(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Those who speak for a party, the chair, the secretariat and the monitor; not the state as supervisor."""
    return by.has(*FOLLOWERS)


def may_propose(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone at the table of the agreement puts something forward, and the secretariat for them."""
    return by.has(*PARTY_KINDS, Kind.CHAIR, Kind.SECRETARIAT)


def may_sit(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Who may have a seat at all; which one, the seats say."""
    return by.has(*PARTY_KINDS, Kind.CHAIR)


def may_take_part(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The table and those who keep its papers."""
    return by.has(*PARTY_KINDS, Kind.CHAIR, Kind.SECRETARIAT)


def may_draft(by: Actor, proposal: Any, *args: Any, **kwargs: Any) -> bool:
    """Who proposed it and the secretariat write its text."""
    return is_secretariat(by) or (
        may_propose(by)
        and proposal.proposed_by_id is not None
        and proposal.proposed_by_id == by.person_id
    )


def may_ask_the_state(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Every party but the state itself, and the secretariat for them."""
    return by.has(Kind.COMPANY, Kind.ASSOCIATION, Kind.UNION, Kind.CIVIL_SOCIETY, Kind.SECRETARIAT)


def may_answer_ask(by: Actor, ask: Any, *args: Any, **kwargs: Any) -> bool:
    """The government organisation that was asked."""
    return ask.to_id in by.organisations(Kind.GOVERNMENT)


def may_have_calendar(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Whoever follows the meetings."""
    return may_follow(by)


def may_work_on_asks(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Who answers and who records what came of it."""
    return by.has(Kind.GOVERNMENT, Kind.SECRETARIAT)
