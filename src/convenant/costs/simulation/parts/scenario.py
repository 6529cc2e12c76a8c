"""A scenario: everything a total of costs is computed from, in one value."""

from typing import Annotated, Literal

from pydantic import Field

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.sources import Source
from convenant.agreements.definition.parts.values import Flag, Language, Slug, Text
from convenant.costs.simulation.parts.financing import Financing
from convenant.costs.simulation.parts.lines import Line, Lines, Policy
from convenant.costs.simulation.parts.numbers import Correlation, Number
from convenant.costs.simulation.parts.payers import ShareRule
from convenant.costs.simulation.parts.population import CompanyClass
from convenant.costs.simulation.parts.values import LineId, NumberId
from convenant.costs.simulation.parts.years import Prices, Years


class Alternative(Named):
    """The same scenario under another policy: the measures in force, and the numbers they change.

    What is left out is as in the scenario; `policy: []` is no measure at all.
    """

    policy: list[Policy] | None = None
    numbers: list[Number] = []
    years: Years | None = None


class Yardstick(Named):
    """A total somebody else arrived at, and the lines that answer the same question."""

    amount: NumberId
    companies: NumberId | None = None
    lines: Annotated[list[LineId], Field(min_length=1)]


class Scenario(Part):
    """Costs as a file. What is not known is absent, and what is assumed says so."""

    format: Literal[1] = 1
    slug: Slug
    title: Text
    invented: Flag = False
    languages: Annotated[list[Language], Field(min_length=1)]
    sources: list[Source] = []
    years: Years
    prices: Prices
    policy: list[Policy] = []
    numbers: Annotated[list[Number], Field(min_length=1)]
    correlations: list[Correlation] = []
    population: list[CompanyClass] = []
    shared_sites: NumberId | None = None
    shares: list[ShareRule] = []
    lines: Lines
    financing: Financing | None = None
    yardsticks: list[Yardstick] = []
    alternatives: list[Alternative] = []

    def number(self, name: str) -> Number:
        """The number of that name."""
        return next(number for number in self.numbers if number.id == name)

    def line(self, name: str) -> Line:
        """The line of that name."""
        return next(line for line in self.lines if line.id == name)

    def under(self, alternative: str) -> "Scenario":
        """This scenario as the alternative of that name has it."""
        other = next(each for each in self.alternatives if each.id == alternative)
        replaced = {number.id: number for number in other.numbers}
        return self.model_copy(
            update={
                "title": other.name,
                "policy": self.policy if other.policy is None else other.policy,
                "years": other.years or self.years,
                "numbers": [replaced.get(number.id, number) for number in self.numbers],
                "alternatives": [],
            }
        )
