"""The clocks of a case as they stand: the one of its stage, and those that run beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from convenant.grievances.models import Case, Phase
from convenant.grievances.procedure import clocks
from convenant.grievances.queries.opened import today


@dataclass(frozen=True)
class Clock:
    """The clock of a stage on a day; without a state where none runs."""

    phase: Phase
    state: clocks.State | None
    paused_since: date | None

    @property
    def due(self) -> date | None:
        """The last day promised."""
        return self.state.due if self.state else None

    @property
    def late(self) -> bool:
        """Whether the promise is broken; what was late stays so while it stands still."""
        return self.state is not None and self.state.days_late > 0

    @property
    def days_left(self) -> int | None:
        """Of the clock's own days; 0 once late."""
        return self.state.days_left if self.state else None


def running(phase: Phase) -> clocks.Clock | None:
    """The clock of a stage with its pauses and extensions; None where none runs."""
    if phase.days is None or phase.clock_since is None:
        return None
    return clocks.Clock(
        started=phase.clock_since,
        days=phase.days,
        working=phase.working,
        pausable=phase.pausable,
        extension_allowed=phase.extendable,
        pauses=tuple(clocks.Pause(p.since, str(p.why), p.until) for p in phase.pauses.all()),
        extensions=tuple(
            clocks.Extension(e.days, str(e.why), e.on) for e in phase.extensions.all()
        ),
        met_on=phase.ended_on,
    )


def clock_of(phase: Phase) -> Clock:
    """How the clock of one stage stands today."""
    paused = next((p.since for p in phase.pauses.all() if p.until is None), None)
    clock = running(phase)
    return Clock(phase, clocks.state(clock, today()) if clock else None, paused)


def clock_now(case: Case) -> Clock | None:
    """The clock of the stage the case is in."""
    return clocks_of([case]).get(case.pk)


def clocks_of(cases: Iterable[Case]) -> dict[int, Clock]:
    """The clock of the stage of each of these cases, by its key; a fixed number of queries."""
    return {
        phase.case_id: clock_of(phase) for phase in _open(cases) if phase.stage not in Phase.BESIDE
    }


def beside(case: Case) -> list[Clock]:
    """The clocks that run beside the stages: the safety check, and the promised feedback."""
    return [clock_of(phase) for phase in _open([case]) if phase.stage in Phase.BESIDE]


def _open(cases: Iterable[Case]) -> Iterable[Phase]:
    return (
        Phase.objects.filter(case__in=[one.pk for one in cases], ended_on=None)
        .prefetch_related("pauses", "extensions")
        .order_by("pk")
    )
