"""Correlations that cannot be."""

from collections.abc import Iterator

import numpy as np

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.costs.simulation.checks.register import register
from convenant.costs.simulation.parts.numbers import DERIVED

_LEAST = 1e-8  # an eigenvalue below this is none


def correlations(document: Document) -> Iterator[Fault]:
    """Of a number with itself, of one that is not drawn, or contradicting each other."""
    numbers = register(document)
    pairs: dict[tuple[str, str], float] = {}
    for pair in Cursor(document).each("correlations"):
        first, second, rank = pair.text("first"), pair.text("second"), pair.number("rank")
        if first is not None and first == second:
            yield pair.fault("with_itself", "second", name=first)
            continue
        for key, name in (("first", first), ("second", second)):
            number = numbers.get(name or "")
            if number and any(way in number for way in (*DERIVED, "fixed")):
                yield pair.fault("not_drawn", key, name=name)
        if first is None or second is None or rank is None or not -1 < rank < 1:
            continue
        if first not in numbers or second not in numbers:
            continue  # a fault of its own
        if (second, first) in pairs:
            yield pair.fault("pair_twice", first=first, second=second)
        pairs[first, second] = rank
    names = sorted({name for pair in pairs for name in pair})
    matrix = np.eye(len(names))
    for (first, second), rank in pairs.items():
        row, column = names.index(first), names.index(second)
        matrix[row, column] = matrix[column, row] = rank_to_normal(rank)
    if names and np.linalg.eigvalsh(matrix)[0] < _LEAST:
        yield document.fault(("correlations",), "correlations_impossible")


def rank_to_normal(rank: float) -> float:
    """The correlation of two normal values whose ranks correlate so (exact for a Gaussian copula)."""
    return 2 * np.sin(np.pi * rank / 6)
