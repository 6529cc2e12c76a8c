"""How much of a site's capacity the members say they take, for each reader no more than it may read."""

from dataclasses import dataclass

from django.db.models import Q

from convenant.agreements.queries import running_definition
from convenant.locations.models import ListedSite, Site
from convenant.protection.thresholds import leverage_band, summed_range

MINIMUM_OTHERS = 3  # where a definition leaves it unsaid; no definition may set it lower

Share = tuple[float, float]


@dataclass(frozen=True)
class Leverage:
    """All members together, for the secretariat and the monitor: what is known and what is not."""

    low: float
    high: float
    said: int
    members: int

    @property
    def pair(self) -> Share:
        """The range."""
        return self.low, self.high

    @property
    def silent(self) -> int:
        """How many members did not say."""
        return self.members - self.said


@dataclass(frozen=True)
class MemberLeverage:
    """What one member reads: its own share, and at most a band for the others together."""

    own: Share | None
    earlier: Share | None  # what it said in an earlier list, where it says nothing now
    earlier_year: int | None
    band: tuple[int, int] | None
    minimum: int
    bands_shown: bool  # false where the agreement shows members nothing at all


def row_share(low: float | None, high: float | None) -> Share | None:
    """A row's share as a range in per cent; None where nothing was said. Half a range stays open."""
    if low is None and high is None:
        return None
    return (low if low is not None else 0.0, high if high is not None else 100.0)


def share_of(rows: list[Share]) -> Share:
    """One member's share from all its rows at a site.

    Two rows may repeat one statement or be two parts of it, and nothing says which: from the largest
    low end to the sum of the high ends holds both.
    """
    return max(low for low, _ in rows), min(100.0, sum(high for _, high in rows))


def shares_at(site: Site) -> dict[int, Share | None]:
    """Each member at the site with the share it declared, or None. Member-linked: not for members."""
    rows: dict[int, list[Share]] = {}
    for organisation_id, low, high in ListedSite.objects.filter(
        current=True, site=site
    ).values_list("organisation_id", "capacity_low", "capacity_high"):
        said = rows.setdefault(organisation_id, [])
        if (share := row_share(low, high)) is not None:
            said.append(share)
    return {member: share_of(said) if said else None for member, said in rows.items()}


def leverage_at(shares: dict[int, Share | None]) -> Leverage | None:
    """The summed range with how many said and did not; None where nobody said anything."""
    said = [share for share in shares.values() if share is not None]
    if not said:
        return None
    low, high = summed_range(said)
    return Leverage(low, high, len(said), len(shares))


def leverage_for(organisation_id: int, site: Site) -> MemberLeverage:
    """One member's own share and, from enough other members on, a band for those others."""
    shares = shares_at(site)
    own = shares.pop(organisation_id, None)
    others = [share for share in shares.values() if share is not None]
    publication = running_definition().publication
    rule = publication.leverage if publication else None
    shown = rule is None or rule.members_see == "band"
    minimum = max(MINIMUM_OTHERS, (rule.minimum_others or 0) if rule else 0)
    earlier = None if own is not None else _earlier(organisation_id, site)
    return MemberLeverage(
        own=own,
        earlier=row_share(*earlier[:2]) if earlier else None,
        earlier_year=earlier[2] if earlier else None,
        band=leverage_band(others, minimum) if shown else None,
        minimum=minimum,
        bands_shown=shown,
    )


def _earlier(organisation_id: int, site: Site) -> tuple[float | None, float | None, int] | None:
    return (
        ListedSite.objects.filter(organisation_id=organisation_id, site=site, current=False)
        .exclude(Q(capacity_low=None) & Q(capacity_high=None))
        .order_by("-site_list__period", "-pk")
        .values_list("capacity_low", "capacity_high", "site_list__period")
        .first()
    )
