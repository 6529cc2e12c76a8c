"""Sums of a remedy: shares that add up to the whole to the cent, and what is still owed. Plain."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


def divided(whole: Decimal, weights: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The whole in parts by weight; the parts add up to it exactly.

    Each part is rounded down to the cent; the cents that are left go one by one to the largest remainders (Hamilton's
    method), the lower key first where they are equal. Raises ValueError for no weights, negative ones, or none above 0.
    """
    total = sum(weights.values(), Decimal(0))
    if not weights or total <= 0 or min(weights.values()) < 0 or whole < 0:
        raise ValueError("Shares need weights of which one is above 0, and none below.")
    exact = {key: whole * weight / total for key, weight in weights.items()}
    parts = {key: value.quantize(CENT, ROUND_DOWN) for key, value in exact.items()}
    left = int((whole - sum(parts.values(), Decimal(0))) / CENT)
    for key in sorted(parts, key=lambda key: (parts[key] - exact[key], key))[:left]:
        parts[key] += CENT
    return parts


def difference(whole: Decimal, parts: Sequence[Decimal]) -> Decimal:
    """What the parts lack of the whole; below 0 where they are more."""
    return whole - sum(parts, Decimal(0))
