"""What waits for whom in this room, for their first page."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from convenant.assessments.models import SelfAssessment
from convenant.base.actors import Actor
from convenant.monitoring.models import Commitment, Question, Reading, Step, Verdict
from convenant.people.models import Kind


def drafts_to_reply_to(organisation_id: int, today: date) -> QuerySet[Verdict]:
    """Drafts that this company may still reply to."""
    return Verdict.objects.filter(
        assessment__organisation_id=organisation_id,
        state=Verdict.State.DRAFT,
        reply_until__gte=today,
    )


def steps_to_answer(organisation_id: int, today: date) -> QuerySet[Step]:
    """Announced steps that this company may still answer."""
    return Step.objects.filter(
        organisation_id=organisation_id, decision="", answered_at=None, answer_until__gte=today
    )


def steps_to_decide(today: date) -> QuerySet[Step]:
    """Steps on which the company was heard, or had its time."""
    heard = Q(answered_at__isnull=False) | Q(answer_until__lt=today)
    return Step.objects.filter(heard, decision="").select_related("organisation")


def questions(organisation_id: int) -> QuerySet[Question]:
    """Assessors' questions without an answer."""
    return Question.objects.filter(
        reading__assessment__organisation_id=organisation_id, answered_at=None
    ).select_related("reading")


def unfinished(organisation_id: int) -> QuerySet[SelfAssessment]:
    """Assessments that the company began and did not submit."""
    return SelfAssessment.objects.filter(
        organisation_id=organisation_id, state=SelfAssessment.State.OPEN
    )


def of_assessor(by: Actor, today: date) -> Iterator[tuple[int, str]]:
    """How many readings, replies and appeals wait for this assessor, each with its sentence."""
    mine = Reading.objects.filter(assessor_id=by.person_id)
    reading = mine.filter(done_at=None).exclude(place=Reading.Place.APPEAL).count()
    appeals = mine.filter(done_at=None, place=Reading.Place.APPEAL).count()
    first = mine.filter(place=Reading.Place.FIRST, done_at__isnull=False)
    heard = Q(state=Verdict.State.REPLIED) | Q(state=Verdict.State.DRAFT, reply_until__lt=today)
    weighing = Verdict.objects.filter(heard, assessment__in=first.values("assessment")).count()
    for count, text in (
        (
            reading,
            ngettext("%(n)d assessment to read", "%(n)d assessments to read", reading),
        ),
        (
            weighing,
            ngettext(
                "%(n)d assessment to make final after the reply",
                "%(n)d assessments to make final after the reply",
                weighing,
            ),
        ),
        (appeals, ngettext("%(n)d appeal to decide", "%(n)d appeals to decide", appeals)),
    ):
        if count:
            yield count, text
    if by.has(Kind.MONITOR):
        unread = (
            SelfAssessment.objects.filter(state=SelfAssessment.State.SUBMITTED)
            .filter(readings=None)
            .count()
        )
        if unread:
            yield (
                unread,
                ngettext(
                    "%(n)d submitted assessment without a reader",
                    "%(n)d submitted assessments without a reader",
                    unread,
                ),
            )


def commitments_to_judge() -> int:
    """How many reports wait for the monitor's judgement."""
    return Commitment.objects.filter(reported_at__isnull=False, judged_at=None).count()


def commitments_to_answer(organisations: Iterable[int], today: date) -> QuerySet[Commitment]:
    """Judgements that these parties may still reply to."""
    return Commitment.objects.filter(
        organisation__in=list(organisations),
        judged_at__isnull=False,
        final_at=None,
        replied_at=None,
        reply_until__gte=today,
    )
