"""Who reads whom and how far they are; scores, each for who may see them already."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries.frameworks import asks
from convenant.assessments.queries.questionnaire import (
    Line,
    Part,
    questionnaire,
    respondent,
)
from convenant.assessments.scoring import Mark, Outcome, asked, levels_of, outcome
from convenant.base.actors import Actor
from convenant.monitoring.drawing import Agreement, agreement_of_readers
from convenant.monitoring.models import (
    Appeal,
    Question,
    Reading,
    Reply,
    Score,
    Verdict,
)
from convenant.people.models import Kind

SUBMITTED = (SelfAssessment.State.SUBMITTED, SelfAssessment.State.FINAL)


@dataclass
class Case:
    """One assessment on its way: its readings, its verdict, and what waits for whom."""

    assessment: SelfAssessment
    readings: list[Reading] = field(default_factory=list)
    verdict: Verdict | None = None

    @property
    def first(self) -> Reading | None:
        """The reading that the verdict rests on."""
        return next((r for r in self.readings if r.place == Reading.Place.FIRST), None)

    @property
    def second(self) -> Reading | None:
        return next((r for r in self.readings if r.place == Reading.Place.SECOND), None)


@dataclass
class ScoreLine:
    """One criterion for the assessor: the company's line, the score, questions, the company's reply."""

    line: Line
    score: Score | None = None
    other: Score | None = None  # the other reader's, once both are done
    questions: list[Question] = field(default_factory=list)
    reply: Reply | None = None
    score_level: Any = None
    other_level: Any = None
    as_read_level: Any = None


@dataclass
class ScorePart:
    """A section of them."""

    section: Any
    lines: list[ScoreLine]

    @property
    def scored(self) -> int:
        return sum(line.score is not None for line in self.lines)


def cases(year: int) -> list[Case]:
    """Every submitted assessment of a year; three queries."""
    found = {
        a.pk: Case(a)
        for a in SelfAssessment.objects.filter(year=year, state__in=SUBMITTED)
        .select_related("organisation", "framework__definition")
        .order_by("organisation__name")
    }
    for reading in Reading.objects.filter(assessment__in=list(found)).select_related("assessor"):
        found[reading.assessment_id].readings.append(reading)
    for verdict in Verdict.objects.filter(assessment__in=list(found)):
        found[verdict.assessment_id].verdict = verdict
    return list(found.values())


def cases_for(by: Actor, year: int) -> list[Case]:
    """Those this actor may follow: all for the desk, what they read for an assessor, a company its own."""
    found = cases(year)
    if by.has(Kind.MONITOR, Kind.SECRETARIAT):
        return found
    own = by.organisations(Kind.COMPANY)
    return [
        case
        for case in found
        if case.assessment.organisation_id in own
        or any(reading.assessor_id == by.person_id for reading in case.readings)
    ]


def years() -> list[int]:
    """Years with anything to assess, newest first."""
    found = SelfAssessment.objects.filter(state__in=SUBMITTED).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def reading_for(by: Actor, pk: int) -> Reading | None:
    """A reading of this assessor's own; nobody looks over a reader's shoulder."""
    return (
        Reading.objects.filter(pk=pk, assessor_id=by.person_id)
        .select_related("assessment__organisation", "assessment__framework__definition", "assessor")
        .first()
    )


def case_of(assessment: SelfAssessment) -> Case:
    """The readings and the verdict of one assessment."""
    readings = list(assessment.readings.select_related("assessor"))
    return Case(assessment, readings, Verdict.objects.filter(assessment=assessment).first())


def case_for(by: Actor, assessment_pk: int) -> Case | None:
    """One assessment on its way, for who may follow it."""
    found = (
        SelfAssessment.objects.filter(pk=assessment_pk, state__in=SUBMITTED)
        .select_related("organisation", "framework__definition")
        .first()
    )
    if found is None:
        return None
    case = case_of(found)
    allowed = (
        by.has(Kind.MONITOR, Kind.SECRETARIAT)
        or found.organisation_id in by.organisations(Kind.COMPANY)
        or any(reading.assessor_id == by.person_id for reading in case.readings)
    )
    return case if allowed else None


def both_done(case: Case) -> bool:
    """Whether no reader is still at work who should not see the other's scores."""
    return all(reading.done_at is not None for reading in (case.first, case.second) if reading)


def sheet(reading: Reading, by: Actor, only: str | None = None) -> list[ScorePart]:
    """What the assessor works on; the other reader's scores only once both are done."""
    assessment = reading.assessment
    case = case_of(assessment)
    other = case.second if reading.place == Reading.Place.FIRST else case.first
    shown = other if other is not None and other.pk != reading.pk and both_done(case) else None
    if reading.place == Reading.Place.APPEAL:
        shown = case.first
    questions = Question.objects.filter(reading=reading)
    return _parts(
        questionnaire(assessment, by, only), reading, shown, list(questions), case.verdict
    )


def draft(case: Case, by: Actor, only: str | None = None) -> list[ScorePart]:
    """The scores a verdict rests on, for the company and the desk; empty before there is a draft."""
    if case.verdict is None or case.first is None:
        return []
    questions = Question.objects.filter(reading__assessment=case.assessment)
    parts = questionnaire(case.assessment, by, only)
    return _parts(parts, deciding(case), None, list(questions), case.verdict)


