"""Where a case stands by the procedure of its agreement, and which steps it may take."""

from dataclasses import dataclass
from datetime import date

from convenant.agreements.queries import running_definition
from convenant.grievances.models import Case
from convenant.grievances.procedure.clocks import due_date
from convenant.grievances.procedure.in_force import Procedure, procedure_of
from convenant.grievances.procedure.stages import (
    CaseType,
    Outcome,
    Reason,
    Stage,
    Standing,
    Step,
    Track,
    next_stages,
    next_steps,
    why_not,
)
from convenant.grievances.procedure_words import WHY_NOT

# Taken by a deed of their own: the complainant stops or accepts, a handler joins or goes and looks.
_OTHERWISE = frozenset({Stage.WITHDRAWN, Stage.SETTLED, Stage.JOINED})


def procedure() -> Procedure:
    """The rules in force in the open agreement."""
    return procedure_of(running_definition())


def standing_of(case: Case) -> Standing:
    """What the next step of a case hangs on."""
    return Standing(
        type=CaseType(case.kind),
        stage=Stage(case.stage),
        track=Track(case.track) if case.track else None,
        outcome=Outcome(case.outcome) if case.outcome else None,
        safety_checked=case.safety_checks.exists(),
        informed=case.informed_on is not None,
        appealed=case.phases.filter(stage=Stage.APPEAL).exists(),
        offered=procedure().tracks,
    )


@dataclass(frozen=True)
class Road:
    """The steps that the handlers may take today, and what comes next but has to wait, each with why."""

    steps: tuple[Step, ...]
    blocked: tuple[tuple[str, str], ...]


def road(case: Case) -> Road:
    """What lies before a case."""
    standing = standing_of(case)
    steps = tuple(
        step
        for step in next_steps(standing)
        if step.stage not in _OTHERWISE and not (step.stage == standing.stage == Stage.VERIFICATION)
    )
    blocked = []
    for stage in next_stages(standing.type, standing.stage, standing.track):
        reason = why_not(standing, stage, Track.INVESTIGATION if stage == Stage.TRACK else None)
        if reason in (Reason.SAFETY_FIRST, Reason.NOT_INFORMED):
            blocked.append((stage.value, str(WHY_NOT[reason])))
    return Road(steps, tuple(blocked))


def appeal_until(case: Case) -> date | None:
    """The last day for an appeal against the newest decision; None where nothing was decided."""
    decided = (
        case.phases.filter(stage__in=[Stage.FINDING, Stage.NOT_ADMISSIBLE]).order_by("-pk").first()
    )
    if decided is None:
        return None
    return due_date(procedure().promises["appeal"].started(decided.since), decided.since)


def step_named(name: str) -> Step:
    """A step by its stage, or by its track. Raises ValueError for a word that is neither."""
    if name in set(Track):
        return Step(Stage.TRACK, Track(name))
    return Step(Stage(name))


def place_of(step: Step) -> str:
    """The word for it: the track where there is one, else the stage."""
    return step.track.value if step.track else step.stage.value
