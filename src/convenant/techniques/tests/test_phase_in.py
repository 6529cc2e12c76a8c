"""By which day a company applies a technique: the agreement's rule, its days, and why."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convenant.agreements.definition import load, preset_text
from convenant.techniques.content import Applicability
from convenant.techniques.phase_in import (
    WORDS,
    ApplyBy,
    Dates,
    Member,
    Period,
    Reason,
    Rule,
    add_years,
    apply_by,
    recognised_since,
    rule_of,
    why_not_asked,
    words,
)

PUBLISHED, RECOGNISED = date(2026, 10, 1), date(2027, 3, 12)
DATES = Dates(published=PUBLISHED, adopted=date(2026, 9, 20), recognised=RECOGNISED)
EARLY = Member(date(2025, 9, 1), "small")
DAYS = st.dates(date(2000, 2, 29), date(2100, 12, 31))


def codes(found: ApplyBy) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_four_years_from_recognition_as_the_european_example_writes_it() -> None:
    definition = load(preset_text("example-european-garments"), "x")
    found = apply_by(rule_of(definition.techniques), DATES, EARLY)
    assert found.day == date(2031, 3, 12)
    assert (found.years, found.years_from, found.start) == (4, "definition", RECOGNISED)
    large = apply_by(rule_of(definition.techniques), DATES, Member(EARLY.joined, "large"))
    assert (large.day, large.years_from) == (date(2030, 3, 12), "class")


def test_a_silent_agreement_gets_the_years_of_the_platform_which_says_so() -> None:
    found = apply_by(rule_of(None), DATES, EARLY)
    assert (found.day, found.years_from) == (date(2031, 3, 12), "platform default")
    assert codes(found) == ["platform_counts", "from_recognition", "years_platform_default"]
    assert "Article 21(3)" in words(found.reasons[-1], "en")


def test_without_recognition_the_clock_does_not_run_and_says_why() -> None:
    found = apply_by(Rule(), Dates(PUBLISHED, PUBLISHED), EARLY)
    assert found.day is None and codes(found)[-1] == "not_recognised"
    other = apply_by(Rule(counted_from="law", law="Act", has_law=True), DATES, EARLY)
    assert other.day is None and codes(other) == ["no_law_day"]
    assert "Act" in words(other.reasons[0], "en")


def test_the_term_never_begins_before_the_version_is_published() -> None:
    late = Dates(published=date(2028, 1, 1), adopted=date(2027, 12, 1), recognised=RECOGNISED)
    for counted in ("recognition", "adoption"):
        found = apply_by(Rule(counted_from=counted, within_years=2), late, EARLY)
        assert (found.start, found.day) == (date(2028, 1, 1), date(2030, 1, 1))
        assert "from_publication_instead" in codes(found)


def test_a_later_version_gives_those_who_had_to_apply_the_earlier_one_a_new_term() -> None:
    first = apply_by(Rule("recognition", 4), DATES, EARLY)
    second = Dates(published=date(2031, 6, 1), adopted=date(2031, 5, 1), recognised=RECOGNISED)
    found = apply_by(Rule("recognition", 4), second, EARLY)
    assert first.day == date(2031, 3, 12) and found.day == date(2035, 6, 1)
    assert not found.joined_later


def test_who_joins_after_the_term_began_has_the_term_of_new_members_or_the_rest_of_it() -> None:
    joined = Member(date(2029, 5, 4))
    fresh = apply_by(Rule("recognition", 4, new_members_within_years=3), DATES, joined)
    assert (fresh.day, fresh.years_from) == (date(2032, 5, 4), "new_members")
    short = apply_by(Rule("recognition", 4, new_members_within_years=1), DATES, joined)
    assert (short.day, short.years_from) == (date(2031, 3, 12), "definition")
    after = apply_by(Rule("recognition", 4), DATES, Member(date(2033, 1, 1)))
    assert (after.day, codes(after)[-1]) == (date(2033, 1, 1), "at_joining")


def test_nothing_must_be_applied_before_the_law_applies() -> None:
    rule = Rule("recognition", 1, has_law=True, law="Act", law_applies_from=date(2029, 7, 26))
    found = apply_by(rule, DATES, EARLY)
    assert (found.day, codes(found)[-1]) == (date(2029, 7, 26), "not_before_law")
    counted = apply_by(
        Rule("law", 2, has_law=True, law="Act", law_applies_from=date(2029, 7, 26)), DATES, EARLY
    )
    assert counted.day == date(2031, 7, 26)


def test_29_february_falls_on_the_28th_where_there_is_none() -> None:
    assert add_years(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert add_years(date(2028, 2, 29), 4) == date(2032, 2, 29)
    assert add_years(date(9990, 1, 1), 100) == date.max


def test_a_renewed_recognition_goes_on_and_a_gap_begins_anew() -> None:
    first = Period(date(2027, 1, 1), date(2031, 12, 31))
    renewed = Period(date(2032, 1, 1))
    later = Period(date(2033, 1, 1))
    assert recognised_since([renewed, first], date(2033, 1, 1)) == Period(date(2027, 1, 1))
    assert recognised_since([later, first], date(2032, 6, 1)) == later
    assert recognised_since([first], date(2032, 1, 1)) is None
    assert recognised_since([], date(2032, 1, 1)) is None


def test_it_is_asked_of_those_it_is_meant_for_and_unknown_leaves_nobody_out() -> None:
    to = Applicability(classes=["small"], chain_roles=["brand"], tiers=[1])
    assert why_not_asked(to, Member(EARLY.joined)) is None
    assert why_not_asked(Applicability(), Member(EARLY.joined, "large")) is None
    for member, code in (
        (Member(EARLY.joined, "large"), "not_for_class"),
        (Member(EARLY.joined, "small", frozenset({"agent"})), "not_for_role"),
        (Member(EARLY.joined, "small", frozenset({"brand"}), frozenset({3})), "not_for_tier"),
    ):
        reason = why_not_asked(to, member)
        assert reason is not None and reason.code == code


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_reason_has_words(language: str) -> None:
    values = {"day": "2031-03-12", "law": "Act", "years": 4, "member_class": "small"}
    said = [words(Reason(code, values), language) for code in WORDS]
    assert all(text.endswith(".") and "{" not in text for text in said)
    assert any("12 March 2031" in text or "12 maart 2031" in text for text in said)


@st.composite
def rules(draw: Any, law: bool = True) -> Rule:
    years = st.none() | st.integers(1, 100)
    return Rule(
        draw(st.sampled_from([None, "adoption", "recognition", "publication", "law"])),
        draw(years),
        draw(years),
        draw(st.dictionaries(st.sampled_from(["small", "large"]), st.integers(1, 100))),
        draw(st.booleans()),
        "Act",
        draw(st.none() | DAYS) if law else None,
    )


@given(rules(), DAYS, DAYS, st.none() | DAYS, DAYS, st.sampled_from(["small", "large", ""]))
def test_a_clock_stands_still_only_for_a_stated_reason_and_never_ends_before_it_begins(
    rule: Rule, published: date, adopted: date, recognised: date | None, joined: date, of: str
) -> None:
    found = apply_by(rule, Dates(published, adopted, recognised), Member(joined, of))
    assert (found.day is None) == bool({"not_recognised", "no_law_day"} & set(codes(found)))
    if found.day is None:
        return
    assert found.start is not None and found.years is not None and found.years_from is not None
    assert found.start >= published and found.day >= joined
    assert found.day >= add_years(found.start, rule.class_years.get(of, rule.within_years or 4))
    assert found.not_before is None or found.day >= found.not_before
    for language in ("en", "nl"):
        assert all(words(reason, language) for reason in found.reasons)


@given(rules(), DAYS, DAYS, DAYS, st.integers(0, 4000))
def test_a_later_start_never_gives_an_earlier_day(
    rule: Rule, published: date, recognised: date, joined: date, later: int
) -> None:
    # Who joined after the term began may have longer by the agreement's own rule; a start that moves past
    # the day of joining makes an ordinary member of them, and that is no earlier where it is no longer.
    member = Member(joined)
    one = apply_by(rule, Dates(published, published, recognised), member)
    moved = recognised + timedelta(days=later)
    other = apply_by(rule, Dates(published, published, moved), member)
    longer = (rule.new_members_within_years or 0) > (rule.within_years or 4)
    assume(one.joined_later == other.joined_later or not longer)
    assert one.day is None or (other.day is not None and other.day >= one.day)


@given(DAYS, DAYS, DAYS, st.integers(1, 99), st.none() | st.integers(1, 99), st.integers(0, 50))
def test_more_years_never_give_an_earlier_day(
    published: date, recognised: date, joined: date, years: int, fresh: int | None, more: int
) -> None:
    dates = Dates(published, published, recognised)
    found = [
        apply_by(Rule("recognition", years, fresh), dates, Member(joined)).day,
        apply_by(Rule("recognition", years + more, fresh), dates, Member(joined)).day,
        apply_by(
            Rule("recognition", years + more, None if fresh is None else fresh + more),
            dates,
            Member(joined),
        ).day,
    ]
    assert None not in found and found == sorted(found)  # type: ignore[type-var]


@given(
    st.lists(st.tuples(DAYS, st.none() | st.integers(0, 3000)), max_size=4),
    DAYS,
)
def test_the_order_of_recognitions_does_not_matter(found: list[Any], today: date) -> None:
    periods = [
        Period(since, None if days is None else since + timedelta(days=days))
        for since, days in found
    ]
    said = {recognised_since(order, today) for order in permutations(periods)}
    assert len(said) == 1
    one = said.pop()
    assert one is None or one.until is None or one.until >= today
    holds = any(p.since <= today and (p.until is None or p.until >= today) for p in periods)
    assert not holds or (one is not None and one.since <= today)
