"""Figures as they were given: one record says what one contributor has at one place of the table."""

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.spec import Spec

MOST_FAULTS = 50


@dataclass(frozen=True)
class Records:
    """`places[i]` has the codes of record i, in the order of the spec's dimensions; `who[i]` is a row of `members`.

    A holding is one contributor: its companies know each other's figures. Values are in whatever unit the file has.
    """

    places: tuple[tuple[str, ...], ...]
    who: np.ndarray
    values: np.ndarray
    members: tuple[str, ...]


def read_records(path: Path, spec: Spec) -> Records:
    """The records of a CSV file. Raises BadInput with the line of every fault (the first fifty)."""
    if spec.contributor is None:
        raise BadInput(
            [Fault(str(path), "The spec names no contributor column.", "Add “contributor: …”.")]
        )
    wanted = [*spec.dimensions, spec.value, spec.holding or spec.contributor]
    faults: list[Fault] = []
    places, who, values = [], [], []
    known: dict[str, int] = {}
    for number, line in lines_of(path, wanted):
        where = f"{path}:{number}"
        place = tuple(line[name] for name in spec.dimensions)
        for name, code in zip(spec.dimensions, place, strict=True):
            tree = spec.hierarchies.get(name)
            if tree is not None and code not in tree.leaves:
                said = (
                    f"“{code}” is a sum in {name}, and records go to the finest codes."
                    if code in tree.children
                    else f"{name} has no code “{code}”."
                )
                faults.append(Fault(where, said, "Correct the code, or add it to the hierarchy."))
            elif code in ("", spec.totals.get(name)):
                faults.append(Fault(where, f"{name} has no code.", "Fill in the code."))
        value = number_in(line[spec.value])
        if value is None or value < 0:
            said = f"“{line[spec.value]}” is no amount from 0 up."
            faults.append(
                Fault(where, said, "Write a number with a dot; a magnitude is not negative.")
            )
            value = 0.0
        owner = line[spec.holding or spec.contributor]
        if not owner:
            faults.append(Fault(where, "Nobody contributed this.", "Fill in the contributor."))
        if len(faults) > MOST_FAULTS:
            break
        places.append(place)
        who.append(known.setdefault(owner, len(known)))
        values.append(value)
    if not faults and not places:
        faults.append(Fault(str(path), "It holds no records.", "Give a file with records."))
    if faults:
        raise BadInput(faults[:MOST_FAULTS])
    return Records(tuple(places), np.array(who), np.array(values), tuple(known))


def lines_of(path: Path, wanted: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line with its number, as column → text without blanks around it. Raises BadInput."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lacking = [name for name in wanted if name not in (reader.fieldnames or ())]
            if lacking:
                said = f"There is no column {', '.join(lacking)}."
                raise BadInput([Fault(str(path), said, "Name the columns in the first line.")])
            for line in reader:
                yield reader.line_num, {name: (line[name] or "").strip() for name in wanted}
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        said = f"The file cannot be read ({fault})."
        raise BadInput([Fault(str(path), said, "Give a CSV file in UTF-8.")]) from fault


def number_in(text: str) -> float | None:
    """The number a text says, None where it says none that is finite."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
