"""An alternative to blanks: every cell is published, rounded so that all sums still hold (controlled rounding).

Each figure goes to one of the two multiples of the base beside it, a multiple stays: the zero-restricted problem of Cox (A constructive procedure for
unbiased controlled rounding, Journal of the American Statistical Association 82, 1987), here as the programme with the least change. In tables of
two dimensions there is always an answer; where none is, figures may go one multiple further. It holds off an outsider only as far as
the base is wide, and tells every member what others have to within that: the base must be at least twice what the widest unsafe cell needs.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from convenant.protection.tables.attack import quiet
from convenant.protection.tables.cells import Cells
from convenant.protection.tables.primary import Primary

MOST_NODES = 10_000


@dataclass(frozen=True)
class Rounded:
    """`values` in multiples of `base`; `furthest` anything was moved. `enough`: whether the base is wide enough for every unsafe cell."""

    values: np.ndarray
    base: float
    furthest: float
    enough: bool


def rounded(cells: Cells, found: Primary, base: float) -> Rounded | None:
    """All cells rounded to multiples of the base with the sums kept; None where that is not found within the work limit."""
    if not base > 0:
        raise ValueError("a base is more than 0")
    exact = cells.values / base
    for further in (0, 1, 2):
        answer = _solve(cells, exact, further)
        if answer is not None:
            values = answer * base
            enough = bool(base >= 2 * found.needed.max(initial=0.0))
            return Rounded(
                values, base, float(np.abs(values - cells.values).max(initial=0.0)), enough
            )
    return None


def _solve(cells: Cells, exact: np.ndarray, further: int) -> np.ndarray | None:
    many, sums = len(exact), cells.sums
    down, up = np.floor(exact + 1e-9), np.ceil(exact - 1e-9)
    low, high = np.maximum(0.0, down - further), up + further
    solver = quiet(0)
    for name, value in (("presolve", "on"), ("mip_max_nodes", MOST_NODES), ("mip_rel_gap", 0.05)):
        solver.setOptionValue(name, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = many, sums.shape[0]
    # A step up from the figure below costs what it adds to the change; without `further` that is all there is.
    model.col_cost_ = 1 - 2 * (exact - down)
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_ = model.row_upper_ = np.zeros(sums.shape[0])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = sums.indptr, sums.indices
    model.a_matrix_.value_ = sums.data
    model.integrality_ = [highspy.HighsVarType.kInteger] * many
    solver.passModel(model)
    solver.run()
    values = np.array(solver.getSolution().col_value)
    if solver.getInfo().primal_solution_status != 2 or not len(values):
        return None
    values = np.round(values)
    return values if not (sums @ values).any() else None
