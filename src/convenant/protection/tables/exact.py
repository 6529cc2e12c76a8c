"""A witness in exact fractions: the sums hold to the last digit, which floating point only says nearly.

The sums over the cells that move are solved by elimination, with what is left free set to the nearest fraction of 2^32; whoever asks
has left room for that.
"""

from fractions import Fraction

import numpy as np
from scipy import sparse

_FINE = 1 << 32
_NEAR = 1e-4  # of a need
Row = dict[int, Fraction]


def exact_amounts(part: sparse.csr_matrix, near: np.ndarray) -> tuple[Fraction, ...] | None:
    """What is nearest to these amounts and keeps the sums `part` exactly; None where nothing near does."""
    amounts = [Fraction(round(float(one) * _FINE), _FINE) for one in near]
    for pivot, row in _eliminated(part):
        amounts[pivot] = -sum(
            (factor * amounts[at] for at, factor in row.items() if at != pivot), Fraction(0)
        )
    found = np.array([float(one) for one in amounts])
    return tuple(amounts) if np.all(np.abs(found - near) <= _NEAR) else None


def _eliminated(part: sparse.csr_matrix) -> list[tuple[int, Row]]:
    """The sums solved for one cell each, the last first; in every row the pivot has factor 1."""
    rows: list[Row] = [
        {
            int(at): Fraction(int(value))
            for at, value in zip(
                part.indices[part.indptr[one] : part.indptr[one + 1]],
                part.data[part.indptr[one] : part.indptr[one + 1]],
                strict=True,
            )
        }
        for one in range(part.shape[0])
    ]
    through: dict[int, set[int]] = {}
    for number, row in enumerate(rows):
        for at in row:
            through.setdefault(at, set()).add(number)
    solved: list[tuple[int, Row]] = []
    wait = set(range(len(rows)))
    while wait:
        number = min(wait, key=lambda one: (len(rows[one]), one))
        wait.discard(number)
        row = rows[number]
        if not row:
            continue
        pivot = min(row, key=lambda at: (len(through[at]), at))
        factor = row[pivot]
        row = {at: value / factor for at, value in row.items()}
        for at in row:
            through[at].discard(number)
        for other in list(through[pivot]):
            target, times = rows[other], rows[other][pivot]
            for at, value in row.items():
                left = target.get(at, Fraction(0)) - times * value
                if left:
                    target[at] = left
                    through[at].add(other)
                else:
                    target.pop(at, None)
                    through[at].discard(other)
        solved.append((pivot, row))
    return solved[::-1]
