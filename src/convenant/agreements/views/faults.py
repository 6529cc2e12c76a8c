"""Faults of a definition as rows of a table."""

from collections.abc import Iterable
from typing import NamedTuple

from convenant.agreements.definition import Fault


class Row(NamedTuple):
    """Where a fault is, what is wrong, what would be right."""

    line: int
    path: str
    what: str
    remedy: str


def in_language(faults: Iterable[Fault], language: str) -> list[Row]:
    """Every fault in `nl` or `en`."""
    return [Row(f.line, f.path, f.what(language), f.remedy(language)) for f in faults]
