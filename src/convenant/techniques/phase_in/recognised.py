"""Since when a recognition holds without a gap, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """The days on which one recognition holds; `until` None: no end is known."""

    since: date
    until: date | None = None


def recognised_since(periods: Iterable[Period], today: date) -> Period | None:
    """The unbroken stretch of recognition that holds today, or else the first one to come.

    A recognition that follows another without a day between them goes on with it, so that renewal does not
    give anybody a new term.
    """
    stretches: list[Period] = []
    for one in sorted(periods, key=lambda period: period.since):
        if one.until is not None and one.until < one.since:
            continue
        last = stretches[-1] if stretches else None
        if last is None or not _reaches(last, one.since):
            stretches.append(one)
        elif last.until is not None:
            until = None if one.until is None else max(last.until, one.until)
            stretches[-1] = Period(last.since, until)
    return next((one for one in stretches if one.until is None or one.until >= today), None)


def _reaches(period: Period, day: date) -> bool:
    return period.until is None or period.until + timedelta(days=1) >= day
