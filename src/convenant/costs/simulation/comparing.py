"""Two to six scenarios side by side, on the same draws of the numbers they share."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.drawing import drawn_names, probabilities, values
from convenant.costs.simulation.information import (
    Worth,
    worth_for_choice,
    worth_of_everything_for_choice,
)
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.parts.values import PAYERS
from convenant.costs.simulation.results import Result, Spread, spread, summarise
from convenant.costs.simulation.running import DRAWS, SEED, Outcome, run

FEWEST, MOST = 2, 6


class CannotCompare(ValueError):
    """The scenarios do not go together; `code` says why (see the command's sentences)."""

    def __init__(self, code: str, **said: str):
        self.code, self.said = code, said
        super().__init__(code)


@dataclass(frozen=True)
class Difference:
    """A scenario less the first one, draw by draw."""

    present_value: Spread
    by_payer: dict[str, Spread]  # all years together, undiscounted
    cheaper: float  # in which share of the draws its present value is the lower


@dataclass(frozen=True)
class Comparison:
    """The results, each against the first, and what it is worth to know more before choosing."""

    names: list[str]
    results: list[Result]
    differences: list[Difference]  # of the second and later ones
    cheapest: list[float]  # in which share of the draws each is cheapest
    worth_of_everything: float
    worth: list[Worth]

    def plain(self) -> dict[str, Any]:
        """As values JSON knows."""
        return asdict(self)


def variants(scenario: Scenario) -> list[tuple[str, Scenario]]:
    """A scenario and its alternatives, each with a name."""
    found = [(scenario.slug, scenario)]
    return found + [(each.id, scenario.under(each.id)) for each in scenario.alternatives]


def compare(
    scenarios: Sequence[tuple[str, Scenario]], draws: int = DRAWS, seed: int = SEED
) -> Comparison:
    """Run the scenarios on common draws; the first is the one the others are held against."""
    _fit(scenarios)
    names = drawn_names(scenario for _, scenario in scenarios)
    places = probabilities(names, draws, seed)
    outcomes: list[Outcome] = []
    drawn: dict[str, Values] = {}
    for _, scenario in scenarios:
        some = {name: places[name] for name in drawn_names([scenario])}
        found = values(scenario, some)
        outcomes.append(run(scenario, found, draws, seed))
        for name in some:
            drawn.setdefault(name, found[name])
    present = np.array([outcome.present for outcome in outcomes])
    lowest = present.argmin(axis=0)
    return Comparison(
        names=[name for name, _ in scenarios],
        results=[summarise(outcome) for outcome in outcomes],
        differences=[_difference(outcomes[0], other) for other in outcomes[1:]],
        cheapest=[float((lowest == place).mean()) for place in range(len(outcomes))],
        worth_of_everything=worth_of_everything_for_choice(present),
        worth=worth_for_choice(present, drawn),
    )


def _fit(scenarios: Sequence[tuple[str, Scenario]]) -> None:
    if not FEWEST <= len(scenarios) <= MOST:
        raise CannotCompare("number", count=str(len(scenarios)))
    (first_name, first), *others = scenarios
    for name, scenario in others:
        for what in ("currency", "year"):
            ours, theirs = getattr(first.prices, what), getattr(scenario.prices, what)
            if ours != theirs:
                raise CannotCompare(
                    what, first=first_name, ours=str(ours), second=name, theirs=str(theirs)
                )
        if first.years.start != scenario.years.start:
            raise CannotCompare(
                "start",
                first=first_name,
                ours=str(first.years.start),
                second=name,
                theirs=str(scenario.years.start),
            )


def _difference(first: Outcome, other: Outcome) -> Difference:
    present: Values = other.present - first.present
    by_payer: dict[str, Spread] = {}
    for place, payer in enumerate(PAYERS):
        row = other.by_payer[place].sum(axis=0) - first.by_payer[place].sum(axis=0)
        if row.any():
            by_payer[payer] = spread(row)
    return Difference(spread(present), by_payer, float((present < 0).mean()))
