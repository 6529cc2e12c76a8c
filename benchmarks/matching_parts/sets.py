"""What the matcher is measured on: pairs that somebody judged, and a list with its whole truth.

Pairs hang together when they share a row or a name written in the same letters: a system that is right
about one of them is likely to be right about the others. Intervals draw such clusters, and no system is
tested on a cluster that it was trained on.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii
from labelled import DATA, LabelledPair, every_row, load, table

from convenant.locations.matching import Record

OF_LABEL = {"match": "same", "distinct": "different", "unsure": "unsure"}
READ, HUB, CHICAGO = "read_from_text", "os_hub_training", "chicago"
TITLES = {
    READ: "Pairs read from text",
    HUB: "Open Supply Hub training pairs",
    "labels_dev": "Our labels, dev",
    "labels_kept": "Our labels, kept",
    CHICAGO: "Chicago (complete truth)",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows, how they are related, and how many pairs of the pool they stand for."""

    a: Record
    b: Record
    relation: str
    weight: float

    @property
    def same(self) -> bool:
        return self.relation == "same"


def judged_sets(kept: bool) -> dict[str, list[Pair]]:
    """Every set of judged pairs; the part that nobody tunes on only where it is asked for."""
    parts = ("dev", "kept") if kept else ("dev",)
    return {
        READ: _with_text(f"pairs_{READ}.csv"),
        HUB: _with_text(f"pairs_{HUB}.csv"),
        **{f"labels_{part}": [_of(pair) for pair in load(part)] for part in parts},
    }


def _of(pair: LabelledPair) -> Pair:
    return Pair(pair.a, pair.b, pair.relation, pair.weight)


def _with_text(name: str) -> list[Pair]:
    """The judged pairs that came with the data, each with the text of its own rows."""
    return [
        Pair(
            _row(f"{name}:{i}", r, "a"),
            _row(f"{name}:{i}", r, "b"),
            OF_LABEL[r["label"]],
            float(r.get("weight") or 1),
        )
        for i, r in enumerate(table(DATA / name), 1)
    ]


def _row(key: str, line: dict[str, str], side: str) -> Record:
    return Record(
        key + side, line[f"name_{side}"], line[f"address_{side}"], line[f"country_{side}"]
    )


class World:
    """All rows at once: among these a search has to bring the pairs together."""

    def __init__(self, sets: Iterable[Sequence[Pair]]):
        self.rows = every_row()
        self._place: dict[tuple[str, str, str], int] = {}
        for i, row in enumerate(self.rows):
            self._place.setdefault(self._text(row), i)
        for row in (row for pairs in sets for pair in pairs for row in (pair.a, pair.b)):
            if self._text(row) not in self._place:
                self._place[self._text(row)] = len(self.rows)
                self.rows.append(row)

    @staticmethod
    def _text(row: Record) -> tuple[str, str, str]:
        return row.name, row.address, row.country

    def places(self, pair: Pair) -> tuple[int, int]:
        """Where the two rows stand, the first one first; equal where they say the same."""
        a, b = self._place[self._text(pair.a)], self._place[self._text(pair.b)]
        return (a, b) if a < b else (b, a)


class Together:
    """What was joined to what, directly or through others."""

    def __init__(self) -> None:
        self._leader: dict[Hashable, Hashable] = {}

    def of(self, one: Hashable) -> Hashable:
        while self._leader.setdefault(one, one) != one:
            one = self._leader[one]
        return one

    def join(self, a: Hashable, b: Hashable) -> None:
        self._leader[self.of(a)] = self.of(b)


def clusters(pairs: Sequence[Pair]) -> list[Hashable]:
    """Per pair the cluster that it belongs to."""
    together = Together()
    for pair in pairs:
        together.join(pair.a.key, pair.b.key)
        for row in (pair.a, pair.b):
            if name := letters(row.name):
                together.join(row.key, ("name", name))
    return [together.of(pair.a.key) for pair in pairs]


@cache
def letters(text: str) -> str:
    return re.sub("[^a-z0-9]", "", anyascii(text).lower())


# ------------------------------------------------------------------------------ complete truth


@dataclass(frozen=True, slots=True)
class ChicagoSite:
    """A row as its agency wrote it; `true_id` says which site it is."""

    name: str
    address: str
    zip: str
    phone: str
    true_id: str


def chicago() -> list[ChicagoSite]:
    columns = ("Site name", "Address", "Zip", "Phone", "True Id")
    rows = table(DATA / "chicago_sites_true_ids.csv")
    return [ChicagoSite(*(row[column] for column in columns)) for row in rows]


def pairs_within(groups: Iterable[Hashable]) -> set[tuple[int, int]]:
    """The positions that are in one group, two by two, the lower first."""
    members: dict[Hashable, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        members[group].append(i)
    return {pair for group in members.values() for pair in itertools.combinations(group, 2)}
