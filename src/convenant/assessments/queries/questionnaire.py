"""What one company was asked in a year, what it says, and what it said the year before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from convenant.agreements.definition.parts.assessment import (
    Assessment,
    AssessmentCriterion,
    Level,
    Section,
    SizeLimit,
)
from convenant.agreements.queries import party_of, running_definition
from convenant.agreements.tiers import reads
from convenant.assessments.models import (
    Answer,
    EvidenceItem,
    EvidenceUse,
    SelfAssessment,
)
from convenant.assessments.queries.frameworks import asks, changed_criteria
from convenant.assessments.rules import ANSWERS, readable, results_read
from convenant.assessments.scoring import (
    Mark,
    Outcome,
    Respondent,
    asked,
    levels_of,
    may_refuse,
    outcome,
)
from convenant.base.actors import Actor
from convenant.base.clocks import membership_year


@dataclass
class Line:
    """One criterion with its levels, the answer, last year's answer, and the documents shown for it."""

    criterion: AssessmentCriterion
    levels: list[Level]
    limit: SizeLimit | None  # under which it may be refused
    answer: Answer | None = None
    earlier: Answer | None = None
    reworded: bool = False  # asked in other words than last year
    documents: list[EvidenceItem] = field(default_factory=list)
    hidden_text: bool = False  # the reader may not read the company's words

    @property
    def is_answered(self) -> bool:
        """Whether the answer counts; a draft does not yet."""
        return self.answer is not None and self.answer.standing != Answer.Standing.DRAFT

    @property
    def level_name(self) -> Any:
        """The level chosen, in the definition's words."""
        return self._name(self.answer)

    @property
    def earlier_level_name(self) -> Any:
        """The level chosen last year, as this year's framework calls it."""
        return self._name(self.earlier)

    @property
    def differs(self) -> bool:
        """Whether the answer says something else than last year's."""
        if self.earlier is None or self.answer is None:
            return self.earlier is not None
        return said(self.answer) != said(self.earlier)

    def _name(self, answer: Answer | None) -> Any:
        return next(
            (x.name for x in self.levels if answer is not None and x.id == answer.level), None
        )


@dataclass
class Part:
    """A section with its lines and how many of them are answered."""

    section: Section
    lines: list[Line]

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)


def said(answer: Answer) -> tuple[str, str, str, str]:
    """What an answer says, for comparing two."""
    return (answer.standing, answer.level, answer.reason, answer.text)


def assessments_for(by: Actor) -> QuerySet[SelfAssessment]:
    """The assessments this actor may read."""
    found = SelfAssessment.objects.select_related("organisation", "framework__definition")
    allowed = readable(by, ANSWERS)
    return found if allowed is None else found.filter(organisation_id__in=allowed)


def assessment_for(by: Actor, pk: int) -> SelfAssessment | None:
    """One of them."""
    return assessments_for(by).filter(pk=pk).first()


def result_for(by: Actor, pk: int) -> SelfAssessment | None:
    """One assessment whose result this actor may read, if not its answers."""
    found = SelfAssessment.objects.select_related("organisation", "framework__definition")
    allowed = results_read(by)
    if allowed is not None:
        found = found.filter(organisation_id__in=allowed)
    return found.filter(pk=pk).first()


def assessment_of(organisation_id: int, year: int) -> SelfAssessment | None:
    """A company's assessment of a year."""
    return (
        SelfAssessment.objects.filter(organisation_id=organisation_id, year=year)
        .select_related("organisation", "framework__definition")
        .first()
    )


def earlier_than(found: SelfAssessment) -> SelfAssessment | None:
    """The company's assessment before this one."""
    return (
        SelfAssessment.objects.filter(organisation_id=found.organisation_id, year__lt=found.year)
        .select_related("framework__definition")
        .order_by("-year")
        .first()
    )


def respondent(found: SelfAssessment) -> Respondent:
    """What decides which criteria are asked, as it was when the assessment began."""
    return Respondent(
        found.member_class,
        found.membership_year,
        frozenset(found.chain_roles),
        frozenset(found.tiers),
        found.employees,
    )


