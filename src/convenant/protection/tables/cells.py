"""The cells of linked tables and every sum between them: one system, for what is added up can be taken apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from scipy import sparse

from convenant.protection.tables.hierarchy import Hierarchy, flat
from convenant.protection.tables.money import decimals
from convenant.protection.tables.records import Records
from convenant.protection.tables.spec import Spec

Place = tuple[str, ...]  # a code for every dimension of the spec; the total where a table has none


@dataclass(frozen=True)
class Cells:
    """Non-empty cells in a fixed order, what stands in them, and how they add up.

    `values` (cells), `share` (members × cells: each one's part), `sums` (equations × cells: the part is 1, its total −1, so
    that `sums @ values` is 0). Cells nobody contributed to are empty, and known to be.
    """

    dimensions: tuple[str, ...]
    hierarchies: Mapping[str, Hierarchy]
    places: tuple[Place, ...]
    values: np.ndarray
    share: sparse.csr_matrix
    sums: sparse.csr_matrix
    sum_names: tuple[tuple[Place, str], ...]  # of which cell, taken apart along which dimension
    members: tuple[str, ...]
    tables: tuple[tuple[str, ...], ...]
    digits: int  # decimals of the figures

    @cached_property
    def index(self) -> dict[Place, int]:
        """The position of each place."""
        return {place: number for number, place in enumerate(self.places)}

    @cached_property
    def counts(self) -> np.ndarray:
        """How many contributors each cell has."""
        return np.diff(self.share.tocsc().indptr)

    def name(self, cell: int) -> str:
        """A cell as people read it: the codes that are no totals."""
        said = [
            f"{name}={code}"
            for name, code in zip(self.dimensions, self.places[cell], strict=True)
            if code != self.hierarchies[name].total
        ]
        return ", ".join(said) or "the total"

    def equation(self, number: int) -> str:
        """A sum as people read it."""
        place, along = self.sum_names[number]
        return f"{self.name(self.index[place])} is the sum over {along}"


def cells_of(spec: Spec, records: Records) -> Cells:
    """All cells of all tables of the spec, with the sums that tie them together."""
    trees = _trees(spec, records)
    totals = [trees[name].total for name in spec.dimensions]
    upward = [
        {code: trees[name].upwards(code) for code in trees[name].leaves} for name in spec.dimensions
    ]
    wanted = [[name in table for name in spec.dimensions] for table in spec.tables]
    index: dict[Place, int] = {}
    rows, columns, amounts = [], [], []
    for place, member, value in zip(records.places, records.who, records.values, strict=True):
        found = {
            cell
            for table in wanted
            for cell in product(
                *(
                    upward[at][code] if inside else (totals[at],)
                    for at, (code, inside) in enumerate(zip(place, table, strict=True))
                )
            )
        }
        for cell in found:
            rows.append(member)
            columns.append(index.setdefault(cell, len(index)))
            amounts.append(value)
    places = tuple(sorted(index))
    order = np.empty(len(places), dtype=int)
    for number, place in enumerate(places):
        order[index[place]] = number
    share = sparse.csr_matrix(
        (amounts, (rows, order[columns])), shape=(len(records.members), len(places))
    )
    share.sum_duplicates()
    sums, names = sums_of(spec, trees, places)
    values = np.asarray(share.sum(axis=0)).ravel()
    return Cells(
        spec.dimensions,
        trees,
        places,
        values,
        share,
        sums,
        names,
        records.members,
        spec.tables,
        decimals(records.values),
    )


def _trees(spec: Spec, records: Records) -> dict[str, Hierarchy]:
    return {
        name: spec.hierarchies.get(name)
        or flat(name, spec.totals[name], (place[at] for place in records.places))
        for at, name in enumerate(spec.dimensions)
    }


def sums_of(
    spec: Spec, trees: Mapping[str, Hierarchy], places: tuple[Place, ...]
) -> tuple[sparse.csr_matrix, tuple[tuple[Place, str], ...]]:
    """Every sum among these places that stands in a table of the spec, and what it is the sum of."""
    index = {place: number for number, place in enumerate(places)}
    rows: list[int] = []
    columns: list[int] = []
    signs: list[float] = []
    names: list[tuple[Place, str]] = []
    for cell, place in enumerate(places):
        inner = {
            name
            for name, code in zip(spec.dimensions, place, strict=True)
            if code != trees[name].total
        }
        for at, name in enumerate(spec.dimensions):
            below = trees[name].children.get(place[at])
            # A sum stands in a table that has both: the dimensions of the cell, and the one it is taken apart along.
            if below is None or not any(inner | {name} <= set(table) for table in spec.tables):
                continue
            number = len(names)
            names.append((place, name))
            rows.append(number)
            columns.append(cell)
            signs.append(-1.0)
            for code in below:
                part = index.get((*place[:at], code, *place[at + 1 :]))
                if part is not None:
                    rows.append(number)
                    columns.append(part)
                    signs.append(1.0)
    shape = (len(names), len(places))
    return sparse.csr_matrix((signs, (rows, columns)), shape=shape), tuple(names)
