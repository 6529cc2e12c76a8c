"""A machine reads a technique: the documents fit the protocol's schema, and no word is lost on the way."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pyld import jsonld

from convenant.agreements.definition import Text
from convenant.techniques.content import Content
from convenant.techniques.linked_data import (
    Decided,
    Entry,
    Scheme,
    View,
    scheme_vocabulary,
    unit_code,
)
from convenant.techniques.linked_data_whole import whole
from convenant.techniques.tests.published import PAYMENT, some_content

HOST = "https://example.org/ega"
SCHEME = Scheme(
    address=f"{HOST}/",
    rules=f"{HOST}/definition/",
    title=Text({"nl": "Kledingconvenant", "en": "Garments agreement"}),
    version=3,
    valid_from=date(2026, 1, 1),
    sector=Text({"nl": "Kleding", "en": "Garments"}),
    market=("NL", "BE"),
    classes={"small": Text({"nl": "Klein", "en": "Small"})},
    themes={"living_wage": Text({"nl": "Leefbaar loon", "en": "Living wage"})},
)
FORMATS = FormatChecker(["date"])


@FORMATS.checks("uri")
def is_absolute(value: object) -> bool:
    """An absolute address in the letters of RFC 3986; the library checks none without another package."""
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    return (
        bool(parts.scheme and parts.netloc)
        and value.isascii()
        and not set(' <>"{}|\\^`') & set(value)
    )


def an_entry(number: int = 1, status: Any = "active", **changes: Any) -> Entry:
    return Entry(
        address=f"{HOST}/techniques/{number}/versions/1/",
        number=number,
        version=1,
        content=Content.model_validate(some_content(**changes)),
        status=status,
        text="Betaal binnen 60 dagen.",
        digest="ab" * 32,
        adopted_on=date(2026, 9, 1),
        published_on=date(2026, 10, 1),
        review_on=date(2031, 10, 1),
        decision=Decided(7, "Betaaltermijnen", f"{HOST}/decisions/7/"),
        views=(View("Bedrijven", "Houdt zich afzijdig", "Te snel voor kleine bedrijven."),),
    )


FULL: dict[str, Any] = {
    "applicability": {
        **PAYMENT["applicability"],
        "classes": ["small"],
        "countries": ["BD", "TR"],
        "products": ["knitted tops"],
    },
    "guidance": [{"title": "Guide", "address": "https://example.org/guide"}],
    "law": [{"act": "Directive", "article": "10", "note": "in part"}],
    "criteria": ["policy_supplier_terms"],
}


def expanded(document: dict[str, Any]) -> list[Any]:
    """What a reader makes of it, without a request to anybody."""

    def no_network(url: str, options: Any) -> Any:
        raise AssertionError(f"asked for {url}")

    found: list[Any] = jsonld.expand(document, {"documentLoader": no_network})
    return found


def leaves(value: Any) -> Iterator[Any]:
    """Every word, number and mark of a document, its context left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("@context", "@language", "@index") and not (
                key == "@type" and "@value" in value
            ):
                yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def last_part(value: Any) -> Any:
    """An identifier by its last part, so that a word and the identifier it became compare."""
    if isinstance(value, str) and "://" in value:
        return value.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
    return value


def nothing_is_lost(document: dict[str, Any]) -> None:
    before = Counter(last_part(each) for each in leaves(document))
    after = Counter(last_part(each) for each in leaves(expanded(document)))
    assert before == after


@pytest.fixture
def schema(shared: Path) -> Draft202012Validator:
    where = shared / "data/conformance/untp/data-models/untp-svc/artefacts/untp-svc-schema.json"
    if not where.is_file():
        pytest.skip("the protocol's schema is not here")
    return Draft202012Validator(json.loads(where.read_text()), format_checker=FORMATS)


