"""How terms were kept, and what the eight criteria of UNGP 31 show."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances.procedure.clocks import Clock, Pause, met
from convenant.grievances.procedure.effectiveness import (
    CaseFacts,
    Criterion,
    Known,
    effectiveness,
)
from convenant.grievances.procedure.performance import Record, performance, record

MONDAY = date(2026, 3, 2)


def day(number):
    return MONDAY + timedelta(days=number)


def test_pauses_are_taken_off_the_days_used():
    clock = met(Clock(MONDAY, 10, pauses=(Pause(day(3), "asked", day(8)),)), day(12))
    assert record("scope_check", clock, day(30)) == Record("scope_check", 7, True, False)


def test_done_and_open_are_counted_apart():
    records = [
        Record("dialogue", 10, True, False),
        Record("dialogue", 20, True, False),
        Record("dialogue", 70, True, True),
        Record("dialogue", 5, False, False),
        Record("dialogue", 99, False, True),
        Record("ruling", 12, True, False),
        Record("mediation", 3, False, False),
    ]
    found = performance(records)
    talk = found["dialogue"]
    assert (talk.done, talk.in_time, talk.open, talk.open_late) == (3, 2, 2, 1)
    assert (talk.lower_quartile, talk.median, talk.upper_quartile) == (15, 20, 45)
    assert talk.share_in_time == 2 / 3
    assert found["ruling"].median == 12
    assert found["mediation"].median is None and found["mediation"].share_in_time is None
    assert performance([]) == {}


some_records = st.lists(
    st.builds(
        Record,
        st.sampled_from(["ruling", "dialogue"]),
        st.integers(0, 400),
        st.booleans(),
        st.booleans(),
    )
)


@given(some_records, st.randoms())
def test_the_order_does_not_matter_and_nothing_is_lost(records, chance):
    other = list(records)
    chance.shuffle(other)
    found = performance(other)
    assert found == performance(records)
    assert sum(k.done + k.open for k in found.values()) == len(records)
    for kept in found.values():
        if kept.median is not None:
            assert kept.lower_quartile <= kept.median <= kept.upper_quartile


def by_name(found):
    return {(i.id, i.part): i for i in found.indicators}


def test_nothing_recorded_is_not_known_and_never_nought():
    found = effectiveness([CaseFacts() for _ in range(9)])
    for one in found.indicators:
        if one.id == "received":
            assert (one.value, one.known) == (9, Known.KNOWN)
        else:
            assert (one.value, one.known, one.base) == (None, Known.NOT_KNOWN, 0)
    assert {i.criterion for i in found.indicators} == set(Criterion)


def test_every_criterion_shows_its_numbers_with_their_base():
    cases = [
        CaseFacts(
            language="bn" if n < 6 else "nl",
            anonymous=n < 5,
            outcome="founded" if n < 4 else "settled",
            clocks_kept={"ruling": n < 7},
            track="dialogue",
            feedback=4.0 if n < 5 else None,
        )
        for n in range(10)
    ]
    found = by_name(effectiveness(cases))
    assert (found["anonymous", ""].value, found["anonymous", ""].base) == (0.5, 10)
    assert found["in_time", "ruling"].value == 0.7
    assert (found["languages", "bn"].value, found["languages", "nl"].value) == (6, 4)
    assert (found["feedback", ""].value, found["feedback", ""].base) == (4.0, 5)
    assert found["retaliation", ""].known == Known.NOT_KNOWN


def test_a_share_that_leaves_one_person_is_not_shown():
    cases = [CaseFacts(anonymous=n > 0, retaliation=n == 0) for n in range(10)]
    found = by_name(effectiveness(cases))
    for name in ("anonymous", "retaliation"):
        assert found[name, ""].known == Known.TOO_FEW
        assert found[name, ""].value is None


def test_a_case_more_than_last_year_is_not_told():
    cases = [CaseFacts(anonymous=n < 5, feedback=3.0) for n in range(10)]
    first = effectiveness(cases)
    again = effectiveness(
        [*cases, CaseFacts(anonymous=True, feedback=1.0)], earlier=[first.published]
    )
    for one in again.indicators:
        assert one.value is None
    assert effectiveness(cases, earlier=[first.published]) == first


@given(
    st.lists(
        st.builds(
            CaseFacts,
            language=st.none() | st.sampled_from(["bn", "nl", "ar"]),
            anonymous=st.none() | st.booleans(),
            outcome=st.none() | st.sampled_from(["founded", "settled"]),
            clocks_kept=st.dictionaries(st.sampled_from(["ruling", "dialogue"]), st.booleans()),
        ),
        max_size=12,
    )
)
def test_no_number_is_about_fewer_than_the_minimum(cases):
    for one in effectiveness(cases).indicators:
        assert (one.value is not None) == (one.known == Known.KNOWN)
        assert one.base is None or one.base == 0 or one.base >= 3
        if one.unit == "count" and one.value:
            assert one.value >= 3
