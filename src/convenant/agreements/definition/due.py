"""When obligations are due for one party: pure dates, no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from convenant.agreements.definition.model import Definition
from convenant.agreements.definition.parts.obligations import Obligation
from convenant.agreements.definition.parts.term import months_after
from convenant.agreements.definition.parts.values import month_day_in

_LAST_YEAR = 100  # of membership; no agreement comes near it


@dataclass(frozen=True)
class Due:
    """The next time an obligation is due.

    `date` and `membership_year` are None where the definition gives no day (it is owed, the day
    is not known or waits for an event); `who` is the class of the member, the side or the body.
    """

    obligation: Obligation
    date: date | None
    membership_year: int | None
    who: str


def membership_year(joined: date, day: date) -> int:
    """The year of membership `day` falls in; 1 is the first, 0 and less lie before joining."""
    year = day.year - joined.year
    return year + 1 if day >= start_of_year(joined, year + 1) else year


def start_of_year(joined: date, year: int) -> date:
    """The first day of a year of membership; 29 February falls back to the 28th."""
    return months_after(joined, 12 * (year - 1))


def obligations_due(
    definition: Definition, member_class: str, joined: date, today: date
) -> list[Due]:
    """The next due day, on or after `today`, of each obligation of a member of `member_class`.

    Obligations of other classes, sides or bodies are left out, as are those that will not fall
    due any more: past their last year of membership, or past the end of the agreement (with
    `in_tail`: of its tail). Who joined before the agreement starts counts from its start.
    Sorted by day; those without a known day come last.
    """
    owed = [
        obligation
        for obligation in definition.obligations
        if obligation.who == "members"
        and (not obligation.classes or member_class in obligation.classes)
    ]
    return _due(definition, owed, member_class, joined, today)


def obligations_due_of_side(
    definition: Definition, side: str, joined: date, today: date
) -> list[Due]:
    """As `obligations_due`, for a party of `side`; `who` is the side."""
    owed = [o for o in definition.obligations if o.who == "sides" and side in o.sides]
    return _due(definition, owed, side, joined, today)


def obligations_due_of_body(
    definition: Definition, body: str, joined: date, today: date
) -> list[Due]:
    """As `obligations_due`, for a body (`joined` is its first day); `who` is the body."""
    owed = [o for o in definition.obligations if o.who == "body" and body == o.body]
    return _due(definition, owed, body, joined, today)


def _due(
    definition: Definition, owed: list[Obligation], who: str, joined: date, today: date
) -> list[Due]:
    start = definition.term.start
    joined = max(joined, start) if start else joined
    found = [
        Due(obligation, *next_one, who)
        for obligation in owed
        if (next_one := _next(definition, obligation, joined, today))
    ]
    return sorted(found, key=lambda due: (due.date is None, due.date or today))


def _next(
    definition: Definition, obligation: Obligation, joined: date, today: date
) -> tuple[date | None, int | None] | None:
    last = definition.term.end
    if obligation.in_tail and last:
        last = definition.term.tail_end
    days = _days(definition, obligation, joined)
    if days is None:
        until = obligation.until_year
        gone = until is not None and membership_year(joined, today) > until
        return None if gone or (last and today > last) else (None, None)
    for day in days:
        if last and day > last:
            return None
        if day >= today:
            return day, membership_year(joined, day)
    return None


def _days(definition: Definition, obligation: Obligation, joined: date) -> Iterator[date] | None:
    """Every day an obligation falls due, rising; None where no day can be computed."""
    due = obligation.due
    if due is None:
        return None
    if due.on is not None:
        return _yearly(due.on, obligation, joined)
    if due.days is None:
        return None
    later = timedelta(days=due.days)
    if due.after == "joining":
        return iter([joined + later])
    if due.after == "agreement_start":
        start = definition.term.start
        return iter([max(start, joined) + later]) if start else None
    if due.after == "membership_year":
        last = min(obligation.until_year or _LAST_YEAR, _LAST_YEAR)
        years = range(obligation.from_year, last + 1)
        return (start_of_year(joined, year) + later for year in years)
    if due.after == "obligation":
        first = next((o for o in definition.obligations if o.id == due.obligation), None)
        days = _days(definition, first, joined) if first else None
        if days is None:
            return None
        return (day + later for day in days if _owed(obligation, membership_year(joined, day)))
    return None


def _yearly(month_day: str, obligation: Obligation, joined: date) -> Iterator[date]:
    for year in range(joined.year, joined.year + _LAST_YEAR + 1):
        day = month_day_in(year, month_day)
        if day >= joined and _owed(obligation, membership_year(joined, day)):
            yield day


def _owed(obligation: Obligation, year: int) -> bool:
    until = obligation.until_year
    return obligation.from_year <= year and (until is None or year <= until)
