"""How large a list may be before we refuse to open it.

The garment agreement's largest merged list had 6,289 sites; 50,000 rows is what the platform
promises. The ceilings lie above that, and far below what hurts the machine.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file. Sizes in bytes, `cell` in characters, `seconds` of reading."""

    size: int = 20 * 2**20
    rows: int = 100_000
    columns: int = 200
    cells: int = 5_000_000
    cell: int = 10_000
    unpacked: int = 400 * 2**20
    ratio: int = 250
    entries: int = 2_000
    memory: int = 1_536 * 2**20
    seconds: int = 120


DEFAULT = Limits()
