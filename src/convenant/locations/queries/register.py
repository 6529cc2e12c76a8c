"""The standing sites as each reader may list them: all of them, or a member's own."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from convenant.base.actors import Actor
from convenant.locations.models import ListedSite, Site
from convenant.locations.queries.introductions import company_of
from convenant.locations.rules import may_read_graph

NOTHING = Q(pk__in=[])


def _narrowed(sites: QuerySet[Site], words: str, country: str, shared: bool) -> QuerySet[Site]:
    for word in words.split()[:8]:
        sites = sites.filter(
            Q(name__icontains=word) | Q(address__icontains=word) | Q(code__iexact=word)
        )
    if country:
        sites = sites.filter(country=country)
    if shared:
        sites = sites.filter(member_count__gte=2)
    return sites


def register(
    by: Actor, *, words: str = "", country: str = "", shared: bool = False
) -> QuerySet[Site]:
    """Every standing site, for who may read all; most members first where only shared are asked."""
    if not may_read_graph(by):
        return Site.objects.filter(NOTHING)
    sites = _narrowed(Site.objects.filter(merged_into=None), words, country, shared)
    return sites.order_by("-member_count", "country", "name", "pk") if shared else sites


def own_sites(
    by: Actor, *, words: str = "", country: str = "", shared: bool = False
) -> QuerySet[Site]:
    """The sites on this actor's company's own current lists."""
    own = company_of(by)
    if own is None:
        return Site.objects.filter(NOTHING)
    rows = ListedSite.objects.filter(current=True, organisation_id=own, site__isnull=False)
    sites = Site.objects.filter(merged_into=None, pk__in=rows.order_by().values("site"))
    return _narrowed(sites, words, country, shared)


def countries_of(sites: QuerySet[Site]) -> list[str]:
    """The countries these sites are in."""
    return sorted(set(sites.order_by().values_list("country", flat=True).distinct()))


def own_rows(by: Actor, sites: list[Site]) -> dict[int, list[ListedSite]]:
    """This actor's company's own current rows at each of these sites."""
    found: dict[int, list[ListedSite]] = {site.pk: [] for site in sites}
    own = company_of(by)
    if own is not None:
        for row in ListedSite.objects.filter(
            current=True, organisation_id=own, site__in=sites
        ).select_related("site_list"):
            found[row.site_id or 0].append(row)
    return found


def own_rows_without_site(by: Actor) -> int:
    """How many of this member's current rows still wait for matching."""
    own = company_of(by)
    return (
        ListedSite.objects.filter(current=True, organisation_id=own, site=None).count()
        if own is not None
        else 0
    )


def shared_sites_count(by: Actor) -> int:
    """How many sites are on the lists of two members or more: of all, or of this member's own."""
    if may_read_graph(by):
        return register(by, shared=True).count()
    return own_sites(by, shared=True).count()


@dataclass(frozen=True)
class Totals:
    """The register in four numbers."""

    sites: int
    listed: int
    shared: int
    countries: int


def totals(by: Actor) -> Totals:
    """How large the register is; one query each."""
    sites = register(by).order_by()
    return Totals(
        sites.count(),
        sites.filter(member_count__gte=1).count(),
        sites.filter(member_count__gte=2).count(),
        sites.filter(member_count__gte=1).values("country").distinct().count(),
    )
