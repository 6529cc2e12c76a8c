"""The companies a scenario is about, by class of size and sector."""

from typing import ClassVar

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Text
from convenant.costs.simulation.parts.values import CalendarYear, NumberId, Size


class TakesPart(Part):
    """The share of a class that takes part from a year on; between two years it grows evenly."""

    KEY: ClassVar = ("year",)

    year: CalendarYear
    share: NumberId


class CompanyClass(Named):
    """Companies alike in size and sector. `takes_part` left out: all of them, every year."""

    size: Size
    sector: Text | None = None
    companies: NumberId
    sites: NumberId | None = None
    turnover: NumberId | None = None
    volume: NumberId | None = None
    takes_part: list[TakesPart] = []
