"""A ruling from draft to the public: votes, dissent, translation, struck words, the custodian's look, four eyes."""

from typing import Any

import pytest
from django.test import Client

from convenant.agreements.queries import running_definition
from convenant.base.verbs import Refused
from convenant.grievances.actions import moving, panel, publishing, rulings
from convenant.grievances.models import Case, PublishedRuling, Respondent, Ruling
from convenant.grievances.procedure.in_force import procedure_of
from convenant.grievances.procedure.redaction import Strike
from convenant.grievances.queries.opened import room_of, said_in, today
from convenant.grievances.queries.rulings import adopted_now
from convenant.grievances.tests.making import NAME, Complained, Handled, complain
from convenant.grievances.tests.test_panel import at, with_key

TEXT = "Jamila Akter was not paid by Brand B.\nThe wages are owed. Brand I has no part in it."


@pytest.fixture
def made(handled: Handled) -> Complained:
    """A case about Bilal's company with a name in its identity room, and its panel."""
    found = complain(name=NAME)
    firm = handled.world.organisations["bilal"]
    Respondent.objects.create(case=found.case, organisation=firm, since=today())
    panel.compose_panel(found.case, handled.keys["leila"], by=handled.by("leila"))
    return found


def draft(handled: Handled, case: Case, name: str = "rosa", **more: Any) -> Ruling:
    given = {
        "text": TEXT,
        "points": [("The wages of three months", "founded"), ("The dismissal", "unfounded")],
        "language": "en",
        "unheard": "They did not answer.",
        **more,
    }
    return rulings.draft_ruling(case, handled.keys[name], by=handled.by(name), **given)


def vote(handled: Handled, ruling: Ruling, name: str, agrees: bool = True, why: str = "") -> Ruling:
    return rulings.vote(ruling, handled.keys[name], by=handled.by(name), agrees=agrees, reasons=why)


def adopt(handled: Handled, case: Case) -> Ruling:
    ruling = draft(handled, case)
    vote(handled, ruling, "rosa")
    vote(handled, ruling, "petra")
    return vote(handled, ruling, "farid", False, "Jamila came late.")


def prepare(handled: Handled, ruling: Ruling, *words: str, **more: Any) -> PublishedRuling:
    given = {
        "language": "en",
        "title": "Wages of Jamila Akter",
        "strikes": [Strike(one, "[a worker]") for one in words],
        **more,
    }
    return publishing.prepare_publication(
        ruling, handled.keys["rosa"], by=handled.by("rosa"), **given
    )


def test_a_ruling_is_adopted_with_a_dissent_that_the_complainant_reads(
    handled: Handled, made: Complained
) -> None:
    ruling = adopt(handled, made.case)
    assert ruling.adopted_on == today() and ruling.outcome == "partly_founded"
    own = said_in(room_of(made.case, "case"), made.back())
    text = next(one.words["text"] for one in own if one.entry.kind == "ruling")
    assert "The wages are owed." in text and "Jamila came late." in text
    assert "1. The wages of three months: Founded" in text
    assert sum(one.entry.kind == "ruling" for one in own) == 1  # no draft, no vote
    with pytest.raises(Refused, match="ruled on already"):
        draft(handled, made.case)


