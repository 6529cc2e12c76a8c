"""The understood rows of an accepted list enter the database, some at a time.

Part of the job that matches, not verbs: the person's deed was `store`. The rows are not current until
the matching gave them their sites.
"""

from collections.abc import Iterator, Sequence

from convenant.locations.actions.progress import held
from convenant.locations.models import ListedSite, SiteList
from convenant.locations.reading import SiteRow

BATCH = 1000


def write_rows(site_list: SiteList, rows: Sequence[SiteRow]) -> Iterator[float]:
    """Every row is stored once, whatever an earlier try left behind; yields how much is done (0–1)."""
    there = set(ListedSite.objects.filter(site_list=site_list).values_list("row", flat=True))
    missing = [row for row in rows if row.row not in there]
    for start in range(0, len(missing), BATCH):
        batch = [_listed(site_list, row) for row in missing[start : start + BATCH]]
        with held(site_list):
            ListedSite.objects.bulk_create(batch, batch_size=500)
        yield (start + len(batch)) / len(missing)


def _listed(site_list: SiteList, row: SiteRow) -> ListedSite:
    return ListedSite(
        site_list=site_list,
        organisation_id=site_list.organisation_id,
        row=row.row,
        current=False,
        name=row.name[:500],
        address=row.address[:1000],
        country=row.country,
        lat=row.lat,
        lng=row.lng,
        os_id=row.os_id or "",
        lei=row.lei or "",
        gln=row.gln or "",
        registry_number=(row.registry_number or "")[:60],
        workers_low=row.workers_low,
        workers_high=row.workers_high,
        tier=row.tier,
        product_types=list(row.product_types),
        processing_types=list(row.processing_types),
        facility_type=(row.facility_type or "")[:120],
        parent_company=(row.parent_company or "")[:300],
        capacity_low=row.capacity_low,
        capacity_high=row.capacity_high,
    )
