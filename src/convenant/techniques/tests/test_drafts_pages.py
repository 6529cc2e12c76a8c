"""Proposing, writing, reading and comparing drafts in a browser without scripts."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.base.walls import within
from convenant.techniques.actions.drafts import propose_technique, write_draft
from convenant.techniques.content import Content
from convenant.techniques.forms.content import ContentForm
from convenant.techniques.models import Draft, Technique
from convenant.techniques.tests.published import PAYMENT, some_content
from convenant.techniques.tests.test_content_form import sent

ROOM = "/stitch/techniques"


@pytest.fixture
def technique(inside: Any) -> Technique:
    return propose_technique(some_content(), by=inside.by("chantal"), because="Suppliers say so.")


def typed(inside: Any, **changes: str) -> dict[str, Any]:
    form = ContentForm(content=Content.model_validate(PAYMENT))
    return {**sent(form), "because": "Suppliers say so.", **changes}


def test_a_union_proposes_a_technique(inside: Any) -> None:
    client = inside.client("chantal")
    assert "Propose a technique" in client.get(f"{ROOM}/new/").content.decode()
    answer = client.post(f"{ROOM}/new/", typed(inside), follow=True)
    assert answer.redirect_chain[-1][0] == f"{ROOM}/1/drafts/1/"
    page = answer.content.decode()
    assert "Proposed as number 1." in page
    assert "Ledger of payments" in page
    assert "80–100 %" in page
    assert "Suppliers say so." in page
    assert Draft.objects.get().content == some_content()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(inside: Any) -> None:
    data = typed(inside, **{"c-title_nl": "", "levels-0-low": "99", "because": ""})
    answer = inside.client("chantal").post(f"{ROOM}/new/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3 fields need another look" in page
    assert "The lowest number is above the highest. Swap them." in page
    assert "Give them a forecast half a year ahead." in page
    assert not Technique.objects.exists()


def test_more_rows_keep_everything(inside: Any) -> None:
    data = typed(inside, more="evidence", because="", **{"c-title_nl": ""})
    answer = inside.client("chantal").post(f"{ROOM}/new/", data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "evidence-10-name_nl" in page
    added = re.search(r'<input[^>]*name="evidence-10-required"[^>]*>', page)
    assert added and "checked" in added[0], "what is asked for is required unless somebody says so"
    assert "Ledger of payments" in page
    assert "This field is required" not in page


def test_the_next_draft_starts_from_the_newest(inside: Any, technique: Technique) -> None:
    client = inside.client("chantal")
    page = client.get(f"{ROOM}/1/edit/").content.decode()
    assert "This starts from draft 1" in page
    data = typed(inside, note="Quicker", after="1", **{"c-why_en": "Late pay means late wages."})
    answer = client.post(f"{ROOM}/1/edit/", data, follow=True)
    assert answer.redirect_chain[-1][0] == f"{ROOM}/1/drafts/2/"
    listed = client.get(f"{ROOM}/1/drafts/").content.decode()
    assert "Quicker" in listed
    changed = inside.client("eva").get(f"{ROOM}/1/drafts/compare/?a=1&b=2").content.decode()
    assert "Why (English)" in changed
    assert "<ins>" in changed
    same = client.get(f"{ROOM}/1/drafts/compare/?a=2&b=2").content.decode()
    assert "The two say the same." in same
    for odd in ("?a=x&b=99", "?a=&b=", "?a=-1", ""):
        assert client.get(f"{ROOM}/1/drafts/compare/{odd}").status_code == 200


def test_somebody_was_first_and_what_was_typed_stays(inside: Any, technique: Technique) -> None:
    write_draft(technique, some_content(why={"nl": "Anders."}), by=inside.by("anna"))
    data = typed(inside, note="Mine", after="1", **{"c-why_en": "Typed for an hour."})
    answer = inside.client("chantal").post(f"{ROOM}/1/edit/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody stored draft 2 meanwhile." in page
    assert "Typed for an hour." in page
    assert "?a=1&amp;b=2" in page


def test_a_stage_that_began_meanwhile_loses_nothing_typed(
    inside: Any, technique: Technique
) -> None:
    Technique.objects.update(stage=Technique.Stage.TABLED)
    data = typed(inside, after="1", **{"c-why_en": "Typed for an hour."})
    answer = inside.client("chantal").post(f"{ROOM}/1/edit/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "In this stage only the secretariat writes drafts." in page
    assert "Typed for an hour." in page
    refused = inside.client("chantal").get(f"{ROOM}/1/edit/")
    assert refused.status_code == 403
    assert "In this stage only the secretariat writes drafts." in refused.content.decode()


def test_a_draft_that_is_not_there(inside: Any, technique: Technique) -> None:
    client = inside.client("chantal")
    assert client.get(f"{ROOM}/1/drafts/7/").status_code == 404
    assert client.get(f"{ROOM}/9/drafts/").status_code == 404
    assert client.get(f"{ROOM}/9/edit/").status_code == 404


def test_words_of_people_are_words_and_no_code(inside: Any) -> None:
    bad = "<script>alert(1)</script>"
    content = some_content(
        title={"nl": bad},
        guidance=[{"title": bad, "address": "javascript:alert(1)"}],
        learnt_from=[{"text": {"nl": bad}, "address": "https://example.org/a"}],
    )
    propose_technique(content, by=inside.by("chantal"), because=bad)
    client = inside.client("bilal")
    for path in ("drafts/", "drafts/1/", "drafts/compare/"):
        page = client.get(f"{ROOM}/1/{path}").content.decode()
        assert bad not in page
        assert 'href="javascript' not in page
    assert 'lang="nl"' in client.get(f"{ROOM}/1/drafts/1/").content.decode()
    assert bad not in inside.client("anna").get(f"{ROOM}/1/edit/").content.decode()


def test_a_hundred_drafts_ask_no_more_of_the_database_than_two(
    inside: Any, technique: Technique
) -> None:
    client, asked = inside.client("eva"), []
    for until in (2, 120):
        for number in range(technique.drafts.count() + 1, until + 1):
            Draft.objects.create(
                technique=technique,
                number=number,
                stage="proposed",
                content=some_content(why={"nl": f"{number}"}),
                by=inside.people["anna"],
            )
        for path in ("drafts/", "drafts/2/", "drafts/compare/"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(f"{ROOM}/1/{path}").status_code == 200
            asked.append(len(queries))
    assert asked[:3] == asked[3:]
    assert max(asked) < 40


def test_the_form_asks_the_database_little(inside: Any, technique: Technique) -> None:
    client = inside.client("anna")
    client.get(f"{ROOM}/1/edit/")
    with within(inside.agreement), CaptureQueriesContext(connection) as queries:
        assert client.get(f"{ROOM}/1/edit/").status_code == 200
    assert len(queries) < 30


def test_who_presses_twice_proposes_once(inside: Any) -> None:
    client = inside.client("chantal")
    for answer in (client.post(f"{ROOM}/new/", typed(inside)) for _ in range(2)):
        page = answer.content.decode()
    assert "You proposed this already: it has number 1." in page
    assert Technique.objects.count() == 1
