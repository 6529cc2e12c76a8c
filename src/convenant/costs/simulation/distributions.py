"""Values of a number from probabilities: the inverse of each distribution function."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, ndtri

from convenant.costs.simulation.parts.numbers import Number, Spread

Values = NDArray[np.floating[Any]]

# A PERT is a beta distribution, whose inverse is slow; read off this many places it is right to
# a millionth of the spread.
_PLACES = 8193


def values_at(number: Number, probabilities: Values) -> Values:
    """What the number is where so much of the probability lies below, in its own unit."""
    if number.fixed is not None:
        return np.float64(number.fixed) * np.ones(())
    if number.triangular is not None:
        return _triangular(number.triangular, probabilities)
    if number.pert is not None:
        spread = number.pert
        places, below = _pert(spread.low, spread.mode, spread.high)
        return np.interp(probabilities, below, places)
    if number.lognormal is not None:
        (p, low), (q, high) = number.lognormal.given
        sigma = (np.log(high) - np.log(low)) / (ndtri(q) - ndtri(p))
        return np.exp(np.log(low) + sigma * (ndtri(probabilities) - ndtri(p)))
    chances = np.array([chance.percent for chance in number.discrete])
    values = np.array([chance.value for chance in number.discrete])
    edges = np.cumsum(chances / chances.sum())
    return values[np.minimum(np.searchsorted(edges, probabilities, side="right"), len(values) - 1)]


def _triangular(spread: Spread, probabilities: Values) -> Values:
    low, mode, high = spread.low, spread.mode, spread.high
    at_mode = (mode - low) / (high - low)
    rising = low + np.sqrt(probabilities * ((high - low) * (mode - low)))
    falling = high - np.sqrt((1 - probabilities) * ((high - low) * (high - mode)))
    return np.where(probabilities < at_mode, rising, falling)


@lru_cache(maxsize=512)
def _pert(low: float, mode: float, high: float) -> tuple[Values, Values]:
    """Places of a PERT distribution and the probability below each; closest together at the ends."""
    alpha = 1 + 4 * (mode - low) / (high - low)
    beta = 1 + 4 * (high - mode) / (high - low)
    share = (1 - np.cos(np.pi * np.arange(_PLACES) / (_PLACES - 1))) / 2
    return low + (high - low) * share, betainc(alpha, beta, share)
