"""Cells that were published before, in an earlier or overlapping table: they cannot be taken back, so they stay as they are."""

from pathlib import Path

import numpy as np

from convenant.protection.tables.attack import Attacker, Blanks, Breach
from convenant.protection.tables.audit import factor
from convenant.protection.tables.cells import Cells
from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.making import Made
from convenant.protection.tables.pattern import differs
from convenant.protection.tables.primary import Primary
from convenant.protection.tables.records import MOST_FAULTS, lines_of
from convenant.protection.tables.spec import Spec


def read_frozen(paths: tuple[Path, ...], cells: Cells) -> np.ndarray:
    """Which cells these files publish: a column for every dimension, and `value`; lines without a value say nothing.

    Raises BadInput where a figure is another than the records add up to, or the tables have no such cell: nothing could be
    proven about it.
    """
    frozen = np.zeros(len(cells.places), dtype=bool)
    faults: list[Fault] = []
    for path in paths:
        for number, line in lines_of(path, [*cells.dimensions, "value"]):
            where = f"{path}:{number}"
            if not line["value"]:
                continue
            cell = cells.index.get(tuple(line[name] for name in cells.dimensions))
            if cell is None:
                said = "The tables have no such cell, and it was published."
                faults.append(Fault(where, said, "Add its table to the spec, and its records."))
            else:
                fault = differs(line["value"], float(cells.values[cell]), where)
                faults += [fault] if fault else []
                frozen[cell] = True
            if len(faults) >= MOST_FAULTS:
                raise BadInput(faults)
    if faults:
        raise BadInput(faults)
    return frozen


def forced(
    spec: Spec, cells: Cells, found: Primary, made: Made, frozen: np.ndarray
) -> list[Breach]:
    """What was published before and gives somebody away even if all else is blank, with the sums that force it."""
    breaches = []
    blanks = Blanks(cells, found, ~frozen, factor(spec))
    for cell, attacker in made.impossible:
        if frozen[cell]:
            value, needed = float(cells.values[cell]), float(found.needed[cell])
            breaches.append(Breach(Attacker(), cell, value, value, needed, published=True))
        else:
            breaches += [one for one in blanks.breaches(attacker) if one.cell == cell]
    return list(dict.fromkeys(breaches))
