"""Who may do what with techniques: sides make them, the secretariat keeps the process, the monitor judges."""

from typing import Any

from convenant.base.actors import Actor
from convenant.people.models import PARTY_KINDS, Kind
from convenant.people.rules import anyone, is_secretariat

DESK = (Kind.SECRETARIAT, Kind.MONITOR)

may_read_published = anyone
may_keep = is_secretariat  # the process: stages, group, drafts put out, publication, recognition
may_record_recognition = is_secretariat
may_make_criteria = is_secretariat


def may_follow(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The making of techniques: parties, chair, secretariat, monitor; not the state as supervisor."""
    return by.has(*PARTY_KINDS, Kind.CHAIR, *DESK)


def may_propose(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Anyone who speaks for a party, and the secretariat."""
    return by.has(*PARTY_KINDS, Kind.SECRETARIAT)


def may_comment(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Parties and the monitor say what they find of a draft."""
    return by.has(*PARTY_KINDS, Kind.MONITOR)


def may_read_readiness(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Where each company stands, by name."""
    return by.has(*DESK)


def is_company(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """A participating company's person."""
    return by.has(Kind.COMPANY)


def may_work_on(by: Actor, thing: Any, *args: Any, **kwargs: Any) -> bool:
    """The company whose uptake, measure or derogation it is."""
    return thing.organisation_id in by.organisations(Kind.COMPANY)


def may_judge_measure(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """The independent monitor judges whether another measure has equal effect."""
    return by.has(Kind.MONITOR)


def may_give_opinion(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Who speaks for a party; for which side's opinion is asked, the definition says."""
    return by.has(*PARTY_KINDS)
