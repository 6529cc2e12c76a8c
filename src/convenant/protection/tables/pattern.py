"""Which cells a release shows and which it leaves blank; from us or from anywhere."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import prod
from pathlib import Path

import numpy as np

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.money import whole, written
from convenant.protection.tables.records import MOST_FAULTS, lines_of, number_in


class Status(StrEnum):
    """What a release does with a cell."""

    PUBLISHED = "published"
    PRIMARY = "primary"  # blank, for it tells too much
    SECONDARY = "secondary"  # blank, so that no other blank can be worked out
    EMPTY = "empty"


BLANK = (Status.PRIMARY, Status.SECONDARY)
MOST_EMPTY = 500_000  # places of a table, if the empty ones are to be written


@dataclass(frozen=True)
class Pattern:
    """`hidden[i]` is whether cell i is blank."""

    hidden: np.ndarray


def read_pattern(path: Path, cells: Cells) -> Pattern:
    """The pattern of a file with a column for each dimension, `value` and `status`. Raises BadInput.

    A cell that is not in the file is not published, so it is blank. A published value must be the records' own (to half a unit of
    its last digit): an audit of other figures would say nothing of these.
    """
    hidden = np.ones(len(cells.places), dtype=bool)
    faults: list[Fault] = []
    seen: set[tuple[str, ...]] = set()
    for number, line in lines_of(path, [*cells.dimensions, "value", "status"]):
        where = f"{path}:{number}"
        place = tuple(line[name] for name in cells.dimensions)
        status, cell = line["status"], cells.index.get(place)
        if place in seen:
            faults.append(Fault(where, "This cell stands here a second time.", "Keep one."))
        elif status not in set(Status):
            said = f"“{status}” is no status."
            faults.append(Fault(where, said, f"Choose of {', '.join(Status)}."))
        elif cell is None:
            if not _may_be_empty(cells, place):
                said = "The tables have no such cell."
                faults.append(Fault(where, said, "Correct the codes, or the tables of the spec."))
            elif line["value"] and (number_in(line["value"]) or 0) != 0:
                said = f"“{line['value']}” stands where nobody contributed anything."
                faults.append(Fault(where, said, "Audit it with the records it was made from."))
        elif status == Status.EMPTY:
            faults.append(
                Fault(
                    where, "This cell is not empty.", "Audit it with the records it was made from."
                )
            )
        elif status == Status.PUBLISHED:
            fault = differs(line["value"], float(cells.values[cell]), where)
            faults += [fault] if fault else []
            hidden[cell] = False
        elif line["value"]:
            faults.append(
                Fault(where, "A blank cell has a value.", "Empty the value, or call it published.")
            )
        seen.add(place)
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise BadInput(faults)
    return Pattern(hidden)


def write_pattern(path: Path, cells: Cells, statuses: Iterable[Status], digits: int) -> None:
    """The release as a file: a value where it is published, a blank where it is not, and every cell that is empty."""
    exact = whole(cells.values, digits)
    lines = {
        place: (written(int(value), digits) if status == Status.PUBLISHED else "", status)
        for place, value, status in zip(cells.places, exact, statuses, strict=True)
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*cells.dimensions, "value", "status"])
        for place in sorted(lines.keys() | empty_places(cells)):
            writer.writerow([*place, *lines.get(place, ("", Status.EMPTY))])


def empty_places(cells: Cells) -> set[tuple[str, ...]]:
    """The places of the tables to which nobody contributed; none are listed where there are too many to be of use."""
    trees = [cells.hierarchies[name] for name in cells.dimensions]
    found: set[tuple[str, ...]] = set()
    for table in cells.tables:
        codes = [
            tree.codes if name in table else (tree.total,)
            for name, tree in zip(cells.dimensions, trees, strict=True)
        ]
        if prod(map(len, codes)) <= MOST_EMPTY:
            found.update(product(*codes))
    return found - cells.index.keys()


def _may_be_empty(cells: Cells, place: tuple[str, ...]) -> bool:
    return all(
        code in cells.hierarchies[name].codes
        for name, code in zip(cells.dimensions, place, strict=True)
    )


def differs(text: str, value: float, where: str) -> Fault | None:
    """What is wrong with a published figure, to half a unit of its last digit; None where it is right."""
    shown = number_in(text)
    if shown is None:
        return Fault(where, "A published cell has no value.", "Fill it in, or call it blank.")
    digits = len(text.partition(".")[2]) if "e" not in text.lower() else 15
    allowed = max(0.5 * 10.0**-digits, 1e-9 * abs(value)) * (1 + 1e-6)
    if abs(shown - value) <= allowed:
        return None
    said = f"{text} is published, and the records add up to {value:.12g}."
    return Fault(where, said, "Audit it with the records it was made from.")
