"""Dates that duties hang on. Plain: no Django, no database."""

from datetime import date, timedelta

FRIDAY = 4  # as `date.weekday` counts


def days_left(end: date, today: date) -> int:
    """Whole days until `end`; 0 on the day itself, negative after it."""
    return (end - today).days


def next_yearly(month_day: str, today: date) -> date:
    """The first day on or after `today` with this `MM-DD`; 29 February falls on the 28th elsewhere."""
    month, day = map(int, month_day.split("-"))
    for year in (today.year, today.year + 1):
        found = _on(year, month, day)
        if found >= today:
            return found
    raise AssertionError("a year always has a next one")


def membership_year(joined: date, today: date) -> int:
    """1 in the first twelve months after joining, 2 in the next, and so on; 0 before joining."""
    if today < joined:
        return 0
    years = today.year - joined.year
    if _on(today.year, joined.month, joined.day) > today:
        years -= 1
    return years + 1


def end_of_term(start: date, days: int, *, working: bool = False) -> date:
    """The last day of a term of so many days that begins the day after `start`.

    Working days are Monday to Friday; public holidays differ by country and are counted as working days,
    so that a term is never longer than one reads it to be. A term of no days ends on `start`.
    """
    if not working:
        return start + timedelta(days=days)
    end = start
    while days:
        end += timedelta(days=1)
        days -= end.weekday() <= FRIDAY
    return end


def _on(year: int, month: int, day: int) -> date:
    if (month, day) == (2, 29):
        try:
            return date(year, 2, 29)
        except ValueError:
            return date(year, 2, 28)
    return date(year, month, day)
