"""Tables of which only the cells are there, not the records: an outsider is all that can be held off.

Columns: the dimensions, the value, and those the spec names under `cells`: `unsafe` (1 where the cell tells too much) and `needed` (how
uncertain it must stay). A cell that is listed has contributors, also where they have nothing.
"""

from pathlib import Path

import numpy as np
from scipy import sparse

from convenant.protection.tables.cells import Cells, sums_of
from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.hierarchy import flat
from convenant.protection.tables.money import decimals
from convenant.protection.tables.primary import Primary
from convenant.protection.tables.records import MOST_FAULTS, lines_of, number_in
from convenant.protection.tables.spec import Spec

CLOSE = 1e-6  # of a total: how nearly its parts must add up


def read_cells(path: Path, spec: Spec) -> tuple[Cells, Primary]:
    """The cells of a file and which are unsafe. Raises BadInput with every line that is wrong and every total that does not add up."""
    if spec.cells is None:
        said = "The spec does not say which cells are unsafe."
        raise BadInput([Fault(str(path), said, "Add “cells: {unsafe: …, needed: …}”.")])
    given: dict[tuple[str, ...], tuple[float, float]] = {}  # −1: it is safe
    faults: list[Fault] = []
    columns = [*spec.dimensions, spec.value, spec.cells.unsafe, spec.cells.needed]
    for number, line in lines_of(path, columns):
        where, place = f"{path}:{number}", tuple(line[name] for name in spec.dimensions)
        for name, code in zip(spec.dimensions, place, strict=True):
            tree = spec.hierarchies.get(name)
            if not code or (tree is not None and code not in tree.codes):
                said = f"{name} has no code “{code}”."
                faults.append(Fault(where, said, "Correct the code, or add it to the hierarchy."))
        value, needed = number_in(line[spec.value]), number_in(line[spec.cells.needed] or "0")
        if value is None or value < 0 or needed is None or needed < 0:
            said = "The value, or what is needed, is no amount from 0 up."
            faults.append(Fault(where, said, "Write a number with a dot."))
        elif place in given:
            faults.append(Fault(where, "This cell stands here a second time.", "Keep one."))
        else:
            given[place] = (value, needed if line[spec.cells.unsafe] == "1" else -1.0)
        if len(faults) >= MOST_FAULTS:
            break
    if not faults and not given:
        faults.append(Fault(str(path), "It holds no figures.", "Give a file of cells."))
    if faults:
        raise BadInput(faults)
    return _tables(path, spec, given)


def _tables(
    path: Path, spec: Spec, given: dict[tuple[str, ...], tuple[float, float]]
) -> tuple[Cells, Primary]:
    places = tuple(sorted(given))
    trees = {
        name: spec.hierarchies.get(name)
        or flat(name, spec.totals[name], (place[at] for place in places))
        for at, name in enumerate(spec.dimensions)
    }
    values = np.array([given[place][0] for place in places])
    needed = np.array([given[place][1] for place in places])
    sums, names = sums_of(spec, trees, places)
    nobody = sparse.csr_matrix((0, len(places)))
    cells = Cells(
        spec.dimensions,
        trees,
        places,
        values,
        nobody,
        sums,
        names,
        (),
        spec.tables,
        decimals(values),
    )
    off = sums @ values
    whole = np.array([values[cells.index[place]] for place, _along in names])
    faults = [
        Fault(
            str(path),
            f"{cells.equation(number)}, and its parts differ from it by {off[number]:.6g}.",
            "Correct the total or its parts.",
        )
        for number in np.flatnonzero(np.abs(off) > CLOSE * np.maximum(1.0, whole))[:MOST_FAULTS]
    ]
    if faults:
        raise BadInput(faults)
    why = tuple(("given",) if one >= 0 else () for one in needed)
    nothing = np.zeros(len(places))
    found = Primary(
        needed >= 0,
        why,
        np.full(len(places), -1),
        nothing,
        nothing.copy(),
        np.maximum(needed, 0.0),
        nobody,
    )
    return cells, found
