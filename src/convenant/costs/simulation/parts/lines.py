"""What costs something: the lines, by the Standard Cost Model, and the measures that bring them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant.agreements.definition.parts.part import Named, Part
from convenant.costs.simulation.parts.values import (
    CalendarYear,
    ClassId,
    Group,
    Measure,
    NumberId,
    Phase,
    ShareId,
)


class Policy(Part):
    """A measure that is in force, in all years or in some."""

    KEY: ClassVar = ("measure",)

    measure: Measure
    from_year: CalendarYear | None = None
    until_year: CalendarYear | None = None


class Line(Named):
    """One cost line: price (tariff × time + external) × quantity (population × frequency).

    What was done anyway (`usual`) and what the agreement saves (`savings`) is taken off. A recurring
    line is there every year; a one-off line once for each company that comes in, or, where it is no
    company's, in `in_years` or the first year. `paid_by` left out: the companies themselves.
    """

    group: Group
    kind: Literal["administrative", "substantive"]
    timing: Literal["recurring", "one_off"]
    per: Literal["agreement", "company", "site", "shared_site"]
    classes: list[ClassId] = []
    tariff: NumberId | None = None
    time: NumberId | None = None
    external: NumberId | None = None
    frequency: list[NumberId] = []
    usual: NumberId | None = None
    savings: list[NumberId] = []
    in_years: list[CalendarYear] = []
    from_year: CalendarYear | None = None
    until_year: CalendarYear | None = None
    phases: list[Phase] = []
    only_with: list[Measure] = []
    not_with: list[Measure] = []
    paid_by: ShareId | None = None


Lines = Annotated[list[Line], Field(min_length=1)]
