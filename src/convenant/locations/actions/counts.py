"""What a site's row keeps of its current lists: how many members, and one face for all spellings.

Part of the verbs that change which rows a site has; not verbs themselves.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import Any

from django.db.models import Count

from convenant.locations.models import ListedSite, Site

BATCH = 1000


def recount(site_ids: Iterable[int]) -> None:
    """Each of these sites counts the distinct members whose current lists hold it."""
    for batch in _batches(site_ids):
        members = dict(
            ListedSite.objects.filter(site_id__in=batch, current=True)
            .order_by()
            .values_list("site_id")
            .annotate(members=Count("organisation", distinct=True))
        )
        sites = defaultdict(list)
        for pk in batch:
            sites[members.get(pk, 0)].append(pk)
        for number, pks in sites.items():
            Site.objects.filter(pk__in=pks).exclude(member_count=number).update(member_count=number)


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


def refresh_faces(
    site_ids: Iterable[int], *, entering: int | None = None, leaving: Container[int] = ()
) -> None:
    """Each of these sites shows the same face whatever order its rows came in.

    `entering` and `leaving` are keys of lists that are about to become, or to be no longer, current:
    a large list's faces are ready before its rows enter.
    """
    for batch in _batches(site_ids):
        rows = defaultdict(list)
        for row in ListedSite.objects.filter(site_id__in=batch).order_by():
            rows[row.site_id].append(row)
        changed = []
        for site in Site.objects.filter(pk__in=batch):
            # Former rows speak only where no current one is left.
            current = [
                row
                for row in rows[site.pk]
                if row.site_list_id == entering or (row.current and row.site_list_id not in leaving)
            ]
            known = face(current or rows[site.pk]) if rows[site.pk] else {}
            differing = {k: v for k, v in known.items() if getattr(site, k) != v}
            if differing:
                for field, value in differing.items():
                    setattr(site, field, value)
                changed.append(site)
        _save_faces(changed)


def _save_faces(sites: list[Site]) -> None:
    """One upsert: some ten times faster than `bulk_update`, and a large list has 25,000 faces."""
    for site in sites:
        site.pk = None  # the agreement and the code say which site it is
    Site.objects.bulk_create(
        sites,
        batch_size=500,
        update_conflicts=True,
        update_fields=list(FACE),
        unique_fields=["agreement", "code"],
    )


def face(rows: Sequence[ListedSite]) -> dict[str, Any]:
    """What a site shows of these rows, which are at least one.

    The name most rows use (the longest, then first by alphabet, where even), the fullest address, the
    place of the row with coordinates that comes first by its spelling, all products and processes, and
    the widest range of workers that the rows agree to.
    """
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
