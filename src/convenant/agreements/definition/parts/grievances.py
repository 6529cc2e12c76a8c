"""How complaints, notifications and disputes are dealt with. Its terms are under `clocks`."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named, Part
from convenant.agreements.definition.parts.values import (
    BodyId,
    Days,
    GroupOfThree,
    Language,
    Months,
    RecordYears,
    SeveralPeople,
)

CaseKind = Literal["complaint", "notification", "dispute"]
Standing = Literal[
    "affected_person",
    "representative",
    "union",
    "human_rights_organisation",
    "environmental_organisation",
    "animal_welfare_organisation",
]
CaseTrack = Literal["dialogue", "mediation", "investigation", "ruling"]


class AdmissibilityCriterion(Named):
    """What a complaint must meet to be taken up; `name` says it as a person would."""


class Retention(Part):
    """How long what is kept: who somebody is and the evidence short, the decision long.

    Days count from the end of a case. The record of years holds no name of a complainant.
    """

    identity_days: Days | None = None
    evidence_days: Days | None = None
    record_years: RecordYears | None = None


class Recovery(Part):
    """How many of the people named must come together to open what a handler lost the key of."""

    needed: SeveralPeople
    people: SeveralPeople


class Grievances(Part):
    """The procedure: who may complain, before whom, how, and what of it becomes public."""

    types: list[CaseKind] = []
    standing: list[Standing] = []
    tracks: list[CaseTrack] = []
    admissibility: list[AdmissibilityCriterion] = []
    decided_by: BodyId | None = None
    verification_months: list[Months] = []
    retention: Retention | None = None
    recovery: Recovery | None = None
    notice_batch_days: Days | None = None
    minimum_shown: GroupOfThree | None = None
    rulings_name_company: Literal["always", "if_unwilling", "never"] | None = None
    intake_languages: list[Language] = []
