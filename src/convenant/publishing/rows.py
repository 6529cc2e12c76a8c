"""A site's public row: only the fields the definition lets out, numbers only above their minimum.

Plain: no Django, so that what leaves the house can be tried without one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from convenant.protection.thresholds import shown_count

# Upper ends of the worker bands; the last band is open. Coarse on purpose: an exact number of
# workers can single out the member who reported it.
BANDS = (50, 250, 1000, 5000, 10000)

# The definition's name for a field → the columns it fills.
COLUMNS = {
    "os_id": ("os_id",),
    "name": ("name",),
    "address": ("address",),
    "country": ("country",),
    "location": ("lat", "lng"),
    "product_type": ("product_types",),
    "processing_type": ("processing_types",),
    "workers_band": ("workers_from", "workers_to"),
    "member_count": ("members",),
}


def workers_band(low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """The bands that hold a reported range, as (from, to); to is None for the open last band.

    Raises nothing: an unknown number stays unknown (None, None); one known end stands for both.
    """
    if low is None and high is None:
        return None, None
    first, last = (low if low is not None else high), (high if high is not None else low)
    assert first is not None and last is not None  # noqa: S101 -- at least one was known
    start = 1
    for end in BANDS:
        if first <= end:
            break
        start = end + 1
    return start, next((end for end in BANDS if last <= end), None)


def public_row(site: Mapping[str, Any], fields: Iterable[str], minimum: int) -> dict[str, Any]:
    """The public columns of one site; whatever the definition does not name stays empty."""
    low, high = workers_band(site.get("workers_low"), site.get("workers_high"))
    whole = {
        **site,
        "workers_from": low,
        "workers_to": high,
        "members": shown_count(site["member_count"], minimum),
    }
    allowed = {column for field in fields for column in COLUMNS.get(field, ())}
    # Name and country make it a list of places at all; the code is what notices refer to.
    row = {column: whole.get(column) for column in {"code", "name", "country"} | allowed}
    for column in ("product_types", "processing_types"):
        if column in row:
            row[column] = list(row[column] or [])
    return row
