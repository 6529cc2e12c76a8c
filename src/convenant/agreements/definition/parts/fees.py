"""What taking part costs."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Amount, ClassId, Currency, Flag, Text


class Fee(Named):
    """A fee for some classes (none given: for all), per year or once.

    `for_whom` narrows it in words where classes do not tell; `at_least` makes it a minimum.
    """

    MAIN = "amount"

    amount: Amount
    per: Literal["year", "once"]
    classes: list[ClassId] = []
    for_whom: Text | None = None
    at_least: Flag | None = None
    vat_included: Flag | None = None


class Fees(Part):
    """The fees and their currency."""

    currency: Currency
    items: list[Fee] = []