ENTRIES = [
    an_entry(1, **FULL),
    an_entry(2, "deprecated", evidence=[], levels=[], themes=[], oecd_steps=[], law=[]),
    an_entry(3, "proposed", why=None, applicability={}),
]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_vocabulary_fits_the_schema_of_the_protocol(
    schema: Draft202012Validator, language: str
) -> None:
    found = scheme_vocabulary(f"{HOST}/vocabulary.jsonld", SCHEME, ENTRIES, language)
    assert [error.message for error in schema.iter_errors(found)] == []
    empty = scheme_vocabulary(f"{HOST}/vocabulary.jsonld", SCHEME, [], language)
    assert schema.is_valid(empty)
    del found["conformityCriterion"][0]["conformityTopic"]
    assert not schema.is_valid(found)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_of_the_vocabulary_is_lost_to_a_reader(language: str) -> None:
    found = scheme_vocabulary(f"{HOST}/vocabulary.jsonld", SCHEME, ENTRIES, language)
    nothing_is_lost(found)
    first = expanded(found)[0]
    titles = {
        name["@value"]
        for one in first["https://test.uncefact.org/vocabulary/untp/core/0/conformityCriterion"]
        for name in one["https://schema.org/name"]
    }
    assert titles == {PAYMENT["title"][language]}


def test_no_word_of_a_whole_version_is_lost_to_a_reader() -> None:
    for one in ENTRIES:
        found = whole(one, SCHEME, f"{HOST}/techniques/vocabulary.jsonld")
        nothing_is_lost(found)
    (read,) = expanded(whole(ENTRIES[0], SCHEME, f"{HOST}/techniques/vocabulary.jsonld"))
    assert read["@id"] == ENTRIES[0].address
    said = {each["@language"]: each["@value"] for each in read["https://schema.org/name"]}
    assert said == PAYMENT["title"]


def test_a_reader_is_told_whether_it_holds() -> None:
    found = scheme_vocabulary(f"{HOST}/vocabulary.jsonld", SCHEME, ENTRIES, "en")
    assert [one["status"] for one in found["conformityCriterion"]] == [
        "active",
        "deprecated",
        "proposed",
    ]


def test_a_level_says_its_threshold_in_a_unit_that_others_know() -> None:
    found = scheme_vocabulary(f"{HOST}/vocabulary.jsonld", SCHEME, ENTRIES[:1], "en")
    below = found["conformityCriterion"][0]["subCriterion"]
    level = next(one for one in below if one["id"].endswith("#level-bat"))
    assert level["thresholdValue"]["metricValue"] == {
        "type": ["Measure"],
        "value": 80,
        "unit": "P1",
    }
    assert level["description"] == "Share of invoices paid within 60 days: 80–100 %"


def test_a_unit_that_nobody_coded_stays_in_the_name() -> None:
    levels = [
        {
            **PAYMENT["levels"][0],
            "unit": "complaints per 1,000 workers",
            "range": {"low": None, "high": 3},
        }
    ]
    found = scheme_vocabulary(f"{HOST}/v", SCHEME, [an_entry(levels=levels, evidence=[])], "en")
    (below,) = found["conformityCriterion"][0]["subCriterion"]
    metric = below["thresholdValue"]
    assert metric["metricValue"]["unit"] == "C62"
    assert "complaints per 1,000 workers" in metric["metricName"]
    assert "at most" in metric["metricName"]


def test_units_are_known_however_they_are_written() -> None:
    assert unit_code("Days") == unit_code(" dagen ") == "DAY"
    assert unit_code("%") == "P1"
    assert unit_code("wages") is None


numbers = st.floats(-1e9, 1e9, allow_nan=False)
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(low=st.none() | numbers, high=st.none() | numbers, unit=words, title=words)
def test_any_range_and_any_words_survive(
    low: float | None, high: float | None, unit: str, title: str
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    levels = [{**PAYMENT["levels"][0], "unit": unit[:60], "range": {"low": low, "high": high}}]
    try:
        one = an_entry(levels=levels, title={"nl": title, "en": title})
    except ValueError:
        return
    made = whole(one, SCHEME, f"{HOST}/t")
    nothing_is_lost(json.loads(json.dumps(made)))
