"""How a running clock stands, with its pauses and extensions. Plain: no Django.

A clock counts days from the day after it started. The days of a pause do not count, from the day
it begins up to the day before it ends, so that a pause pushes the last day on by as many days as it
takes out. What was late stays late: neither pause nor extension can be given after the last day.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from convenant.base.clocks import FRIDAY, end_of_term

REMINDER_AT = 80  # per cent of the term


class Status(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    MET = "met"
    MET_LATE = "met_late"


class Escalation(StrEnum):
    """How loudly a clock calls."""

    NONE = "none"
    REMINDER = "reminder"
    LATE = "late"
    VERY_LATE = "very_late"


class Told(StrEnum):
    """Who hears of it."""

    OWNER = "owner"
    CHAIR = "chair"
    EVERYONE = "everyone"


TOLD: dict[Escalation, tuple[Told, ...]] = {
    Escalation.NONE: (),
    Escalation.REMINDER: (Told.OWNER,),
    Escalation.LATE: (Told.OWNER, Told.CHAIR),
    Escalation.VERY_LATE: (Told.EVERYONE,),
}


class Fault(StrEnum):
    """Why a clock cannot be as it is asked to be."""

    NO_REASON = "no_reason"
    NEGATIVE = "negative"  # a term or an extension of less than it may be
    BEFORE_START = "before_start"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    OVERLAP = "overlap"
    NOT_PAUSABLE = "not_pausable"
    TOO_LONG = "too_long"  # longer than the extensions allowed
    AFTER_LAST_DAY = "after_last_day"
    MET = "met"
    NOT_PAUSED = "not_paused"


class ClockError(ValueError):
    """Raised with the fault's code; the words are the page's."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Pause:
    """The days from `start` up to, not including, `end` do not count; no `end`: it still lasts."""

    start: date
    reason: str
    end: date | None = None


@dataclass(frozen=True)
class Extension:
    """So many days more, given on a day for a reason."""

    days: int
    reason: str
    on: date


@dataclass(frozen=True)
class Clock:
    """A term that runs; cannot exist with faults (raises ClockError)."""

    started: date
    days: int
    working: bool = False
    pausable: bool = True
    extension_allowed: int = 0
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    met_on: date | None = None

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ClockError(fault)

    @property
    def term(self) -> int:
        """The days promised, extensions included."""
        return self.days + sum(e.days for e in self.extensions)


@dataclass(frozen=True)
class State:
    """How a clock stands on a day.

    `days_used` and `days_left` are in the clock's own days, pauses taken off; `days_late` in calendar
    days past the last day. None is ever negative.
    """

    status: Status
    due: date
    term: int
    days_used: int
    days_left: int
    days_late: int


def state(clock: Clock, today: date) -> State:
    """How the clock stands on `today`, or stood on the day it was met."""
    until = clock.met_on if clock.met_on and clock.met_on <= today else today
    due = due_date(clock, until)
    used = _counted(clock, until, until)
    late = max(0, (until - due).days)
    return State(
        status=_status(clock, until, late),
        due=due,
        term=clock.term,
        days_used=used,
        days_left=max(0, clock.term - used),
        days_late=late,
    )


def due_date(clock: Clock, today: date) -> date:
    """The last day. A pause that still lasts is reckoned to end tomorrow, so the day moves with it."""
    skipped = 0
    while True:
        due = end_of_term(clock.started, clock.term + skipped, working=clock.working)
        found = _paused_days(clock, due, today)
        if found == skipped:
            return due
        skipped = found


def escalation(found: State) -> Escalation:
    """How loudly it calls: at 80 % of the term, once late, and at twice the term.

    A paused clock is silent until it is late.
    """
    if found.status == Status.LATE:
        twice = found.days_used >= 2 * found.term
        return Escalation.VERY_LATE if twice else Escalation.LATE
    near = found.days_used * 100 >= REMINDER_AT * found.term
    if found.status == Status.RUNNING and near:
        return Escalation.REMINDER
    return Escalation.NONE


