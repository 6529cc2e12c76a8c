"""Towns of the world with 100,000 inhabitants or more, by country, and whether two are far apart.

The table is made by tools/towns.py and holds its source and date.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from convenant.locations.matching.geo import kilometres

TABLE = Path(__file__).with_name("towns.tsv")
# Farther than a town and its outskirts reach.
APART_KM = 40.0
LONGEST_IN_PIECES = 3

Point = tuple[float, float]


@cache
def _towns() -> dict[str, dict[str, tuple[Point, ...]]]:
    """Per country the towns, a name with every place that has it."""
    found: dict[str, dict[str, tuple[Point, ...]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        country, town, lat, lng = line.split("\t")
        named = found.setdefault(country, {})
        named[town] = (*named.get(town, ()), (float(lat), float(lng)))
    return found


def towns_of(country: str) -> dict[str, tuple[Point, ...]]:
    """The towns of a country (ISO 3166 alpha-2), each with the latitude and longitude of all so named."""
    return _towns().get(country, {})


@cache
def _beginnings(country: str) -> frozenset[str]:
    """What the towns of a country begin with, so that most pieces need no second look."""
    return frozenset(town[:n] for town in towns_of(country) for n in range(1, len(town)))


def join_towns(pieces: list[str], country: str) -> list[str]:
    """The pieces with towns written together ("fo", "shan" → "foshan"); a town by itself stays."""
    towns = towns_of(country)
    if not towns:
        return pieces
    beginnings = _beginnings(country)
    if not any(piece in beginnings for piece in pieces):
        return pieces
    joined: list[str] = []
    i = 0
    while i < len(pieces):
        size = 1
        if pieces[i] in beginnings and pieces[i] not in towns:
            sizes = range(min(LONGEST_IN_PIECES, len(pieces) - i), 1, -1)
            size = next((n for n in sizes if "".join(pieces[i : i + n]) in towns), 1)
        joined.append("".join(pieces[i : i + size]))
        i += size
    return joined


def far_apart(a: Iterable[str], b: Iterable[str], country: str) -> bool:
    """True where both name towns, and no town of one is near any town of the other."""
    towns = towns_of(country)
    points_a = [point for town in a for point in towns[town]]
    points_b = [point for town in b for point in towns[town]]
    if not points_a or not points_b:
        return False
    return min(kilometres(p, q) for p in points_a for q in points_b) > APART_KM
