"""The ladder step by step: nothing is decided before the company was heard, and no step is skipped unsaid."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition
from convenant.agreements.terms import Term, term
from convenant.assessments.models import SelfAssessment
from convenant.base.actors import Actor
from convenant.base.clocks import end_of_term
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.changes import link_deed
from convenant.decisions.models import Proposal
from convenant.monitoring.models import Step
from convenant.monitoring.queries.consequences import (
    HEARING,
    STEP,
    is_over,
    names,
    rung,
    rungs_below_not_taken,
)
from convenant.monitoring.rules import may_announce, may_answer_step, may_decide_step
from convenant.people.models import Organisation

MOST_DAYS = 365


def _held(step: Step) -> Step:
    """The row as it is now, and nobody else's to change before this deed is done."""
    step.refresh_from_db(from_queryset=Step.objects.select_for_update())
    return step


@verb(may_announce)
def announce_step(
    organisation: Organisation,
    consequence: str,
    *,
    by: Actor,
    ground: str,
    obligation: str = "",
    assessment: SelfAssessment | None = None,
    skips_because: str = "",
    answer_days: int | None = None,
    days_because: str = "",
) -> Step:
    """The company is told what is intended and why, and until when it may answer."""
    asked = rung(consequence)
    if asked is None:
        raise Refused(_("This agreement's ladder has no such step."))
    if not ground.strip():
        raise Refused(_("Say on what ground: which duty was not met, and how that is known."))
    if obligation and obligation not in {o.id for o in running_definition().obligations}:
        raise Refused(_("This agreement's definition has no such obligation."))
    if assessment is not None and assessment.organisation_id != organisation.pk:
        raise Refused(_("That result is another company's. Choose one of the company named here."))
    until = _time_to_answer(answer_days, days_because)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if Step.objects.filter(organisation=organisation, decision="").exists():
        raise Refused(_("A step against this company is still to be decided."))
    missing = rungs_below_not_taken(organisation.pk, asked.step)
    if missing and not skips_because.strip():
        named = names()
        raise Refused(
            _("These steps come first: %(steps)s. To skip them, give the reason.")
            % {"steps": ", ".join(named[each.id] for each in missing)}
        )
    made = Step.objects.create(
        organisation=organisation,
        consequence=asked.id,
        step=asked.step,
        obligation=obligation,
        assessment=assessment,
        ground=tidy(ground)[:4000],
        skips_because=skips_because.strip()[:1000] if missing else "",
        announced_by_id=by.person_id,
        answer_until=until.ends,
        days_because=days_because.strip()[:500] if answer_days is not None else "",
    )
    record(
        "step.announced",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={
            "step": asked.id,
            "answer_until": until.ends,
            "days": until.days,
            "days_of_the_definition": until.stated,
            "skips": [m.id for m in missing],
        },
    )
    return made


def _time_to_answer(days: int | None, because: str) -> Term:
    """The definition's own term; where it has none the usual one, or other days with a reason."""
    today = timezone.localdate()
    said = term(HEARING, today)
    if days is None or days == said.days:
        return said
    if said.stated:
        raise Refused(
            _("The definition gives a company %(days)d days to answer; leave the days empty.")
            % {"days": said.days}
        )
    if not 1 <= days <= MOST_DAYS:
        raise Refused(
            _("Give the company from 1 to %(most)d days to answer.") % {"most": MOST_DAYS}
        )
    if not because.strip():
        raise Refused(
            _("The usual time to answer is %(days)d days. Say why it is another here.")
            % {"days": said.days}
        )
    return Term(end_of_term(today, days), days, False)


@verb(may_answer_step)
def answer_step(step: Step, *, by: Actor, text: str, seen: str | None = None) -> Step:
    """The company is heard; with its answer the decision need not wait for the last day."""
    _held(step)
    if step.decision:
        raise Refused(_("This step was already decided."))
    if timezone.localdate() > step.answer_until:
        raise Refused(
            _("The time to answer ended on %(day)s.")
            % {"day": date_format(step.answer_until, "j F Y")}
        )
    if not text.strip():
        raise Refused(_("Write your answer."))
    if seen is not None and tidy(seen) != step.answer:
        raise Refused(
            _("A colleague wrote this anew meanwhile. Yours is not stored: compare the two.")
        )
    step.answer, step.answered_at = tidy(text)[:10_000], timezone.now()
    step.save(update_fields=["answer", "answered_at"])
    record("step.answered", by=by, on=step, concerns=step.organisation_id)
    return step


