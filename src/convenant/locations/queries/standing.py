"""The standing register as the matcher wants it: every site with the spellings it holds."""

from collections import defaultdict
from collections.abc import Iterable

from convenant.locations.matching import Record, RegisterSite
from convenant.locations.models import Judgement, ListedSite, Site, SiteList
from convenant.locations.spelling import spelling_key

FIELDS = (
    "name", "address", "country", "lat", "lng", "os_id", "lei", "gln", "registry_number",
)  # fmt: skip


def record_of(key: str, row: ListedSite) -> Record:
    """A row as the matcher wants it."""
    return Record(key, *(getattr(row, field) for field in FIELDS))


def standing_register(countries: Iterable[str], without: SiteList) -> list[RegisterSite]:
    """Every site in these countries that was not merged away, by code, with its distinct spellings.

    Rows of `without`, the list about to be matched, are left out: a second run must not find itself.
    """
    spellings: dict[str, dict[str, Record]] = defaultdict(dict)
    rows = (
        ListedSite.objects.filter(
            country__in=set(countries), site__isnull=False, site__merged_into=None
        )
        .exclude(site_list=without)
        .order_by("pk")
        .values_list("pk", "site__code", *FIELDS)
    )
    for pk, code, *rest in rows.iterator(chunk_size=5000):
        spelling = spelling_key(rest[0], rest[1], rest[2])
        spellings[code].setdefault(spelling, Record(f"r{pk}", *rest))
    return [RegisterSite(code, tuple(held.values())) for code, held in sorted(spellings.items())]


def judgements() -> list[tuple[str, str, bool]]:
    """Every remembered word on two spellings: (spelling, spelling, same?)."""
    return list(Judgement.objects.order_by("pk").values_list("left", "right", "same"))


def earlier_sites(site_list: SiteList) -> dict[str, str]:
    """Where this member's earlier rows ended, by spelling: the same words keep the same site."""
    found: dict[str, str] = {}
    rows = (
        ListedSite.objects.filter(
            organisation=site_list.organisation_id, site__isnull=False, site__merged_into=None
        )
        .exclude(site_list=site_list)
        .order_by("pk")
        .values_list("name", "address", "country", "site__code")
    )
    for name, address, country, code in rows.iterator(chunk_size=5000):
        found[spelling_key(name, address, country)] = code
    return found


def sites_by_code(codes: Iterable[str]) -> dict[str, Site]:
    """The sites with these codes."""
    wanted = sorted(set(codes))
    return {
        site.code: site
        for start in range(0, len(wanted), 5000)
        for site in Site.objects.filter(code__in=wanted[start : start + 5000])
    }
