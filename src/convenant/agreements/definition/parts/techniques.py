"""From when best available techniques must be applied."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import (
    BodyId,
    ClassId,
    Day,
    Flag,
    GroupOfFive,
    Months,
    SideId,
    Words,
    Year,
)


class Derogation(Part):
    """Whether a member can ask for more time, for how long, and what of it is public.

    `opinions_of` names the sides that are heard first (absent: unions and civil society), `body` the body that
    grants it (absent: the secretariat, after those opinions).
    """

    allowed: Flag
    at_most_years: Year | None = None
    reason_public: Flag | None = None
    names_member: Flag | None = None
    opinions_of: list[SideId] = []
    body: BodyId | None = None


class ClassYears(Part):
    """The years members of one class have."""

    KEY: ClassVar = ("member_class",)
    MAIN = "within_years"

    member_class: ClassId
    within_years: Year


class LawDate(Part):
    """The law a technique helps to meet: nothing must be applied before that law applies."""

    MAIN = "applies_from"

    reference: Words
    article: Words | None = None
    applies_from: Day | None = None


class PhaseIn(Part):
    """The years members have to apply a technique, and what they are counted from.

    Where a definition does not say, the platform counts four years from recognition, and says so: the term of
    Article 21(3) of the Industrial Emissions Directive (2010/75/EU), which counts from publication.
    `minimum_members` is how many must have answered before their data show; `emerging_at_most_months` how
    long a technique may be on trial.
    """

    within_years: Year | None = None
    new_members_within_years: Year | None = None
    counted_from: Literal["adoption", "recognition", "publication", "law"] | None = None
    law: LawDate | None = None
    classes: list[ClassYears] = []
    derogation: Derogation | None = None
    review_after_years: Year | None = None
    minimum_members: GroupOfFive | None = None
    emerging_at_most_months: Months | None = None
