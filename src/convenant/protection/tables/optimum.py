"""The cheapest pattern that holds, proven so: cuts until the cheapest pattern that keeps all of them is safe.

1. A pattern made quickly is the first answer. 2. Cuts of the outsider's duties are added while the relaxed programme breaks some. 3. The
whole programme is solved; whoever breaks its answer, outsider, member or coalition, gives more cuts. It ends where nobody does, and then the
answer is the optimum; or when the work limit (rounds, nodes) is reached, and then the gap is told. Fischetti and Salazar-González, Solving the cell
suppression problem on tabular data with linear constraints, Management Science 47 (2001).
"""

from dataclasses import dataclass

import highspy
import numpy as np

from convenant.protection.tables.attack import quiet
from convenant.protection.tables.cuts import Cut, Separator
from convenant.protection.tables.duties import DOWN, UP
from convenant.protection.tables.growing import FREE, Growth, serve

MOST_ROUNDS = 400
MOST_NODES = 20_000  # of the whole programme, in one round
PROVEN = 1e-6  # of the cost


@dataclass(frozen=True)
class Optimum:
    """`cost` of the pattern and the least that any can cost; `rounds` of cutting."""

    cost: float
    least: float
    rounds: int

    @property
    def gap(self) -> float:
        """How much cheaper another could be, as a part of the cost; 0 where this is proven the cheapest."""
        gap = max(0.0, self.cost - self.least) / max(self.cost, 1e-12)
        return gap if gap > PROVEN else 0.0


class _Master:
    """Which cells to blank at the least cost, as far as the cuts say."""

    def __init__(self, price: np.ndarray, free: np.ndarray) -> None:
        self.free, self.many = free, len(price)
        self.place = np.full(self.many, -1)
        self.place[free] = np.arange(len(free))
        self._solver = quiet(0)
        self._solver.setOptionValue("presolve", "on")
        self._solver.setOptionValue("simplex_strategy", 1)
        self._solver.setOptionValue("mip_rel_gap", 0.0)
        self._solver.setOptionValue("mip_abs_gap", 1e-9)
        self._solver.setOptionValue("mip_max_nodes", MOST_NODES)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(free), 0
        model.col_cost_ = price[free]
        model.col_lower_, model.col_upper_ = np.zeros(len(free)), np.ones(len(free))
        model.row_lower_ = model.row_upper_ = np.zeros(0)
        model.a_matrix_.start_ = np.zeros(len(free) + 1, dtype=np.int32)
        self._solver.passModel(model)

    def add(self, cut: Cut) -> None:
        at = self.place[cut.cells]
        kept = at >= 0
        at = at[kept].astype(np.int32)
        self._solver.addRow(cut.least, highspy.kHighsInf, len(at), at, cut.factors[kept])

    def whole(self) -> None:
        """From now on cells are blank or not."""
        every = np.arange(len(self.free), dtype=np.int32)
        kinds = np.full(len(self.free), 1, dtype=np.uint8)
        self._solver.changeColsIntegrality(len(every), every, kinds)

    def solve(self) -> tuple[np.ndarray, float] | None:
        """The cheapest, and what no pattern goes below."""
        self._solver.run()
        info = self._solver.getInfo()
        values = np.array(self._solver.getSolution().col_value)
        if not len(values):
            return None
        least = info.mip_dual_bound if info.mip_node_count >= 0 else info.objective_function_value
        return values, float(least)


def improve(growth: Growth, sums: Separator, most_rounds: int = MOST_ROUNDS) -> Optimum:
    """Make the growth's pattern the cheapest, or as cheap as the work limit allows; its witnesses prove it then as before."""
    duties, scale = growth.duties, float(np.max(growth.price[np.isfinite(growth.price)]))
    fixed = duties.unsafe & np.isfinite(growth.price)
    free = np.flatnonzero(~fixed & np.isfinite(growth.price))
    master = _Master(growth.price / scale, free)
    best = float(growth.price[growth.secondary].sum())
    secrets = [int(one) for one in np.flatnonzero(fixed)]
    pattern, least, rounds, whole = fixed.astype(float), 0.0, 0, False
    while rounds < most_rounds and not growth.stuck:
        rounds += 1
        cuts = _outside(growth, sums, pattern, secrets)
        if whole and not cuts:
            cuts = _everybody(growth, sums, pattern > 0.5, secrets)
            if not cuts:
                _take(growth, pattern > 0.5, secrets)
                best = min(best, float(growth.price[growth.secondary].sum()))
                break
        if not cuts and not whole:
            whole = True
            master.whole()
        for cut in cuts:
            master.add(cut)
        answer = master.solve()
        if answer is None:
            break
        values, bound = answer
        least = max(least, bound * scale)
        if least >= best * (1 - PROVEN):
            break
        pattern = fixed.astype(float)
        pattern[free] = np.round(values) if whole else np.clip(values, 0.0, 1.0)
    return Optimum(best, min(least, best), rounds)


def _outside(growth: Growth, sums: Separator, pattern: np.ndarray, secrets: list[int]) -> list[Cut]:
    """A cut for every unsafe cell that an outsider works out."""
    cuts = []
    for cell in secrets:
        for duty, sign in ((UP, 1), (DOWN, -1)):
            need = growth.duties.needed(duty, cell)
            if need <= 0:
                continue
            room = growth.duties.values
            cut = sums.cut(pattern, cell, sign, need, room, np.zeros(0, dtype=int))
            if cut is not None:
                cuts.append(cut)
                break
    return cuts


def _everybody(
    growth: Growth, sums: Separator, hidden: np.ndarray, secrets: list[int]
) -> list[Cut]:
    """A cut for every unsafe cell that a member or a coalition works out of a whole pattern."""
    cover, duties, cuts = growth.cover, growth.duties, []
    outside = {number for number, one in cover.witnesses.items() if not hidden[one.cells].all()}
    for cell in secrets:
        left = cover.left_open(cell, outside)
        while left:
            duty = (left & -left).bit_length() - 1
            left &= ~(1 << duty)
            need = duties.needed(duty, cell)
            if need <= 0:
                continue
            found = growth.find(cell, duty, hidden)
            if found is not None:
                cover.add(found)
                left &= cover.left_open(cell, outside)
                continue
            cut = sums.cut(
                hidden.astype(float),
                cell,
                -1 if duty == DOWN else 1,
                need,
                duties.room(duty),
                duties.known(duty),
            )
            if cut is not None:
                cuts.append(cut)
                break
    return cuts


def _take(growth: Growth, hidden: np.ndarray, secrets: list[int]) -> None:
    """Make this the growth's pattern, with witnesses for all duties."""
    cover = growth.cover
    old = growth.hidden.copy()
    for number in [
        one for one, witness in cover.witnesses.items() if not hidden[witness.cells].all()
    ]:
        cover.drop(number)
    shown = np.flatnonzero(old & ~hidden)
    growth.hidden[:] = hidden
    growth.finder.set_price(np.flatnonzero(hidden & ~old), FREE)
    for one in map(int, shown):
        growth.finder.set_price(np.array([one]), float(growth.price[one]))
    for cell in secrets:
        cover.open[cell] = cover.left_open(cell, set())
    serve(growth, secrets)
