"""The pairs of real rows that were judged by reading them, ready to measure a model on.

The label file holds references only, because the rows themselves lie beside the project and are never
committed. While a model is being tuned, load `dev` and leave `kept` alone. Once `kept` has been measured
on, it is opened into `dev` when new pairs are entered (`label_candidates.py`).
"""

import csv
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from convenant.locations.matching import Record

Relation = Literal[
    "same", "same_compound", "same_company", "moved_or_renamed", "different", "unsure"
]
Part = Literal["dev", "kept"]
RELATIONS: tuple[Relation, ...] = (
    "same", "same_compound", "same_company", "moved_or_renamed", "different", "unsure",
)  # fmt: skip
PARTS: tuple[Part, ...] = ("dev", "kept")

LABELS = Path(__file__).parent / "labels" / "pairs.csv"
SHARED = Path(os.environ.get("CONVENANT_SHARED") or Path(__file__).parents[2] / "shared")
DATA = SHARED / "data" / "matching"
REGISTER = "register_os_hub_2022"


class NoData(Exception):
    """The real lists are not beside the project."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two rows, how they are related and why; `weight` is how many pairs of the pool it stands for."""

    a: Record
    b: Record
    relation: Relation
    reason: str
    weight: float
    part: Part


def load(part: Part, labels: Path = LABELS, data: Path = DATA) -> list[LabelledPair]:
    """The judged pairs of one part, with the text of their rows."""
    rows = {row.key: row for row in every_row(data)}
    return [pair(line, rows) for line in table(labels) if line["part"] == part]


def pair(line: dict[str, str], rows: dict[str, Record]) -> LabelledPair:
    """One line of the label file with its two rows."""
    a, b = (row_of(key, rows) for key in references(line))
    return LabelledPair(
        a,
        b,
        cast(Relation, line["relation"]),
        line["reason"],
        float(line["weight"]),
        cast(Part, line["part"]),
    )


def references(line: dict[str, str]) -> tuple[str, str]:
    """What a line of the label file points at, as keys of `every_row`."""
    return f"{line['list_a']}:{line['row_a']}", f"{line['list_b']}:{line['row_b']}"


def row_of(key: str, rows: dict[str, Record]) -> Record:
    if key not in rows:
        raise NoData(f"The label file points at {key}, and the lists in {DATA} have no such row.")
    return rows[key]


def every_row(data: Path = DATA) -> list[Record]:
    """Every row of the lists and of the register; the key is `list:row`, rows counted from 1."""
    register = data / f"{REGISTER}.csv"
    if not register.is_file():
        raise NoData(
            f"The real lists are not here: {data}."
            " Set CONVENANT_SHARED to the folder that has data/matching in it."
        )
    return [
        Record(
            f"{path.stem}:{i}", r["name"], r["address"], r["country"], number(r["lat"]), number(r["lng"])
        )
        for path in (*sorted((data / "lists").glob("*.csv")), register)
        for i, r in enumerate(table(path), 1)
    ]  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None
