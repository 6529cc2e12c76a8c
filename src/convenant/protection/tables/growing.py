"""A pattern that holds, made quickly: blank only what some duty needs, and share what hides one cell with the others.

1. The unsafe cells are blank. 2. For each, the largest need first, every duty that no witness answers for gets the witness with the fewest new
blanks; what moves in it becomes blank. 3. What turns out not to be needed is published again. Suppressing more never breaks a witness, so
each step keeps all that was proven. Work is counted in programmes solved, so that the same input gives the same pattern.
"""

from dataclasses import dataclass

import numpy as np

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.cover import Cover
from convenant.protection.tables.duties import DOWN, Duties
from convenant.protection.tables.finder import Finder, Witness

FREE = 1e-3  # what it costs that a blank moves: little, so that witnesses stay small


@dataclass(frozen=True)
class Stuck:
    """A duty that no pattern can keep: what is published already forces it."""

    cell: int
    duty: int


@dataclass
class Growth:
    """A pattern under way, with the witnesses that prove it. `stuck`: what cannot be proven."""

    duties: Duties
    cover: Cover
    finder: Finder
    price: np.ndarray
    hidden: np.ndarray
    stuck: list[Stuck]

    @property
    def secondary(self) -> np.ndarray:
        """The blanks that are not unsafe by themselves."""
        return np.flatnonzero(self.hidden & ~self.duties.unsafe)

    def find(self, cell: int, duty: int, allowed: np.ndarray | None = None) -> Witness | None:
        """The cheapest witness for a duty of a cell, as prices are now; with `allowed` only these cells move."""
        duties = self.duties
        need, sign = duties.needed(duty, cell), -1 if duty == DOWN else 1
        room, known = duties.room(duty), duties.known(duty)
        return self.finder.find(cell, sign, need, room, known, allowed)

    def keep(self, witness: Witness) -> None:
        """Keep a witness, and blank what moves in it."""
        fresh = witness.cells[~self.hidden[witness.cells]]
        if len(fresh):
            self.hidden[fresh] = True
            self.finder.set_price(fresh, FREE)
        self.cover.add(witness)


def grow(cells: Cells, duties: Duties, price: np.ndarray) -> Growth:
    """A pattern in which every duty has a witness, or is said to be stuck. `price`: what blanking a cell costs; inf: never."""
    start = np.where(duties.unsafe & np.isfinite(price), FREE, price)
    growth = Growth(
        duties,
        Cover(duties),
        Finder(cells, start),
        price,
        duties.unsafe & np.isfinite(price),
        [],
    )
    serve(growth, by_need(duties))
    return growth


def by_need(duties: Duties) -> list[int]:
    """The unsafe cells, the largest need first."""
    unsafe = np.flatnonzero(duties.unsafe)
    return [int(cell) for cell in unsafe[np.argsort(-duties.up[unsafe], kind="stable")]]


def serve(growth: Growth, order: list[int]) -> None:
    """Find witnesses until no duty of these cells is open."""
    cover = growth.cover
    for cell in order:
        given_up = 0
        while left := cover.open[cell] & ~given_up:
            duty = (left & -left).bit_length() - 1
            if growth.duties.needed(duty, cell) <= 0:
                given_up |= 1 << duty
                cover.stuck[cell] = given_up
                continue
            found = growth.find(cell, duty)
            before = cover.open[cell]
            if found is not None:
                growth.keep(found)
            if cover.open[cell] & (1 << duty) & before:
                given_up |= 1 << duty
                cover.stuck[cell] = given_up
                growth.stuck.append(Stuck(cell, duty))
