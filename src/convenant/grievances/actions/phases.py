"""Stages of a case: one ends, the next begins, each with the clock that the agreement gives it."""

from convenant.agreements.queries import running_definition
from convenant.agreements.terms import USUAL
from convenant.grievances.models import Case, Phase
from convenant.grievances.queries.opened import today


def begin(case: Case, stage: str, clock: str = "") -> Phase:
    """The case is in this stage from today; the stage before ends. No verb of itself."""
    case.phases.filter(ended_on=None).update(ended_on=today())
    case.stage = stage
    case.save(update_fields=["stage"])
    found = next((c for c in running_definition().clocks if c.id == clock), None)
    return Phase.objects.create(
        case=case,
        stage=stage,
        clock=clock,
        since=today(),
        days=found.days if found else USUAL.get(clock),
        working=found is not None and found.counted_in == "working_days",
    )
