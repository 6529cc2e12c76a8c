"""How long a text of a row may be; what goes beyond is said, never cut in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convenant.locations.reading.understanding import SiteRow

# As long as whoever stores a row keeps; a cell with more holds another thing than its column says.
LONGEST = {
    "name": 500,
    "address": 1000,
    "registry_number": 60,
    "facility_type": 120,
    "parent_company": 300,
}


def fitted(row: SiteRow) -> tuple[SiteRow, list[str]]:
    """The row with every text at most as long as LONGEST says, and the fields that were longer."""
    long = [field for field, most in LONGEST.items() if len(getattr(row, field) or "") > most]
    return replace(row, **{f: getattr(row, f)[: LONGEST[f]] for f in long}), long
