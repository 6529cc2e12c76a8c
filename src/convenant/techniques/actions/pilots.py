"""An emerging technique on trial: for a time, by members of their own will, never scored."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.agreements.definition.parts.term import months_after
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.actions.group import held
from convenant.techniques.models import PilotMember, Technique
from convenant.techniques.queries import pilots as queries
from convenant.techniques.queries.data import company_to_answer
from convenant.techniques.rules import is_company, may_keep

Stage = Technique.Stage


@verb(may_keep)
def begin_pilot(
    technique: Technique, *, by: Actor, start: date, until: date, question: str
) -> Technique:
    """Members can try it for a time, to answer one question; nobody is scored on it."""
    held(technique, Stage.PROPOSED, Stage.GROUP)
    if technique.round > 1:
        raise Refused(_("This is the review of a published technique; a trial comes before that."))
    question = tidy(question)[:4000]
    if not question:
        raise Refused(_("Write what the trial is to show."))
    if until <= start or until <= timezone.localdate():
        raise Refused(_("The last day of the trial has to be after its first, and after today."))
    most = queries.months_at_most()
    latest = months_after(start, most)
    if until > latest:
        raise Refused(
            _(
                "A trial lasts at most %(months)d months in this agreement: until %(day)s. Choose that day "
                "or an earlier one."
            )
            % {"months": most, "day": date_format(latest, "j F Y")}
        )
    old = technique.stage
    technique.stage, technique.pilot_question = Stage.PILOT, question
    technique.pilot_from, technique.pilot_until, technique.pilot_result = start, until, ""
    technique.save(
        update_fields=["stage", "pilot_question", "pilot_from", "pilot_until", "pilot_result"]
    )
    record(
        "technique.pilot_begun",
        by=by,
        on=technique,
        old={"stage": old},
        new={"from": start, "until": until, "question": question},
    )
    return technique


def _own_company(by: Actor) -> Any:
    company = company_to_answer(by)
    if company is None:
        raise Refused(_("Only participating companies try a technique; yours is not one now."))
    return company


@verb(is_company)
def join_pilot(technique: Technique, *, by: Actor) -> PilotMember:
    """A company tries it, of its own will."""
    company = _own_company(by)
    held(technique, Stage.PILOT)
    today = timezone.localdate()
    if queries.is_over(technique, today):
        raise Refused(_("This trial is over; nobody joins any more."))
    if not queries.is_running(technique, today):
        raise Refused(_("This trial has not begun yet."))
    there = PilotMember.objects.filter(technique=technique, organisation=company).first()
    if there is not None and there.left_on is None:
        raise Refused(_("You take part already."))
    made, _new = PilotMember.objects.update_or_create(
        technique=technique,
        organisation=company,
        defaults={"left_on": None, "joined_on": there.joined_on if there else today},
    )
    record("technique.pilot_joined", by=by, on=technique, concerns=company.pk)
    return made


def _member(technique: Technique, by: Actor) -> PilotMember:
    company = _own_company(by)
    there = (
        PilotMember.objects.select_for_update()
        .filter(technique=technique, organisation=company)
        .first()
    )
    if there is None:
        raise Refused(_("Your company does not take part in this trial."))
    return there


@verb(is_company)
def leave_pilot(technique: Technique, *, by: Actor) -> PilotMember:
    """A company stops trying it, whenever it wants and without a reason."""
    held(technique, Stage.PILOT)
    there = _member(technique, by)
    if there.left_on is not None:
        raise Refused(_("You left this trial already."))
    there.left_on = timezone.localdate()
    there.save(update_fields=["left_on"])
    record("technique.pilot_left", by=by, on=technique, concerns=there.organisation_id)
    return there


@verb(is_company)
def write_experience(technique: Technique, *, by: Actor, text: str) -> PilotMember:
    """What a company tells the parties of its trial, in its own words; empty takes it back."""
    held(technique, Stage.PILOT)
    there = _member(technique, by)
    text = tidy(text)[:4000]
    if text == there.experience:
        raise Refused(_("Nothing was changed."))
    there.experience = text
    there.save(update_fields=["experience"])
    # The words stay out of the journal, so that what is taken back is gone.
    record("technique.pilot_told", by=by, on=technique, concerns=there.organisation_id)
    return there


@verb(may_keep)
def conclude_pilot(technique: Technique, *, by: Actor, result: str, goes_on: bool) -> Technique:
    """What the trial showed; it goes on to a working group, or ends."""
    held(technique, Stage.PILOT)
    result = tidy(result)[:10_000]
    if not result:
        raise Refused(_("Write what the trial showed."))
    technique.pilot_result = result
    if goes_on:
        technique.stage = Stage.GROUP
    else:
        technique.stage, technique.ended_on = Stage.ENDED, timezone.localdate()
        technique.ended_because = result[:1000]
    technique.save(update_fields=["pilot_result", "stage", "ended_on", "ended_because"])
    record(
        "technique.pilot_concluded",
        by=by,
        on=technique,
        old={"stage": Stage.PILOT.value},
        new={"stage": technique.stage, "result": result},
    )
    return technique
