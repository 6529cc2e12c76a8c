"""Anyone reads what was published: found, permanent, with split views by side, and never more than records say."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenant.techniques.actions.publication import withdraw_version
from convenant.techniques.models import Draft, Recognition, Technique, TechniqueVersion
from convenant.techniques.tests.adopted import APART, a_trial, an_adopted
from convenant.techniques.tests.published import a_published, some_content

LIST = "/stitch/techniques/"
FIRST = "/stitch/techniques/1/versions/1/"


def read(world: Any, where: str, name: str = "koen", **more: Any) -> str:
    answer = world.client(name).get(where, **more)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_anyone_finds_a_technique_by_words_kind_and_theme(inside: Any) -> None:
    a_published()
    a_published(
        number=2,
        content=some_content(
            title={"nl": "Kinderarbeid uitsluiten", "en": "Excluding child labour"},
            what={"nl": "Controleer leeftijden.", "en": "Check ages."},
            kind="risk_theme",
            themes=["child_labour"],
        ),
    )
    both = read(inside, LIST)
    assert "Paying within 60 days" in both
    assert "Excluding child labour" in both
    for query in ("?q=check+AGES", "?q=leeftijden", "?kind=risk_theme", "?theme=child_labour"):
        found = read(inside, LIST + query)
        assert "Excluding child labour" in found, query
        assert "Paying within 60 days" not in found, query
    none = read(inside, LIST + "?q=nothing+of+the+kind")
    assert "Try fewer, or show all" in none


def test_an_empty_list_says_what_to_do(inside: Any) -> None:
    assert "comes here once it is adopted" in read(inside, LIST, "anna")
    assert "has not published a technique yet" in read(inside, LIST)


def test_what_is_on_trial_stands_apart_and_is_not_scored(inside: Any) -> None:
    a_trial()
    page = read(inside, LIST)
    assert "emerging, not scored" in page
    assert "emerging, not scored" in read(inside, "/stitch/techniques/9/")


def test_what_no_longer_holds_is_folded_away(inside: Any) -> None:
    version = a_published()
    withdraw_version(version, by=inside.by("anna"), reason="Unlawful.")
    page = read(inside, LIST)
    assert "1 technique that no longer holds" in page
    assert FIRST in page


def test_nothing_is_called_recognised_without_a_record(inside: Any) -> None:
    version = a_published()
    assert "ecognised by" not in read(inside, LIST) + read(inside, FIRST)
    said = {
        "technique": version.technique,
        "basis": "national",
        "authority": "Ministry of Examples (invented)",
        "decision": "Decision 12/2026",
        "valid_from": date(2026, 11, 1),
    }
    record = Recognition.objects.create(number=1, state="submitted", **said)
    assert "ecognised by" not in read(inside, LIST)
    record.state = "recognised"
    record.save()
    for page in (read(inside, LIST), read(inside, FIRST)):
        assert "Recognised by Ministry of Examples (invented), valid from 1 November 2026" in page
        assert "Decision 12/2026" in page
    record.valid_to = date(2026, 11, 2)
    record.save()
    assert "ecognised by" not in read(inside, LIST)


def test_two_hundred_techniques_take_no_more_queries_than_two(inside: Any) -> None:
    def queries(where: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            read(inside, where)
        return len(seen)

    def versions(start: int, end: int) -> None:
        for number in range(start, end):
            version = a_published(number=number)
            Recognition.objects.create(
                number=number,
                technique=version.technique,
                basis="national",
                authority="A",
                state="recognised",
                valid_from=date(2026, 1, 1),
            )

    versions(1, 3)
    places = (LIST, LIST + "vocabulary.jsonld", LIST + "?q=pay")
    few = [queries(where) for where in places]
    versions(3, 201)
    for where, before in zip(places, few, strict=True):
        assert queries(where) <= before + 1, where
        assert before < 25


def test_a_version_shows_its_decision_its_split_views_by_side_and_its_digest(inside: Any) -> None:
    version = a_published(table=[APART])
    page = read(inside, FIRST)
    assert "Sixty days is late for small firms." in page
    assert "Stand aside" in page
    assert "Bilal" not in page
    assert version.digest in page
    assert f"/stitch/decisions/{version.proposal.number}/" in page
    assert "Yearly review" in page
    assert page == page.replace("recognised by", "")


def test_split_views_of_a_decision_for_the_parties_stay_with_the_parties(inside: Any) -> None:
    version = a_published(table=[APART])
    version.proposal.tier = "parties"
    version.proposal.save()
    assert "Sixty days is late" not in read(inside, FIRST)
    assert "which the parties read" in read(inside, FIRST)
    assert "Sixty days is late" in read(inside, FIRST, "chantal")
    assert "Sixty days is late" not in read(inside, "/stitch/techniques/1/versions/1.full.jsonld")


def test_a_superseded_version_stays_and_leads_to_the_newer(inside: Any) -> None:
    a_published()
    a_published(version=2)
    old = read(inside, FIRST)
    assert "no longer holds" in old
    assert "/stitch/techniques/1/versions/2/" in old
    assert "no longer holds" not in read(inside, "/stitch/techniques/1/")


def test_a_withdrawn_version_says_why_on_top(inside: Any) -> None:
    version = a_published()
    withdraw_version(version, by=inside.by("anna"), reason="A court found it unlawful.")
    for where in (FIRST, "/stitch/techniques/1/"):
        assert "A court found it unlawful." in read(inside, where)


def test_two_versions_compare_in_words(inside: Any) -> None:
    a_published()
    a_published(version=2, content=some_content(themes=[], oecd_steps=[1]))
    page = read(inside, "/stitch/techniques/1/compare/?a=1&b=2")
    assert "From version 1 to version 2" in page
    assert "Living wage" in page or "living_wage" in page
    same = read(inside, "/stitch/techniques/1/compare/?a=2&b=2")
    assert "The two say the same." in same
    client = inside.client("koen")
    assert client.get("/stitch/techniques/1/compare/?a=9").status_code == 404


@pytest.mark.parametrize(
    "where",
    ["1/versions/9/", "7/compare/", "1/versions/9.pdf", "1/versions/9.jsonld"],
)
def test_what_is_not_there_is_not_found(inside: Any, where: str) -> None:
    a_published()
    assert inside.client("koen").get(LIST + where).status_code == 404


def test_a_technique_in_the_making_is_for_the_table_only(inside: Any) -> None:
    an_adopted()
    asked = inside.client("koen").get("/stitch/techniques/1/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/accounts/login/")
    assert inside.client("hugo").get("/stitch/techniques/1/").status_code == 404
    assert "No version of this technique is published yet" in read(
        inside, "/stitch/techniques/1/", "chantal"
    )
    assert "/stitch/techniques/1/publish/" in read(inside, "/stitch/techniques/1/", "anna")


# Machines ----------------------------------------------------------------------------------------


def test_a_machine_asks_the_same_address_and_gets_linked_data(inside: Any) -> None:
    a_published()
    client = inside.client("koen")
    answer = client.get(FIRST, headers={"accept": "application/ld+json"})
    assert answer["Content-Type"].startswith("application/ld+json")
    assert "Accept" in answer["Vary"]
    told = json.loads(answer.content)
    assert told["conformityCriterion"][0]["id"] == "http://testserver" + FIRST
    assert told["conformityCriterion"][0]["status"] == "active"
    page = client.get(FIRST, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page["Content-Type"].startswith("text/html")
    assert "1.jsonld" in page["Link"]
    assert client.get(FIRST)["Content-Type"].startswith("text/html")


def test_the_vocabulary_holds_what_is_in_force_and_on_trial(inside: Any) -> None:
    a_published()
    a_published(version=2)
    withdraw_version(a_published(number=2), by=inside.by("anna"), reason="Unlawful.")
    a_trial()
    told = json.loads(read(inside, LIST + "vocabulary.jsonld"))
    assert [(one["id"], one["status"]) for one in told["conformityCriterion"]] == [
        ("http://testserver/stitch/techniques/1/versions/2/", "active"),
        ("http://testserver/stitch/techniques/9/", "proposed"),
    ]
    old = json.loads(read(inside, "/stitch/techniques/1/versions/1.jsonld?language=nl"))
    assert old["conformityCriterion"][0]["status"] == "deprecated"
    assert old["conformityCriterion"][0]["name"].startswith("Betalen")


def test_everything_a_version_says_is_one_document_for_every_reader(inside: Any) -> None:
    a_published(table=[APART])
    a_published(version=2, table=[APART])
    where = "/stitch/techniques/1/versions/1.full.jsonld"
    told = json.loads(read(inside, where))
    assert told == json.loads(read(inside, where, "anna"))
    assert told["splitView"][0]["reason"] == "Sixty days is late for small firms."
    assert told["replacedBy"] == "http://testserver/stitch/techniques/1/versions/2/"
    assert told["title"]["en"] == "Paying within 60 days and ordering predictably"
    assert "Bilal" not in json.dumps(told)


def test_the_real_documents_fit_the_schema_and_expand(inside: Any, shared: Any) -> None:
    from jsonschema import Draft202012Validator

    from convenant.techniques.tests.test_linked_data import FORMATS, nothing_is_lost

    a_published()
    a_trial()
    where = shared / "data/conformance/untp/data-models/untp-svc/artefacts/untp-svc-schema.json"
    if not where.is_file():
        pytest.skip("the protocol's schema is not here")
    schema = Draft202012Validator(json.loads(where.read_text()), format_checker=FORMATS)
    for name in ("vocabulary.jsonld", "1/versions/1.jsonld"):
        told = json.loads(read(inside, LIST + name))
        # A test's host has no dot; a browser's has.
        assert [error.message for error in schema.iter_errors(told)] == []
        nothing_is_lost(told)
    nothing_is_lost(json.loads(read(inside, LIST + "1/versions/1.full.jsonld")))


# Keeping -----------------------------------------------------------------------------------------

PUBLISH = "/stitch/techniques/1/publish/"
DUTCH_ONLY = some_content(title={"nl": "Betalen binnen 60 dagen"})


def test_the_secretariat_fills_in_what_lacks_and_publishes(inside: Any) -> None:
    an_adopted(content=DUTCH_ONLY)
    page = read(inside, PUBLISH, "anna")
    assert 'name="title.en"' in page
    assert 'name="title.nl"' not in page
    client = inside.client("anna")
    refused = client.post(PUBLISH, {"deed": "publish", "title.en": " "})
    assert refused.status_code == 422
    done = client.post(PUBLISH, {"deed": "publish", "title.en": "Paying within 60 days"})
    assert done.status_code == 302
    assert TechniqueVersion.objects.get().content["title"]["en"] == "Paying within 60 days"


def test_what_was_typed_stays_where_publication_is_refused(inside: Any) -> None:
    an_adopted(content=DUTCH_ONLY, text="Iets anders.")
    answer = inside.client("anna").post(
        PUBLISH, {"deed": "publish", "title.en": "My own translation"}
    )
    assert answer.status_code == 422
    assert "My own translation" in answer.content.decode()


def test_the_secretariat_withdraws_and_replaces_on_the_page(inside: Any) -> None:
    a_published()
    a_published(number=2)
    client = inside.client("anna")
    assert client.post(PUBLISH, {"deed": "replace", "other": "2"}).status_code == 302
    assert "/stitch/techniques/2/versions/1/" in read(inside, FIRST)
    where = PUBLISH.replace("/1/", "/2/")
    assert client.post(where, {"deed": "withdraw", "reason": ""}).status_code == 422
    assert client.post(where, {"deed": "withdraw", "reason": "Unlawful."}).status_code == 302
    assert TechniqueVersion.objects.get(technique__number=2).withdrawn_on == timezone.localdate()
    assert "nothing to publish, withdraw or replace" in read(inside, where, "anna")


def test_what_an_amendment_left_behind_is_translated_anew_from_what_stood_there(
    inside: Any,
) -> None:
    technique = an_adopted(content=some_content(what={"nl": "Betaal binnen 60 dagen."}))
    said = {"nl": "Betaal binnen 50 dagen.", "en": "Pay within 50 days."}
    Draft.objects.create(
        technique=technique,
        number=0,
        round=technique.round,
        stage=Technique.Stage.FINAL,
        content=some_content(what=said),
    )
    where = "/stitch/techniques/1/publish/"
    page = read(inside, where, "anna")
    assert "Pay within 50 days." in page
    assert "Make it say the same" in page
    client = inside.client("anna")
    client.post(where, {"deed": "publish", "what.en": "Pay within 60 days."})
    assert TechniqueVersion.objects.get().content["what"]["en"] == "Pay within 60 days."
