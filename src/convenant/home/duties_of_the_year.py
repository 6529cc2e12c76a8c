"""What waits in assessing and being assessed: answers, replies, readings, decisions."""

from collections.abc import Callable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.assessments.queries.frameworks import framework_for
from convenant.assessments.queries.questionnaire import assessment_of
from convenant.base.actors import Actor
from convenant.home.duty import Duty
from convenant.monitoring.queries import waiting
from convenant.people.models import PARTY_KINDS, Kind


def duties_of_the_year(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    """For each of the actor's roles; the ones with a day first of all need that day."""

    def at(name: str, pk: int | None = None) -> str:
        return reverse(name, args=[slug] if pk is None else [slug, pk])

    if by.has(Kind.SECRETARIAT):
        if framework_for(today.year) is None:
            text = _("Settle what members are assessed by in %(year)d") % {"year": today.year}
            yield Duty(text, at("assessments:frameworks"))
        for step in waiting.steps_to_decide(today):
            text = _("Record what was decided on a step against %(name)s")
            yield Duty(text % {"name": step.organisation}, at("monitoring:step", step.pk))
    for company in by.organisations(Kind.COMPANY):
        yield from _of_company(company, at, today)
    if by.has(Kind.MONITOR, Kind.ASSESSOR):
        for count, text in waiting.of_assessor(by, today):
            yield Duty(text % {"n": count}, at("monitoring:assessing"))
    if by.has(Kind.MONITOR):
        judged = waiting.commitments_to_judge()
        if judged:
            text = ngettext(
                "%(n)d report on a commitment to judge",
                "%(n)d reports on commitments to judge",
                judged,
            )
            yield Duty(text % {"n": judged}, at("monitoring:commitments"))
    for commitment in waiting.commitments_to_answer(by.organisations(*PARTY_KINDS), today):
        yield Duty(
            _("Reply to the monitor's judgement on a commitment"),
            at("monitoring:commitment", commitment.pk),
            commitment.reply_until,
        )


def _of_company(
    company: int, where: Callable[[str, int | None], str], today: date
) -> Iterator[Duty]:
    for verdict in waiting.drafts_to_reply_to(company, today):
        yield Duty(
            _("Read the draft of your assessment and reply"),
            where("monitoring:verdict", verdict.assessment_id),
            verdict.reply_until,
        )
    for step in waiting.steps_to_answer(company, today):
        yield Duty(
            _("Answer a consequence that was announced"),
            where("monitoring:step", step.pk),
            step.answer_until,
        )
    for question in waiting.questions(company):
        yield Duty(
            _("Answer a question of the assessor"),
            where("monitoring:verdict", question.reading.assessment_id),
        )
    for found in waiting.unfinished(company):
        text = _("Finish and submit the assessment of %(year)d") % {"year": found.year}
        yield Duty(text, where("assessments:assessment", found.pk))
    if framework_for(today.year) and assessment_of(company, today.year) is None:
        text = _("Begin the assessment of %(year)d") % {"year": today.year}
        yield Duty(text, where("assessments:overview", None))
