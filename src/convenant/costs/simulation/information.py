"""What it is worth to know one number better, before the money is set aside or the choice is made.

The expected value of perfect parameter information: how much better the decision would be, on average,
if the number were known first. Two decisions are looked at. *How much to set aside*, where each euro that is
short counts 1/(1 - certainty) times, so that it is best to set aside what is enough with that certainty.
And *which of several scenarios*, where the cheapest on average is taken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.polynomial.legendre import legvander
from numpy.typing import NDArray

from convenant.costs.simulation.distributions import Values

_SLICES = 32
_DEGREE = 7
_FEW = 16  # a number with so few values is looked at value by value


@dataclass(frozen=True)
class Worth:
    """What knowing one number is worth, in money."""

    number: str
    worth: float


def worth_for_budget(costs: Values, numbers: Mapping[str, Values], certainty: float) -> list[Worth]:
    """For setting money aside, the most valuable number first."""
    now = _set_aside(costs, certainty)

    def gain(order: Values) -> float:
        sliced = [_set_aside(costs[part], certainty) * len(part) for part in _slices(order)]
        return now - sum(sliced) / len(costs)

    # Slicing lets every number seem to be worth the same little bit.
    return _worths(gain, numbers, len(costs), lambda seeming, nothing: seeming - nothing)


def worth_of_everything_for_budget(costs: Values, certainty: float) -> float:
    """What it would be worth to know the cost itself."""
    return _set_aside(costs, certainty) - float(costs.mean())


def worth_for_choice(costs: Values, numbers: Mapping[str, Values]) -> list[Worth]:
    """For choosing the cheapest scenario (rows of `costs`), the most valuable number first."""
    now = costs.mean(axis=1).min()
    differences = costs - costs[0]

    def gain(order: Values) -> float:
        expected = costs[0].mean() + _expected(differences, order).min(axis=0).mean()
        return float(now - expected)

    # Noise in the curve matters near a tie only, so it adds less the more a number says.
    return _worths(
        gain,
        numbers,
        costs.shape[1],
        lambda seeming, nothing: (max(seeming**2 - nothing**2, 0)) ** 0.5,
    )


def worth_of_everything_for_choice(costs: Values) -> float:
    """What it would be worth to know beforehand which scenario turns out cheapest."""
    return float(costs.mean(axis=1).min() - costs.min(axis=0).mean())


def _worths(
    gain: Callable[[Values], float],
    numbers: Mapping[str, Values],
    count: int,
    corrected: Callable[[float, float], float],
) -> list[Worth]:
    """Gains, corrected for what a number that says nothing would seem to be worth by chance."""
    nothing = gain(np.random.default_rng(1).permutation(count).astype(float))
    found = [
        Worth(name, max(0.0, corrected(gain(value), nothing)))
        for name, value in numbers.items()
        if value.ndim and np.ptp(value) > 0
    ]
    return sorted(found, key=lambda each: -each.worth)


def _set_aside(costs: Values, certainty: float) -> float:
    """The least that is expected to be spent when the best amount is set aside beforehand."""
    amount = np.quantile(costs, certainty)
    short = np.maximum(costs - amount, 0).mean()
    return float(amount + short / (1 - certainty))


def _slices(order: Values) -> list[NDArray[np.intp]]:
    kinds = np.unique(order)
    if len(kinds) <= _FEW:
        return [np.flatnonzero(order == kind) for kind in kinds]
    return np.array_split(np.argsort(order, kind="stable"), _SLICES)


def _expected(differences: Values, order: Values) -> Values:
    """The difference that is expected at each value of a number, in the order of its values.

    A smooth curve through the draws, or for a number with few values the mean at each of them.
    """
    if len(np.unique(order)) <= _FEW:
        means = [
            np.repeat(differences[:, part].mean(axis=1, keepdims=True), len(part), axis=1)
            for part in _slices(order)
        ]
        return np.concatenate(means, axis=1)
    curves = _curves(len(order))
    return (differences[:, np.argsort(order, kind="stable")] @ curves) @ curves.T


@lru_cache(maxsize=4)
def _curves(count: int) -> Values:
    """Polynomials over so many places in order, at right angles to each other."""
    places = 2 * (np.arange(count) + 0.5) / count - 1
    return np.linalg.qr(legvander(places, _DEGREE))[0]
