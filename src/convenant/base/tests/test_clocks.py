"""Dates that duties hang on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.base.clocks import days_left, end_of_term, membership_year, next_yearly

dates = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_the_last_day_has_no_days_left_and_is_not_over() -> None:
    assert days_left(date(2026, 12, 31), date(2026, 12, 31)) == 0
    assert days_left(date(2026, 12, 31), date(2027, 1, 1)) == -1
    assert days_left(date(2028, 3, 1), date(2028, 2, 28)) == 2  # a leap year


@pytest.mark.parametrize(
    "month_day, today, expected",
    [
        ("04-01", date(2026, 4, 1), date(2026, 4, 1)),
        ("04-01", date(2026, 4, 2), date(2027, 4, 1)),
        ("12-31", date(2026, 1, 1), date(2026, 12, 31)),
        ("02-29", date(2026, 1, 1), date(2026, 2, 28)),
        ("02-29", date(2027, 3, 1), date(2028, 2, 29)),
        ("02-29", date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_a_yearly_date_comes_next(month_day: str, today: date, expected: date) -> None:
    assert next_yearly(month_day, today) == expected


@given(dates, dates)
def test_a_yearly_date_is_never_past_and_never_more_than_a_year_and_a_day_away(
    day: date, today: date
) -> None:
    found = next_yearly(day.strftime("%m-%d"), today)
    assert today <= found <= today + timedelta(days=366)
    assert (found.month, found.day) in {(day.month, day.day), (2, 28)}


@pytest.mark.parametrize(
    "joined, today, year",
    [
        (date(2025, 9, 1), date(2025, 8, 31), 0),
        (date(2025, 9, 1), date(2025, 9, 1), 1),
        (date(2025, 9, 1), date(2026, 8, 31), 1),
        (date(2025, 9, 1), date(2026, 9, 1), 2),
        (date(2024, 2, 29), date(2025, 2, 27), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 2),
        (date(2024, 2, 29), date(2028, 2, 28), 4),
        (date(2024, 2, 29), date(2028, 2, 29), 5),
    ],
)
def test_a_membership_year_starts_on_the_day_of_joining(
    joined: date, today: date, year: int
) -> None:
    assert membership_year(joined, today) == year


@given(dates, dates)
def test_membership_years_follow_each_other(joined: date, today: date) -> None:
    year, tomorrow = membership_year(joined, today), membership_year(joined, today + timedelta(1))
    assert tomorrow - year in (0, 1)
    assert (year == 0) == (today < joined)


@pytest.mark.parametrize(
    "start, days, working, end",
    [
        ("2026-11-23", 14, False, "2026-12-07"),
        ("2026-11-23", 0, True, "2026-11-23"),
        ("2026-11-23", 4, True, "2026-11-27"),  # a Monday
        ("2026-11-23", 5, True, "2026-11-30"),
        ("2026-11-27", 1, True, "2026-11-30"),
        ("2026-11-28", 1, True, "2026-11-30"),  # a Saturday
        ("2026-11-28", 5, True, "2026-12-04"),
        ("2026-11-29", 10, True, "2026-12-11"),
    ],
)
def test_a_term_ends_after_so_many_days(start, days, working, end) -> None:
    assert end_of_term(date.fromisoformat(start), days, working=working) == date.fromisoformat(end)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_a_term_of_working_days_holds_so_many_of_them(start, days) -> None:
    end = end_of_term(start, days, working=True)
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(day.weekday() < 5 for day in between) == days
    assert not days or end.weekday() < 5
