"""What every safe pattern must have: cuts from the attackers' programmes (Fischetti and Salazar-González 2001, section 4).

Let attacker and cell be given, and row prices y. Whatever pattern x (1: blank) is chosen, the cell moves by at most
Σ x_k (most_k · max(r_k, 0) + room_k · max(−r_k, 0)) with r = goal − y·sums. That must reach the need: a cut on x, valid for any y, best for the
prices of the programme's own optimum.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from convenant.protection.tables.attack import quiet

MOST = 1_000.0  # needs that a cell may rise by
_SMALL = 1e-6


@dataclass(frozen=True)
class Cut:
    """The sum of `factors` over those of `cells` that are blank is at least `least`."""

    cells: np.ndarray
    factors: np.ndarray
    least: float


class Separator:
    """Looks for cuts that a pattern, whole or fractional, does not keep."""

    def __init__(self, sums: sparse.csr_matrix, fixed: np.ndarray) -> None:
        self.many, self.fixed = sums.shape[1], fixed
        self._sums = sums
        self._solver = quiet(1)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.many, sums.shape[0]
        model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(self.many)
        model.row_lower_ = model.row_upper_ = np.zeros(sums.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = sums.indptr, sums.indices
        model.a_matrix_.value_ = sums.data
        model.sense_ = highspy.ObjSense.kMaximize
        self._solver.passModel(model)
        self._every = np.arange(self.many, dtype=np.int32)
        self.solved = 0

    def cut(
        self,
        pattern: np.ndarray,
        cell: int,
        sign: int,
        need: float,
        room: np.ndarray,
        known: np.ndarray,
    ) -> Cut | None:
        """What the pattern lacks for this duty; None where the cell moves far enough."""
        fall, rise = np.minimum(room / need, MOST), np.full(self.many, MOST)
        fall[known] = rise[known] = 0.0
        if sign > 0:
            rise[cell] = 1.0
        else:
            fall[cell] = 1.0
        self._solver.changeColsBounds(self.many, self._every, -fall * pattern, rise * pattern)
        goal = np.zeros(self.many)
        goal[cell] = sign
        self._solver.changeColsCost(self.many, self._every, goal)
        self._solver.run()
        self.solved += 1
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()
            self._solver.run()
        if self._solver.getInfo().objective_function_value >= 1 - _SMALL:
            return None
        prices = np.array(self._solver.getSolution().row_dual)
        best: Cut | None = None
        for one in (prices, -prices):
            left = goal - self._sums.T @ one
            factors = rise * np.maximum(left, 0.0) + fall * np.maximum(-left, 0.0)
            if factors @ pattern < 1 - _SMALL:
                best = self._said(factors)
                break
        return best

    def _said(self, factors: np.ndarray) -> Cut:
        least = 1.0 - float(factors[self.fixed].sum())
        free = np.flatnonzero((factors > 0) & ~self.fixed)
        tiny = factors[free] < _SMALL * least
        least -= float(factors[free[tiny]].sum())
        free = free[~tiny]
        return Cut(free, np.minimum(factors[free] / least, 1.0), 1.0)
