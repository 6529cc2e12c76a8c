"""Who bears what: rules that divide the lines they are named by."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Percent
from convenant.costs.simulation.parts.values import NumberId


class SharePart(Part):
    """What one payer bears: a fixed percentage, an uncertain share, or part of the rest.

    `at_most` is the most it pays a year over all lines of the rule; what is over goes to the rest.
    `themselves` are the companies whose cost it is.
    """

    KEY: ClassVar = ("payer",)

    payer: Literal["state", "eu", "large", "sme", "supplier", "union", "ngo", "themselves"]
    percent: Percent | None = None
    share: NumberId | None = None
    rest: Percent | None = None
    at_most: NumberId | None = None


class ShareRule(Named):
    """How the cost of the lines that name this rule is divided."""

    parts: Annotated[list[SharePart], Field(min_length=1)]
