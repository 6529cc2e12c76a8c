"""How the cost of the lines of one rule is divided over those who pay."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from convenant.costs.simulation.cells import Cell
from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.parts.payers import ShareRule
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.parts.values import PAYERS


@dataclass(frozen=True)
class Pool:
    """Cells that are paid by one rule and, where companies pay themselves, by one size of them."""

    rule: ShareRule | None
    themselves: str | None
    cells: tuple[int, ...]


def pools_of(scenario: Scenario, cells: list[Cell]) -> list[Pool]:
    """The pools of a scenario, in the order they are first met."""
    rules = {rule.id: rule for rule in scenario.shares}
    found: dict[tuple[str | None, str | None], list[int]] = {}
    for place, cell in enumerate(cells):
        rule = rules.get(cell.line.paid_by or "")
        by_size = rule is None or any(part.payer == "themselves" for part in rule.parts)
        size = cell.of.size if cell.of is not None and by_size else None
        found.setdefault((cell.line.paid_by, size), []).append(place)
    return [
        Pool(rules.get(name or ""), size, tuple(places)) for (name, size), places in found.items()
    ]


def shares(pool: Pool, total: Values, values: Mapping[str, Values]) -> dict[int, Values]:
    """By payer's place the share each bears, between 0 and 1; together 1 in every draw.

    `total` is the cost of the pool (years × draws), which ceilings are held against. A share that is
    more than what others left is cut to that, in the order the rule is written in.
    """
    if pool.rule is None:
        return {_place(pool.themselves): np.ones((1, 1))}
    left: Values = np.ones((1, 1))
    found: dict[int, Values] = {}
    for part in pool.rule.parts:
        if part.rest is not None:
            continue
        wanted = (
            np.full((1, 1), part.percent / 100)
            if part.percent is not None
            else np.clip(np.atleast_2d(values[part.share or ""]), 0, 1)
        )
        if part.at_most is not None:
            ceiling = np.atleast_2d(values[part.at_most])
            above = total * wanted > ceiling
            wanted = np.where(above, ceiling / np.where(above, total, 1), wanted)
        wanted = np.minimum(wanted, left)
        left = left - wanted
        payer = _place(pool.themselves if part.payer == "themselves" else part.payer)
        found[payer] = found[payer] + wanted if payer in found else wanted
    for part in pool.rule.parts:
        if part.rest is not None:
            payer = _place(pool.themselves if part.payer == "themselves" else part.payer)
            taken = left * (part.rest / 100)
            found[payer] = found[payer] + taken if payer in found else taken
    return found


def _place(payer: str | None) -> int:
    return PAYERS.index(payer)  # type: ignore[arg-type]
