"""The secretariat publishes what was adopted, and nothing else; what was published stays."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.decisions.models import Change
from convenant.techniques.actions.publication import (
    publish_technique,
    replace_technique,
    withdraw_version,
)
from convenant.techniques.models import TechniqueVersion
from convenant.techniques.queries.publication import (
    digest_of,
    lacking,
    with_translations,
)
from convenant.techniques.queries.versions import content_of
from convenant.techniques.tests.adopted import an_adopted
from convenant.techniques.tests.published import PAYMENT, a_published, some_content
from convenant.techniques.tests.published import digest_of as digest_in_tests

DUTCH_ONLY = some_content(
    title={"nl": "Betalen binnen 60 dagen"},
    evidence=[{"id": "terms", "name": {"nl": "Inkoopvoorwaarden"}, "kind": "contract"}],
)
ENGLISH = {"title": {"en": "Paying within 60 days"}, "evidence.terms.name": {"en": "Terms"}}


def published(world: Any, *args: Any, **more: Any) -> TechniqueVersion:
    return publish_technique(an_adopted(*args, **more), by=world.by("anna"))


def test_what_was_adopted_stands_at_an_address_that_stays(inside: Any) -> None:
    with time_machine.travel("2026-12-01 10:00+01:00"):
        version = published(inside)
    technique = version.technique
    technique.refresh_from_db()
    assert (technique.stage, version.number) == ("published", 1)
    assert version.published_on == version.adopted_on == date(2026, 12, 1)
    assert technique.review_on == date(2031, 12, 1)  # the preset reviews after five years
    assert version.digest == digest_of(version.content) == digest_in_tests(version.content)
    assert "Betaal leveranciers binnen 60 dagen" in version.text
    event = Event.objects.first()
    assert event.verb == "technique.published"
    assert event.new["digest"] == version.digest
    change = Change.objects.get(proposal=version.proposal)
    assert (change.kind, change.key) == ("technique", "1/1")
    assert change.label == "Betalen binnen 60 dagen en voorspelbaar bestellen, versie 1" or (
        change.label.endswith("version 1")
    )
    page = inside.client("koen").get(f"/stitch/decisions/{version.proposal.number}/")
    assert 'href="/stitch/techniques/1/versions/1/"' in page.content.decode()


def test_a_later_version_supersedes_the_one_before(inside: Any) -> None:
    first = published(inside)
    second = published(inside, content=some_content(why=None))
    first.refresh_from_db()
    assert second.number == 2
    assert first.superseded_on == second.published_on
    assert not first.is_in_force
    assert second.is_in_force


def test_a_text_without_one_of_the_languages_is_named_and_nothing_is_published(inside: Any) -> None:
    technique = an_adopted(content=DUTCH_ONLY)
    with pytest.raises(Refused) as refused:
        publish_technique(technique, by=inside.by("anna"))
    said = str(refused.value.sentence)
    assert "Title (en)" in said
    assert "Inkoopvoorwaarden" in said
    assert not TechniqueVersion.objects.exists()


def test_translations_are_added_at_publication_the_decided_words_never_change(inside: Any) -> None:
    technique = an_adopted(content=DUTCH_ONLY)
    said = {**ENGLISH, "title": {"en": "Paying within 60 days", "nl": "Iets anders"}}
    version = publish_technique(technique, by=inside.by("anna"), translations=said)
    assert version.content["title"] == {
        "nl": "Betalen binnen 60 dagen",
        "en": "Paying within 60 days",
    }
    assert version.content["evidence"][0]["name"]["en"] == "Terms"


def test_other_words_than_were_adopted_are_refused(inside: Any) -> None:
    technique = an_adopted(text="Betaal binnen 30 dagen.")
    with pytest.raises(Refused) as refused:
        publish_technique(technique, by=inside.by("anna"))
    assert "not the words that were adopted" in str(refused.value.sentence)


def test_words_that_name_things_as_the_agreement_does_are_the_adopted_ones_too(
    inside: Any,
) -> None:
    from convenant.techniques.queries.contents import rendered_here

    content = some_content()
    text = rendered_here(content_of(content), "nl")
    assert published(inside, content=content, text=text).text == text


@pytest.mark.parametrize("stage", ["proposed", "tabled", "published", "pilot", "ended"])
def test_only_an_adopted_technique_is_published(inside: Any, stage: str) -> None:
    technique = an_adopted()
    technique.stage = stage
    technique.save()
    with pytest.raises(Refused):
        publish_technique(technique, by=inside.by("anna"))


def test_a_technique_whose_decision_did_not_adopt_it_is_not_published(inside: Any) -> None:
    with pytest.raises(Refused):
        published(inside, result="not_adopted")


def test_only_the_secretariat_keeps_techniques(inside: Any) -> None:
    technique, version = an_adopted(), a_published(number=2)
    for name in ("bilal", "chantal", "eva", "hugo"):
        with pytest.raises(PermissionDenied):
            publish_technique(technique, by=inside.by(name))
        with pytest.raises(PermissionDenied):
            withdraw_version(version, by=inside.by(name), reason="x")
        with pytest.raises(PermissionDenied):
            replace_technique(technique, version.technique, by=inside.by(name))


def test_a_withdrawn_version_says_why_and_stays(inside: Any) -> None:
    version = a_published()
    with pytest.raises(Refused):
        withdraw_version(version, by=inside.by("anna"), reason="  ")
    withdraw_version(version, by=inside.by("anna"), reason="A court found it unlawful.")
    version.refresh_from_db()
    version.technique.refresh_from_db()
    assert version.withdrawn_because == "A court found it unlawful."
    assert version.technique.stage == "ended"
    assert version.content == some_content()
    with pytest.raises(Refused):
        withdraw_version(version, by=inside.by("anna"), reason="Again")


def test_withdrawing_while_a_new_round_runs_leaves_that_round_alone(inside: Any) -> None:
    version = a_published()
    version.technique.stage = "draft_1"
    version.technique.save()
    withdraw_version(version, by=inside.by("anna"), reason="Unlawful.")
    version.technique.refresh_from_db()
    assert version.technique.stage == "draft_1"


def test_another_technique_takes_its_place(inside: Any) -> None:
    old, new = a_published(), a_published(number=2)
    replace_technique(old.technique, new.technique, by=inside.by("anna"))
    old.refresh_from_db()
    old.technique.refresh_from_db()
    assert old.superseded_on is not None
    assert old.technique.replaced_by == new.technique
    with pytest.raises(Refused):
        replace_technique(old.technique, new.technique, by=inside.by("anna"))
    with pytest.raises(Refused):
        replace_technique(new.technique, new.technique, by=inside.by("anna"))
    with pytest.raises(Refused):
        replace_technique(new.technique, old.technique, by=inside.by("anna"))


def test_a_review_on_a_leap_day_falls_on_a_day_that_exists(inside: Any) -> None:
    with time_machine.travel("2028-02-29 10:00+01:00"):
        version = published(inside)
    version.technique.refresh_from_db()
    assert version.technique.review_on == date(2033, 2, 28)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    str.strip
)


@settings(max_examples=30)
@given(
    st.sets(st.sampled_from(["title", "what", "why", "context", "case", "basic", "terms"])), words
)
def test_translations_fill_exactly_what_lacks(without: set[str], said: str) -> None:
    def dutch(name: str, text: dict[str, str]) -> dict[str, str]:
        return {"nl": text["nl"]} if name in without else text

    applies = PAYMENT["applicability"]
    level, evidence = PAYMENT["levels"][0], PAYMENT["evidence"][0]
    content = content_of(
        some_content(
            title=dutch("title", PAYMENT["title"]),
            what=dutch("what", PAYMENT["what"]),
            why=dutch("why", PAYMENT["why"]),
            applicability={**applies, "context": dutch("context", applies["context"])},
            learnt_from=[{"text": dutch("case", PAYMENT["learnt_from"][0]["text"])}],
            levels=[{**level, "name": dutch("basic", level["name"])}],
            evidence=[{**evidence, "name": dutch("terms", evidence["name"])}],
        )
    )
    names = {"case": "learnt_from.1.text", "basic": "levels.basic.name"}
    names["terms"] = "evidence.terms.name"
    filled = with_translations(
        content, {names.get(each, each): {"en": said} for each in without}, "nl"
    )
    again = filled.model_dump(mode="json")
    assert '"en"' in filled.model_dump_json()
    for each in ("title", "what", "why"):
        assert set(again[each]) == {"nl", "en"}
        assert again[each]["nl"] == PAYMENT[each]["nl"]
        assert (again[each]["en"] == PAYMENT[each]["en"]) or each in without
    assert set(again["levels"][0]["name"]) == set(again["evidence"][0]["name"]) == {"nl", "en"}
    assert set(again["learnt_from"][0]["text"]) == {"nl", "en"}
    assert set(again["applicability"]["context"]) == {"nl", "en"}


def test_what_lacks_is_told_with_the_words_that_were_decided(inside: Any) -> None:
    technique = an_adopted(content=DUTCH_ONLY)
    found = lacking(content_of(DUTCH_ONLY), technique)
    assert [(one.field, one.decided) for one in found] == [
        ("title.en", "Betalen binnen 60 dagen"),
        ("evidence.terms.name.en", "Inkoopvoorwaarden"),
    ]
