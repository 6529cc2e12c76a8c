"""The register of numbers: each a distribution with its unit, price year, source and mark.

A number is written once and named wherever it is used, so that its source stands beside it, two
scenarios share what they have in common, and a page can show what one number drives.
"""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Percent, Words
from convenant.costs.simulation.parts.values import CalendarYear, Correlated, NumberId, Real

# The ways in which a number can be uncertain, and those in which it follows from others.
DRAWN = ("fixed", "triangular", "pert", "lognormal", "discrete")
DERIVED = ("product", "sum", "quotient")

Mark = Literal["sourced", "expert", "assumption"]


class Spread(Part):
    """Lowest, most likely and highest value."""

    low: Real
    mode: Real
    high: Real


class Quantiles(Part):
    """Two of these: the value that so many per cent of the cases stay below."""

    p5: Real | None = None
    p10: Real | None = None
    p50: Real | None = None
    p90: Real | None = None
    p95: Real | None = None

    @property
    def given(self) -> list[tuple[float, float]]:
        """Probability and value of each quantile that was written."""
        found = [(5, self.p5), (10, self.p10), (50, self.p50), (90, self.p90), (95, self.p95)]
        return [(percent / 100, value) for percent, value in found if value is not None]


class Chance(Part):
    """One of several values, and how likely it is."""

    KEY: ClassVar = ("value",)

    value: Real
    percent: Percent


class Number(Named):
    """A number nobody knows exactly, or one that follows from others."""

    unit: Words
    price_year: CalendarYear | None = None
    mark: Mark | None = None
    fixed: Real | None = None
    triangular: Spread | None = None
    pert: Spread | None = None
    lognormal: Quantiles | None = None
    discrete: list[Chance] = []
    product: list[NumberId] = []
    sum: list[NumberId] = []
    quotient: list[NumberId] = []

    @property
    def way(self) -> str:
        """Which of the ways above this number is given in."""
        return next(way for way in (*DRAWN, *DERIVED) if getattr(self, way) not in (None, []))

    @property
    def follows_from(self) -> list[str]:
        """The numbers it is computed from; empty where it is drawn."""
        return [*self.product, *self.sum, *self.quotient]


class Correlation(Part):
    """Two numbers that tend to be high together (or not, where negative)."""

    KEY: ClassVar = ("first", "second")

    first: NumberId
    second: NumberId
    rank: Correlated