def standing_of(organisation_id: int, year: int, today: date) -> tuple[str, int]:
    """The class of a member and its year of membership in `year`: today's, or that at its nearest end.

    ("", 1) where it is no party.
    """
    day = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    party = party_of(organisation_id)
    if party is None:
        return "", 1
    start = running_definition().term.start
    joined = max(party.joined, start) if start else party.joined
    return party.member_class, max(1, membership_year(joined, day))


def questionnaire(found: SelfAssessment, by: Actor, only: str | None = None) -> list[Part]:
    """The sections with what is asked of this company, in the framework's order.

    `only` is one section's id. Words and documents that the reader's tier does not allow are left out
    and said to be. A fixed number of queries, however many criteria.
    """
    framework, who = asks(found.framework), respondent(found)
    wanted = [c for c in asked(framework, who) if only in (None, c.section)]
    keys = [c.id for c in wanted]
    answers = {a.criterion: a for a in found.answers.filter(criterion__in=keys)}
    before, reworded = earlier_than(found), set[str]()
    earlier: dict[str, Answer] = {}
    if before is not None:
        earlier = {a.criterion: a for a in before.answers.filter(criterion__in=keys)}
        reworded = changed_criteria(before.framework, found.framework)
    documents = documents_of(answers.values(), by)
    lines = [
        Line(
            c,
            levels_of(framework, c),
            may_refuse(framework, c, who),
            answers.get(c.id),
            earlier.get(c.id),
            c.id in reworded and c.id in earlier,
            documents.get(answers[c.id].pk, []) if c.id in answers else [],
        )
        for c in wanted
    ]
    for line in lines:
        for answer in (line.answer, line.earlier):
            if answer is not None and not reads(by, answer.tier, found.organisation_id):
                answer.text, answer.reason, line.hidden_text = "", "", True
    return [
        Part(section, [line for line in lines if line.criterion.section == section.id])
        for section in framework.sections
        if any(line.criterion.section == section.id for line in lines)
    ]


def documents_of(answers: Iterable[Answer], by: Actor) -> dict[int, list[EvidenceItem]]:
    """The documents shown for each answer, without their content, as far as the reader may know them."""
    uses = (
        EvidenceUse.objects.filter(answer__in=[a.pk for a in answers])
        .select_related("item")
        .defer("item__content")
        .order_by("item__name", "pk")
    )
    found: dict[int, list[EvidenceItem]] = {}
    for use in uses:
        if reads(by, use.item.tier, use.item.organisation_id):
            found.setdefault(use.answer_id, []).append(use.item)
    return found


def marks_of(found: SelfAssessment) -> dict[str, Mark]:
    """The company's own answers as marks for the score."""
    counting = found.answers.exclude(standing=Answer.Standing.DRAFT)
    return {answer.criterion: mark_of(answer) for answer in counting}


def mark_of(answer: Answer) -> Mark:
    """One answer as a mark."""
    if answer.standing == Answer.Standing.ANSWERED:
        return Mark(answer.level)
    return Mark(standing=answer.standing)  # type: ignore[arg-type]


def outcome_of(found: SelfAssessment) -> Outcome:
    """Where the company stands by its own answers as they are now."""
    return outcome(asks(found.framework), respondent(found), marks_of(found))


def open_criteria(found: SelfAssessment) -> list[AssessmentCriterion]:
    """What is asked and has no answer yet."""
    counting = found.answers.exclude(standing=Answer.Standing.DRAFT)
    answered = set(counting.values_list("criterion", flat=True))
    wanted = asked(asks(found.framework), respondent(found))
    return [criterion for criterion in wanted if criterion.id not in answered]


def criterion_named(framework: Assessment, key: str) -> AssessmentCriterion | None:
    """A criterion by its id."""
    return next((c for c in framework.criteria if c.id == key), None)


def words(text: Any) -> str:
    """A definition's text in the reader's language."""
    return text.get(get_language() or "nl") if text is not None else ""


def progress(found: SelfAssessment) -> tuple[int, int]:
    """How many criteria are answered, of how many."""
    wanted = asked(asks(found.framework), respondent(found))
    return len(wanted) - len(open_criteria(found)), len(wanted)
