"""The cost of each line and class in each year: price × quantity, by the Standard Cost Model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.parts.lines import Line
from convenant.costs.simulation.parts.population import CompanyClass
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.quantities import Active, active, newcomers, taking_part


@dataclass(frozen=True)
class Cell:
    """A line of one class, or of the agreement as a whole."""

    line: Line
    place: int  # of the line in the scenario
    of: CompanyClass | None
    when: Active


def cells_of(scenario: Scenario) -> list[Cell]:
    """Every line with each of its classes, where there is a year it can cost something in."""
    classes = {one.id: one for one in scenario.population}
    found = []
    for place, line in enumerate(scenario.lines):
        when = active(scenario, line)
        found += [Cell(line, place, classes.get(name), when) for name in line.classes or [""]]
    return found


def unit_cost(scenario: Scenario, cell: Cell, values: Mapping[str, Values]) -> Values:
    """What one company (or the agreement) costs in a year, after what is usual and what is saved."""
    line = cell.line
    cost: Values = np.zeros(())
    if line.tariff is not None and line.time is not None:
        cost = values[line.tariff] * values[line.time]
    if line.external is not None:
        cost = cost + values[line.external]
    for name in line.frequency:
        cost = cost * values[name]
    for name in (*line.savings, *([line.usual] if line.usual else [])):
        cost = cost * (1 - np.clip(values[name], 0, 1))
    if line.per in ("site", "shared_site") and cell.of is not None and cell.of.sites is not None:
        cost = cost * values[cell.of.sites]
        if line.per == "shared_site" and scenario.shared_sites is not None:
            cost = cost * (1 - np.clip(values[scenario.shared_sites], 0, 1))
    return cost


class Costs:
    """The costs of the cells for some draws; counts of companies are kept while lines ask for them."""

    def __init__(self, scenario: Scenario, values: Mapping[str, Values]):
        self.scenario, self.values = scenario, values
        self.companies = {one.id: taking_part(scenario, one, values) for one in scenario.population}
        self._counted: dict[tuple[str, bool, bytes], Values] = {}

    def of(self, cell: Cell) -> Values:
        """Years × draws (or × 1 where nothing in it is uncertain)."""
        cost = np.atleast_1d(unit_cost(self.scenario, cell, self.values))
        return self._quantity(cell) * cost

    def _quantity(self, cell: Cell) -> Values:
        if cell.of is None:
            return cell.when[:, None].astype(float)
        one_off = cell.line.timing == "one_off" and not cell.line.in_years
        key = (cell.of.id, one_off, cell.when.tobytes())
        if key not in self._counted:
            companies = self.companies[cell.of.id]
            self._counted[key] = (
                newcomers(companies, cell.when)
                if one_off
                else np.where(cell.when[:, None], companies, 0.0)
            )
        return self._counted[key]
