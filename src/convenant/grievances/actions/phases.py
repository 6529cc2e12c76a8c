"""Stages of a case: one ends, the next begins, each with the clock that the agreement gives it. No verbs."""

from convenant.grievances.models import Case, Phase
from convenant.grievances.procedure.stages import (
    ENDED,
    FEEDBACK,
    Stage,
    Track,
    clock,
)
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure

# Then the complainant knows what was done with the case.
_TOLD = ENDED | {Stage.FINDING, Stage.SETTLED}


def receive(case: Case) -> None:
    """A case that came in just now waits to be acknowledged, and for its safety check beside that."""
    first = ((Stage.RECEIVED.value, clock(Stage.RECEIVED)), ("safety", clock(Stage.SAFETY)))
    Phase.objects.bulk_create(_phase(case, stage, name or "") for stage, name in first)


def begin(case: Case, stage: Stage, track: Track | None = None) -> Phase:
    """The case is in this stage from today; the stage before ends.

    Where both have one clock, it runs on with its pauses and extensions.
    """
    before = (
        case.phases.filter(ended_on=None).exclude(stage__in=Phase.BESIDE).order_by("-pk").first()
    )
    number = _verification(case) if stage == Stage.VERIFICATION else 1
    name = clock(stage, track, number, procedure().verifications) or ""
    made = _phase(case, track.value if track else stage.value, name)
    made.save()
    if before is not None:
        if name and before.clock == name and stage != Stage.VERIFICATION:
            _carry_on(before, made)
        _end(before)
    if stage == Stage.VERIFICATION and number > 1:
        # Each is counted from the day on which the first began.
        first = case.phases.filter(clock="verification_1").order_by("pk").first()
        if first is not None and made.days is not None:
            promised = procedure().promises[name].started(first.since)
            made.clock_since, made.days = promised.started, promised.days
            made.save(update_fields=["clock_since", "days"])
    case.stage, case.track = stage, track.value if track else case.track
    case.closed_on = today() if stage in ENDED else None
    case.save(update_fields=["stage", "track", "closed_on"])
    if stage == Stage.ACKNOWLEDGED:
        _phase(case, FEEDBACK, FEEDBACK).save()
    if stage in _TOLD:
        end_beside(case, FEEDBACK)
    if stage in ENDED:
        end_beside(case, "safety")
    return made


def end_beside(case: Case, stage: str) -> None:
    """What ran beside the stages is done; nothing happens where it does not run."""
    for phase in case.phases.filter(ended_on=None, stage=stage):
        _end(phase)


def _phase(case: Case, stage: str, name: str) -> Phase:
    """The stage from today, with the clock of this name; not yet stored."""
    promise = procedure().promises.get(name)
    promised = promise.started(today()) if promise else None
    return Phase(
        case=case,
        stage=stage,
        clock=name,
        since=today(),
        clock_since=promised.started if promised else None,
        days=promised.days if promised else None,
        working=promised.working if promised else False,
        pausable=promised.pausable if promised else False,
        extendable=promised.extension_allowed if promised else 0,
    )


def _carry_on(before: Phase, made: Phase) -> None:
    for field in ("clock_since", "days", "working", "pausable", "extendable"):
        setattr(made, field, getattr(before, field))
    made.save()
    before.pauses.update(phase=made)
    before.extensions.update(phase=made)
    before.clock, before.clock_since, before.days = "", None, None


def _end(phase: Phase) -> None:
    phase.pauses.filter(until=None).update(until=today())
    phase.ended_on = today()
    phase.save()


def _verification(case: Case) -> int:
    """Which verification is next, from 1."""
    return case.verifications.exclude(done_on=None).count() + 1
