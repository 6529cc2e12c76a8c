"""Precision, recall and F1 with intervals, calibration, and what was said of each relation.

Everything is weighted, so that the judged pairs stand for the pool that they were drawn from. Intervals
are bootstrap: clusters are drawn again, with replacement, as many as there are.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matching_parts.sets import Pair, pairs_within

DRAWS = 2000
SEED = 1
BANDS = (0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Said:
    """What a system says of two rows: how likely, in which band, and how they are related."""

    probability: float
    band: str  # same, review or different
    relation: str = ""


class Tally:
    """True and false positives and false negatives per cluster."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, np.ndarray] = defaultdict(lambda: np.zeros(3))

    def add(self, cluster: Hashable, same: bool, found: bool, weight: float = 1.0) -> None:
        if same or found:
            self._counts[cluster][0 if same and found else 1 if found else 2] += weight
        else:
            self._counts[cluster] += 0  # a cluster of true negatives can be drawn, too

    def measured(self) -> dict[str, Any]:
        """Precision, recall and F1, each with its 95 % interval."""
        counts = np.array(list(self._counts.values()))
        drawn = np.random.default_rng(SEED).multinomial(
            len(counts), np.full(len(counts), 1 / len(counts)), size=DRAWS
        )
        values = _prf(counts.sum(axis=0)[None, :])[0]
        low, high = np.percentile(_prf(drawn @ counts), (2.5, 97.5), axis=0)
        return {
            name: {"value": _3(values[i]), "low": _3(low[i]), "high": _3(high[i])}
            for i, name in enumerate(("precision", "recall", "f1"))
        }


def _prf(sums: np.ndarray) -> np.ndarray:
    """Per line of summed true positives, false positives and false negatives: the three figures."""
    tp, fp, fn = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        figures = np.stack([tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)], axis=1)
    return np.nan_to_num(figures)


def _3(value: float) -> float:
    return round(float(value), 3)


def quality(
    pairs: Sequence[Pair], cluster_of: Sequence[Hashable], said: Sequence[Said]
) -> dict[str, Any]:
    """How good the *same* band is on judged pairs, and what was left to a person."""
    tally = Tally()
    for pair, cluster, one in zip(pairs, cluster_of, said, strict=True):
        if pair.relation != "unsure":
            tally.add(cluster, pair.same, one.band == "same", pair.weight)
    weight = sum(pair.weight for pair in pairs)
    review = sum(p.weight for p, one in zip(pairs, said, strict=True) if one.band == "review")
    unsure = [one for pair, one in zip(pairs, said, strict=True) if pair.relation == "unsure"]
    return {
        "pairs": len(pairs),
        "clusters": len(set(cluster_of)),
        **tally.measured(),
        "best_f1": _best_f1(pairs, said),
        "review_share": round(review / weight, 4),
        "unsure": len(unsure),
        "unsure_asked": sum(one.band == "review" for one in unsure),
    }


def _best_f1(pairs: Sequence[Pair], said: Sequence[Said]) -> float:
    """F1 at the threshold that these very labels like best: more than can be had without them."""
    judged = [
        (one.probability, pair.weight, pair.same)
        for pair, one in zip(pairs, said, strict=True)
        if pair.relation != "unsure"
    ]
    true = sum(weight for _, weight, same in judged if same)
    best = tp = fp = 0.0
    judged.sort(key=lambda one: -one[0])
    for i, (probability, weight, same) in enumerate(judged):
        tp, fp = tp + weight * same, fp + weight * (not same)
        if i + 1 == len(judged) or judged[i + 1][0] != probability:
            best = max(best, 2 * tp / (tp + fp + true))
    return _3(best)


def calibration(pairs: Sequence[Pair], said: Sequence[Said]) -> list[dict[str, float]]:
    """Per band of probability what was promised and what was found."""
    lines = []
    judged = [(p, one) for p, one in zip(pairs, said, strict=True) if p.relation != "unsure"]
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        band = [(p, one) for p, one in judged if low <= one.probability < high]
        if not band:
            continue
        weight = sum(p.weight for p, _ in band)
        lines.append(
            {
                "from": low,
                "to": min(high, 1.0),
                "pairs": len(band),
                "weight": round(weight, 1),
                "promised": _3(sum(p.weight * one.probability for p, one in band) / weight),
                "found": _3(sum(p.weight for p, _ in band if p.same) / weight),
            }
        )
    return lines


def relations(pairs: Sequence[Pair], said: Sequence[Said]) -> dict[str, dict[str, int]]:
    """Per relation that was judged, how often which one was said (pairs, not weighted)."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, one in zip(pairs, said, strict=True):
        counted[pair.relation][one.relation] += 1
    return {judged: dict(said_.most_common()) for judged, said_ in sorted(counted.items())}


def blocking(
    same: Iterable[tuple[tuple[int, int], float]], found: set[tuple[int, int]]
) -> float | None:
    """The weighted share of *same* pairs (places and weight) that a search brings together."""
    same = list(same)
    if not same:
        return None
    hit = sum(weight for places, weight in same if places[0] == places[1] or places in found)
    return _3(hit / sum(weight for _, weight in same))


@dataclass(frozen=True, slots=True)
class Answer:
    """The pairs that one run put in one group, and the rows that this run learnt from."""

    pairs: set[tuple[int, int]]
    trained_on: frozenset[int] = frozenset()

    def counts(self, a: int, b: int) -> float:
        """Nothing where it learnt from both rows, half where from one: another run has the rest."""
        return 1 - ((a in self.trained_on) + (b in self.trained_on)) / 2


def of_groups(truth: Sequence[Hashable], answers: Sequence[Answer]) -> dict[str, Any]:
    """Precision, recall and F1 of pairs in one group against the complete truth.

    The clusters drawn are true sites; a false pair counts half for each of its two sites.
    """
    true, tally = pairs_within(truth), Tally()
    for site in set(truth):
        tally.add(site, False, False)
    for answer in answers:
        for a, b in true | answer.pairs:
            if weight := answer.counts(a, b):
                for site in (truth[a], truth[b]):
                    tally.add(site, (a, b) in true, (a, b) in answer.pairs, weight / 2)
    return tally.measured()
