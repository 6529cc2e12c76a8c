"""What must be true before an agreement starts."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import Amount, Day


class Condition(Named):
    """One condition: a kind and, where it is a number, how much of it there must be.

    `turnover_share` is in percent of the sector's turnover in the agreement's market.
    """

    MAIN = "at_least"

    kind: Literal["companies", "turnover_share", "sides_signed", "funding_arranged", "other"]
    at_least: Amount | None = None


class Activation(Part):
    """The conditions, all of which must hold, and the day by which they must."""

    conditions: list[Condition] = []
    decide_by: Day | None = None

    def at_least(self, kind: str) -> float | None:
        """The threshold of the first condition of `kind`, None where there is none."""
        return next((c.at_least for c in self.conditions if c.kind == kind), None)

    @property
    def companies(self) -> int | None:
        """How many companies must have signed."""
        number = self.at_least("companies")
        return None if number is None else int(number)

    @property
    def turnover_share(self) -> float | None:
        """Which share of the sector's turnover they must stand for, in percent."""
        return self.at_least("turnover_share")
