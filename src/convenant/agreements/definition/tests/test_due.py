"""A member sees what it owes next, and when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.agreements.definition import (
    load,
    obligations_due,
    obligations_due_of_body,
    obligations_due_of_side,
    preset_text,
)
from convenant.agreements.definition.due import membership_year, start_of_year

EXAMPLE = load(preset_text("example-european-garments"), "example")
GARMENTS = load(preset_text("garments-2016"), "garments")

FRAME = """\
slug: x
title: {{en: X}}
languages: [en]
sector: {{name: {{en: X}}}}
term: {term}
sides: [{{id: companies, kind: companies, name: {{en: C}}}}]
classes: [{{id: small, name: {{en: S}}}}]
obligations:
  - {{id: base, kind: site_list, name: {{en: L}}, due: {{on: "05-01"}}}}
  - {{id: it, kind: action_plan, name: {{en: P}}, {rest}}}
"""


def _next(rest, joined, today, term="{start: 2020-01-01, end: 2029-12-31}"):
    definition = load(FRAME.format(term=term, rest=rest), "x")
    due = {d.obligation.id: d for d in obligations_due(definition, "small", joined, today)}
    return (due["it"].date, due["it"].membership_year) if "it" in due else None


@pytest.mark.parametrize(
    ("rest", "joined", "today", "expected"),
    [
        # on a day of every year
        ('due: {on: "05-01"}', "2025-03-15", "2025-03-15", ("2025-05-01", 1)),
        ('due: {on: "05-01"}', "2025-03-15", "2025-05-01", ("2025-05-01", 1)),
        ('due: {on: "05-01"}', "2025-03-15", "2025-05-02", ("2026-05-01", 2)),
        ('due: {on: "05-01"}', "2025-06-01", "2025-06-01", ("2026-05-01", 1)),
        ('due: {on: "02-29"}', "2025-01-01", "2025-01-01", ("2025-02-28", 1)),
        ('due: {on: "02-29"}', "2025-01-01", "2027-03-01", ("2028-02-29", 4)),
        # only in some years of membership
        ('from_year: 3, due: {on: "05-01"}', "2025-06-01", "2025-06-01", ("2028-05-01", 3)),
        ('until_year: 1, due: {on: "05-01"}', "2025-06-01", "2026-05-02", None),
        # days after something
        ("due: {after: joining, days: 30}", "2025-06-01", "2025-06-01", ("2025-07-01", 1)),
        ("due: {after: joining, days: 30}", "2025-06-01", "2025-07-02", None),
        ("due: {after: agreement_start, days: 60}", "2019-06-01", "2020-01-01", ("2020-03-01", 1)),
        ("due: {after: agreement_start, days: 60}", "2025-06-01", "2025-06-01", ("2025-07-31", 1)),
        ("due: {after: membership_year, days: 0}", "2024-02-29", "2024-03-01", ("2025-02-28", 2)),
        ("due: {after: membership_year, days: 10}", "2025-06-01", "2026-06-05", ("2026-06-11", 2)),
        (
            "due: {after: obligation, obligation: base, days: 60}",
            "2025-06-01",
            "2025-06-01",
            ("2026-06-30", 2),
        ),
        # owed, with a day nobody knows
        ("due: {yearly: true}", "2025-06-01", "2025-06-01", (None, None)),
        ("due: {after: event, event: {en: E}}", "2025-06-01", "2025-06-01", (None, None)),
        ("until_year: 1", "2025-06-01", "2026-05-31", (None, None)),
        ("until_year: 1", "2025-06-01", "2026-06-01", None),
        # other classes, and after the end
        ("until_year: 9", "2025-06-01", "2030-01-01", None),
        ('due: {on: "05-01"}', "2025-06-01", "2029-05-02", None),
        ('who: sides, sides: [companies], due: {on: "05-01"}', "2025-06-01", "2025-06-01", None),
    ],
)  # fmt: skip
def test_the_next_day_is_found(rest, joined, today, expected):
    found = _next(rest, date.fromisoformat(joined), date.fromisoformat(today))
    day = date.fromisoformat(expected[0]) if expected and expected[0] else None
    assert found == ((day, expected[1]) if expected else None)


def test_the_tail_keeps_an_obligation_alive():
    term = "{start: 2020-01-01, end: 2029-12-31, tail: {months: 18}}"
    rest = 'in_tail: true, due: {on: "05-01"}'
    joined = date(2025, 6, 1)
    assert _next(rest, joined, date(2030, 1, 1), term) == (date(2030, 5, 1), 5)
    assert _next(rest, joined, date(2031, 5, 2), term) is None
    assert _next('due: {on: "05-01"}', joined, date(2030, 1, 1), term) is None


def test_a_term_without_dates_still_gives_days():
    assert _next('due: {on: "05-01"}', date(2025, 6, 1), date(2040, 1, 1), "{}")[0].year == 2040
    rest = "due: {after: agreement_start, days: 3}"
    assert _next(rest, date(2025, 6, 1), date(2025, 6, 1), "{}") == (None, None)


def test_a_large_member_of_the_example_in_its_second_year():
    found = obligations_due(EXAMPLE, "large", date(2025, 7, 1), date(2026, 11, 22))
    assert [(d.obligation.id, str(d.date), d.membership_year, d.who) for d in found] == [
        ("fee", "2027-01-31", 2, "large"),
        ("self_assessment", "2027-02-01", 2, "large"),
        ("action_plan", "2027-04-02", 2, "large"),
        ("site_list", "2027-05-01", 2, "large"),
        ("materials_list", "2027-06-01", 2, "large"),
        ("progress_report", "2027-09-15", 3, "large"),
        ("public_report", "2027-11-15", 3, "large"),
        ("living_wage_project", "2027-12-28", 3, "large"),
        ("remedy_plan", "None", None, "large"),
    ]


def test_a_small_member_owes_no_list_of_materials():
    found = obligations_due(EXAMPLE, "small", date(2025, 7, 1), date(2026, 11, 22))
    assert {"materials_list", "living_wage_project"}.isdisjoint(d.obligation.id for d in found)


def test_the_other_sides_and_the_bodies_owe_something_too():
    joined, today = date(2025, 7, 1), date(2026, 11, 22)
    (ministry,) = obligations_due_of_side(EXAMPLE, "government", joined, today)
    assert (ministry.obligation.id, ministry.date) == ("government_report", date(2027, 3, 31))
    (board,) = obligations_due_of_body(EXAMPLE, "steering_group", joined, today)
    assert (board.who, board.date) == ("steering_group", date(2027, 6, 15))


def test_what_nobody_dated_is_listed_last_and_not_dropped():
    found = obligations_due(GARMENTS, "", date(2017, 1, 1), date(2018, 1, 1))
    assert [d.date for d in found] == [None] * 6


DAYS = st.dates(date(2015, 1, 1), date(2045, 1, 1))


@given(DAYS, DAYS)
def test_every_day_lies_in_the_year_of_membership_that_holds_it(joined, day):
    year = membership_year(joined, day)
    assert start_of_year(joined, year) <= day < start_of_year(joined, year + 1)


@given(DAYS, st.integers(0, 9000), st.sampled_from(["small", "medium", "large"]))
def test_nothing_is_due_in_the_past_or_after_the_end(joined, later, member_class):
    today = joined + timedelta(days=later)
    for due in obligations_due(EXAMPLE, member_class, joined, today):
        if due.date:
            assert today <= due.date <= EXAMPLE.term.end
            assert due.membership_year >= due.obligation.from_year