def paused(clock: Clock, on: date, reason: str) -> Clock:
    """The clock with a pause from this day on. Raises ClockError."""
    _still_open(clock, on)
    return replace(clock, pauses=(*clock.pauses, Pause(on, reason)))


def resumed(clock: Clock, on: date) -> Clock:
    """The clock running again from this day on. Raises ClockError."""
    lasting = next((p for p in clock.pauses if p.end is None), None)
    if lasting is None:
        raise ClockError(Fault.NOT_PAUSED)
    others = tuple(p for p in clock.pauses if p is not lasting)
    return replace(clock, pauses=(*others, replace(lasting, end=on)))


def extended(clock: Clock, days: int, reason: str, on: date) -> Clock:
    """The clock with so many days more. Raises ClockError."""
    _still_open(clock, on)
    return replace(clock, extensions=(*clock.extensions, Extension(days, reason, on)))


def met(clock: Clock, on: date) -> Clock:
    """The clock met on this day; a pause that lasted ends with it. Raises ClockError."""
    if clock.met_on:
        raise ClockError(Fault.MET)
    ended = tuple(replace(p, end=max(p.start, on)) if p.end is None else p for p in clock.pauses)
    return replace(clock, pauses=ended, met_on=on)


def _still_open(clock: Clock, on: date) -> None:
    if clock.met_on:
        raise ClockError(Fault.MET)
    if on < clock.started:
        raise ClockError(Fault.BEFORE_START)
    if on > due_date(clock, on):
        raise ClockError(Fault.AFTER_LAST_DAY)


def _status(clock: Clock, until: date, late: int) -> Status:
    if clock.met_on and clock.met_on <= until:
        return Status.MET_LATE if late else Status.MET
    if late:
        return Status.LATE
    resting = any(p.start <= until < _end(p, until) for p in clock.pauses)
    return Status.PAUSED if resting else Status.RUNNING


def _end(pause: Pause, today: date) -> date:
    return pause.end or max(pause.start, today + timedelta(days=1))


def _counted(clock: Clock, last: date, today: date) -> int:
    """The days that counted, up to and including `last`."""
    every = _days(clock, clock.started + timedelta(days=1), last + timedelta(days=1))
    return max(0, every - _paused_days(clock, last, today))


def _paused_days(clock: Clock, last: date, today: date) -> int:
    """The days up to `last` that would have counted, had the clock not been paused."""
    first, after = clock.started + timedelta(days=1), last + timedelta(days=1)
    return sum(_days(clock, max(first, p.start), min(after, _end(p, today))) for p in clock.pauses)


def _days(clock: Clock, first: date, after: date) -> int:
    """The clock's days from `first` up to, not including, `after`."""
    length = max(0, (after - first).days)
    if not clock.working:
        return length
    weeks, rest = divmod(length, 7)
    tail = (first + timedelta(days=d) for d in range(rest))
    return weeks * 5 + sum(day.weekday() <= FRIDAY for day in tail)


def _fault(clock: Clock) -> Fault | None:
    if clock.days < 0 or clock.extension_allowed < 0 or any(e.days < 1 for e in clock.extensions):
        return Fault.NEGATIVE
    reasons = [p.reason for p in clock.pauses] + [e.reason for e in clock.extensions]
    if not all(reason.strip() for reason in reasons):
        return Fault.NO_REASON
    if clock.pauses and not clock.pausable:
        return Fault.NOT_PAUSABLE
    if sum(e.days for e in clock.extensions) > clock.extension_allowed:
        return Fault.TOO_LONG
    days = [p.start for p in clock.pauses] + [e.on for e in clock.extensions]
    if clock.met_on:
        days.append(clock.met_on)
    if any(day < clock.started for day in days):
        return Fault.BEFORE_START
    if any(p.end is not None and p.end < p.start for p in clock.pauses):
        return Fault.ENDS_BEFORE_IT_BEGINS
    ordered = sorted(clock.pauses, key=lambda p: (p.start, p.end or date.max))
    for one, next_one in zip(ordered, ordered[1:], strict=False):
        if one.end is None or one.end > next_one.start:
            return Fault.OVERLAP
    return None
