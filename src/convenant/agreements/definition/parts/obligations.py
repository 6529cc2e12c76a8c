"""What parties owe, by when, and what shows that they did it."""

from typing import ClassVar, Literal

from convenant.agreements.definition.parts.confidentiality import Tier
from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import (
    BodyId,
    ClassId,
    Days,
    Flag,
    Id,
    MonthDay,
    ObligationId,
    SideId,
    Text,
    ThemeId,
    Year,
)

ObligationKind = Literal[
    "site_list",
    "self_assessment",
    "questionnaire",
    "action_plan",
    "materials_list",
    "origin_map",
    "supplier_inquiry",
    "public_report",
    "progress_report",
    "project",
    "grievance_mechanism",
    "signature",
    "fee",
    "study",
    "other",
]


class DueRule(Part):
    """When something is due: on a day of every year, or some days after something.

    `yearly` alone says that it is due every year on a day nobody knows.
    `joining` and `agreement_start` happen once; `membership_year` is the start of each year of
    membership; `obligation` is the due day of another obligation; `event` is described in words
    and has no date that can be computed.
    """

    on: MonthDay | None = None
    yearly: Flag | None = None
    days: Days | None = None
    after: (
        Literal["joining", "membership_year", "agreement_start", "obligation", "event"] | None
    ) = None
    obligation: ObligationId | None = None
    event: Text | None = None


class Evidence(Part):
    """Something that shows an obligation was met."""

    KEY: ClassVar = ("id",)

    id: Id
    name: Text
    required: Flag | None = None


class Obligation(Named):
    """Who owes what from which year of membership.

    No `classes` means every class. `who: sides` is owed by the parties of `sides`; `who: body` by
    `body`. Where `in_tail` is set it stays due after the agreement ended.
    """

    kind: ObligationKind
    who: Literal["members", "sides", "body"] = "members"
    classes: list[ClassId] = []
    sides: list[SideId] = []
    body: BodyId | None = None
    from_year: Year = 1
    until_year: Year | None = None
    due: DueRule | None = None
    evidence: list[Evidence] = []
    themes: list[ThemeId] = []
    tier: Tier | None = None
    in_tail: Flag | None = None
