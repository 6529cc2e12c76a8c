"""Which numbers drive the answer: Sobol indices, and a tornado of each number by itself.

A first-order index is the share of the variance that goes when the number is known; a total index what
remains when all others are. Estimators of Saltelli (2010) for the first and Jansen (1999) for the total.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.drawing import drawn_names, probabilities, values
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.running import SEED, totals

POINTS = 2_048
_OTHER = "other "  # the second, independent set of draws has names of its own
Places = Mapping[str, Values]


@dataclass(frozen=True)
class Index:
    """One factor: a number, or numbers that are correlated and so can only be judged together."""

    numbers: tuple[str, ...]
    first: float
    total: float
    first_error: float  # standard error, as if the draws were random; Sobol draws do better
    total_error: float


def sobol_indices(
    function: Callable[[Places], Values],
    factors: Sequence[tuple[str, ...]],
    points: int = POINTS,
    seed: int = SEED,
) -> list[Index]:
    """The indices of any function of places between 0 and 1, in the order of the factors."""
    names = [name for factor in factors for name in factor]
    both = probabilities([*names, *[_OTHER + name for name in names]], points, seed)
    one = {name: both[name] for name in names}
    other = {name: both[_OTHER + name] for name in names}
    at_one, at_other = function(one), function(other)
    middle = (at_one.mean() + at_other.mean()) / 2
    at_one, at_other = at_one - middle, at_other - middle
    variance = np.concatenate([at_one, at_other]).var()
    found = []
    for factor in factors:
        mixed = function(one | {name: other[name] for name in factor}) - middle
        if variance <= 0:
            found.append(Index(factor, 0.0, 0.0, 0.0, 0.0))
            continue
        first = at_other * (mixed - at_one) / variance
        total = (at_one - mixed) ** 2 / (2 * variance)
        errors = (float(each.std() / np.sqrt(points)) for each in (first, total))
        found.append(Index(factor, float(first.mean()), float(total.mean()), *errors))
    return found


def factors_of(scenario: Scenario) -> list[tuple[str, ...]]:
    """The drawn numbers, those that are correlated joined into one factor."""
    joined = {name: {name} for name in drawn_names([scenario])}
    for pair in scenario.correlations:
        if pair.first in joined and pair.second in joined:
            both = joined[pair.first] | joined[pair.second]
            for name in both:
                joined[name] = both
    return list(dict.fromkeys(tuple(sorted(group)) for group in joined.values()))


def indices(scenario: Scenario, points: int = POINTS, seed: int = SEED) -> list[Index]:
    """The indices of the present value of a scenario, the largest total first."""

    def present(places: Places) -> Values:
        return totals(scenario, values(scenario, places), points)

    found = sobol_indices(present, factors_of(scenario), points, seed)
    return sorted(found, key=lambda index: -index.total)


@dataclass(frozen=True)
class Bar:
    """The present value with one number at its 5 and its 95 % value, all others at their middle."""

    number: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


def tornado(scenario: Scenario) -> list[Bar]:
    """A bar for each drawn number, the widest first."""
    names = drawn_names([scenario])
    count = 2 * len(names)
    places = {name: np.full(count, 0.5) for name in names}
    for place, name in enumerate(names):
        places[name][2 * place], places[name][2 * place + 1] = 0.05, 0.95
    at = values(scenario, places, together=False)
    found = totals(scenario, at, count) if names else np.zeros(0)
    bars = [
        Bar(
            name,
            *(float(at[name][2 * place + side]) for side in (0, 1)),
            *(float(found[2 * place + side]) for side in (0, 1)),
        )
        for place, name in enumerate(names)
    ]
    return sorted(bars, key=lambda bar: -bar.width)
