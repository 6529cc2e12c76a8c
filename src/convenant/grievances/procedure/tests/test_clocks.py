"""A clock that is paused, extended, met and late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convenant.base.clocks import end_of_term
from convenant.grievances.procedure import clocks
from convenant.grievances.procedure.clocks import (
    Clock,
    ClockError,
    Escalation,
    Extension,
    Fault,
    Pause,
    Status,
    due_date,
    escalation,
    state,
)

MONDAY = date(2026, 3, 2)


def day(number):
    return MONDAY + timedelta(days=number)


@st.composite
def some_pauses(draw):
    """Pauses that do not overlap, in any order."""
    edges = sorted(draw(st.lists(st.integers(0, 120), max_size=8)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return draw(st.permutations([Pause(day(a), "asked", day(b)) for a, b in pairs]))


some_clocks = st.builds(
    Clock,
    started=st.just(MONDAY),
    days=st.integers(0, 120),
    working=st.booleans(),
    extension_allowed=st.just(60),
    pauses=some_pauses().map(tuple),
    extensions=st.lists(
        st.builds(Extension, st.integers(1, 20), st.just("hard"), st.just(MONDAY)), max_size=3
    ).map(tuple),
)
some_days = st.integers(0, 400).map(day)


@given(st.integers(0, 200), st.booleans(), some_days)
def test_without_pauses_the_term_ends_as_terms_end(days, working, today):
    clock = Clock(MONDAY, days, working=working)
    assert state(clock, today).due == end_of_term(MONDAY, days, working=working)


@given(some_clocks, some_days, st.randoms())
def test_the_order_of_pauses_does_not_matter(clock, today, chance):
    other = list(clock.pauses)
    chance.shuffle(other)
    assert state(replace(clock, pauses=tuple(other)), today) == state(clock, today)


@given(some_clocks, some_days)
def test_pausing_never_shortens(clock, today):
    assert due_date(clock, today) >= due_date(replace(clock, pauses=()), today)


@given(some_clocks, some_days, st.integers(1, 30))
def test_a_longer_extension_never_ends_sooner(clock, today, more):
    longer = replace(
        clock,
        extension_allowed=200,
        extensions=(*clock.extensions, Extension(more, "hard", MONDAY)),
    )
    assert due_date(longer, today) >= due_date(clock, today) + timedelta(days=more)


@given(some_clocks, some_days)
def test_nothing_is_ever_negative_and_late_is_after_the_last_day(clock, today):
    found = state(clock, today)
    assert min(found.days_used, found.days_left, found.days_late) >= 0
    assert (found.status == Status.LATE) == (today > found.due)
    assert found.days_left == 0 or today < found.due
    if today == found.due:
        assert found.days_used == found.term


@given(some_clocks, some_days)
def test_days_used_never_fall_as_days_go_by(clock, today):
    later = state(clock, today + timedelta(days=1))
    assert later.days_used - state(clock, today).days_used in (0, 1)


@given(st.integers(1, 60), st.integers(1, 59), st.integers(0, 100))
def test_a_pause_pushes_the_last_day_on_day_for_day(term, begins, length):
    assume(begins <= term)
    clock = Clock(MONDAY, term, pauses=(Pause(day(begins), "asked", day(begins + length)),))
    assert state(clock, MONDAY).due == day(term + length)


@given(st.integers(1, 60), st.integers(0, 59), st.integers(0, 100))
def test_while_paused_the_days_left_stand_still(term, begins, longer):
    assume(begins < term)
    clock = clocks.paused(Clock(MONDAY, term), day(begins + 1), "asked")
    found = state(clock, day(begins + 1 + longer))
    assert found.status == Status.PAUSED
    assert found.days_left == term - begins
    assert escalation(found) == Escalation.NONE


def test_a_pause_over_a_weekend_takes_no_working_days():
    clock = Clock(MONDAY, 5, working=True)
    resting = replace(clock, pauses=(Pause(day(5), "asked", day(7)),))
    assert state(resting, MONDAY).due == state(clock, MONDAY).due == day(7)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"days": -1}, Fault.NEGATIVE),
        ({"extensions": (Extension(0, "x", MONDAY),)}, Fault.NEGATIVE),
        ({"pauses": (Pause(day(1), " "),)}, Fault.NO_REASON),
        ({"pauses": (Pause(day(1), "x"),), "pausable": False}, Fault.NOT_PAUSABLE),
        ({"extensions": (Extension(9, "x", MONDAY),)}, Fault.TOO_LONG),
        ({"pauses": (Pause(day(-1), "x"),)}, Fault.BEFORE_START),
        ({"met_on": day(-1)}, Fault.BEFORE_START),
        ({"pauses": (Pause(day(3), "x", day(2)),)}, Fault.ENDS_BEFORE_IT_BEGINS),
        ({"pauses": (Pause(day(1), "x", day(5)), Pause(day(4), "y", day(6)))}, Fault.OVERLAP),
        ({"pauses": (Pause(day(1), "x"), Pause(day(4), "y", day(6)))}, Fault.OVERLAP),
    ],
)
def test_a_clock_with_a_fault_cannot_exist(changes, fault):
    with pytest.raises(ClockError) as raised:
        Clock(**{"started": MONDAY, "days": 10, "extension_allowed": 5, **changes})
    assert raised.value.fault == fault


def test_a_pause_may_begin_on_the_day_another_ends():
    Clock(MONDAY, 9, pauses=(Pause(day(3), "y", day(4)), Pause(day(1), "x", day(3))))


def test_what_is_late_stays_late():
    clock = Clock(MONDAY, 5, extension_allowed=30)
    for change in (
        lambda: clocks.paused(clock, day(6), "asked"),
        lambda: clocks.extended(clock, 9, "hard", day(6)),
    ):
        with pytest.raises(ClockError) as raised:
            change()
        assert raised.value.fault == Fault.AFTER_LAST_DAY
    assert state(clocks.extended(clock, 9, "hard", day(5)), day(6)).status == Status.RUNNING


def test_a_clock_is_paused_resumed_and_met():
    clock = clocks.paused(Clock(MONDAY, 10), day(4), "asked")
    with pytest.raises(ClockError) as raised:
        clocks.paused(clock, day(5), "again")
    assert raised.value.fault == Fault.OVERLAP
    clock = clocks.met(clocks.resumed(clock, day(8)), day(13))
    found = state(clock, day(99))
    assert (found.status, found.due, found.days_used) == (Status.MET, day(14), 9)
    for change in (clocks.met, clocks.resumed):
        with pytest.raises(ClockError):
            change(clock, day(14))
    assert state(clocks.met(Clock(MONDAY, 3), day(4)), day(9)).status == Status.MET_LATE


def test_it_is_met_while_paused():
    clock = clocks.met(clocks.paused(Clock(MONDAY, 10), day(4), "asked"), day(30))
    assert state(clock, day(31)).status == Status.MET


def test_it_calls_at_four_fifths_when_late_and_at_twice_the_term():
    clock = Clock(MONDAY, 10)
    called = [escalation(state(clock, day(n))) for n in (7, 8, 10, 11, 19, 20)]
    assert called == [
        Escalation.NONE,
        Escalation.REMINDER,
        Escalation.REMINDER,
        Escalation.LATE,
        Escalation.LATE,
        Escalation.VERY_LATE,
    ]
    assert escalation(state(clocks.met(clock, day(15)), day(40))) == Escalation.NONE
    assert set(clocks.TOLD) == set(Escalation)
