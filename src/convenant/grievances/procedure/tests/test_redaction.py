"""Struck words are gone from the new text, whichever way they were written; votes and points come to one end."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convenant.grievances.procedure import rulings
from convenant.grievances.procedure.redaction import (
    BadStrike,
    Strike,
    folded,
    left_of,
    names_left,
    redacted,
    sentences,
)
from convenant.grievances.procedure.stages import Outcome


@pytest.mark.parametrize(
    ("text", "words", "result"),
    [
        ("Jamila told it.", "jamila", "[…] told it."),
        ("JAMÍLA’s wages", "Jamila", "[…]’s wages"),
        ("Jamilas wages", "Jamila", "[…] wages"),
        ("Jami\u00adla and Ja\u200bmila", "Jamila", "[…] and […]"),
        ("Ｊａｍｉｌａ came", "Jamila", "[…] came"),
        ("Factory\n Number  Nine", "factory number nine", "[…]"),
        ("Weiß und WEISS", "weiss", "[…] und […]"),
        ("Łódź, Lodz", "łódź", "[…], […]"),
        ("Jamila Akter and Akter", "Akter", "Jamila […] and […]"),
        ("e\u0301tat", "état", "[…]"),
        ("nothing here", "Jamila", "nothing here"),
    ],
)
def test_words_go_whichever_way_they_are_written(text: str, words: str, result: str) -> None:
    assert redacted(text, [Strike(words)]) == result
    assert not left_of(result, [Strike(words)])


def test_what_touches_goes_together_and_each_has_its_own_word() -> None:
    strikes = [Strike("Jamila", "[a worker]"), Strike("Jamila Akter of Dhaka", "[somebody]")]
    assert redacted("Jamila Akter of Dhaka. Jamila!", strikes) == "[somebody]. [a worker]!"


@pytest.mark.parametrize("words", ["", " ", "a", "…", "\u200b\u200b"])
def test_what_is_too_short_is_not_struck(words: str) -> None:
    with pytest.raises(BadStrike):
        redacted("anything", [Strike(words)])


def test_a_word_in_place_must_not_bring_another_back() -> None:
    with pytest.raises(BadStrike):
        redacted("x", [Strike("Jamila"), Strike("Akter", "the aunt of Jamila")])


def test_words_written_apart_are_found_left() -> None:
    assert left_of("J-a-m-i-l-a", [Strike("Jamila")]) == ["Jamila"]
    assert left_of("Ja-\nmila", [Strike("Jamila")]) == ["Jamila"]


def test_a_name_is_found_as_a_word_only() -> None:
    assert names_left("The quality of ALÍ’s work, O'Neill", ["Ali Osman", "O'Neill"]) == [
        "ali",
        "neill",
    ]


WORDS = st.text(st.sampled_from("aáàbB cC-.\n\u00ad\u200bßẞıİéE9"), max_size=30)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=4))
def test_no_struck_word_is_in_the_new_text(text: str, words: list[str]) -> None:
    strikes = [Strike(one, "[#]") for one in words]
    try:
        made = redacted(text, strikes)
    except BadStrike:
        return
    for one in words:
        assert folded(one) not in folded(made)


@given(st.text(max_size=40), st.text(min_size=2, max_size=6))
def test_text_without_the_words_stays_as_it_is(text: str, words: str) -> None:
    assume(any(map(str.isalnum, folded(words))) and len(folded(words)) > 1)
    assume(folded(words) not in folded(text) and not left_of("[…]", [Strike(words)]))
    assert redacted(text, [Strike(words)]) == text


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once_and_forms_are_the_same(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


def test_sentences_are_there_to_choose_from() -> None:
    assert sentences("One. Two!\nThree") == ["One.", "Two!", "Three"]


F, P, U = Outcome.FOUNDED, Outcome.PARTLY_FOUNDED, Outcome.UNFOUNDED


@pytest.mark.parametrize(
    ("points", "whole"), [([F], F), ([F, F], F), ([U, U], U), ([F, U], P), ([P], P), ([F, P], P)]
)
def test_points_come_to_one_outcome(points: list[Outcome], whole: Outcome) -> None:
    assert rulings.outcome_of(points) == whole


def test_a_ruling_without_points_is_none() -> None:
    with pytest.raises(ValueError):
        rulings.outcome_of([])


@given(st.dictionaries(st.integers(0, 6), st.booleans(), min_size=1))
def test_nothing_is_adopted_before_everybody_voted(votes: dict[int, bool]) -> None:
    panel = set(votes)
    yes = sum(votes.values())
    assert rulings.adopted(votes, panel) is (yes * 2 > len(panel))
    assert rulings.adopted(votes, panel, consensus=True) is (yes == len(panel))
    assert rulings.adopted(votes, panel, at_least=100) is (yes == len(panel))
    assert rulings.adopted(votes, panel | {7}) is None
    assert rulings.adopted(votes, []) is None
