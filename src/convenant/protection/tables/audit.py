"""Whether a release holds: against an outsider, every single member, and the coalitions the agreement names."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from convenant.protection.tables.attack import Attacker, Blanks, Breach
from convenant.protection.tables.cells import Cells
from convenant.protection.tables.pattern import Pattern
from convenant.protection.tables.primary import Primary
from convenant.protection.tables.spec import Spec


@dataclass(frozen=True)
class Audit:
    """What was tried, and every breach that was found. `safe` says that there is none."""

    attackers: int
    secrets: int
    breaches: tuple[Breach, ...]

    @property
    def safe(self) -> bool:
        """Whether nobody who was tried learns what they must not."""
        return not self.breaches

    @property
    def broken_cells(self) -> int:
        """How many cells somebody breaks."""
        return len({breach.cell for breach in self.breaches})


def audit(
    spec: Spec,
    cells: Cells,
    primary: Primary,
    pattern: Pattern,
    *,
    members: bool = True,
    coalitions: Iterable[tuple[int, ...]] = (),
) -> Audit:
    """Try the outsider, then (with `members`) each member by itself, then the coalitions (rows of `members`)."""
    blanks = Blanks(cells, primary, pattern.hidden, factor(spec))
    attackers = [Attacker()]
    if members:
        attackers += [Attacker((one,)) for one in blanks.concerned()]
    attackers += [Attacker(tuple(sorted(set(one)))) for one in coalitions]
    outsider = attackers[0]
    open_to_all = np.flatnonzero(primary.unsafe & ~pattern.hidden)
    breaches = [
        Breach(
            outsider,
            int(cell),
            float(cells.values[cell]),
            float(cells.values[cell]),
            float(primary.needed[cell]),
            published=True,
        )
        for cell in open_to_all
    ]
    for attacker in attackers:
        breaches += blanks.breaches(attacker)
    return Audit(len(attackers), int(primary.unsafe.sum()), tuple(breaches))


def factor(spec: Spec) -> float:
    """By which part of it somebody's figure must stay uncertain."""
    rules = spec.rules
    return (rules.p_percent if rules.p_percent is not None else rules.interval) / 100
