"""The joint budget of a scenario, who takes part in it, and the money that is there before fees."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convenant.costs.simulation.cells import Costs, cells_of
from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.drawing import draw
from convenant.costs.simulation.parts.financing import Financing, Income
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.parts.values import Payer
from convenant.costs.simulation.quantities import in_force, newcomers


class NothingToFinance(ValueError):
    """The scenario has no financing, or nothing that has to be financed."""


@dataclass(frozen=True)
class Budget:
    """What must be paid together over all years; rows are years, columns draws."""

    scenario: Scenario
    financing: Financing
    values: Mapping[str, Values]
    draws: int
    cost: Values
    reserve: Values  # share of the cost that is kept besides
    members: dict[str, Values]  # class: companies in each year
    entrants: dict[str, Values]  # class: companies that come in, in each year
    income: dict[str, Values]  # by income of the scenario
    payers: dict[str, Payer]

    @property
    def needed(self) -> Values:
        """Cost and reserve of all years together (draws)."""
        return self.cost.sum(axis=0) * (1 + self.reserve)

    @property
    def other_income(self) -> Values:
        """All income before fees, over all years (draws)."""
        return sum((each.sum(axis=0) for each in self.income.values()), np.zeros(self.draws))

    def paid_by(self, payer: Payer) -> Values:
        """What one payer brings in before fees (draws)."""
        rows = [self.income[name] for name, who in self.payers.items() if who == payer]
        return sum((row.sum(axis=0) for row in rows), np.zeros(self.draws))


def budget(scenario: Scenario, draws: int, seed: int) -> Budget:
    """The budget of the groups of lines that the financing covers."""
    financing = scenario.financing
    if financing is None:
        raise NothingToFinance
    values = draw(scenario, draws, seed)
    costs = Costs(scenario, values)
    by_group: dict[str, Values] = {}
    for cell in cells_of(scenario):
        if cell.line.group in financing.covers:
            before = by_group.get(cell.line.group, np.zeros((len(scenario.years.all), draws)))
            by_group[cell.line.group] = before + costs.of(cell)
    cost = sum(by_group.values(), np.zeros((len(scenario.years.all), draws)))
    if not cost.any():
        raise NothingToFinance
    when = np.ones(len(scenario.years.all), bool)
    if any(policy.measure == "sector_agreement" for policy in scenario.policy):
        when = in_force(scenario, "sector_agreement")
    members = {name: np.where(when[:, None], each, 0.0) for name, each in costs.companies.items()}
    return Budget(
        scenario,
        financing,
        values,
        draws,
        cost,
        reserve=np.broadcast_to(values[financing.reserve], (draws,))
        if financing.reserve
        else np.zeros(draws),
        members=members,
        entrants={name: newcomers(each, when) for name, each in costs.companies.items()},
        income={each.id: _income(each, cost, by_group, values) for each in financing.income},
        payers={each.id: each.payer for each in financing.income},
    )


def _income(
    income: Income, cost: Values, by_group: Mapping[str, Values], values: Mapping[str, Values]
) -> Values:
    """One income in each year: a share of what there is to pay up to a ceiling, or what is given."""
    if income.model == "in_kind" and income.hours and income.tariff:
        return np.broadcast_to(values[income.hours] * values[income.tariff], cost.shape)
    if income.model == "grant":
        return np.minimum(values[income.at_most or ""], cost)
    base = cost
    if income.groups:
        base = sum((by_group[g] for g in income.groups if g in by_group), np.zeros(cost.shape))
    found = base * np.clip(values[income.share or ""], 0, 1)
    if income.at_most is not None:
        found = np.minimum(found, values[income.at_most])
    return found
