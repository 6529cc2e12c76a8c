"""How the promised terms were kept, stage by stage, from plain records. Plain: no Django."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

from convenant.grievances.procedure.clocks import Clock, Status, state


@dataclass(frozen=True)
class Record:
    """One clock of one case; `days_used` without its pauses."""

    clock: str
    days_used: int
    done: bool
    late: bool


@dataclass(frozen=True)
class Kept:
    """How one clock was kept over many cases; the days are of those done, None where none is."""

    clock: str
    done: int
    in_time: int
    open: int
    open_late: int
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None

    @property
    def share_in_time(self) -> float | None:
        """Of those done, the share within the promise; None where none is done."""
        return self.in_time / self.done if self.done else None


def record(name: str, clock: Clock, today: date) -> Record:
    """What the clock of one case tells on this day."""
    found = state(clock, today)
    done = found.status in (Status.MET, Status.MET_LATE)
    late = found.status in (Status.LATE, Status.MET_LATE)
    return Record(name, found.days_used, done, late)


def performance(records: Iterable[Record]) -> dict[str, Kept]:
    """Per clock, how it was kept; the order of the records does not matter."""
    by_clock: dict[str, list[Record]] = defaultdict(list)
    for one in records:
        by_clock[one.clock].append(one)
    return {name: _kept(name, by_clock[name]) for name in sorted(by_clock)}


def _kept(name: str, records: list[Record]) -> Kept:
    done = [r for r in records if r.done]
    still = [r for r in records if not r.done]
    low, middle, high = _quartiles([r.days_used for r in done])
    return Kept(
        clock=name,
        done=len(done),
        in_time=sum(not r.late for r in done),
        open=len(still),
        open_late=sum(r.late for r in still),
        lower_quartile=low,
        median=middle,
        upper_quartile=high,
    )


def _quartiles(days: list[int]) -> tuple[float | None, float | None, float | None]:
    if not days:
        return None, None, None
    if len(days) == 1:
        return float(days[0]), float(days[0]), float(days[0])
    low, _middle, high = quantiles(days, n=4, method="inclusive")
    return low, float(median(days)), high
