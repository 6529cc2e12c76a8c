"""Which sites are visited: drawn at random or by risk, and the same again for whoever has the seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, log

from convenant.monitoring.drawing.chance import chance


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn unit: its rank from 1, and the key that gave it (higher keys come first)."""

    name: str
    rank: int
    weight: float
    key: float


def draw(
    names: Sequence[str], size: int, seed: str, weights: Mapping[str, float] | None = None
) -> list[Drawn]:
    """A sample without replacement, in the order drawn; `size` or all where there are fewer.

    With `weights` (above zero; missing ones count 1, zero is never drawn) a unit's chance to come next is
    its share of the weight that is left: the keys u^(1/w) of Efraimidis and Spirakis (2006, "Weighted
    random sampling with a reservoir"), with u from the seed. The first so many of a longer draw are the
    shorter draw, so a reserve list is the same list read on. Raises ValueError for names given twice,
    an empty seed, a size below zero or a weight that is no number of zero or more.
    """
    if not seed.strip():
        raise ValueError("The draw needs a seed, published before it is used.")
    if size < 0:
        raise ValueError(f"A sample of {size} cannot be drawn; give 0 or more.")
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise ValueError(f"{min(twice)} is among the units twice; every unit may be drawn once.")
    weighed = {name: (weights or {}).get(name, 1.0) for name in names}
    for name, weight in weighed.items():
        if not isfinite(weight) or weight < 0:
            raise ValueError(f"The weight of {name} is {weight}; give a number of 0 or more.")
    keys = [
        (log(chance(seed, name)) / weight, name) for name, weight in weighed.items() if weight > 0
    ]
    keys.sort(key=lambda pair: (-pair[0], pair[1]))
    return [
        Drawn(name, rank, weighed[name], key) for rank, (key, name) in enumerate(keys[:size], 1)
    ]
