"""Who must not work out which cell, and how far it must be able to move in their eyes.

A duty is one attacker and one unsafe cell. An outsider must reckon with `needed` more and as much less; a member or a coalition with
as much more as `own + (1 + p) × largest other − value` (docs/protection.md). Somebody without a figure in the cell, nor in
the cells that hide it, sees no more than an outsider; their need is one number for all of them, `plain`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from convenant.protection.tables.attack import Attacker, largest_of
from convenant.protection.tables.cells import Cells
from convenant.protection.tables.primary import Primary

KNOWN = 1e-9  # of the value: what is left for others is nothing
UP, DOWN, PLAIN, FIRST = 0, 1, 2, 3  # numbers of the first duties; attacker a is FIRST + a


@dataclass(frozen=True)
class Duties:
    """The needs of all attackers, in the unit of the values.

    `own` (attackers × cells, by columns): what each has in a cell. `left`: what the others have there, 0 where it is known to them.
    `need`: entries of `own` in unsafe cells. `up`, `down`, `plain`: per cell, for an outsider above and below, and for a member
    without a figure there. Only `up` and `down` count where `attackers` is empty.
    """

    attackers: tuple[Attacker, ...]
    values: np.ndarray
    unsafe: np.ndarray
    up: np.ndarray
    down: np.ndarray
    plain: np.ndarray
    own: sparse.csc_matrix
    left: np.ndarray
    need: np.ndarray

    def room(self, duty: int) -> np.ndarray:
        """How much less each cell may be in the eyes of whom the duty is about."""
        if duty < FIRST:
            return self.values
        room = self.values.copy()
        at, left, _need = self.of(duty - FIRST)
        room[at] = left
        return room

    def known(self, duty: int) -> np.ndarray:
        """The cells that they know outright."""
        if duty < FIRST:
            return np.zeros(0, dtype=int)
        at, left, _need = self.of(duty - FIRST)
        return at[left <= 0]

    def needed(self, duty: int, cell: int) -> float:
        """How far the cell must be able to move; below its value for DOWN."""
        if duty == UP:
            return float(self.up[cell])
        if duty == DOWN:
            return float(self.down[cell])
        if duty >= FIRST:
            at, _left, need = self.of(duty - FIRST)
            place = np.flatnonzero(at == cell)
            if len(place):
                return float(need[place[0]])
        return float(self.plain[cell])

    def of(self, attacker: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The cells in which this attacker has something, what others have there, and its needs."""
        rows, order, start = self._by_row
        part = order[start[attacker] : start[attacker + 1]]
        return rows[part], self.left[part], self.need[part]

    @cached_property
    def _by_row(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        columns = np.repeat(np.arange(self.own.shape[1]), np.diff(self.own.indptr))
        order = np.argsort(self.own.indices, kind="stable")
        start = np.searchsorted(self.own.indices[order], np.arange(self.own.shape[0] + 1))
        return columns, order, start


def duties_of(
    cells: Cells,
    found: Primary,
    factor: float,
    *,
    members: bool = True,
    coalitions: Iterable[tuple[int, ...]] = (),
) -> Duties:
    """Every duty of a release against an outsider, with `members` each contributor, and the coalitions (rows of `members`)."""
    named = [Attacker(tuple(sorted(set(one)))) for one in coalitions]
    attackers = [Attacker((one,)) for one in range(len(cells.members))] if members else []
    attackers += [one for one in named if not members or len(one.members) > 1]
    up = np.where(found.unsafe, found.needed, 0.0)
    plain = np.where(found.unsafe, (1 + factor) * found.largest - cells.values, 0.0)
    own, largest = _figures(cells, found, attackers)
    columns = np.repeat(np.arange(own.shape[1]), np.diff(own.indptr))
    left = cells.values[columns] - own.data
    left[left <= KNOWN * np.maximum(1.0, cells.values[columns])] = 0.0
    need = own.data + (1 + factor) * largest - cells.values[columns]
    need[~found.unsafe[columns]] = 0.0
    return Duties(
        tuple(attackers),
        cells.values,
        found.unsafe,
        up,
        np.minimum(up, cells.values),
        np.maximum(plain, 0.0),
        own,
        left,
        np.maximum(need, 0.0),
    )


def _figures(
    cells: Cells, found: Primary, attackers: list[Attacker]
) -> tuple[sparse.csc_matrix, np.ndarray]:
    """What each attacker has in each cell, and beside each the largest guarded figure of somebody else."""
    rows = [member for one in attackers for member in one.members]
    which = np.repeat(np.arange(len(attackers)), [len(one.members) for one in attackers])
    joined = sparse.csr_matrix(
        (np.ones(len(rows)), (which, rows)), shape=(len(attackers), cells.share.shape[0])
    )
    own = (joined @ cells.share).tocsc()
    own.sort_indices()
    columns = np.repeat(np.arange(own.shape[1]), np.diff(own.indptr))
    alone = np.array([one.members[0] if len(one.members) == 1 else -1 for one in attackers])
    mine = alone[own.indices] == found.first[columns]
    largest = np.where(mine, found.next_largest[columns], found.largest[columns])
    for at in np.flatnonzero(alone < 0):
        entries = np.flatnonzero(own.indices == at)
        entries = entries[found.unsafe[columns[entries]]]
        others = np.ones(found.guarded.shape[0], dtype=bool)
        others[list(attackers[at].members)] = False
        part = found.guarded.tocsc()[:, columns[entries]].tocsr()[others]
        largest[entries] = largest_of(part)
    return own, largest
