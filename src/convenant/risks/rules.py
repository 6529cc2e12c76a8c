"""Who may do what with risks: a company's judgement of its own chain is its own until it shares it."""

from typing import Any

from convenant.base.actors import Actor
from convenant.people.models import Kind, Organisation
from convenant.people.rules import is_inside, is_secretariat

may_load_sources = is_secretariat
may_look_up = is_inside

# Who reads every company's register, and who reads that of the companies their role is about.
READERS = (Kind.SECRETARIAT, Kind.MONITOR)
READERS_OF_ONE = (Kind.ADVISER, Kind.ASSESSOR)


def may_keep_register(by: Actor, organisation: Organisation, *args: Any, **kwargs: Any) -> bool:
    """A company keeps its own register, and nobody else does."""
    return organisation.pk in by.organisations(Kind.COMPANY)


def may_change_risk(by: Actor, risk: Any, *args: Any, **kwargs: Any) -> bool:
    """Whoever keeps the register that the risk is in."""
    return risk.organisation_id in by.organisations(Kind.COMPANY)


def may_read_registers(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Tier secretariat_and_monitor, each company its own, an adviser or assessor the company's."""
    return by.has(Kind.COMPANY, *READERS, *READERS_OF_ONE)


def may_read_sector(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Which risks members share, by member: the secretariat and the monitor."""
    return by.has(*READERS)


def readable_companies(by: Actor) -> set[int] | None:
    """The companies whose registers this actor reads; None for all of them."""
    if by.has(*READERS):
        return None
    about = {
        role.about_id
        for role in by.roles
        if role.kind in READERS_OF_ONE and role.about_id is not None
    }
    return about | by.organisations(Kind.COMPANY)
