"""What somebody can work out of what is published: the smallest and the largest a blank cell can be.

An outsider knows the published cells, that nothing is negative, and the rule. A member knows its own figures besides; a coalition
knows those of all in it. Cell i stays secret from them if some table that agrees with all they know has, at i, enough more (Fischetti and
Salazar-González 2001 for the outsider's linear programme). One such table, scaled, often answers for many cells and attackers.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from highspy._core import _Highs  # the public class announces itself on standard output
from scipy import sparse

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.primary import Primary

NEAR = 1e-6  # of what is needed; the programmes are solved to 1e-7
_ZERO = 1e-9
FINE, USUAL = 1e-9, 1e-7  # how exactly sums must hold
WITNESSES = 200  # kept for the next attacker; looking through more takes longer than asking again


@dataclass(frozen=True)
class Attacker:
    """Who: the rows of `members` that tell each other everything; nobody is the outsider."""

    members: tuple[int, ...] = ()

    def name(self, cells: Cells) -> str:
        """As people read it."""
        said = " and ".join(f"“{cells.members[one]}”" for one in self.members)
        return said or "an outsider"


@dataclass(frozen=True)
class Breach:
    """A secret that does not hold: `attacker` knows that `cell` lies between `low` and `high`, by these `equations`.

    `needed` is how far above its value (for an outsider: on both sides) it had to be possible. `published` where it is not even blank.
    """

    attacker: Attacker
    cell: int
    low: float
    high: float
    needed: float
    equations: tuple[int, ...] = ()
    published: bool = False


@dataclass(frozen=True)
class Knows:
    """What an attacker brings: how low each blank cell may be in their eyes, and which they know outright."""

    lowest: np.ndarray  # of the difference to the true value; at most 0
    known: np.ndarray
    needed: (
        np.ndarray
    )  # for each blank cell how much more must be possible; 0 where nothing need be


class Blanks:
    """The blank cells of a release with the sums that tie them; attackers are tried against it in turn."""

    def __init__(self, cells: Cells, primary: Primary, hidden: np.ndarray, factor: float) -> None:
        self.cells, self.primary, self.factor = cells, primary, factor
        self.at = np.flatnonzero(hidden)
        self.values = cells.values[self.at]
        self.share = cells.share.tocsc()[:, self.at].tocsr()
        tied = cells.sums.tocsc()[:, self.at].tocsr()
        self.rows = np.flatnonzero(np.diff(tied.indptr))
        self.tied = tied[self.rows]
        self.secret = np.flatnonzero(primary.unsafe[self.at])
        self.most = (2.0 + factor) * max(1.0, float(cells.values.max(initial=1.0)))
        self.witnesses = np.zeros((2 * WITNESSES, len(self.at)))  # each with its mirror image
        self.newest = self.witnesses[:0]
        self.kept = 0
        self._programme: _Programme | None = None

    def knowledge(self, attacker: Attacker) -> Knows:
        """What this attacker brings."""
        own = np.zeros(len(self.at))
        largest = self.primary.largest[self.at].copy()
        needed = np.zeros(len(self.at))
        if attacker.members:
            own = np.asarray(self.share[list(attacker.members)].sum(axis=0)).ravel()
            largest = self._largest_other(attacker)
            limit = own + (1 + self.factor) * largest - self.values
        else:
            limit = self.primary.needed[self.at]
        needed[self.secret] = np.maximum(0.0, limit[self.secret])
        rest = self.values - own
        known = rest <= _ZERO * np.maximum(1.0, self.values)
        return Knows(np.where(known, 0.0, -rest), known & bool(attacker.members), needed)

    def concerned(self) -> list[int]:
        """The members with a figure in some blank cell; the others know no more of it than an outsider."""
        return [int(one) for one in np.flatnonzero(np.diff(self.share.indptr))]

    def breaches(self, attacker: Attacker) -> list[Breach]:
        """Every secret that this attacker breaks, in the order of the cells."""
        knows = self.knowledge(attacker)
        upward = self._open(knows, knows.needed, 1.0)
        downward = np.zeros(0, dtype=int)
        if not attacker.members:
            downward = self._open(knows, np.minimum(knows.needed, self.values), -1.0)
        return [self._breach(attacker, knows, cell) for cell in np.union1d(upward, downward)]

    def _open(self, knows: Knows, needed: np.ndarray, sign: float) -> np.ndarray:
        """The secrets that cannot differ enough in this direction; new witnesses are kept for the next."""
        asked = self.secret[needed[self.secret] > _ZERO]
        wait = asked[~self._covered(knows, needed, asked, sign)]
        found = []
        while len(wait):
            cell, wait = wait[0], wait[1:]
            reach, witness, _used = self._solve(knows, cell, sign)
            if sign * reach >= needed[cell] * (1 - NEAR):
                self._keep(witness)
                if len(wait):
                    wait = wait[~self._covered(knows, needed, wait, sign, newest=True)]
            else:
                found.append(cell)
        return np.array(found, dtype=int)

    def _keep(self, witness: np.ndarray) -> None:
        self.newest = np.vstack([witness, -witness])
        if self.kept < len(self.witnesses):
            self.witnesses[self.kept : self.kept + 2] = self.newest
            self.kept += 2

    def _covered(
        self,
        knows: Knows,
        needed: np.ndarray,
        asked: np.ndarray,
        sign: float,
        *,
        newest: bool = False,
    ) -> np.ndarray:
        """Which of these a table found before answers for, as it is, turned round, and as large as it may be."""
        tables = self.newest if newest else self.witnesses[: self.kept]
        if knows.known.any():
            tables = tables[~np.any(tables[:, knows.known] != 0, axis=1)]
        with np.errstate(divide="ignore", invalid="ignore"):
            room = np.where(tables < 0, knows.lowest / tables, np.inf)
        scale = room.min(axis=1, initial=np.inf)
        scale = np.minimum(scale, self.most / np.abs(tables).max(axis=1, initial=_ZERO))
        best = (scale[:, None] * sign * tables[:, asked]).max(axis=0, initial=0.0)
        return best >= needed[asked] * (1 - NEAR)

    def _solve(self, knows: Knows, cell: int, sign: float) -> tuple[float, np.ndarray, np.ndarray]:
        if self._programme is None:
            self._programme = _Programme(self.tied, len(self.at))
        return self._programme.reach(knows, cell, sign, self.most)

    def _breach(self, attacker: Attacker, knows: Knows, cell: int) -> Breach:
        most, _table, above = self._solve(knows, cell, 1.0)
        least, _table, below = self._solve(knows, cell, -1.0)
        used = np.union1d(self.rows[above], self.rows[below])
        value = float(self.values[cell])
        return Breach(
            attacker,
            int(self.at[cell]),
            max(0.0, value + least),
            value + most,
            float(knows.needed[cell]),
            tuple(int(one) for one in used),
        )

    def _largest_other(self, attacker: Attacker) -> np.ndarray:
        """The largest contributor of each blank cell who is not among them."""
        if len(attacker.members) == 1:
            own = self.primary.first[self.at] == attacker.members[0]
            return np.where(own, self.primary.next_largest[self.at], self.primary.largest[self.at])
        left = np.ones(self.share.shape[0], dtype=bool)
        left[list(attacker.members)] = False
        return largest_of(self.primary.guarded.tocsc()[:, self.at].tocsr()[left])


def largest_of(share: sparse.csr_matrix) -> np.ndarray:
    """The largest figure of each column; 0 where there is nobody."""
    if 0 in share.shape:
        return np.zeros(share.shape[1])
    return np.asarray(share.max(axis=0).todense()).ravel()


def quiet(simplex_strategy: int) -> _Highs:
    """A solver that says nothing, on one thread: every solver of a process must have as many."""
    solver = _Highs()
    for name, value in (
        ("output_flag", False),
        ("presolve", "off"),
        ("threads", 1),
        ("simplex_strategy", simplex_strategy),
    ):
        solver.setOptionValue(name, value)
    return solver


class _Programme:
    """The attackers' linear programme, kept between questions: only the goal and the attacker's bounds change."""

    def __init__(self, tied: sparse.csr_matrix, columns: int) -> None:
        self.solver = quiet(0)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = columns, tied.shape[0]
        model.col_cost_ = np.zeros(columns)
        model.col_lower_, model.col_upper_ = np.zeros(columns), np.zeros(columns)
        model.row_lower_ = model.row_upper_ = np.zeros(tied.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = tied.indptr
        model.a_matrix_.index_ = tied.indices
        model.a_matrix_.value_ = tied.data
        model.sense_ = highspy.ObjSense.kMaximize
        self.solver.passModel(model)
        self.columns, self.goal = columns, -1
        self.bounds: Knows | None = None

    def _run(self) -> None:
        """Solve; where the last question's basis leads astray, from scratch, and at last less finely."""
        for tolerance in (FINE, FINE, USUAL):
            self.solver.setOptionValue("primal_feasibility_tolerance", tolerance)
            self.solver.run()
            if self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
                return
            self.solver.clearSolver()
        raise RuntimeError(f"the attacker's programme ended with {self.solver.getModelStatus()}")

    def reach(
        self, knows: Knows, cell: int, sign: float, most: float
    ) -> tuple[float, np.ndarray, np.ndarray]:
        """How far the cell can go, a table that goes there, and the equations that hold it."""
        if self.bounds is not knows:
            every = np.arange(self.columns, dtype=np.int32)
            upper = np.where(knows.known, 0.0, most)
            self.solver.changeColsBounds(self.columns, every, knows.lowest, upper)
            self.bounds = knows
        if self.goal >= 0:
            self.solver.changeColCost(self.goal, 0.0)
        self.solver.changeColCost(int(cell), sign)
        self.goal = int(cell)
        self._run()
        solution = self.solver.getSolution()
        table = np.array(solution.col_value)
        table[np.abs(table) < _ZERO] = 0.0
        used = np.flatnonzero(np.abs(np.array(solution.row_dual)) > _ZERO)
        return float(table[cell]), table, used
