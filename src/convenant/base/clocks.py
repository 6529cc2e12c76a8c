"""Dates that duties hang on. Plain: no Django, no database."""

from datetime import date


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


def _on(year: int, month: int, day: int) -> date:
    if (month, day) == (2, 29):
        try:
            return date(year, 2, 29)
        except ValueError:
            return date(year, 2, 28)
    return date(year, month, day)