@verb(may_decide_step)
def decide_step(
    step: Step,
    *,
    by: Actor,
    decision: str,
    decided_on: date,
    reference: str,
    reason: str,
    in_force_from: date | None = None,
    ends_on: date | None = None,
    log: Proposal | None = None,
) -> Step:
    """What the body that the definition names decided, recorded with its day, reference and reasons.

    `log` is that decision in the decision log, where it was taken here; each then leads to the other.
    """
    _held(step)
    if log is not None and not reference.strip():
        reference = f"{log.number}. {log.title}"
    if decision not in Step.Decision.values:
        raise Refused(_("Say whether the step is taken."))
    if not reason.strip() or not reference.strip():
        raise Refused(_("Give the reasons, and where the decision is recorded."))
    _refuse_unheard(step, decided_on)
    asked = rung(step.consequence)
    step.decision, step.decided_on = decision, decided_on
    step.decided_by = (asked.decided_by or "") if asked is not None else ""
    step.recorded_by_id = by.person_id
    step.reference, step.reason = reference.strip()[:300], tidy(reason)[:4000]
    if decision == Step.Decision.TAKEN:
        step.in_force_from, step.ends_on = _runs(step, decided_on, in_force_from, ends_on)
    step.save()
    record(
        "step.decided",
        by=by,
        on=step,
        concerns=step.organisation_id,
        new={
            "decision": decision,
            "on": decided_on,
            "body": step.decided_by,
            "from": step.in_force_from,
            "ends": step.ends_on,
        },
    )
    if log is not None:
        label = names().get(step.consequence, step.consequence)
        link_deed(log, by=by, kind=STEP, key=str(step.pk), label=label, body=step.decided_by)
    return step


def _refuse_unheard(step: Step, decided_on: date) -> None:
    """A decision counts once it was taken, and taken once the company was heard."""
    if step.decision:
        raise Refused(_("This step was already decided."))
    if step.answered_at is None and decided_on <= step.answer_until:
        raise Refused(
            _("The company may answer until %(day)s; nothing is decided before it was heard.")
            % {"day": date_format(step.answer_until, "j F Y")}
        )
    if decided_on > timezone.localdate():
        raise Refused(_("A decision is recorded once it was taken: this day lies ahead."))
    if step.answered_at is not None and decided_on < timezone.localdate(step.answered_at):
        raise Refused(
            _("The company answered after that day; the decision has to weigh its answer.")
        )


def _runs(
    step: Step, decided_on: date, begins: date | None, ends: date | None
) -> tuple[date, date | None]:
    """The first and the last day of a step that was taken; none where it has no known end."""
    begins = begins or decided_on
    if begins < decided_on:
        raise Refused(_("A step takes effect on the day of the decision, or later."))
    asked = rung(step.consequence)
    if asked is not None and asked.clock:
        said = term(asked.clock, begins).ends
        if ends not in (None, said):
            raise Refused(
                _(
                    "The definition says how long this step lasts: until %(day)s. Leave the last day empty."
                )
                % {"day": date_format(said, "j F Y")}
            )
        return begins, said
    if ends is not None and ends < begins:
        raise Refused(_("The last day of a step lies on or after its first."))
    return begins, ends


@verb(may_announce)
def lift_step(step: Step, *, by: Actor, why: str) -> Step:
    """The step is over before its time, with the reason; it is no ground for a heavier one."""
    _held(step)
    if is_over(step, timezone.localdate()):
        raise Refused(_("Only a step that is in force can be lifted."))
    if not why.strip():
        raise Refused(_("Say why the step is lifted."))
    step.lifted_on, step.lifted_because = timezone.localdate(), why.strip()[:1000]
    step.save(update_fields=["lifted_on", "lifted_because"])
    record(
        "step.lifted",
        by=by,
        on=step,
        concerns=step.organisation_id,
        new={"why": step.lifted_because},
    )
    return step


@verb(may_answer_step)
def contest_step(step: Step, *, by: Actor, text: str) -> Step:
    """The company disputes the decision; that stands beside it, and the secretariat brings it further."""
    _held(step)
    if step.decision != Step.Decision.TAKEN:
        raise Refused(_("Only a step that was taken can be contested."))
    if step.contested_at is not None:
        raise Refused(_("You already contested this step."))
    if not text.strip():
        raise Refused(_("Say why you contest it."))
    step.contested, step.contested_at = tidy(text)[:4000], timezone.now()
    step.save(update_fields=["contested", "contested_at"])
    record("step.contested", by=by, on=step, concerns=step.organisation_id)
    return step
