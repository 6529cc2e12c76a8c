"""How members are assessed: sections with weights, criteria, pass marks per year, statuses."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import (
    ChainRoleId,
    ChainTier,
    ClassId,
    Count,
    EvidenceKindId,
    Flag,
    Percent,
    Points,
    ScaleId,
    SectionId,
    Text,
    ThemeId,
    Words,
    Year,
)

BasisKind = Literal["voluntary_standard", "common_in_sector", "not_obtainable_otherwise", "agreed"]
Purpose = Literal["reporting", "due_diligence"]


class Section(Named):
    """A section; `weight` is its share of the total in percent, absent where nobody knows.

    Sections without a weight share equally what the others leave of 100.
    """

    weight: Percent | None = None


class Level(Named):
    """One answer to a criterion, from nothing (0 points) to everything."""

    MAIN = "points"

    points: Points


class Scale(Named):
    """Levels that several criteria share."""

    levels: list[Level] = []


class EvidenceKind(Named):
    """A kind of document that shows something; one document can serve many criteria."""


class ChainRole(Named):
    """What a member is in the chain, where that decides which criteria are asked."""


class Basis(Part):
    """On what ground a question may be asked of a company that could refuse it.

    `voluntary_standard`: it asks no more than the voluntary reporting standard does.
    `common_in_sector`: companies of the sector commonly share it, of their own will.
    `not_obtainable_otherwise`: it cannot be found out in another reasonable way.
    `agreed`: members signed that they answer it.
    """

    kind: BasisKind
    reason: Text | None = None


class SizeLimit(Named):
    """Companies of up to `up_to_staff` people may refuse a question that rests on no ground in `allows`."""

    purpose: Purpose
    up_to_staff: Count
    allows: list[BasisKind] = []


class AssessmentCriterion(Named):
    """A question with its levels; `name` is short, `question` is what is asked.

    Asked of the `classes`, `chain_roles` and `tiers` of the chain given (none given: of all), from
    and until a year of membership. With `knock_out` its lowest level bars the best status, whatever
    the total. `technique` is the address of the best available technique it was made of.
    """

    section: SectionId
    question: Text
    guidance: Text | None = None
    scale: ScaleId | None = None
    levels: list[Level] = []
    evidence: list[EvidenceKindId] = []
    classes: list[ClassId] = []
    chain_roles: list[ChainRoleId] = []
    tiers: list[ChainTier] = []
    from_year: Year = 1
    until_year: Year | None = None
    knock_out: Flag | None = None
    oecd_step: Literal[1, 2, 3, 4, 5, 6] | None = None
    themes: list[ThemeId] = []
    purpose: Purpose = "due_diligence"
    basis: Basis | None = None
    technique: Words | None = None


class PassMark(Part):
    """The percentage a member must reach in a year of membership.

    For the whole assessment or one section, for every class or one; `and_later` keeps it for
    the years that follow.
    """

    KEY: ClassVar = ("year", "member_class", "section")
    MAIN = "percent"

    year: Year
    percent: Percent
    member_class: ClassId | None = None
    section: SectionId | None = None
    and_later: Flag | None = None


class Status(Named):
    """A word for where a member stands, such as green, amber, red.

    It `meets` all marks of its year, part of them, or none. Part begins at `from_share` per cent of
    the mark; where that is not known, at the mark of the year before, and in the first year at
    anything at all.
    """

    public: Flag | None = None
    meets: Literal["all", "part", "none"] | None = None
    from_share: Percent | None = None


class Assessment(Part):
    """The framework members are assessed by."""

    name: Text | None = None
    description: Text | None = None
    sections: list[Section] = []
    chain_roles: list[ChainRole] = []
    evidence_kinds: list[EvidenceKind] = []
    scales: list[Scale] = []
    criteria: list[AssessmentCriterion] = []
    size_limits: list[SizeLimit] = []
    pass_marks: list[PassMark] = []
    statuses: list[Status] = []
