"""From when best available techniques must be applied."""

from typing import Literal

from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import Flag, Year


class Derogation(Part):
    """Whether a member can ask for more time, for how long, and whether its reason is public."""

    allowed: Flag
    at_most_years: Year | None = None
    reason_public: Flag | None = None


class PhaseIn(Part):
    """The years members have to apply a technique, counted from its adoption or recognition."""

    within_years: Year | None = None
    new_members_within_years: Year | None = None
    counted_from: Literal["adoption", "recognition", "publication"] | None = None
    derogation: Derogation | None = None
    review_after_years: Year | None = None
