"""A technique as a card to print: tagged, the same each time, one side where it can, every word on it."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from convenant.agreements.definition import load, preset_text
from convenant.agreements.definition.parts.techniques import PhaseIn
from convenant.base import typeset
from convenant.techniques.actions.publication import withdraw_version
from convenant.techniques.card import _breakable, rule_in_words
from convenant.techniques.tests.published import PAYMENT, a_published, some_content

CARD = "/stitch/techniques/1/versions/1.pdf"
TWELVE = [
    {
        "id": f"e{number}",
        "name": {
            "nl": f"Betaaloverzicht van kwartaal {number}, ondertekend",
            "en": f"Ledger {number}",
        },
        "kind": "data_sheet",
    }
    for number in range(12)
]
LONG = " ".join(["Betaal leveranciers binnen 60 dagen, ook waar een agent ertussen zit."] * 14)


def opened(world: Any, where: str = CARD) -> pikepdf.Pdf:
    answer = world.client("koen").get(where)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return pikepdf.open(BytesIO(answer.content))


def test_anyone_prints_the_card_of_a_version(inside: Any) -> None:
    a_published()
    with opened(inside) as read:
        assert len(read.pages) == 1
        assert read.Root.MarkInfo.Marked
        assert read.Root.Lang == "en"
        title = str(read.docinfo["/Title"])
        assert title == "1. Paying within 60 days and ordering predictably"
    with opened(inside, f"{CARD}?language=nl") as read:
        assert read.Root.Lang == "nl"


def test_the_same_version_gives_the_same_bytes(inside: Any) -> None:
    a_published()
    client = inside.client("koen")
    assert client.get(CARD).content == client.get(CARD).content


def test_twelve_pieces_of_evidence_and_long_words_still_fit_one_side(inside: Any) -> None:
    a_published(
        content=some_content(
            evidence=TWELVE, what={"nl": LONG, "en": "x"}, levels=PAYMENT["levels"] * 1
        )
    )
    with opened(inside, f"{CARD}?language=nl") as read:
        assert len(read.pages) == 1


def test_what_is_too_long_goes_on_the_back(inside: Any) -> None:
    a_published(content=some_content(evidence=TWELVE, what={"nl": (LONG + "\n\n") * 7, "en": "x"}))
    with opened(inside, f"{CARD}?language=nl") as read:
        assert len(read.pages) == 2


def test_the_card_of_a_withdrawn_version_says_so(inside: Any) -> None:
    version = a_published()
    before = inside.client("koen").get(CARD).content
    withdraw_version(version, by=inside.by("anna"), reason="Unlawful.")
    assert inside.client("koen").get(CARD).content != before


def test_words_with_signs_of_the_typesetter_are_words(inside: Any) -> None:
    a_published(content=some_content(what={"nl": '#read("/etc/passwd") *_$@`', "en": "= #x [y"}))
    with opened(inside) as read:
        assert len(read.pages) == 1


def test_by_when_is_said_as_the_agreement_says_it() -> None:
    rule = load(preset_text("example-european-garments"), "x").techniques
    said = list(rule_in_words(rule, {"class:large": "Large"}))
    assert said == [
        "Within 4 years, counted from its recognition by an authority.",
        "Large: within 3 years.",
        "Who joins later has at least 4 years from joining.",
        "Not before 26 July 2029, when this applies: Directive (EU) 2024/1760 (CSDDD) as amended by "
        "Directive (EU) 2026/470, article 37.",
    ]


@pytest.mark.parametrize("rule", [None, PhaseIn()])
def test_where_the_agreement_is_silent_the_platform_says_that_it_speaks(rule: Any) -> None:
    (said,) = rule_in_words(rule, {})
    assert "does not say" in said
    assert "Directive 2010/75/EU" in said


def test_a_card_says_which_signs_it_cannot_show(inside: Any, monkeypatch: Any) -> None:
    told: list[dict[str, Any]] = []
    real = typeset.pdf
    monkeypatch.setattr(typeset, "pdf", lambda s, data, m: told.append(data) or real(s, data, m))
    a_published(content=some_content(what={"nl": "Betaal 付款期限 op tijd.", "en": "Pay on time."}))
    for language, boxes in (("nl", True), ("en", False)):
        told.clear()
        opened(inside, f"{CARD}?language={language}").close()
        assert ("▯" in told[-1]["what"][0]) == boxes
        assert ("versions/1/" in told[-1]["missing"]) == boxes


@pytest.mark.parametrize("sign", ["W", "付", "স"])
def test_what_has_no_spaces_can_break_on_the_paper(sign: str) -> None:
    found = _breakable({"heading": sign * 200, "evidence": [{"name": "Short words stay."}]})
    assert max(map(len, found["heading"].split("\u200b"))) <= 12
    assert found["heading"].replace("\u200b", "") == sign * 200
    assert found["evidence"] == [{"name": "Short words stay."}]
