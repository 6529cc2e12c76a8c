"""What a run says: mean and 5, 50 and 95 % of everything people ask for, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.parts.values import PAYERS, PHASES
from convenant.costs.simulation.running import Outcome


@dataclass(frozen=True)
class Spread:
    """The mean of all draws, and what 5, 50 and 95 % of them stay below."""

    mean: float
    p5: float
    p50: float
    p95: float


def spreads(rows: Values) -> list[Spread]:
    """The spread of each row."""
    if not len(rows):
        return []
    low, middle, high = np.quantile(rows, (0.05, 0.5, 0.95), axis=1)
    return [
        Spread(*map(float, four)) for four in zip(rows.mean(axis=1), low, middle, high, strict=True)
    ]


def spread(row: Values) -> Spread:
    """The spread of one row of draws."""
    return spreads(row[None, :])[0]


@dataclass(frozen=True)
class Result:
    """The spreads of a run, each by the names its scenario uses."""

    slug: str
    title: Mapping[str, str]
    currency: str
    price_year: int
    years: list[int]
    draws: int
    seed: int
    total: Spread
    present_value: Spread
    by_year: dict[int, Spread]
    by_payer: dict[str, Spread]
    by_payer_and_year: dict[str, dict[int, Spread]]
    by_line: dict[str, Spread]
    by_phase: dict[str, Spread]
    by_group: dict[str, Spread]
    by_kind: dict[str, Spread]
    by_timing: dict[str, Spread]
    per_company_year: dict[str, Spread]
    per_site_year: Spread | None
    means: dict[str, dict[int, dict[str, float]]]  # line, year, payer

    def plain(self) -> dict[str, Any]:
        """As values JSON knows."""
        return asdict(self)


def summarise(outcome: Outcome) -> Result:
    """The spreads of a run."""
    scenario = outcome.scenario
    years = scenario.years.all
    lines = scenario.lines
    phase = [scenario.years.phase(year) for year in years]
    phases = [name for name in PHASES if name in phase]
    by_phase = [
        outcome.by_year[[place for place, one in enumerate(phase) if one == name]].sum(axis=0)
        for name in phases
    ]
    payers = [name for place, name in enumerate(PAYERS) if outcome.by_payer[place].any()]
    rows = [outcome.by_payer[PAYERS.index(name)] for name in payers]
    classes = [
        (place, one.id)
        for place, one in enumerate(scenario.population)
        if outcome.company_years[place].min() > 0
    ]
    has_sites = outcome.site_years.min() > 0
    return Result(
        slug=scenario.slug,
        title=scenario.title.root,
        currency=scenario.prices.currency,
        price_year=scenario.prices.year,
        years=years,
        draws=outcome.draws,
        seed=outcome.seed,
        total=spread(outcome.total),
        present_value=spread(outcome.present),
        by_year=dict(zip(years, spreads(outcome.by_year), strict=True)),
        by_payer={name: spread(row.sum(axis=0)) for name, row in zip(payers, rows, strict=True)},
        by_payer_and_year={
            name: dict(zip(years, spreads(row), strict=True))
            for name, row in zip(payers, rows, strict=True)
        },
        by_line=dict(zip([line.id for line in lines], spreads(outcome.by_line), strict=True)),
        by_phase=dict(zip(phases, spreads(np.array(by_phase)), strict=True)),
        by_group=_together(outcome, [line.group for line in lines]),
        by_kind=_together(outcome, [line.kind for line in lines]),
        by_timing=_together(outcome, [line.timing for line in lines]),
        per_company_year={
            name: spread(outcome.by_class[place] / outcome.company_years[place])
            for place, name in classes
        },
        per_site_year=spread(outcome.total / outcome.site_years) if has_sites else None,
        means={
            line.id: {
                year: {
                    payer: float(outcome.cube[row, column, PAYERS.index(payer)]) for payer in payers
                }
                for column, year in enumerate(years)
            }
            for row, line in enumerate(lines)
        },
    )


def _together(outcome: Outcome, names: Iterable[str]) -> dict[str, Spread]:
    """Lines of one name added up."""
    found: dict[str, Values] = {}
    for row, name in zip(outcome.by_line, names, strict=True):
        found[name] = found[name] + row if name in found else row
    return {name: spread(row) for name, row in found.items()}
