"""What a content reads like, what may be amended in it, and what changed: for any content at all."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convenant.decisions.actions.amendments import amended
from convenant.techniques.content import Content
from convenant.techniques.content.differences import compared
from convenant.techniques.content.faults import sentences
from convenant.techniques.content.rendering import pieces, rendered
from convenant.techniques.content.replacing import NotInOnePlace, replaced
from convenant.techniques.content.texts import missing, stale
from convenant.techniques.content.tidying import tidied
from convenant.techniques.tests.contents import CONTENTS, LANGUAGES, line
from convenant.techniques.tests.published import PAYMENT, some_content

PAYING = Content.model_validate(PAYMENT)
NAMES = {"class:small": "Small", "chain_role:brand": "Own brand", "tier:1": "Tier 1"}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where each text stands that has no language, or is Dutch."""
    if isinstance(value, dict):
        inner = [(key, one) for key, one in value.items() if key not in NOT_TEXTS and key != "en"]
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return [path] if isinstance(value, str) else []
    return [found for key, one in inner for found in leaves(one, (*path, key))]


NOT_TEXTS = {
    *("kind", "topic", "id", "member_class", "currency", "mark", "classes", "chain_roles"),
    *("countries", "themes", "criteria"),
}


def with_leaf(content: Content, path: tuple[Any, ...], text: str) -> Content:
    whole = content.model_dump(mode="json")
    inner: Any = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    return Content.model_validate(whole)


@given(CONTENTS, st.data())
def test_whichever_text_changes_the_rendering_changes(content: Content, data: Any) -> None:
    paths = leaves(content.model_dump(mode="json"))
    path = data.draw(st.sampled_from(paths))
    other = with_leaf(content, path, data.draw(line()) + "!")
    assume(other != content)
    assert rendered(other, "nl") != rendered(content, "nl")


@given(CONTENTS, CONTENTS, st.sampled_from(LANGUAGES))
def test_every_change_is_told_and_nothing_else(one: Content, two: Content, language: str) -> None:
    assert compared(one, one, language) == []
    found = compared(one, two, language)
    assert bool(found) == (one != two)
    for change in found:
        assert change.sentence.strip()
        assert change.part in Content.model_fields


@given(CONTENTS, st.data(), st.sampled_from(LANGUAGES))
def test_one_part_of_another_content_is_told_as_a_change_of_that_part(
    content: Content, data: Any, language: str
) -> None:
    other = data.draw(CONTENTS)
    field = data.draw(st.sampled_from(sorted(Content.model_fields)))
    mixed = content.model_copy(update={field: getattr(other, field)})
    assert {change.part for change in compared(content, mixed, language)} == (
        {field} if mixed != content else set()
    )


@given(CONTENTS, st.data())
def test_an_amended_content_reads_as_the_amended_text(content: Content, data: Any) -> None:
    text = rendered(content, "nl")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    old, new = text[start:end], data.draw(st.one_of(st.just(""), line()))
    try:
        found = replaced(content, "nl", old, new)
    except NotInOnePlace as refusal:
        assert refusal.sentence("nl") != refusal.sentence("en")
        return
    assert text.count(old) == 1
    assert rendered(found, "nl") == amended(text, old, new)
    assert len(compared(content, found, "en")) <= 2  # a law's or guidance's name: out and in
    assert [piece.path for piece in pieces(found, "nl")] == [
        piece.path for piece in pieces(content, "nl")
    ]


@given(CONTENTS, line())
def test_what_is_added_at_the_end_stands_there_or_is_refused(content: Content, new: str) -> None:
    try:
        found = replaced(content, "nl", "", new)
    except NotInOnePlace as refusal:
        assert refusal.reason == "at_the_end"
        return
    assert rendered(found, "nl") == amended(rendered(content, "nl"), "", new)


def test_the_rendering_reads_from_top_to_bottom() -> None:
    text = rendered(PAYING, "en", NAMES)
    assert text.startswith(
        "Technique: Paying within 60 days and ordering predictably\nKind: Purchasing practice\n"
    )
    assert "What to do\nPay suppliers within 60 days of delivery.\n\nGive them" in text
    assert "Roles in the chain: Own brand; retailer\nTiers of the chain: Tier 1" in text
    assert "2. Ledger of payments (data_sheet; required)" in text
    assert "2. Best available – Share of invoices paid within 60 days: 80–100 %" in text
    assert "1. Small: once 500–2,000 EUR; each year 200–800 EUR; prices of 2026; assumption" in text
    assert "Wat te doen" in rendered(PAYING, "nl")


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        ("not there at all", "nowhere"),
        ("within 60 days", "several"),
        ("What to do\nPay", "heading"),
        ("80–100", "heading"),
        ("assumption", "heading"),
        ("retailer", "heading"),
        ("Yearly review", "nothing_left"),
        ("", "at_the_end"),
    ],
)
def test_an_amendment_that_is_not_of_one_text_is_refused(old: str, reason: str) -> None:
    new = "" if old == "Yearly review" else "Other words"
    with pytest.raises(NotInOnePlace) as refused:
        replaced(PAYING, "en", old, new)
    assert refused.value.reason == reason


