"""Which number may leave the house, by counting who stands behind it. Plain: no Django.

A number about few companies tells a competitor which ones. These rules are the simple ones of
statistical disclosure control (minimum frequency); tables get the full treatment elsewhere.
"""

from collections.abc import Sequence

BANDS = ((0, 25), (25, 50), (50, 75), (75, 100))


def shown_count(count: int, minimum: int) -> int | None:
    """The count, or None where fewer than `minimum` stand behind it (minimum frequency rule)."""
    if minimum < 1:
        raise ValueError("a minimum of contributors is at least 1")
    return count if count >= minimum else None


def summed_range(shares: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The range of a sum of declared ranges in per cent, capped at 100."""
    low = sum(share[0] for share in shares)
    high = sum(share[1] for share in shares)
    return min(low, 100.0), min(high, 100.0)


def leverage_band(others: Sequence[tuple[float, float]], minimum: int) -> tuple[int, int] | None:
    """A coarse band for what the *others* together declared, or None where fewer than `minimum` did.

    Only the others are summed: a member knows its own share, so a total between two would hand it
    the other's. The band is the fixed quarter holding the middle of the summed range, so that a small
    change of one share seldom moves it.
    """
    if len(others) < minimum:
        return None
    low, high = summed_range(others)
    middle = (low + high) / 2
    return next(band for band in BANDS if middle < band[1] or band[1] == 100)
