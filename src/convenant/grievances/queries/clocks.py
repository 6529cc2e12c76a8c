"""When the stage a case is in must end: its term, with pauses added and extensions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from convenant.base.clocks import end_of_term
from convenant.grievances.models import Case, Phase
from convenant.grievances.queries.opened import today


@dataclass(frozen=True)
class Clock:
    """The last day promised, and whether the clock stands still."""

    phase: Phase
    due: date | None
    paused_since: date | None

    @property
    def late(self) -> bool:
        """Whether the promise is broken; never while the clock stands still."""
        return self.due is not None and self.paused_since is None and self.due < today()

    @property
    def days_left(self) -> int | None:
        """Whole days until the last one; negative after it."""
        return None if self.due is None else (self.due - today()).days


def clock_of(phase: Phase) -> Clock:
    """The clock of one stage. Pauses push the last day day for day; an open one up to today."""
    pauses = list(phase.pauses.all())
    paused = next((p.since for p in pauses if p.until is None), None)
    if phase.days is None:
        return Clock(phase, None, paused)
    due = end_of_term(phase.since, phase.days, working=phase.working)
    due += timedelta(days=sum(((p.until or today()) - p.since).days for p in pauses))
    due += timedelta(days=sum(e.days for e in phase.extensions.all()))
    return Clock(phase, due, paused)


def clock_now(case: Case) -> Clock | None:
    """The clock of the stage the case is in."""
    phase = (
        case.phases.filter(ended_on=None)
        .prefetch_related("pauses", "extensions")
        .order_by("-pk")
        .first()
    )
    return clock_of(phase) if phase is not None else None


def clocks_of(cases: Iterable[Case]) -> dict[int, Clock]:
    """The running clock of each of these cases, by its key; a fixed number of queries."""
    phases = (
        Phase.objects.filter(case__in=[one.pk for one in cases], ended_on=None)
        .prefetch_related("pauses", "extensions")
        .order_by("pk")
    )
    return {phase.case_id: clock_of(phase) for phase in phases}
