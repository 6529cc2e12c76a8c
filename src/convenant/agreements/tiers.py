"""Whose data someone reads: by the tier the definition gives a kind of data, or an item has itself.

From the narrowest circle to the widest: a company's own people; the secretariat, the monitor and whoever
advises or assesses that company; everyone who speaks for a party, and the chair; everyone.
"""

from convenant.agreements.definition.parts.confidentiality import Tier
from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.people.models import PARTY_KINDS, Kind

DESK = (Kind.SECRETARIAT, Kind.MONITOR)
OF_ONE = (Kind.ADVISER, Kind.ASSESSOR)
USUAL: Tier = "secretariat_and_monitor"  # where the definition says nothing


def tier_of(data: str) -> Tier:
    """The tier of a kind of data (a key of the definition's `confidentiality`)."""
    said = running_definition().confidentiality
    return next((each.tier for each in said if each.data == data), USUAL)


def reads(by: Actor, tier: str, organisation_id: int) -> bool:
    """Whether this actor reads an item of that tier that belongs to this organisation."""
    allowed = organisations_read(by, tier)
    return allowed is None or organisation_id in allowed


def organisations_read(by: Actor, tier: str) -> set[int] | None:
    """The organisations whose items of a tier this actor reads; None for all of them."""
    if (
        tier == "public"
        or (tier == "parties" and by.has(*PARTY_KINDS, Kind.CHAIR))
        or (tier != "company" and by.has(*DESK))
    ):
        return None
    own = by.organisations()
    if tier == "company":
        return own
    return own | {
        role.about_id for role in by.roles if role.kind in OF_ONE and role.about_id is not None
    }


def reads_some(by: Actor, data: str) -> bool:
    """Whether there may be any company whose data of this kind the actor reads: for doors."""
    if by.has(Kind.COMPANY, *DESK, *OF_ONE):
        return True
    return bool(by.roles) and organisations_read(by, tier_of(data)) is None
