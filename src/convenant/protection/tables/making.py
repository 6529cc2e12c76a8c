"""A pattern of blanks that holds against everybody it is made against, with the tables that prove it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from convenant.protection.tables.attack import Attacker
from convenant.protection.tables.audit import factor
from convenant.protection.tables.cells import Cells
from convenant.protection.tables.cuts import Separator
from convenant.protection.tables.duties import FIRST, duties_of
from convenant.protection.tables.finder import Witness
from convenant.protection.tables.growing import Growth, grow
from convenant.protection.tables.optimum import MOST_ROUNDS, Optimum, improve
from convenant.protection.tables.pattern import Pattern, Status
from convenant.protection.tables.primary import Primary
from convenant.protection.tables.pruning import prune
from convenant.protection.tables.spec import Spec

MOST_WORK = 1_500_000_000  # iterations × cells, to publish again what is not needed: about a minute


@dataclass(frozen=True)
class Made:
    """`impossible`: (cell, attacker) that nothing can keep apart, for what is published already gives it away."""

    pattern: Pattern
    statuses: tuple[Status, ...]
    witnesses: tuple[Witness, ...]
    impossible: tuple[tuple[int, Attacker], ...]
    asked: int
    optimum: Optimum | None = None  # where the cheapest pattern was looked for

    @property
    def secondary(self) -> int:
        """How many cells are blank for the sake of others."""
        return sum(one == Status.SECONDARY for one in self.statuses)


def make(
    spec: Spec,
    cells: Cells,
    found: Primary,
    *,
    members: bool = True,
    coalitions: Iterable[tuple[int, ...]] = (),
    price: np.ndarray | None = None,
    frozen: np.ndarray | None = None,
    most_work: int = MOST_WORK,
    exact: bool = False,
    most_rounds: int = MOST_ROUNDS,
) -> Made:
    """A pattern made quickly (`growing`, `pruning`), or with `exact` the cheapest (`optimum`). `frozen`: cells that stay published.

    `price`: what blanking each cell costs; usual is 1 each, among equals the smaller figure.
    """
    duties = duties_of(cells, found, factor(spec), members=members, coalitions=coalitions)
    costs = usual_price(cells) if price is None else price.astype(float)
    if frozen is not None:
        costs = np.where(frozen, np.inf, costs)
    growth = grow(cells, duties, costs)
    prune(growth, most_work)
    optimum = None
    if exact:
        fixed = duties.unsafe & np.isfinite(costs)
        optimum = improve(growth, Separator(cells.sums, fixed), most_rounds)
    return made_of(growth, optimum)


def made_of(growth: Growth, optimum: Optimum | None = None) -> Made:
    """What came of a growth, with only the witnesses that are needed."""
    duties, hidden = growth.duties, growth.hidden
    statuses = tuple(
        Status.PUBLISHED if not blank else Status.PRIMARY if unsafe else Status.SECONDARY
        for blank, unsafe in zip(hidden, duties.unsafe, strict=True)
    )
    impossible = tuple(
        (one.cell, duties.attackers[one.duty - FIRST] if one.duty >= FIRST else Attacker())
        for one in growth.stuck
    )
    numbers = growth.cover.needed()
    witnesses = tuple(growth.cover.witnesses[number] for number in numbers)
    return Made(
        Pattern(hidden.copy()), statuses, witnesses, impossible, growth.finder.asked, optimum
    )


def price_of(cells: Cells, cost: str) -> np.ndarray:
    """What blanking each cell costs: one each (`cells`), or as much as stands there (`value`)."""
    if cost == "cells":
        return usual_price(cells)
    return cells.values / max(float(cells.values.max(initial=0.0)), 1e-12) + 1e-9


def usual_price(cells: Cells) -> np.ndarray:
    """One for each cell; a hundredth more for the largest figure."""
    figures = np.log1p(cells.values)
    return 1 + 0.01 * figures / max(1.0, float(figures.max(initial=1.0)))
