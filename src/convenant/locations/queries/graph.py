"""Which member sources where: the most sensitive fact in the house, for secretariat and monitor only."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from convenant.base.actors import Actor
from convenant.locations.models import ListedSite, Site, SiteChange
from convenant.locations.queries.leverage import Share, row_share, share_of
from convenant.locations.rules import may_read_graph
from convenant.people.models import Organisation


@dataclass
class Member:
    """One member at a site, with the rows that say so."""

    organisation: Organisation
    rows: list[ListedSite] = field(default_factory=list)

    @property
    def share(self) -> Share | None:
        """Its declared share of the site's capacity."""
        said = [
            share
            for row in self.rows
            if (share := row_share(row.capacity_low, row.capacity_high)) is not None
        ]
        return share_of(said) if said else None

    @property
    def tiers(self) -> list[int]:
        """The tiers its rows name."""
        return sorted({row.tier for row in self.rows if row.tier is not None})


def members_of(by: Actor, site: Site) -> list[Member]:
    """The members whose current lists name this site, with their rows; two queries at most."""
    if not may_read_graph(by):
        return []
    found: dict[int, Member] = {}
    rows = (
        ListedSite.objects.filter(current=True, site=site)
        .select_related("organisation", "site_list")
        .defer("site_list__content")
        .order_by("organisation__name", "organisation_id", "site_list_id", "row")
    )
    for row in rows:
        found.setdefault(row.organisation_id, Member(row.organisation)).rows.append(row)
    return list(found.values())


def rows_at(by: Actor, site: Site) -> list[ListedSite]:
    """Every row at the site, earlier lists' too, for who decides which belong together."""
    if not may_read_graph(by):
        return []
    return list(
        ListedSite.objects.filter(site=site)
        .select_related("organisation", "site_list")
        .defer("site_list__content")
        .order_by("-current", "name", "pk")
    )


@dataclass(frozen=True)
class MemberLine:
    """One member in the graph: how many sites, how many of them shared, with how many others."""

    organisation: Organisation
    sites: int
    shared: int
    others: int


@dataclass(frozen=True)
class PairLine:
    """Two members and the number of sites that both list."""

    one: Organisation
    other: Organisation
    sites: int


@dataclass(frozen=True)
class Graph:
    """Members and what they share."""

    members: list[MemberLine]
    pairs: list[PairLine]


def graph(by: Actor) -> Graph:
    """The whole member–site graph, counted; two queries, whatever its size."""
    if not may_read_graph(by):
        return Graph([], [])
    at: dict[int, set[int]] = {}
    for site_id, organisation_id in (
        ListedSite.objects.filter(current=True, site__isnull=False)
        .order_by()
        .values_list("site_id", "organisation_id")
        .distinct()
    ):
        at.setdefault(site_id, set()).add(organisation_id)
    sites: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    together: Counter[tuple[int, int]] = Counter()
    for members in at.values():
        sites.update(members)
        if len(members) > 1:
            shared.update(members)
            together.update(combinations(sorted(members), 2))
    others: Counter[int] = Counter()
    for pair in together:
        others.update(pair)
    names = Organisation.objects.in_bulk(list(sites))
    return Graph(
        sorted(
            (MemberLine(names[pk], sites[pk], shared[pk], others[pk]) for pk in sites),
            key=lambda line: (-line.shared, line.organisation.name),
        ),
        sorted(
            (PairLine(names[a], names[b], count) for (a, b), count in together.items()),
            key=lambda line: (-line.sites, line.one.name, line.other.name),
        ),
    )


def changes_at(site: Site) -> list[SiteChange]:
    """Merges and splits of this site, newest first."""
    return list(
        SiteChange.objects.filter(site=site).select_related("other", "by", "site")
        | SiteChange.objects.filter(other=site).select_related("other", "by", "site")
    )


def change_by_pk(by: Actor, pk: int) -> SiteChange | None:
    """One merge or split, for who may read the graph."""
    if not may_read_graph(by):
        return None
    return SiteChange.objects.select_related("site", "other").filter(pk=pk).first()
