"""Sites as each may read them: the register, one site by any code it ever had, the pooled list."""

from collections.abc import Iterator
from typing import Any

from convenant.locations.models import ListedSite, Site
from convenant.locations.queries.families import standing_site

PUBLISHED = (
    "code",
    "name",
    "address",
    "country",
    "lat",
    "lng",
    "os_id",
    "product_types",
    "processing_types",
    "workers_low",
    "workers_high",
    "member_count",
)


def published_rows() -> Iterator[dict[str, Any]]:
    """The pooled list in one query: every standing site that a current list names.

    `member_count` is exact here; whoever shows it holds it against the agreement's minimum. Nothing
    in it says which member lists the site.
    """
    return (
        Site.objects.filter(merged_into=None, member_count__gte=1)
        .order_by("country", "name", "pk")
        .values(*PUBLISHED)
        .iterator(chunk_size=2000)
    )


def shared_by(*organisation_ids: int) -> list[Site]:
    """The standing sites that all of these members' current lists name; for verbs and the demo."""
    sites = Site.objects.filter(merged_into=None)
    for organisation_id in organisation_ids:
        rows = ListedSite.objects.filter(current=True, organisation_id=organisation_id)
        sites = sites.filter(pk__in=rows.exclude(site=None).order_by().values("site"))
    return list(sites.order_by("code"))


def contributors() -> int:
    """How many members have a current, matched list in the pool."""
    return (
        ListedSite.objects.filter(current=True, site__isnull=False)
        .order_by()
        .values("organisation")
        .distinct()
        .count()
    )


def site_by_code(code: str) -> Site | None:
    """The site that stands today for a code ever given; None where the code was never given.

    A merged site points at the one it went into, and that one may have been merged later.
    """
    site = Site.objects.filter(code=code.strip().upper()).first()
    return standing_site(site) if site is not None else None
