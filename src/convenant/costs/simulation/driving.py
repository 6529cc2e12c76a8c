"""The numbers that drive a scenario: indices, bar and worth of each, the most important first."""

from dataclasses import asdict, dataclass
from typing import Any

from convenant.costs.simulation.drawing import draw, drawn_names
from convenant.costs.simulation.information import worth_for_budget, worth_of_everything_for_budget
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.running import DRAWS, SEED, totals
from convenant.costs.simulation.sensitivity import POINTS, Bar, indices, tornado

CERTAINTY = 0.9  # where the scenario does not say how certain its money must be


@dataclass(frozen=True)
class Driver:
    """One number. `together` names those it is correlated with, whose indices it shares."""

    number: str
    mark: str | None
    together: tuple[str, ...]
    first: float
    total: float
    bar: Bar
    worth: float  # of knowing it before money is set aside


@dataclass(frozen=True)
class Drivers:
    """Every drawn number, by its total index, and what knowing everything would be worth."""

    certainty: float
    worth_of_everything: float
    numbers: list[Driver]

    def plain(self) -> dict[str, Any]:
        """As values JSON knows."""
        return asdict(self)


def drivers(scenario: Scenario, draws: int = DRAWS, seed: int = SEED) -> Drivers:
    """What drives the present value of a scenario."""
    financing = scenario.financing
    certainty = financing.certainty / 100 if financing else CERTAINTY
    certainty = min(max(certainty, 0.5), 0.99)
    values = draw(scenario, draws, seed)
    costs = totals(scenario, values, draws)
    names = drawn_names([scenario])
    worth = {
        each.number: each.worth
        for each in worth_for_budget(costs, {name: values[name] for name in names}, certainty)
    }
    index = {name: each for each in indices(scenario, POINTS, seed) for name in each.numbers}
    bars = {bar.number: bar for bar in tornado(scenario)}
    found = [
        Driver(
            name,
            scenario.number(name).mark,
            tuple(other for other in index[name].numbers if other != name),
            index[name].first,
            index[name].total,
            bars[name],
            worth.get(name, 0.0),
        )
        for name in names
    ]
    found.sort(key=lambda each: (-each.total, -each.bar.width))
    return Drivers(certainty, worth_of_everything_for_budget(costs, certainty), found)
