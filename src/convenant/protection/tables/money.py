"""Figures as whole numbers of their smallest unit, so that what is published and what is proven is exact.

A figure as it is written has a few decimals; its shortest floating-point form says them again.
"""

from decimal import Decimal

import numpy as np

from convenant.protection.tables.faults import BadInput, Fault

_MOST = 2**52


def decimals(values: np.ndarray) -> int:
    """How many decimals the figures have at most."""
    exponents = (
        Decimal(repr(float(one))).normalize().as_tuple().exponent for one in np.unique(values)
    )
    return max((-one for one in exponents if isinstance(one, int)), default=0) if len(values) else 0


def whole(values: np.ndarray, digits: int) -> np.ndarray:
    """The figures in units of their last decimal. Raises BadInput where that is too many to be exact."""
    digits = max(digits, 0)
    scaled = np.rint(values * 10.0**digits)
    if np.abs(scaled).max(initial=0.0) >= _MOST:
        said = f"The figures have {digits} decimals, and sums up to {values.max():.6g}."
        raise BadInput([Fault("records", said, "Round the figures: 15 digits in all are exact.")])
    return scaled.astype(np.int64)


def written(number: int, digits: int) -> str:
    """A figure in units of its last decimal, as people write it."""
    if digits <= 0:
        return str(number)
    text = f"{number:0{digits + 1}d}"
    return f"{text[:-digits]}.{text[-digits:]}"
