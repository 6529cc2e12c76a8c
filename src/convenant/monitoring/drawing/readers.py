"""How far two readers of the same answers agree, beyond what chance would give, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["nominal", "ordinal", "interval"]
DRAWS = 2000
SEED = (
    20261123  # of the resampling only: the interval repeats, and says nothing about who reads whom
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha: 1 is agreement throughout, 0 what chance gives, below 0 worse than chance.

    `alpha` and the interval are None where nothing can be said: fewer than two units read twice, or
    every score equal, so that chance would agree as well.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int  # read twice
    equal: int  # of these, with the same score


def agreement_of_readers(
    pairs: Sequence[tuple[float, float]], level: Level = "ordinal", confidence: float = 0.95
) -> Agreement:
    """Alpha with a percentile interval, from pairs of scores that two readers gave the same unit.

    Method: Krippendorff, "Content Analysis" (2004) by the library of that name; the interval resamples
    whole units, 2000 times, as Zapf, Castell, Morawietz and Karch (2016) advise. Scores of a scale with
    steps are ordinal: a miss by one step weighs less than by three.
    """
    units, equal = len(pairs), sum(a == b for a, b in pairs)
    alpha = _alpha(pairs, level)
    if alpha is None:
        return Agreement(None, None, None, units, equal)

    import numpy as np

    chance = np.random.default_rng(SEED)
    drawn = []
    for _ in range(DRAWS):
        again = [pairs[i] for i in chance.integers(0, units, units)]
        # Where a draw holds one score only, everybody agrees.
        drawn.append(1.0 if (value := _alpha(again, level)) is None else value)
    rest = (1 - confidence) / 2
    low, high = np.quantile(drawn, [rest, 1 - rest])
    return Agreement(alpha, float(low), float(high), units, equal)


def _alpha(pairs: Sequence[tuple[float, float]], level: Level) -> float | None:
    import krippendorff  # here, so that what only names this core starts without NumPy

    if len(pairs) < 2 or len({score for pair in pairs for score in pair}) < 2:
        return None
    first, second = zip(*pairs, strict=True)
    return float(krippendorff.alpha([first, second], level_of_measurement=level))
