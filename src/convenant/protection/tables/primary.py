"""Cells that tell too much by themselves, and how uncertain each must stay.

The p%-rule, the (n, k)-rule and the minimum number of contributors as in Hundepool et al., Statistical Disclosure Control
(Wiley 2012), chapter 4.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.spec import Spec


@dataclass(frozen=True)
class Primary:
    """Per cell: whether it is unsafe, why (names of rules), its largest contributors, and what it must stay uncertain by.

    `first`, `second`: positions of the largest two contributors, −1 where there is none. `needed`: how far above and below its
    value an outsider must have to reckon (0 for safe cells), in the unit of the values.
    """

    unsafe: np.ndarray
    why: tuple[tuple[str, ...], ...]
    first: np.ndarray
    second: np.ndarray
    largest: np.ndarray
    next_largest: np.ndarray
    needed: np.ndarray
    guarded: sparse.csr_matrix


def primary(spec: Spec, cells: Cells) -> Primary:
    """Which cells the rules of the spec call unsafe."""
    rules, many = spec.rules, len(cells.places)
    unsafe, needed = np.zeros(many, dtype=bool), np.zeros(many)
    first, second = np.full(many, -1), np.full(many, -1)
    largest, next_largest = np.zeros(many), np.zeros(many)
    why: list[tuple[str, ...]] = [()] * many
    columns = cells.share.tocsc()
    for cell in range(many):
        part = slice(columns.indptr[cell], columns.indptr[cell + 1])
        amounts, members = columns.data[part], columns.indices[part]
        order = np.lexsort((members, -amounts))
        amounts, members = amounts[order], members[order]
        first[cell], largest[cell] = members[0], amounts[0]
        if len(amounts) > 1:
            second[cell], next_largest[cell] = members[1], amounts[1]
        total = cells.values[cell]
        if total <= 0 or _is_safe(spec, cells, cell):
            continue
        broken = _broken(spec, amounts, total)
        if not broken:
            continue
        unsafe[cell], why[cell] = True, tuple(broken)
        if rules.p_percent is not None:
            rest = total - largest[cell] - next_largest[cell]
            needed[cell] = rules.p_percent / 100 * largest[cell] - rest
        if needed[cell] <= 0:
            needed[cell] = rules.interval / 100 * total
    return Primary(unsafe, tuple(why), first, second, largest, next_largest, needed, cells.share)


def _broken(spec: Spec, amounts: np.ndarray, total: float) -> list[str]:
    rules, broken = spec.rules, []
    if rules.minimum is not None and len(amounts) < rules.minimum:
        broken.append("minimum")
    if rules.p_percent is not None:
        rest = amounts[2:].sum()
        if rest < rules.p_percent / 100 * amounts[0] * (1 - 1e-12):
            broken.append("p_percent")
    if rules.dominance is not None:
        top = amounts[: rules.dominance.n].sum()
        if top > rules.dominance.percent / 100 * total * (1 + 1e-12):
            broken.append("dominance")
    return broken


def _is_safe(spec: Spec, cells: Cells, cell: int) -> bool:
    at = dict(zip(cells.dimensions, cells.places[cell], strict=True))
    return any(all(at.get(name) == code for name, code in one.items()) for one in spec.safe)
