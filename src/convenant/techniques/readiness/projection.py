"""How many companies are expected to have applied a technique by their own deadlines, and how sure that is.

The model: each company that has not applied it may do so any day with the same unknown chance per day (a
constant hazard). What is known of that chance is Gamma(k + ½, T) after k applications in T company-days
(Jeffreys' prior of a Poisson rate). Given it, each company that is left applies within the days it has left
with chance 1 - exp(-rate × days); the number is their sum. Averaged over what is known of the rate, that
gives a distribution of the final number. It is computed, not simulated: midpoints of equal slices of the Gamma
distribution, and for each the exact distribution of a sum of unlike coin tosses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

SLICES = 500


@dataclass(frozen=True)
class Waiting:
    """Days companies have been at it in all, how many applied it, and the days each of the others has left."""

    applied: int
    days: float
    left: Sequence[float]  # one for each company that has not applied; 0 where its deadline passed


@dataclass(frozen=True)
class Projection:
    """The number that has applied it at the deadline: mean and the 5, 50 and 95 % points, of `companies`.

    `known_from` is how many applications it rests on. `is_over`: nobody has time left, so it is what is.
    """

    companies: int
    applied: int
    mean: float
    low: int
    middle: int
    high: int
    known_from: int
    is_over: bool

    def share(self, number: float) -> float:
        """In per cent of all companies."""
        return 100 * number / self.companies


def expected(waiting: Waiting) -> float:
    """The mean of the final number, in closed form."""
    shape, still = waiting.applied + 0.5, 0.0
    for days in sorted(waiting.left):
        still += (waiting.days / (waiting.days + days)) ** shape if days > 0 else 1.0
    return waiting.applied + len(waiting.left) - still


def project(waiting: Waiting) -> Projection | None:
    """The projection; None where nothing can be said: no company, or nobody had a day yet while some have time."""
    companies = waiting.applied + len(waiting.left)
    if not companies:
        return None
    open_ones = Counter(days for days in waiting.left if days > 0)
    k = waiting.applied
    if not open_ones:
        return Projection(companies, k, float(k), k, k, k, k, True)
    if waiting.days <= 0:
        return None
    chances = _more(k + 0.5, waiting.days, open_ones)
    cumulated = list(accumulate(chances))
    low, middle, high = (
        k + next((more for more, sum_ in enumerate(cumulated) if sum_ >= point), len(chances) - 1)
        for point in (0.05, 0.5, 0.95)
    )
    return Projection(companies, k, expected(waiting), low, middle, high, k, False)


def _more(shape: float, days: float, left: Counter[float]) -> list[float]:
    """The chance that 0, 1, 2, … of those with days left still apply it."""
    import numpy as np
    from scipy.special import gammaincinv, gammaln, xlogy

    slices = (np.arange(SLICES) + 0.5) / SLICES
    rates = gammaincinv(shape, slices) / days
    sums = np.ones((SLICES, 1))
    for days_left, number in sorted(left.items()):
        # Those with as many days left toss the same coin: a binomial distribution in each slice.
        heads = np.arange(number + 1)
        applies, stays = -np.expm1(-rates * days_left), -rates * days_left
        ways = gammaln(number + 1) - gammaln(heads + 1) - gammaln(number - heads + 1)
        tossed = np.exp(ways + xlogy(heads, applies[:, None]) + (number - heads) * stays[:, None])
        few, many = sorted((sums, tossed), key=lambda each: each.shape[1])
        sums = np.zeros((SLICES, few.shape[1] + many.shape[1] - 1))
        for place in range(few.shape[1]):
            sums[:, place : place + many.shape[1]] += few[:, place, None] * many
    return [float(chance) for chance in sums.mean(axis=0)]
