"""How long an agreement runs, and what outlives it."""

from calendar import monthrange
from datetime import date
from typing import Literal

from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import Day, Months

Outliving = Literal[
    "complaints", "disputes", "remedy", "confidentiality", "data_duties", "reporting", "clocks"
]


def months_after(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class Tail(Part):
    """What goes on after the end, until a day or for a number of months."""

    until: Day | None = None
    months: Months | None = None
    covers: list[Outliving] = []


class Term(Part):
    """First and last day of an agreement; a day nobody knows is absent."""

    signed: Day | None = None
    start: Day | None = None
    end: Day | None = None
    tail: Tail | None = None

    @property
    def tail_end(self) -> date | None:
        """The last day of the tail; None where there is no tail or its end is not known."""
        if self.tail is None:
            return None
        if self.tail.until is not None:
            return self.tail.until
        if self.end is not None and self.tail.months is not None:
            return months_after(self.end, self.tail.months)
        return None
