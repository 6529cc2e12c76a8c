"""One linear programme for many questions: cells rise and fall, sums hold, and what moves costs.

Solved by the dual simplex method of HiGHS: with every column bounded the last answer is a start for the next question, whichever bounds
and costs changed.
"""

import highspy
import numpy as np
from highspy._core import _Highs  # the public class announces itself on standard output
from scipy import sparse

from convenant.protection.tables.attack import quiet

_DUAL = 1


class Programme:
    """Sums over some cells; each has a column for its rise and one for its fall."""

    def __init__(self, sums: sparse.csr_matrix, price: np.ndarray) -> None:
        self.many = sums.shape[1]
        self.iterations = 0
        self._every = np.arange(2 * self.many, dtype=np.int32)
        self._solver = _solver(sums, price)

    def set_price(self, cells: np.ndarray, price: np.ndarray) -> None:
        """From now on it costs so much that these move."""
        both = np.concatenate([cells, cells + self.many]).astype(np.int32)
        self._solver.changeColsCost(len(both), both, np.tile(price, 2))

    def solve(self, cell: int, sign: int, rise: np.ndarray, fall: np.ndarray) -> np.ndarray | None:
        """The cheapest difference in which this cell rises (or with a negative sign falls) by 1; None where there is none."""
        upper, lower = np.concatenate([rise, fall]), np.zeros(2 * self.many)
        at, other = (cell, cell + self.many) if sign > 0 else (cell + self.many, cell)
        upper[other] = 0.0
        upper[at] = lower[at] = 1.0
        solver = self._solver
        solver.changeColsBounds(len(self._every), self._every, lower, upper)
        for again in (False, True):
            solver.run()
            self.iterations += max(0, solver.getInfo().simplex_iteration_count)
            status = solver.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                found = np.array(solver.getSolution().col_value)
                return found[: self.many] - found[self.many :]
            if status == highspy.HighsModelStatus.kInfeasible and (again or self.many < 5_000):
                return None
            solver.clearSolver()
        return None


def _solver(sums: sparse.csr_matrix, price: np.ndarray) -> _Highs:
    solver = quiet(_DUAL)
    both = sparse.hstack([sums, -sums]).tocsr()
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = both.shape[1], both.shape[0]
    model.col_cost_ = np.tile(price, 2)
    model.col_lower_, model.col_upper_ = np.zeros(both.shape[1]), np.zeros(both.shape[1])
    model.row_lower_ = model.row_upper_ = np.zeros(both.shape[0])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = both.indptr
    model.a_matrix_.index_ = both.indices
    model.a_matrix_.value_ = both.data
    solver.passModel(model)
    return solver
