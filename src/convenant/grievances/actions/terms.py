"""A clock stands still, runs again or lasts longer, for a reason that both sides read."""

from collections.abc import Callable
from typing import Any

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import end_beside
from convenant.grievances.models import Case, Extension, Pause, Phase
from convenant.grievances.procedure import clocks
from convenant.grievances.procedure.stages import FEEDBACK
from convenant.grievances.procedure_words import CLOCK_FAULTS
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.clocks import running
from convenant.grievances.queries.opened import today
from convenant.grievances.rules import handles_cases


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _checked(case: Case, change: Callable[[clocks.Clock], clocks.Clock]) -> Phase:
    """The stage whose clock runs, where the change is allowed."""
    phase = (
        case.phases.filter(ended_on=None).exclude(stage__in=Phase.BESIDE).order_by("-pk").first()
    )
    clock = running(phase) if phase else None
    if phase is None or clock is None:
        raise Refused(CLOCK_FAULTS[clocks.Fault.MET])
    try:
        change(clock)
    except clocks.ClockError as error:
        raise Refused(CLOCK_FAULTS[error.fault]) from error
    return phase


@verb(_of_case)
def pause(case: Case, *, by: Actor, why: str) -> Pause:
    """The clock stands still from today."""
    phase = _checked(case, lambda clock: clocks.paused(clock, today(), why))
    made = Pause.objects.create(phase=phase, since=today(), why=why.strip())
    record("clock.paused", by=by, on=case)
    return made


@verb(_of_case)
def go_on(case: Case, *, by: Actor) -> Pause:
    """The clock runs again from today."""
    phase = _checked(case, lambda clock: clocks.resumed(clock, today()))
    found = phase.pauses.get(until=None)
    found.until = today()
    found.save(update_fields=["until"])
    record("clock.went_on", by=by, on=case)
    return found


@verb(_of_case)
def extend(case: Case, *, by: Actor, days: int, why: str) -> Extension:
    """The clock lasts so many days longer, within what the agreement allows."""
    phase = _checked(case, lambda clock: clocks.extended(clock, days, why, today()))
    made = Extension.objects.create(phase=phase, on=today(), days=days, why=why.strip())
    record("clock.extended", by=by, on=case, new={"days": days})
    return made


@verb(_of_case)
def feedback_given(case: Case, *, by: Actor) -> Case:
    """The complainant was told what was done so far, as was promised; the case goes on."""
    end_beside(case, FEEDBACK)
    record("feedback.given", by=by, on=case)
    return case
