"""The cheapest table that an attacker must reckon with: it agrees with all they know and differs enough at one cell.

A linear programme in which each cell may rise or fall, sums hold, and what moves costs unless it is blank already. Reckoned in
units of the need, so that numbers are near 1. Falls are first limited to whole needs: where sums form a network such answers
are whole numbers, and they stay small. In large systems the cells that share the groups of the secret one are tried by themselves first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.exact import exact_amounts
from convenant.protection.tables.hierarchy import Hierarchy
from convenant.protection.tables.programme import Programme

MOST_NEEDS = 8.0  # how many needs one cell may move in one table
FURTHEST = 1_000.0  # the same, before it is said that there is no witness
LEFT = 1e-5  # of the room, where falls are no whole needs: for making them exact
WHOLE = 1e-6  # what is so near to whole numbers is tried as such
_ZERO = 1e-9
SMALL = 3_000  # cells; up to here all of them are tried at once
MOST_NEAR = 4_000  # cells of a neighbourhood


@dataclass(frozen=True)
class Witness:
    """A difference between two tables that agree in all sums: `cells` move by `amounts`, and no others.

    One need is 1. `made_for`: the cell it was made for.
    """

    cells: np.ndarray
    amounts: np.ndarray
    made_for: int
    exact: tuple[Fraction, ...] | None = None  # None: the amounts are whole

    def exactly(self) -> tuple[Fraction, ...]:
        """The amounts as fractions, with which the sums hold to the last digit."""
        return self.exact or tuple(Fraction(int(one)) for one in self.amounts)


class Finder:
    """Asks for witnesses over the cells of one system of sums. `price[i]` is what it costs that cell i moves; inf: it may not."""

    def __init__(self, cells: Cells, price: np.ndarray) -> None:
        self.price = price.copy()
        self.asked = self.iterations = self.work = 0  # work: iterations × cells
        self._columns = cells.sums.tocsc()
        self._all: Programme | None = None
        self._every = np.arange(len(price))
        self._near = _Near(cells)

    def set_price(self, cells: np.ndarray, price: float) -> None:
        """From now on these cost so much."""
        self.price[cells] = price
        if self._all is not None:
            self._all.set_price(cells, np.full(len(cells), min(price, 1e3)))

    def find(
        self,
        cell: int,
        sign: int,
        need: float,
        room: np.ndarray,
        known: np.ndarray,
        allowed: np.ndarray | None = None,
    ) -> Witness | None:
        """The cheapest witness in which `cell` moves by `need` in the direction of `sign`; None where there is none.

        `room`: how far each may fall; `known` do not move; with `allowed` only these do.
        """
        if sign < 0 and room[cell] < need * (1 - 1e-9):
            return None
        if not np.isfinite(self.price[cell]) or (allowed is not None and not allowed[cell]):
            return None
        asked = _Asked(cell, sign, need, room, known, allowed)
        if len(self.price) > SMALL:
            nearby = self._nearby(asked)
            if nearby is not None:
                return nearby
        if self._all is None:
            self._all = Programme(self._columns.tocsr(), np.minimum(self.price, 1e3))
        found = self._ask(self._all, self._every, asked)
        if found is None and allowed is None:
            found = self._ask(self._all, self._every, asked, FURTHEST)
        return found

    def _nearby(self, asked: "_Asked") -> Witness | None:
        """The cheapest among the neighbourhoods that are equally wide, the narrowest that have one."""
        dimensions = range(self._near.dimensions)
        best, cheapest, tried = None, np.inf, 0
        for wide in range(self._near.dimensions + 1):
            for widened in combinations(dimensions, wide):
                at = self._near.cells(asked.cell, widened)
                if len(at) > MOST_NEAR or len(at) == tried:
                    continue
                tried = len(at)
                found = self._within(at, asked)
                if found is None:
                    continue
                price = float(self.price[found.cells].sum())
                if price < cheapest:
                    best, cheapest = found, price
                if price < 1.0:
                    return found
            if best is not None and cheapest < 1 + wide:
                return best
        return best

    def _within(self, at: np.ndarray, asked: "_Asked") -> Witness | None:
        may = np.isfinite(self.price[at])
        if asked.allowed is not None:
            may &= asked.allowed[at]
        at = at[may]
        part = self._columns[:, at].tocsr()
        part = part[np.flatnonzero(np.diff(part.indptr))]
        return self._ask(Programme(part, self.price[at]), at, asked)

    def _ask(
        self, programme: Programme, at: np.ndarray, asked: "_Asked", most: float = MOST_NEEDS
    ) -> Witness | None:
        cell, sign = asked.cell, asked.sign
        open_ = np.isfinite(self.price[at])
        if asked.allowed is not None:
            open_ &= asked.allowed[at]
        if len(asked.known):
            open_ &= ~np.isin(at, asked.known)
        fall = np.where(open_, np.minimum(asked.room[at] / asked.need, most), 0.0)
        rise = np.where(open_, most, 0.0)
        place = int(np.searchsorted(at, cell))
        if not open_[place]:
            return None
        whole = np.floor(fall * (1 + 1e-12))
        for falls in (whole, fall * (1 - LEFT), fall * (1 - 100 * LEFT)):
            self.asked += 1
            before = programme.iterations
            found = programme.solve(place, sign, rise, falls)
            self.iterations += programme.iterations - before
            self.work += (programme.iterations - before + 1) * len(at)
            if found is None:
                if falls is not whole:
                    return None
                continue
            witness = self._exact(at, found, cell, fall)
            if witness is not None:
                return witness
        return None

    def _exact(
        self, at: np.ndarray, found: np.ndarray, cell: int, fall: np.ndarray
    ) -> Witness | None:
        """The answer as a witness whose sums hold exactly; None where rounding takes it out of bounds."""
        moved = np.flatnonzero(np.abs(found) > _ZERO)
        part = self._columns[:, at[moved]].tocsr()
        part = part[np.flatnonzero(np.diff(part.indptr))]
        near = np.round(found[moved])
        if np.all(np.abs(near - found[moved]) < WHOLE) and not (part @ near).any():
            return Witness(at[moved], near, cell)
        exact = exact_amounts(part, found[moved])
        if exact is None:
            return None
        amounts = np.array([float(one) for one in exact])
        if np.any(amounts < -fall[moved] * (1 + 1e-12)):
            return None
        kept = np.flatnonzero(amounts)
        return Witness(at[moved[kept]], amounts[kept], cell, tuple(exact[one] for one in kept))


@dataclass(frozen=True)
class _Asked:
    """A question as `find` takes it."""

    cell: int
    sign: int
    need: float
    room: np.ndarray
    known: np.ndarray
    allowed: np.ndarray | None


class _Near:
    """The cells that differ from one only within the groups its codes are in."""

    def __init__(self, cells: Cells) -> None:
        self._trees = [cells.hierarchies[name] for name in cells.dimensions]
        self._number = [
            {code: number for number, code in enumerate(tree.codes)} for tree in self._trees
        ]
        self._places = cells.places
        self._codes = np.array(
            [
                [number[code] for number, code in zip(self._number, place, strict=True)]
                for place in cells.places
            ]
        ).T
        self._kept: dict[tuple[int, str, bool], np.ndarray] = {}
        self._counts = [
            np.bincount(codes, minlength=len(number))
            for codes, number in zip(self._codes, self._number, strict=True)
        ]
        self._order = [np.argsort(codes, kind="stable") for codes in self._codes]
        self._start = [np.concatenate([[0], np.cumsum(counts)]) for counts in self._counts]

    @property
    def dimensions(self) -> int:
        """How many."""
        return len(self._trees)

    def cells(self, cell: int, widened: tuple[int, ...]) -> np.ndarray:
        """In order; the groups of these dimensions are taken one level higher."""
        groups = [
            self._group(at, code, at in widened) for at, code in enumerate(self._places[cell])
        ]
        many = [
            int(counts[group].sum()) for counts, group in zip(self._counts, groups, strict=True)
        ]
        fewest = min(range(len(groups)), key=lambda at: many[at])
        order, start = self._order[fewest], self._start[fewest]
        found = np.concatenate(
            [order[start[code] : start[code + 1]] for code in np.flatnonzero(groups[fewest])]
        )
        for at, group in enumerate(groups):
            if at != fewest:
                found = found[group[self._codes[at][found]]]
        return np.sort(found)

    def _group(self, at: int, code: str, wide: bool) -> np.ndarray:
        key = (at, code, wide)
        if key not in self._kept:
            tree, flags = self._trees[at], np.zeros(len(self._number[at]), dtype=bool)
            above = tree.parent.get(code)
            if wide and above in tree.parent:
                above = tree.parent[above]
            beside = tree.children[above] if above is not None else (code,)
            deep = wide or code in tree.children
            for one in beside:
                for low in _below(tree, one) if deep else (one,):
                    flags[self._number[at][low]] = True
            self._kept[key] = flags
        return self._kept[key]


def _below(tree: Hierarchy, code: str) -> list[str]:
    children: Mapping[str, tuple[str, ...]] = tree.children
    found, wait = [], [code]
    while wait:
        found.append(wait.pop())
        wait.extend(children.get(found[-1], ()))
    return found