def test_each_votes_once_on_the_newest_version_and_says_why_not(
    handled: Handled, made: Complained
) -> None:
    first = draft(handled, made.case)
    with pytest.raises(Refused, match="Say why you dissent"):
        vote(handled, first, "petra", False)
    vote(handled, first, "petra", False, "Too thin.")
    with pytest.raises(Refused, match="voted on this version"):
        vote(handled, first, "petra")
    with pytest.raises(Refused, match="Only who sits"):
        vote(handled, first, "leila")
    vote(handled, first, "farid", False, "Too thin too.")
    assert vote(handled, first, "rosa").adopted_on is None and adopted_now(made.case) is None
    second = draft(handled, made.case, "petra", text="Thicker.")
    assert second.version == 2
    with pytest.raises(Refused, match="no longer voted on"):
        vote(handled, first, "farid")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"unheard": ""}, "Not every party was heard"),
        ({"text": " "}, "Write the ruling"),
        ({"points": []}, "at least one point"),
        ({"points": [("x", "perhaps")]}, "Say of each point"),
        ({"language": "xx"}, "Choose the language"),
        ({"name": "leila"}, "Only who sits"),
    ],
)
def test_versions_that_are_none(
    handled: Handled, made: Complained, given: dict[str, Any], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        draft(handled, made.case, **given)


def test_a_panel_with_an_empty_place_decides_nothing(handled: Handled, made: Complained) -> None:
    ruling = draft(handled, made.case)
    panel.recuse(
        made.case,
        handled.world.people["petra"],
        handled.keys["petra"],
        by=handled.by("petra"),
        ground="own_wish",
        why="Ill.",
    )
    for deed in (lambda: draft(handled, made.case), lambda: vote(handled, ruling, "rosa")):
        with pytest.raises(Refused, match="not complete"):
            deed()


def test_a_finding_waits_for_the_ruling_and_says_the_same(
    handled: Handled, made: Complained
) -> None:
    Case.objects.filter(pk=made.case.pk).update(stage="track", track="ruling", informed_on=today())
    case = Case.objects.get(pk=made.case.pk)
    by = handled.by("leila")

    def find(outcome: str) -> Case:
        return moving.move(
            case, by=by, to="finding", why="As ruled.", outcome=outcome, in_public="W"
        )

    with pytest.raises(Refused, match="not adopted a ruling"):
        find("founded")
    adopt(handled, case)
    with pytest.raises(Refused, match="ruled otherwise"):
        find("founded")
    assert find("partly_founded").outcome == "partly_founded"


def test_a_translation_is_a_humans_and_reaches_the_complainant(
    handled: Handled, made: Complained
) -> None:
    ruling = adopt(handled, made.case)
    key, by = handled.keys["rosa"], handled.by("rosa")
    given: dict[str, Any] = {"language": "bn", "translator": "A. Rahman", "text": "মজুরি পাওনা।"}
    rulings.translate_ruling(ruling, key, by=by, **given)
    assert "মজুরি" in str(said_in(room_of(made.case, "case"), made.back())[-1].words)
    for wrong, says in (
        (given, "already"),
        ({**given, "language": "en"}, "other than"),
        ({**given, "language": "nl", "translator": " "}, "Say who"),
    ):
        with pytest.raises(Refused, match=says):
            rulings.translate_ruling(ruling, key, by=by, **wrong)


def test_what_is_public_has_no_struck_word_and_no_name(handled: Handled, made: Complained) -> None:
    ruling = adopt(handled, made.case)
    text = prepare(handled, ruling, "Akter")
    assert "Akter" not in text.text and "Jamila" in text.text
    assert "Brand" not in text.text and "[a company]" in text.text  # unless it is unwilling
    custodian = (handled.keys["maarten"], handled.by("maarten"))
    with pytest.raises(Refused, match="is in this text"):
        publishing.check_publication(text, custodian[0], by=custodian[1])
    text = prepare(handled, ruling, "jamila akter", "JAMÌLA")
    assert PublishedRuling.objects.count() == 1 and "amila" not in (text.title + text.text).lower()
    leila, rosa = handled.by("leila"), handled.by("rosa")
    with pytest.raises(Refused, match="four eyes"):
        publishing.publish_ruling(text, by=rosa)
    with pytest.raises(Refused, match="custodian looks first"):
        publishing.publish_ruling(text, by=leila)
    publishing.check_publication(text, custodian[0], by=custodian[1])
    text = publishing.publish_ruling(PublishedRuling.objects.get(), by=leila)
    assert text.code != made.case.number
    where = at(handled, "rulings", text.code)
    for client in (Client(), handled.world.client("iris"), handled.world.client("bilal")):
        page = client.get(where).content.decode()
        assert "The wages are owed." in page and "Jamila" not in page and "Brand B" not in page
        assert made.case.number not in page
        assert text.code in client.get(at(handled, "rulings")).content.decode()
    with pytest.raises(Refused, match="public in this language already"):
        prepare(handled, ruling, "Jamila")


def test_an_unwilling_company_is_named_where_the_agreement_says_so_and_no_other(
    handled: Handled, made: Complained
) -> None:
    assert procedure_of(running_definition()).rulings_name_company == "if_unwilling"
    ruling = adopt(handled, made.case)
    text = prepare(
        handled, ruling, "Jamila Akter", "Jamila", unwilling="It wrote that it will not."
    )
    assert "Brand B" in text.text and "Brand I" not in text.text and text.names_company


@pytest.mark.parametrize(
    ("strikes", "says"),
    [
        ([Strike("a")], "too short"),
        ([Strike("Jamila"), Strike("Akter", "aunt of Jamila")], "too short to strike, or stands"),
    ],
)
def test_what_cannot_be_struck_is_said(
    handled: Handled, made: Complained, strikes: list[Strike], says: str
) -> None:
    ruling = adopt(handled, made.case)
    with pytest.raises(Refused, match=says):
        prepare(handled, ruling, strikes=strikes)
    spread = draft_again(handled, made.case, ruling)
    with pytest.raises(Refused, match="written apart"):
        prepare(handled, spread, "Jamila")


def draft_again(handled: Handled, case: Case, ruling: Ruling) -> Ruling:
    Ruling.objects.filter(pk=ruling.pk).update(adopted_on=None)
    other = draft(handled, case, text="J-a-m-i-l-a was not paid.")
    for name in ("rosa", "petra", "farid"):
        other = vote(handled, other, name)
    return other


def test_the_ruling_on_its_page(handled: Handled, made: Complained) -> None:
    where = at(handled, "cases", made.case.number, "ruling")
    rosa = with_key(handled, "rosa")
    version = {
        "deed": "draft",
        "text": TEXT,
        "language": "en",
        "point_1": "Wages",
        "outcome_1": "founded",
        "point_2": "Dismissal",
    }
    half = rosa.post(where, version)
    assert half.status_code == 422 and "A point has both" in half.content.decode()
    whole = {**version, "outcome_2": "founded", "unheard": "No answer."}
    assert rosa.post(where, whole).status_code == 302
    assert "Write a version" not in with_key(handled, "leila").get(where).content.decode()
    for name in ("rosa", "farid", "petra"):
        client = with_key(handled, name)
        assert "Your vote" in client.get(where).content.decode()
        assert client.post(where, {"deed": "vote", "agrees": "yes"}).status_code == 302
    page = rosa.get(where).content.decode()
    assert "adopted on" in page and "Sentences to strike" in page
    strike = {
        "deed": "prepare",
        "title": "Wages",
        "language": "en",
        "words": "Jamila Akter = [a worker]\n",
        "sentences": ["1"],
    }
    assert rosa.post(where, {**strike, "words": "= x"}).status_code == 422
    assert rosa.post(where, strike).status_code == 302
    text = PublishedRuling.objects.get()
    assert text.text.startswith("[a worker] was not paid by [a company].")
    assert "The wages are owed" not in text.text
    publish = {"deed": "publish", "which": text.code}
    assert with_key(handled, "leila").post(where, publish).status_code == 422
    look = at(handled, "cases", made.case.number, "identity")
    checked = with_key(handled, "maarten").post(look, {"deed": "check", "which": text.code})
    assert checked.status_code == 302
    assert with_key(handled, "leila").post(where, publish).status_code == 302
    assert Client().get(at(handled, "rulings", text.code)).status_code == 200
    assert Client().get(at(handled, "rulings", "2222-2222")).status_code == 404
