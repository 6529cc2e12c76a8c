"""The road of an application, as data: nobody comes to a recognition without what makes it one."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.techniques.models import Recognition
from convenant.techniques.recognition import (
    DECIDED,
    ENDED,
    HOLDING,
    STATES,
    Basis,
    Facts,
    Judged,
    bases,
    may_apply_again,
    may_be_recognised,
    moves,
    repair_range,
    why_not,
)
from convenant.techniques.recognition.states import MOVES

TODAY = date(2026, 11, 22)
MINERALS, BATTERIES = bases()["reg2017_821_art8"], bases()["reg2023_1542_art53"]
OWN = bases()["csddd_art20_fitness_self"]
FULL = (Judged("fully", "fully"),)

days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
words = st.sampled_from(["", "  ", "As the notice says."])
grades = st.sampled_from(["", "fully", "partially", "not"])
any_basis = st.sampled_from(list(bases().values()))
any_facts = st.builds(
    Facts,
    basis=any_basis,
    today=st.just(TODAY),
    on=days,
    last=days,
    text=words,
    authority=words,
    decision=words,
    valid_from=days,
    valid_to=days,
    deadline=days,
    alignment=st.lists(st.builds(Judged, grades, grades), max_size=4).map(tuple),
)


def some(basis: Basis = MINERALS, **said: Any) -> Facts:
    """Facts with which everything can be recorded, with these instead."""
    whole: dict[str, Any] = {
        "today": TODAY,
        "on": TODAY,
        "text": "As decided.",
        "authority": "European Commission",
        "decision": "Implementing decision 1 (invented)",
        "valid_from": TODAY,
        "deadline": date(2027, 4, 1),
        "alignment": FULL,
        **said,
    }
    return Facts(basis=basis, **whole)


def reached(decided: bool) -> set[str]:
    found, ahead = {"draft"}, ["draft"]
    while ahead:
        for move in moves(ahead.pop(), decided=decided):
            if move.to not in found:
                found.add(move.to)
                ahead.append(move.to)
    return found


def test_every_state_is_reached_and_is_one_that_is_stored() -> None:
    assert reached(decided=True) == set(STATES) == set(Recognition.State.values)
    assert {m.was for m in MOVES} | {m.to for m in MOVES} == set(STATES)
    assert len({(m.was, m.to) for m in MOVES}) == len(MOVES)


def test_what_ended_goes_nowhere_but_can_be_applied_for_anew() -> None:
    for state in STATES:
        assert bool(moves(state)) == (state not in ENDED)
        assert may_apply_again(state, None) == (state in ENDED)
    assert may_apply_again("monitoring", TODAY)
    assert not may_apply_again("draft", TODAY)


def test_where_nobody_else_decides_nothing_is_ever_recognised() -> None:
    assert not reached(decided=False) & DECIDED
    for basis in bases().values():
        if not basis.decided:
            for state in STATES:
                for to in DECIDED:
                    assert why_not(state, to, some(basis)), (basis.id, state, to)
            assert not any(basis.says(state, "A", "en") for state in DECIDED)


def test_an_own_assessment_says_that_it_is_one() -> None:
    assert "no authority" in OWN.says("assessment", "", "en")
    assert "geen autoriteit" in OWN.says("assessment", "", "nl")
    assert why_not("draft", "submitted", some(OWN)) == ["nobody_decides"]
    assert why_not("draft", "assessment", some(OWN)) == []


@given(any_facts, st.sampled_from(STATES))
def test_no_recognition_without_decision_day_and_authority(facts: Facts, state: str) -> None:
    if why_not(state, "recognised", facts):
        return
    assert facts.basis.decided
    assert facts.decision.strip()
    assert facts.authority.strip()
    assert facts.on is not None
    assert facts.on <= TODAY
    assert facts.valid_from is not None
    assert facts.valid_to is None or facts.valid_to >= facts.valid_from
    if facts.basis.full_alignment_needed:
        assert facts.alignment
        assert all(one == Judged("fully", "fully") for one in facts.alignment)


@given(st.lists(st.tuples(st.sampled_from(STATES), any_facts), max_size=30))
def test_days_never_run_backwards_nor_into_the_future(asked: list[tuple[str, Facts]]) -> None:
    state, last, walked = "draft", None, []
    for to, facts in asked:
        facts = Facts(**{**facts.__dict__, "last": last, "basis": BATTERIES})
        if not why_not(state, to, facts):
            assert facts.on is not None
            state, last = to, facts.on
            walked.append(facts.on)
    assert walked == sorted(walked)
    assert all(day <= TODAY for day in walked)


@given(any_facts, st.sampled_from(STATES), st.sampled_from(STATES))
def test_a_move_that_needs_words_has_them(facts: Facts, was: str, to: str) -> None:
    if why_not(was, to, facts):
        return
    move = next(m for m in MOVES if (m.was, m.to) == (was, to))
    if "text" in move.needs:
        assert facts.text.strip()
    if "deadline" in move.needs:
        assert facts.deadline is not None
        assert facts.on is not None
        assert facts.deadline > facts.on


@pytest.mark.parametrize(
    ("alignment", "codes"),
    [
        ((), ["no_criteria"]),
        ((Judged("fully", ""),), ["not_all_graded"]),
        ((Judged("fully", "fully"), Judged("fully", "partially")), ["not_fully_aligned"]),
        ((Judged("not", ""),), ["not_all_graded", "not_fully_aligned"]),
        (FULL, []),
    ],
)
def test_full_alignment_is_asked_where_the_basis_asks_it(
    alignment: tuple[Judged, ...], codes: list[str]
) -> None:
    assert may_be_recognised(alignment, MINERALS) == codes
    assert may_be_recognised(alignment, BATTERIES) == []  # not known: the decision is recorded
    assert may_be_recognised(alignment, bases()["oecd_alignment"]) == []


@pytest.mark.parametrize(
    ("deadline", "codes"),
    [
        (date(2027, 2, 21), ["deadline_out_of_range"]),
        (date(2027, 2, 22), []),
        (date(2027, 5, 22), []),
        (date(2027, 5, 23), ["deadline_out_of_range"]),
        (None, ["deadline_missing"]),
    ],
)
def test_the_term_for_repair_is_that_of_the_basis(deadline: date | None, codes: list[str]) -> None:
    assert why_not("monitoring", "deficient", some(deadline=deadline)) == codes


def test_where_no_source_gives_a_term_any_later_day_goes() -> None:
    assert repair_range(BATTERIES, TODAY) is None
    tomorrow = some(BATTERIES, deadline=TODAY + timedelta(days=1))
    assert why_not("monitoring", "deficient", tomorrow) == []
    assert why_not("monitoring", "deficient", some(BATTERIES, deadline=TODAY)) == [
        "deadline_before_notice"
    ]


def test_every_basis_is_whole_in_both_languages() -> None:
    assert list(bases()) == [
        "none",
        "csddd_art20_fitness_self",
        "oecd_alignment",
        "reg2017_821_art8",
        "reg2023_1542_art53",
        "national",
        "other_agreement",
    ]
    for one in bases().values():
        for said in (one.name, one.who, one.note, *one.words.values(), *one.labels.values()):
            assert set(said) == {"nl", "en"}, one.id
            assert all(said.values()), one.id
        assert one.source
        assert one.confidence in ("sourced", "high", "medium", "low")
        assert set(one.words) | set(one.labels) <= set(STATES)
        assert len(one.id) <= 40
        if one.decided:
            for state in ("recognised", "refused", "withdrawn"):
                for language in ("nl", "en"):
                    assert "Body X" in one.says(state, "Body X", language), one.id


def test_only_an_authority_of_the_public_is_said_to_recognise() -> None:
    for one in bases().values():
        printed = one.says("recognised", "Body X", "en")
        assert printed.startswith("Recognised by") == one.by_authority
        if not one.by_authority:
            for state in HOLDING - {"deficient", "repaired"}:
                assert not one.decided or one.label(state, "en")
