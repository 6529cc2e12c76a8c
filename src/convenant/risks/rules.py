"""Who may do what with risks: a company's judgement of its own chain is its own until it shares it."""

from typing import Any

from convenant.agreements.tiers import DESK, organisations_read, reads_some, tier_of
from convenant.base.actors import Actor
from convenant.people.models import Kind, Organisation
from convenant.people.rules import is_inside, is_secretariat

may_load_sources = is_secretariat
may_look_up = is_inside

DATA = "risk_ranking"  # what the definition calls a company's register


def may_keep_register(by: Actor, organisation: Organisation, *args: Any, **kwargs: Any) -> bool:
    """A company keeps its own register, and nobody else does."""
    return organisation.pk in by.organisations(Kind.COMPANY)


def may_change_risk(by: Actor, risk: Any, *args: Any, **kwargs: Any) -> bool:
    """Whoever keeps the register that the risk is in."""
    return risk.organisation_id in by.organisations(Kind.COMPANY)


def may_read_registers(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """A company reads its own; others as far as the definition's tier for rankings goes."""
    return reads_some(by, DATA)


def may_read_sector(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Which risks members share, by member: the secretariat and the monitor."""
    return by.has(*DESK)


def readable_companies(by: Actor) -> set[int] | None:
    """The companies whose registers this actor reads; None for all of them."""
    return organisations_read(by, tier_of(DATA))
