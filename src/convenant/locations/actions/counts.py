"""What a site's row keeps of its current lists: how many members, and one face for all spellings.

Part of the verbs that change which rows a site has; not verbs themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Count

from convenant.locations.models import ListedSite, Site

BATCH = 2000


def recount(site_ids: Iterable[int]) -> None:
    """Each of these sites counts the distinct members whose current lists hold it."""
    for batch in _batches(site_ids):
        counted = dict(
            ListedSite.objects.filter(site_id__in=batch, current=True)
            .order_by()
            .values_list("site_id")
            .annotate(members=Count("organisation", distinct=True))
        )
        changed = []
        for site in Site.objects.filter(pk__in=batch).only("pk", "agreement_id", "member_count"):
            members = counted.get(site.pk, 0)
            if site.member_count != members:
                site.member_count = members
                changed.append(site)
        if changed:
            Site.objects.bulk_update(changed, ["member_count"], batch_size=500)


FACE = (
    "name",
    "address",
    "country",
    "lat",
    "lng",
    "product_types",
    "processing_types",
    "workers_low",
    "workers_high",
    "os_id",
)


def refresh_faces(site_ids: Iterable[int]) -> None:
    """Each of these sites shows the same face whatever order its rows came in.

    The name most rows use (the longest, then first by alphabet, where even), the fullest address, the
    place of the row with coordinates that comes first by its spelling, all products and processes, and
    the widest range of workers that the rows agree to.
    """
    for batch in _batches(site_ids):
        rows = defaultdict(list)
        for row in ListedSite.objects.filter(site_id__in=batch).order_by("pk"):
            rows[row.site_id].append(row)
        changed = []
        for site in Site.objects.filter(pk__in=batch):
            # Former rows speak only where no current one is left.
            known = [row for row in rows[site.pk] if row.current] or rows[site.pk]
            if known:
                for field, value in _face(known).items():
                    setattr(site, field, value)
                changed.append(site)
        if changed:
            Site.objects.bulk_update(changed, list(FACE), batch_size=200)


def _face(rows: list[ListedSite]) -> dict:
    names = Counter(row.name for row in rows)
    name = min(names, key=lambda text: (-names[text], text.isupper(), -len(text), text))
    address = min((row.address for row in rows), key=lambda text: (-len(text), text))
    placed = sorted(
        (row for row in rows if row.lat is not None and row.lng is not None),
        key=lambda row: (row.name, row.address, row.lat, row.lng),
    )
    lows = [row.workers_low for row in rows if row.workers_low is not None]
    highs = [row.workers_high for row in rows if row.workers_high is not None]
    return {
        "name": name,
        "address": address,
        "country": Counter(sorted(row.country for row in rows)).most_common(1)[0][0],
        "lat": placed[0].lat if placed else None,
        "lng": placed[0].lng if placed else None,
        "product_types": sorted({text for row in rows for text in row.product_types}),
        "processing_types": sorted({text for row in rows for text in row.processing_types}),
        "workers_low": min(lows, default=None),
        "workers_high": max(highs, default=None),
        "os_id": min((row.os_id for row in rows if row.os_id), default=""),
    }


def _batches(site_ids: Iterable[int]) -> Iterable[list[int]]:
    ids = sorted(set(site_ids))
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
