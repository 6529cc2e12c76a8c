"""How the joint cost is financed: other income, fees, and the limits they keep to."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Amount, Id, Percent
from convenant.costs.simulation.parts.values import ClassId, FeeTableName, Group, NumberId, Payer


class Income(Named):
    """Money or work that is there before fees.

    `matching_subsidy`, `levy` and `cofinance` are a share of the budget (or of some groups of lines), up to
    `at_most` a year; a `grant` is that amount; `in_kind` is hours at a tariff.
    """

    model: Literal["matching_subsidy", "levy", "cofinance", "grant", "in_kind"]
    payer: Payer
    share: NumberId | None = None
    at_most: NumberId | None = None
    groups: list[Group] = []
    hours: NumberId | None = None
    tariff: NumberId | None = None


class Fee(Named):
    """One fee of the schedule; a fee is decided, so it is an amount and not a distribution.

    `flat` is one amount for all, `by_class` for the classes named, `entry` once for who comes in;
    `turnover` and `volume` are a percentage of what lies between `above` and `up_to`. `at_most` is
    the most one company pays by this fee.
    """

    model: Literal["flat", "by_class", "turnover", "volume", "entry"]
    classes: list[ClassId] = []
    amount: Amount | None = None
    percent: Percent | None = None
    above: Amount | None = None
    up_to: Amount | None = None
    at_most: Amount | None = None


class Limits(Part):
    """What a schedule must keep to. Caps are a percentage of a company's turnover."""

    sme_cap: Percent | None = None
    large_cap: Percent | None = None
    state_low: Percent | None = None
    state_high: Percent | None = None
    highest_fee: Amount | None = None


class TableRow(Part):
    """The row of the table that a class falls in."""

    KEY: ClassVar = ("of",)

    of: ClassId
    row: Id


class TableUse(Part):
    """A fee table of a real agreement, set beside the scenario's own; `rate` exchanges its currency."""

    KEY: ClassVar = ("table",)

    table: FeeTableName
    rows: Annotated[list[TableRow], Field(min_length=1)]
    rate: NumberId | None = None


class Financing(Part):
    """The groups of lines that are paid together, how certain that must be, and from what."""

    covers: list[Group]
    certainty: Percent = 90
    reserve: NumberId | None = None
    income: list[Income] = []
    fees: list[Fee] = []
    limits: Limits = Limits()
    tables: list[TableUse] = []