def test_an_amendment_in_one_language_leaves_a_translation_that_is_older() -> None:
    found = replaced(PAYING, "en", "half a year ahead", "a year ahead")
    assert found.what.root["nl"] == PAYING.what.root["nl"]
    (waiting,) = stale(PAYING, found, "en")
    assert (waiting.place, waiting.languages) == ("What to do", ("nl",))
    assert stale(PAYING, found, "nl") == []
    renamed = replaced(PAYING, "en", "Ledger of payments", "Table of payments")
    assert stale(PAYING, renamed, "en", "nl")[0].place == "Bewijs ‘Betaaloverzicht’: naam"


def test_a_source_or_unit_has_no_language() -> None:
    sourced = Content.model_validate(
        some_content(
            costs=[
                {
                    "yearly": {"low": 1, "high": 2},
                    "price_year": 2026,
                    "mark": "sourced",
                    "source": "A study of 2025",
                }
            ]
        )
    )
    found = replaced(sourced, "en", "study of 2025", "study of 2026")
    assert found.costs[0].source == "A study of 2026"
    assert stale(sourced, found, "en") == []


def test_what_still_needs_a_translation_is_known() -> None:
    content = Content.model_validate({**PAYMENT, "why": {"nl": "Omdat."}})
    (found,) = missing(content, ["nl", "en"], "en")
    assert (found.place, found.languages) == ("Why", ("en",))
    assert "[nl] Omdat." in rendered(content, "en")
    with pytest.raises(NotInOnePlace):
        replaced(content, "en", "Omdat.", "Because.")


def test_changes_are_told_as_people_say_them() -> None:
    changed = Content.model_validate(
        {
            **PAYMENT,
            "levels": [
                PAYMENT["levels"][0],
                {**PAYMENT["levels"][1], "range": {"low": 85, "high": 100}},
            ],
            "evidence": [each for each in PAYMENT["evidence"] if each["id"] != "ledger"],
            "themes": ["living_wage", "forced_labour"],
        }
    )
    said = [change.sentence for change in compared(PAYING, changed, "en")]
    assert said == [
        "Evidence ‘Ledger of payments’ was removed",
        "Level ‘Best available’: from 80–100 % to 85–100 %",
        "Themes: added forced_labour",
    ]
    assert [change.sentence for change in compared(changed, PAYING, "nl")] == [
        "Bewijs ‘Betaaloverzicht’ kwam erbij (vereist)",
        "Niveau ‘Best beschikbaar’: van 85–100 % naar 80–100 %",
        "Thema’s: eraf forced_labour",
    ]


def test_what_is_kept_is_tidy() -> None:
    sent = {
        **PAYMENT,
        "title": {"nl": " Op tijd\r\nbetalen ", "en": " "},
        "why": {"nl": "", "en": ""},
    }
    kept = Content.model_validate(tidied(sent))
    assert kept.title.root == {"nl": "Op tijd betalen"}
    assert kept.why is None
    assert tidied(kept.model_dump(mode="json")) == kept.model_dump(mode="json")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "other"}, "Kind: choose from the list."),
        ({"what": {}}, "What to do: write this in at least one language."),
        (
            {"evidence": [{"id": "a", "name": {}}]},
            "Evidence 1, name: write this in at least one language.",
        ),
        ({"oecd_steps": [7]}, "OECD steps 1: this is at most 6."),
        (
            {"levels": [{**PAYMENT["levels"][0], "range": {"low": 9, "high": 1}}]},
            "Level 1, range: the lowest number is above the highest. Swap them.",
        ),
        (
            {"costs": [{"price_year": 2026, "mark": "expert"}]},
            "Costs 1: give one-off or yearly costs, or leave this row empty.",
        ),
        (
            {"costs": [{"yearly": {"low": "much"}, "price_year": 2026, "mark": "expert"}]},
            "Costs 1, each year, from: write a number.",
        ),
        ({"guidance": [{"title": "x" * 501}]}, "Guidance 1, Title: this is at most 500 signs."),
        ({"law": [{"act": "x"}] * 31}, "Law: at most 30 fit here."),
        ({"further": 1}, "further: there is no such part; leave it out."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(changes: dict[str, Any], sentence: str) -> None:
    from pydantic import ValidationError

    with pytest.raises(ValidationError) as refused:
        Content.model_validate({**PAYMENT, **changes})
    assert sentences(refused.value, "en") == [sentence]
    assert sentences(refused.value, "nl") != [sentence]
