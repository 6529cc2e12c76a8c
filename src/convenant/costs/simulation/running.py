"""A scenario run on draws: costs by year, payer, line and phase, in one pass over pieces that fit the cache."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convenant.costs.simulation.cells import Cell, Costs, cells_of
from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.dividing import Pool, pools_of, shares
from convenant.costs.simulation.drawing import draw
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.parts.values import PAYERS

DRAWS, SEED = 16_384, 2026
_PIECE = 4_096  # draws at a time


@dataclass(frozen=True)
class Outcome:
    """Costs of every draw. Money in the scenario's currency and price year."""

    scenario: Scenario
    draws: int
    seed: int
    by_payer: Values  # payers × years × draws
    by_line: Values  # lines × draws, all years together
    by_year: Values  # years × draws
    present: Values  # draws: all years, discounted to the first
    by_class: Values  # classes × draws: the cost a class causes, all years together
    company_years: Values  # classes × draws: companies that took part, added up over the years
    site_years: Values  # draws
    cube: Values  # lines × years × payers: means

    @property
    def total(self) -> Values:
        """All years together, undiscounted (draws)."""
        return self.by_year.sum(axis=0)


def simulate(scenario: Scenario, draws: int = DRAWS, seed: int = SEED) -> Outcome:
    """Run a scenario on so many draws; the same seed gives the same answer to the last digit."""
    return run(scenario, draw(scenario, draws, seed), draws, seed)


def run(scenario: Scenario, values: Mapping[str, Values], draws: int, seed: int = SEED) -> Outcome:
    """Run a scenario on values that were drawn already."""
    cells = cells_of(scenario)
    pools = pools_of(scenario, cells)
    years, lines, classes = len(scenario.years.all), len(scenario.lines), len(scenario.population)
    outcome = Outcome(
        scenario,
        draws,
        seed,
        by_payer=np.zeros((len(PAYERS), years, draws)),
        by_line=np.zeros((lines, draws)),
        by_year=np.zeros((years, draws)),
        present=np.zeros(draws),
        by_class=np.zeros((classes, draws)),
        company_years=np.zeros((classes, draws)),
        site_years=np.zeros(draws),
        cube=np.zeros((lines, years, len(PAYERS))),
    )
    for start in range(0, draws, _PIECE):
        piece = slice(start, min(start + _PIECE, draws))
        some = {name: value[piece] if value.ndim else value for name, value in values.items()}
        _run_piece(outcome, cells, pools, piece, some)
    outcome.cube[...] /= draws
    return outcome


def _run_piece(
    outcome: Outcome,
    cells: list[Cell],
    pools: list[Pool],
    piece: slice,
    values: Mapping[str, Values],
) -> None:
    scenario = outcome.scenario
    size = piece.stop - piece.start
    costs = Costs(scenario, values)
    classes = {one.id: place for place, one in enumerate(scenario.population)}
    for pool in pools:
        total = np.zeros((len(scenario.years.all), size))
        found: list[tuple[Cell, Values]] = []
        for place in pool.cells:
            cell, cost = cells[place], costs.of(cells[place])
            total += cost
            of_all_years = cost.sum(axis=0)
            outcome.by_line[cell.place, piece] += of_all_years
            if cell.of is not None:
                outcome.by_class[classes[cell.of.id], piece] += of_all_years
            found.append((cell, cost))
        outcome.by_year[:, piece] += total
        for payer, share in shares(pool, total, values).items():
            outcome.by_payer[payer][:, piece] += total * share
            for cell, cost in found:
                outcome.cube[cell.place, :, payer] += _summed(cost, share, size)
    for one in scenario.population:
        companies = costs.companies[one.id].sum(axis=0)
        outcome.company_years[classes[one.id], piece] = companies
        if one.sites is not None:
            outcome.site_years[piece] += companies * values[one.sites]
    outcome.present[piece] = present_value(scenario, outcome.by_year[:, piece], values)


def _summed(cost: Values, share: Values, size: int) -> Values:
    """The sum over the draws of cost × share, for each year, whichever of them vary."""
    if share.shape[1] == 1 and cost.shape[1] == 1:
        return (cost * share)[:, 0] * size
    if share.shape[1] == 1:
        return cost.sum(axis=1) * share[:, 0]
    if cost.shape[1] == 1:
        return cost[:, 0] * share.sum(axis=1)
    if share.shape[0] == 1:
        return cost @ share[0]
    return np.einsum("yd,yd->y", cost, share)


def present_value(scenario: Scenario, by_year: Values, values: Mapping[str, Values]) -> Values:
    """What all years are worth in the first one."""
    if scenario.prices.discount is None:
        return by_year.sum(axis=0)
    factor = 1 / (1 + np.atleast_1d(values[scenario.prices.discount]))
    found = by_year[-1].copy()
    for row in by_year[-2::-1]:
        found = row + factor * found
    return found


def totals(scenario: Scenario, values: Mapping[str, Values], draws: int) -> Values:
    """The present value of each draw and nothing else, for the many runs a sensitivity needs."""
    cells = cells_of(scenario)
    found = np.zeros(draws)
    for start in range(0, draws, _PIECE):
        piece = slice(start, min(start + _PIECE, draws))
        some = {name: value[piece] if value.ndim else value for name, value in values.items()}
        costs = Costs(scenario, some)
        by_year = np.zeros((len(scenario.years.all), piece.stop - piece.start))
        for cell in cells:
            by_year += costs.of(cell)
        found[piece] = present_value(scenario, by_year, some)
    return found