def deciding(case: Case) -> Reading:
    """The reading whose scores hold: that of a decided appeal, else the first."""
    appeal = (
        Appeal.objects.filter(verdict=case.verdict)
        .exclude(outcome="")
        .exclude(outcome=Appeal.Outcome.REJECTED)
        .order_by("-decided_at")
        .select_related("reading")
        .first()
    )
    first = case.first
    if appeal is not None and appeal.reading is not None:
        return appeal.reading
    if first is None:
        raise Reading.DoesNotExist
    return first


def _parts(
    parts: list[Part],
    reading: Reading,
    other: Reading | None,
    questions: list[Question],
    verdict: Verdict | None,
) -> list[ScorePart]:
    scores = {score.criterion: score for score in reading.scores.all()}
    others = {score.criterion: score for score in other.scores.all()} if other else {}
    replies = {reply.criterion: reply for reply in verdict.replies.all()} if verdict else {}
    return [
        ScorePart(
            part.section,
            [
                ScoreLine(
                    line,
                    scores.get(line.criterion.id),
                    others.get(line.criterion.id),
                    [q for q in questions if q.criterion == line.criterion.id],
                    replies.get(line.criterion.id),
                    _name(line, scores.get(line.criterion.id), "level"),
                    _name(line, others.get(line.criterion.id), "level"),
                    _name(line, scores.get(line.criterion.id), "as_read"),
                )
                for line in part.lines
            ],
        )
        for part in parts
    ]


def _name(line: Line, score: Score | None, attribute: str) -> Any:
    if score is None:
        return None
    held = getattr(score, attribute)
    return next((level.name for level in line.levels if level.id == held), None)


def marks_of(reading: Reading) -> dict[str, Mark]:
    """A reading's scores as marks."""
    return {
        score.criterion: Mark(score.level) if score.level else Mark(standing="not_applicable")
        for score in reading.scores.all()
    }


def outcome_of(reading: Reading) -> Outcome:
    """Where the company stands by a reading's scores."""
    assessment = reading.assessment
    return outcome(asks(assessment.framework), respondent(assessment), marks_of(reading))


def unscored(reading: Reading) -> list[Any]:
    """What the reading still lacks."""
    assessment = reading.assessment
    scored = set(reading.scores.values_list("criterion", flat=True))
    wanted = asked(asks(assessment.framework), respondent(assessment))
    return [criterion for criterion in wanted if criterion.id not in scored]


def open_questions(reading: Reading) -> int:
    """How many questions the company has not answered yet."""
    return reading.questions.filter(answered_at=None).count()


def questions_to(organisation_id: int) -> QuerySet[Question]:
    """Questions that wait for this company's answer."""
    return Question.objects.filter(
        reading__assessment__organisation_id=organisation_id, answered_at=None
    ).select_related("reading__assessment__framework__definition")


def question_for(by: Actor, pk: int) -> Question | None:
    """A question to the actor's own company."""
    return (
        Question.objects.filter(
            pk=pk, reading__assessment__organisation_id__in=by.organisations(Kind.COMPANY)
        )
        .select_related("reading__assessment__organisation")
        .first()
    )


def open_appeal(verdict: Verdict | None) -> Appeal | None:
    """The appeal that waits for a decision."""
    if verdict is None:
        return None
    return Appeal.objects.filter(verdict=verdict, outcome="").select_related("reading").first()


def appeals_of(verdict: Verdict | None) -> list[Appeal]:
    """All appeals against a verdict, oldest first."""
    if verdict is None:
        return []
    return list(Appeal.objects.filter(verdict=verdict).select_related("by", "reading__assessor"))


def agreement_between_readers(year: int) -> Agreement:
    """How far two readers of the same answers agree, over everything read twice in a year.

    As each read it by themselves, before they saw the other's; a level counts by its place, so that a miss
    by one level weighs less than by three. What either calls not applicable is left out.
    """
    places: dict[int, dict[str, dict[str, int]]] = {}
    pairs: list[tuple[float, float]] = []
    seconds = Reading.objects.filter(
        assessment__year=year, place=Reading.Place.SECOND, done_at__isnull=False
    ).select_related("assessment__framework__definition")
    firsts = {
        reading.assessment_id: reading
        for reading in Reading.objects.filter(
            assessment__in=[s.assessment_id for s in seconds],
            place=Reading.Place.FIRST,
            done_at__isnull=False,
        ).prefetch_related("scores")
    }
    for second in seconds.prefetch_related("scores"):
        first = firsts.get(second.assessment_id)
        if first is None:
            continue
        framework = asks(second.assessment.framework)
        known = places.setdefault(
            second.assessment.framework_id,
            {
                c.id: {level.id: n for n, level in enumerate(levels_of(framework, c))}
                for c in framework.criteria
            },
        )
        mine = {score.criterion: score.as_read for score in first.scores.all()}
        for score in second.scores.all():
            ranks = known.get(score.criterion, {})
            if score.as_read in ranks and mine.get(score.criterion) in ranks:
                pairs.append((ranks[mine[score.criterion]], ranks[score.as_read]))
    return agreement_of_readers(pairs)


def appeal_given_with(reading: Reading) -> Appeal | None:
    """The appeal that this reading is for."""
    return Appeal.objects.filter(reading=reading).first()


def is_late(verdict: Verdict, today: date) -> bool:
    """The company's time to reply is over."""
    return today > verdict.reply_until
