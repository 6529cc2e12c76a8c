"""The numbers members are asked for: each company reads its own, the desk all, and the table what is released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from convenant.agreements.membership import is_member, members
from convenant.agreements.queries import party_of, running_definition
from convenant.base.actors import Actor
from convenant.people.models import Kind, Organisation
from convenant.techniques.models import DataAnswer, DataQuestion, Technique
from convenant.techniques.queries.releasing import Release, as_released, enough
from convenant.techniques.rules import DESK, may_follow

FEWEST_DIFFERENT = (
    5  # fewer members apart from an earlier release of the same question: not shown again
)


def answers_for(by: Actor, question: DataQuestion | None = None) -> QuerySet[DataAnswer]:
    """All for the secretariat and the monitor, its own for a company, none for anyone else."""
    found = DataAnswer.objects.select_related("organisation", "by", "question")
    if question is not None:
        found = found.filter(question=question)
    found = found.order_by("organisation__name", "pk")
    if by.has(*DESK):
        return found
    return found.filter(organisation__in=by.organisations(Kind.COMPANY))


def question_for(by: Actor, pk: int) -> DataQuestion | None:
    """One question, for those who follow the making."""
    if not may_follow(by):
        return None
    return DataQuestion.objects.select_related("technique").filter(pk=pk).first()


def questions_of(technique: Technique) -> QuerySet[DataQuestion]:
    """The questions of every round, oldest first."""
    return DataQuestion.objects.filter(technique=technique)


def open_questions(technique: Technique) -> QuerySet[DataQuestion]:
    """Those of the present round that are not closed."""
    return questions_of(technique).filter(round=technique.round, closed_at=None)


def company_to_answer(by: Actor) -> Organisation | None:
    """The participating company this person speaks for; None where there is none."""
    own = sorted(by.organisations(Kind.COMPANY))
    party = party_of(own[0]) if own else None
    if party is None or not is_member(party, running_definition()):
        return None
    return party.organisation


def minimum() -> int:
    """How many must answer before anything shows."""
    said = running_definition().techniques
    return enough(said.minimum_members if said else None)


def shown_before(question: DataQuestion, organisations: Iterable[int]) -> bool:
    """Whether figures of the same question, of nearly the same members, were released in this round.

    Two releases that differ by one member would tell what that one answered.
    """
    names = (question.name_nl.casefold(), question.name_en.casefold())
    now = set(organisations)
    for one in (
        questions_of(question.technique)
        .filter(round=question.round)
        .exclude(Q(pk=question.pk) | Q(closed_at=None))
    ):
        same = names[0] == one.name_nl.casefold() or names[1] == one.name_en.casefold()
        if same and one.released and as_released(one.released).has_figures:
            then = set(
                DataAnswer.objects.filter(question=one)
                .order_by()
                .values_list("organisation_id", flat=True)
            )
            if len(now ^ then) < FEWEST_DIFFERENT:
                return True
    return False


@dataclass(frozen=True)
class Asked:
    """A question as the reader sees it; `own` their company's answer, `answered` for the desk only."""

    question: DataQuestion
    name: str
    release: Release | None
    own: DataAnswer | None
    answered: int | None
    is_open: bool
    is_late: bool  # the day is over and it was not closed

    @property
    def own_value(self) -> Decimal | None:
        """The company's own number, without zeros behind it."""
        return Decimal(f"{self.own.value.normalize():f}") if self.own is not None else None

    @property
    def bounds(self) -> tuple[Any, Any] | None:
        low, high = self.question.low, self.question.high
        return None if low is None and high is None else (low, high)


def name_of(question: DataQuestion) -> str:
    """The question in the language of the page."""
    return question.name_nl if (get_language() or "nl").startswith("nl") else question.name_en


def asked(by: Actor, found: Iterable[DataQuestion], today: date) -> list[Asked]:
    """These questions for this reader; three queries, however many questions and answers."""
    found = list(found)
    own: dict[int, DataAnswer] = {}
    companies = by.organisations(Kind.COMPANY)
    if companies:
        own = {
            one.question_id: one
            for one in DataAnswer.objects.filter(question__in=found, organisation__in=companies)
        }
    counts: dict[int, int] = {}
    if by.has(*DESK):
        counts = dict(
            DataAnswer.objects.filter(question__in=found)
            .order_by()
            .values_list("question")
            .annotate(Count("pk"))
        )
    return [
        Asked(
            one,
            name_of(one),
            as_released(one.released) if one.released is not None else None,
            own.get(one.pk),
            counts.get(one.pk, 0) if by.has(*DESK) else None,
            one.closed_at is None and today <= one.until,
            one.closed_at is None and today > one.until,
        )
        for one in found
    ]


def questions_waiting(by: Actor, today: date) -> list[DataQuestion]:
    """What this person's company was asked and has not answered."""
    company = company_to_answer(by)
    if company is None:
        return []
    return list(
        DataQuestion.objects.filter(
            closed_at=None, until__gte=today, technique__stage=Technique.Stage.DATA
        )
        .exclude(answers__organisation=company)
        .select_related("technique")
        .order_by("until", "pk")
    )


def questions_to_close(today: date) -> list[DataQuestion]:
    """Those whose last day is over, for the secretariat."""
    return list(
        DataQuestion.objects.filter(
            closed_at=None, until__lt=today, technique__stage=Technique.Stage.DATA
        ).select_related("technique")
    )


def members_without_answer(question: DataQuestion) -> list[Organisation]:
    """Who has not answered, for the desk, by name."""
    answered = set(
        DataAnswer.objects.filter(question=question)
        .order_by()
        .values_list("organisation_id", flat=True)
    )
    return [one.organisation for one in members() if one.organisation_id not in answered]
