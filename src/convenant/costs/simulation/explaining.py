"""A scenario's own estimate beside a total somebody else arrived at, and where the difference comes from.

The step from theirs to ours is taken in two: another number of companies at their cost for each, and
another cost for each at our number. Then each line says what one company costs by it, and of what.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from convenant.costs.simulation.cells import Costs, cells_of
from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.drawing import draw
from convenant.costs.simulation.parts.scenario import Scenario, Yardstick
from convenant.costs.simulation.results import Spread, spread
from convenant.costs.simulation.running import DRAWS, SEED
from convenant.costs.simulation.units import unit_of


@dataclass(frozen=True)
class LineShare:
    """What a line adds to our estimate: means, in money a year (one-off: money)."""

    line: str
    amount: Spread
    each: float  # for one company; the whole amount where it is no company's
    numbers: dict[str, float]  # the means it is made of, by the number's name


@dataclass(frozen=True)
class Explained:
    """One yardstick."""

    yardstick: str
    theirs: float
    ours: Spread
    their_companies: float | None
    our_companies: float | None
    by_number: float | None  # of the difference, by another number of companies
    by_cost: float  # of the difference, by another cost for each
    below: float  # in which share of the draws ours is lower than theirs
    lines: list[LineShare]

    @property
    def difference(self) -> float:
        return self.ours.mean - self.theirs

    def plain(self) -> dict[str, Any]:
        return asdict(self) | {"difference": self.difference}


def explain(scenario: Scenario, draws: int = DRAWS, seed: int = SEED) -> list[Explained]:
    """Every yardstick of the scenario."""
    values = draw(scenario, draws, seed)
    return [_explain(scenario, one, values, draws) for one in scenario.yardsticks]


def _explain(
    scenario: Scenario, yardstick: Yardstick, values: Mapping[str, Values], draws: int
) -> Explained:
    costs = Costs(scenario, values)
    yearly = unit_of(scenario.number(yardstick.amount).unit).powers.get("year") == -1
    ours = np.zeros(draws)
    companies: dict[str, float] = {}
    lines = []
    for name in yardstick.lines:
        amount = np.zeros(draws)
        number = 0.0
        for cell in cells_of(scenario):
            if cell.line.id != name:
                continue
            whole = costs.of(cell).sum(axis=0)
            amount = amount + (whole / max(1, int(cell.when.sum())) if yearly else whole)
            if cell.of is not None:
                companies[cell.of.id] = float(costs.companies[cell.of.id].max(axis=0).mean())
                number += companies[cell.of.id]
        line = scenario.line(name)
        used = [line.tariff, line.time, line.external, *line.frequency, line.usual, *line.savings]
        lines.append(
            LineShare(
                name,
                spread(amount),
                float(amount.mean()) / (number or 1.0),
                {n: float(np.mean(values[n])) for n in used if n is not None},
            )
        )
        ours = ours + amount
    theirs = float(np.mean(values[yardstick.amount]))
    our_number = sum(companies.values()) or None
    their_number = float(np.mean(values[yardstick.companies])) if yardstick.companies else None
    by_number = None
    if our_number is not None and their_number:
        by_number = (our_number - their_number) * theirs / their_number
    return Explained(
        yardstick.id,
        theirs,
        spread(ours),
        their_number,
        our_number,
        by_number,
        float(ours.mean()) - theirs - (by_number or 0.0),
        float((ours < theirs).mean()),
        lines,
    )
