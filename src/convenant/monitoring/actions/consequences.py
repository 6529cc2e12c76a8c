"""The ladder step by step: nothing is decided before the company was heard, and no step is skipped unsaid."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition
from convenant.agreements.terms import term
from convenant.assessments.actions.answers import tidy
from convenant.assessments.models import SelfAssessment
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.monitoring.models import Step
from convenant.monitoring.queries.consequences import rung, rungs_below_not_taken
from convenant.monitoring.rules import may_announce, may_answer_step
from convenant.people.models import Organisation


@verb(may_announce)
def announce_step(
    organisation: Organisation,
    consequence: str,
    *,
    by: Actor,
    ground: str,
    assessment: SelfAssessment | None = None,
    skips_because: str = "",
) -> Step:
    """The company is told what is intended and why, and until when it may answer."""
    asked = rung(consequence)
    if asked is None:
        raise Refused(_("This agreement's ladder has no such step."))
    if not ground.strip():
        raise Refused(_("Say on what ground: which duty was not met, and how that is known."))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if Step.objects.filter(organisation=organisation, decision="").exists():
        raise Refused(_("A step against this company is still to be decided."))
    missing = rungs_below_not_taken(organisation.pk, asked.step)
    if missing and not skips_because.strip():
        names = ", ".join(each.name.get("nl") if each.name else each.id for each in missing)
        raise Refused(
            _("These steps come first: %(steps)s. To skip them, give the reason.")
            % {"steps": names}
        )
    until = term("consequence_hearing", timezone.localdate())
    made = Step.objects.create(
        organisation=organisation,
        consequence=asked.id,
        step=asked.step,
        assessment=assessment,
        ground=tidy(ground)[:4000],
        skips_because=skips_because.strip()[:1000] if missing else "",
        announced_by_id=by.person_id,
        answer_until=until.ends,
    )
    record(
        "step.announced",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={"step": asked.id, "answer_until": until.ends, "skips": [m.id for m in missing]},
    )
    return made


@verb(may_answer_step)
def answer_step(step: Step, *, by: Actor, text: str) -> Step:
    """The company is heard; with its answer the decision need not wait for the last day."""
    if step.decision:
        raise Refused(_("This step was already decided."))
    if timezone.localdate() > step.answer_until:
        raise Refused(_("The time to answer ended on %(day)s.") % {"day": step.answer_until})
    if not text.strip():
        raise Refused(_("Write your answer."))
    step.answer, step.answered_at = tidy(text)[:10_000], timezone.now()
    step.save(update_fields=["answer", "answered_at"])
    record("step.answered", by=by, on=step, concerns=step.organisation_id)
    return step


@verb(may_announce)
def decide_step(
    step: Step, *, by: Actor, decision: str, decided_on: date, reference: str, reason: str
) -> Step:
    """What the body that the definition names decided, recorded with its day, reference and reasons."""
    today = timezone.localdate()
    if step.decision:
        raise Refused(_("This step was already decided."))
    if decision not in Step.Decision.values:
        raise Refused(_("Say whether the step is taken."))
    if not reason.strip() or not reference.strip():
        raise Refused(_("Give the reasons, and where the decision is recorded."))
    heard = step.answered_at is not None or decided_on > step.answer_until
    if not heard:
        raise Refused(
            _("The company may answer until %(day)s; nothing is decided before it was heard.")
            % {"day": step.answer_until}
        )
    if decided_on > today:
        raise Refused(_("A decision is recorded once it was taken: this day lies ahead."))
    if step.answered_at is not None and decided_on < timezone.localdate(step.answered_at):
        raise Refused(
            _("The company answered after that day; the decision has to weigh its answer.")
        )
    step.decision, step.decided_on = decision, decided_on
    step.reference, step.reason = reference.strip()[:300], tidy(reason)[:4000]
    if decision == Step.Decision.TAKEN:
        step.in_force_from = decided_on
        asked = rung(step.consequence)
        clocks = {clock.id for clock in running_definition().clocks}
        if asked is not None and asked.clock in clocks:
            step.ends_on = term(asked.clock, decided_on).ends
    step.save()
    record(
        "step.decided",
        by=by,
        on=step,
        concerns=step.organisation_id,
        new={"decision": decision, "on": decided_on, "ends": step.ends_on},
    )
    return step


@verb(may_announce)
def lift_step(step: Step, *, by: Actor, why: str) -> Step:
    """The step is over before its time, with the reason."""
    if step.decision != Step.Decision.TAKEN or step.lifted_on is not None:
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
