"""Cells that tell too much by themselves, and how uncertain each must stay.

The p%-rule, the (n, k)-rule and the minimum number of contributors as in Hundepool et al., Statistical Disclosure Control
(Wiley 2012), chapter 4; waivers and the request rule (only who asks is guarded: foreign trade) as there in 4.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.spec import Spec


@dataclass(frozen=True)
class Primary:
    """Per cell: whether it is unsafe, why (names of rules), its largest contributors, and what it must stay uncertain by.

    `guarded`: the figures that nobody may work out, as `share` (those of whoever waived it are not among them). `first`: position of the
    contributor of the largest of these, −1 where there is none; `largest`, `next_largest`: the largest two. `needed`:
    how far above and below its value an outsider must have to reckon (0 for safe cells), in the unit of the values.
    """

    unsafe: np.ndarray
    why: tuple[tuple[str, ...], ...]
    first: np.ndarray
    largest: np.ndarray
    next_largest: np.ndarray
    needed: np.ndarray
    guarded: sparse.csr_matrix


def primary(spec: Spec, cells: Cells) -> Primary:
    """Which cells the rules of the spec call unsafe. Raises BadInput where the spec names a contributor nobody knows."""
    rules, many = spec.rules, len(cells.places)
    asks = _rows(cells, rules.request.contributors if rules.request else (), "rules.request")
    guard = ~_rows(cells, spec.waivers, "waivers")
    if rules.only_request:
        guard &= asks
    guarded = sparse.diags(guard.astype(float)).dot(cells.share).tocsr()
    guarded.eliminate_zeros()
    unsafe, needed, first = np.zeros(many, dtype=bool), np.zeros(many), np.full(many, -1)
    largest, next_largest = np.zeros(many), np.zeros(many)
    why: list[tuple[str, ...]] = [()] * many
    columns = cells.share.tocsc()
    for cell in range(many):
        part = slice(columns.indptr[cell], columns.indptr[cell + 1])
        amounts, members = columns.data[part], columns.indices[part]
        order = np.lexsort((members, -amounts))
        amounts, members = amounts[order], members[order]
        ours = np.flatnonzero(guard[members])[:2]
        if not len(ours):
            continue
        top = int(ours[0])
        first[cell], largest[cell] = members[top], amounts[top]
        if len(ours) > 1:
            next_largest[cell] = amounts[ours[1]]
        total = cells.values[cell]
        if total <= 0 or _is_safe(spec, cells, cell):
            continue
        other = amounts[0 if top else 1] if len(amounts) > 1 else 0.0
        rest = max(0.0, total - amounts[top] - other) if len(amounts) > 2 else 0.0
        asked = amounts[asks[members]]
        broken = _broken(spec, amounts, top, rest, float(asked.max(initial=0.0)))
        if not broken:
            continue
        unsafe[cell], why[cell] = True, tuple(broken)
        if rules.p_percent is not None:
            needed[cell] = rules.p_percent / 100 * largest[cell] - rest
        if needed[cell] <= 1e-12 * total:
            needed[cell] = rules.interval / 100 * total
    return Primary(unsafe, tuple(why), first, largest, next_largest, needed, guarded)


def _broken(spec: Spec, amounts: np.ndarray, top: int, rest: float, asked: float) -> list[str]:
    """The rules a cell breaks; `top` is the place of its largest guarded figure, `rest` what neither that nor the largest other is."""
    rules, broken, total = spec.rules, [], float(amounts.sum())
    if rules.minimum is not None and len(amounts) < rules.minimum:
        broken.append("minimum")
    if rules.p_percent is not None and rest < rules.p_percent / 100 * amounts[top] * (1 - 1e-12):
        broken.append("p_percent")
    if rules.dominance is not None and top < rules.dominance.n:
        share = float(amounts[: rules.dominance.n].sum())
        if share > rules.dominance.percent / 100 * total * (1 + 1e-12):
            broken.append("dominance")
    if rules.request is not None and asked > rules.request.percent / 100 * total * (1 + 1e-12):
        broken.append("request")
    return broken


def _rows(cells: Cells, names: Sequence[str], where: str) -> np.ndarray:
    known = {name: row for row, name in enumerate(cells.members)}
    flags = np.zeros(len(known), dtype=bool)
    faults = [
        Fault(where, f"Nobody called “{name}” contributed.", "Write it as the records have it.")
        for name in names
        if name not in known
    ]
    if faults:
        raise BadInput(faults)
    flags[[known[name] for name in names]] = True
    return flags


def _is_safe(spec: Spec, cells: Cells, cell: int) -> bool:
    at = dict(zip(cells.dimensions, cells.places[cell], strict=True))
    return any(all(at.get(name) == code for name, code in one.items()) for one in spec.safe)
