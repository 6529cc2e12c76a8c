"""Opening an agreement from a definition, reading it, and amending it by upload."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenant.agreements.actions import amend, create_agreement, seat
from convenant.agreements.definition import load, preset_names, preset_text
from convenant.agreements.facts import cited_sources, outline
from convenant.agreements.queries import running_version, versions
from convenant.base.models import Agreement
from convenant.base.tests.at_once import at_once
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.people.models import Person
from convenant.people.queries import actor_for

METALS = "metals-2019"


@pytest.fixture
def operator(world: Any) -> Any:
    world.people["olga"] = Person.objects.create_user(
        "olga@example.org", name="Olga", is_operator=True
    )
    return world.client("olga")


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of the page's forms."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text)
    return {name: unescape(value) for name, value in found if name not in ("next",)}


def test_an_operator_opens_an_agreement_and_becomes_its_secretariat(
    operator: Any, world: Any
) -> None:
    shown = operator.post("/new/", {"preset": METALS, "check": "1"}).content.decode()
    assert "What is not known" in shown and not Agreement.objects.filter(slug=METALS).exists()
    answer = operator.post("/new/", {**hidden(shown), "create": "1"})
    assert answer["Location"] == f"/{METALS}/"
    with within(Agreement.objects.get(slug=METALS)) as made:
        running = running_version()
        assert running is not None and running.text == preset_text(METALS)
        assert running.file_name == f"{METALS}.yaml"
        assert actor_for(world.olga).has("secretariat")
        assert made.title == load(preset_text(METALS), "x").title.get("nl")


def test_all_faults_are_listed_and_the_text_stays_to_be_corrected(operator: Any) -> None:
    wrong = preset_text(METALS).replace("term:", "trem:").replace("kind: companies", "kind: firms")
    file = SimpleUploadedFile("ours.yaml", wrong.encode())
    text = operator.post("/new/", {"file": file, "check": "1"}).content.decode()
    assert "trem" in text.split("<textarea")[0] and "firms" in text.split("<textarea")[0]
    kept = unescape(re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", text, re.S)[0])
    assert kept.replace("\r\n", "\n") == wrong
    assert 'name="create"' not in text


@pytest.mark.parametrize("slug", ["new", "people", "accounts", "language", "static", "stitch"])
def test_an_address_that_is_taken_is_refused_with_a_sentence(operator: Any, slug: str) -> None:
    text = re.sub(r"(?m)^slug: .*$", f"slug: {slug}", preset_text(METALS))
    for button in ("check", "create"):
        answer = operator.post("/new/", {"text": text, button: "1"})
        assert answer.status_code == 200
        assert "Change the slug in the definition." in answer.content.decode()
    assert Agreement.objects.filter(slug=slug).count() == (slug == "stitch")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"x" * 500_001, "too large"),
        (b"[", "What would be right"),
        (b"a: \x00", "What would be right"),
    ],
)
def test_a_file_that_is_no_definition_gets_a_sentence(
    operator: Any, content: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("odd.yaml", content)
    answer = operator.post("/new/", {"file": file, "check": "1"})
    assert answer.status_code == 200 and sentence in answer.content.decode()


def test_nothing_given_says_what_to_give(operator: Any) -> None:
    answer = operator.post("/new/", {"check": "1"})
    assert "Choose a preset or a file" in answer.content.decode()


def test_every_preset_reads_aloud_in_both_languages() -> None:
    for name in preset_names():
        definition = load(preset_text(name), name)
        for language in ("nl", "en"):
            groups = outline(definition, language)
            obligations = next(g for g in groups if g.anchor == "obligations")
            assert len(obligations.items) == len(definition.obligations)
            assert len(cited_sources(definition, language)) == len(definition.sources)
            for name_of_part in ("clocks", "fees", "consequences", "techniques", "assessment"):
                group = next(g for g in groups if g.anchor == name_of_part)
                assert group.is_known == bool(getattr(definition, name_of_part)), (name, group)


def test_the_definition_page_says_what_is_not_known_and_serves_its_files(inside: Any) -> None:
    client, slug = inside.client("koen"), inside.agreement.slug
    text = client.get(reverse("agreements:definition", args=[slug])).content.decode()
    assert "Steering group" in text and "Invented" in text or "invented" in text
    file = client.get(reverse("agreements:download", args=[slug, 1]))
    running = running_version()
    assert running is not None and file.content.decode() == running.text
    assert client.get(reverse("agreements:download", args=[slug, 7])).status_code == 404
    schema = json.loads(client.get(reverse("agreements:schema", args=[slug])).content)
    assert "bodies" in schema["properties"]


def next_text(
    world: Any, old: str = "{year: 2, percent: 40}", new: str = "{year: 2, percent: 45}"
) -> str:
    running = running_version()
    assert running is not None and old in running.text
    return running.text.replace(old, new)


def look(world: Any, text: str) -> str:
    address = reverse("agreements:amend", args=[world.agreement.slug])
    answer = world.client("anna").post(
        address, {"text": text, "note": "Decided in May", "check": "1"}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def apply(world: Any, fields: dict[str, str]) -> str:
    address = reverse("agreements:amend", args=[world.agreement.slug])
    return world.client("anna").post(address, fields, follow=True).content.decode()


def test_the_difference_is_shown_before_it_is_applied(inside: Any) -> None:
    text = next_text(inside)
    shown = look(inside, text)
    assert "40 % → 45 %" in shown and versions().count() == 1
    assert "Version 2 of the definition runs from now." in apply(inside, hidden(shown))
    running = running_version()
    assert running is not None
    assert (running.number, running.text, running.note) == (2, text, "Decided in May")
    compared = inside.client("koen").get(
        reverse("agreements:compare", args=[inside.agreement.slug]), {"old": "1", "new": "2"}
    )
    assert "40 % → 45 %" in compared.content.decode()


def test_only_the_text_that_was_shown_is_applied(inside: Any) -> None:
    fields = hidden(look(inside, next_text(inside)))
    for other in ({"text": fields["text"] + "\n#"}, {"shown": "made-up"}):
        assert "not the text whose difference was shown" in apply(inside, {**fields, **other})
    assert versions().count() == 1


def test_an_amendment_shown_against_an_older_version_is_refused(inside: Any) -> None:
    fields = hidden(look(inside, next_text(inside)))
    amend(next_text(inside, "percent: 20", "percent: 25"), by=inside.by("anna"), file_name="a.yaml")
    assert "version 2 runs now" in apply(inside, fields)
    assert versions().count() == 2


def test_an_amendment_cannot_take_away_what_people_stand_on(inside: Any) -> None:
    small = next_text(
        inside, "  - id: small\n    name: {nl: Klein", "  - id: tiny\n    name: {nl: Klein"
    ).replace("classes: [small]", "classes: [tiny]")
    shown = look(inside, small)
    assert "The member class Small is gone, but has members: Brand B, Brand I." in shown
    with pytest.raises(Refused, match="Small is gone"):
        amend(small, by=inside.by("anna"), file_name="a.yaml")
    seat(inside.bilal, by=inside.by("anna"), body="steering_group", side="companies")
    fewer = (
        next_text(inside, "id: steering_group", "id: board")
        .replace("steering_group}", "board}")
        .replace("decided_by: steering_group", "decided_by: board")
        .replace("body: steering_group", "body: board")
        .replace("kind: board", "kind: steering_group")
    )
    assert "The body Steering group is gone" in look(inside, fewer)


def test_another_agreements_file_is_refused(inside: Any) -> None:
    with pytest.raises(Refused, match="another agreement"):
        amend(preset_text(METALS), by=inside.by("anna"), file_name="a.yaml")
    running = running_version()
    assert running is not None
    assert "nothing was changed" in look(inside, running.text)


def test_a_renamed_agreement_carries_its_new_name(inside: Any) -> None:
    amend(
        next_text(inside, "nl: Europees Kledingconvenant", "nl: Nieuw Kledingconvenant"),
        by=inside.by("anna"),
        file_name="a.yaml",
    )
    inside.agreement.refresh_from_db()
    assert inside.agreement.title.startswith("Nieuw Kledingconvenant")


def test_a_reserved_address_is_refused_in_code_as_well(world: Any) -> None:
    with pytest.raises(Refused, match="belongs to the platform"):
        create_agreement(re.sub(r"(?m)^slug: .*$", "slug: new", preset_text(METALS)), by=world.anna)


@pytest.mark.django_db(transaction=True)
def test_two_who_amend_at_once_make_one_version_and_one_is_told(world: Any) -> None:
    with within(world.agreement):
        running = running_version()
    assert running is not None

    def change(note: str) -> None:
        with within(world.agreement):
            amend(
                f"{running.text}\n# {note}\n",
                by=world.by("anna"),
                file_name="ours.yaml",
                after=running.number,
            )

    faults = at_once(lambda: change("one"), lambda: change("other"))
    assert [type(fault) for fault in faults if fault] == [Refused], faults
    assert "Iemand anders heeft de definitie intussen gewijzigd" in str(faults[0] or faults[1])
    with within(world.agreement):
        assert sorted(version.number for version in versions()) == [
            running.number,
            running.number + 1,
        ]
