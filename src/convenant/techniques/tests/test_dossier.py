"""A file of recognition is taken out as one dossier that anyone can check, and that says nothing twice."""

import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from convenant.base.verbs import Refused
from convenant.techniques.actions.recognition_file import add_criteria, withdraw_file
from convenant.techniques.dossier import LONGEST_NAME, dossier, pdf, safe_name
from convenant.techniques.dossier_sections import soft, told
from convenant.techniques.models import Recognition, RecognitionFile
from convenant.techniques.tests.published import a_published
from convenant.techniques.tests.recognising import a_file, an_application, recognised

ANY_WORDS = "Ž Ω Ж 中文 العربية 😀 \u202e \u0000 " + "x" * 400


def opened(found: Recognition) -> zipfile.ZipFile:
    with dossier(found) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def words_of(blocks: Any) -> str:
    """All that a document says, as one text."""
    return json.dumps(blocks, ensure_ascii=False).replace("\u200b", "")


def test_the_dossier_holds_the_record_every_document_and_their_digests(inside: Any) -> None:
    found = recognised(inside)
    a_file(inside, found, "standard.pdf", b"The text.")
    a_file(inside, found, "standard.pdf", b"Another of the same name.")
    withdraw_file(a_file(inside, found, "draft.txt"), by=inside.by("anna"))
    archive = opened(found)
    assert archive.namelist() == [
        "dossier.pdf",
        "attachments/001-standard.pdf",
        "attachments/002-standard.pdf",
        "manifest.json",
        "SHA256SUMS",
    ]
    assert archive.read("dossier.pdf").startswith(b"%PDF")
    sums = dict(
        reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["recognition"]["decision"] == "Implementing Decision (EU) 2026/1 (invented)"
    assert manifest["recognition"]["valid_from"] == "2026-01-01"
    assert manifest["files"][1]["name"] == "The standard"
    assert manifest["files"][1]["sha256"] == sums["attachments/001-standard.pdf"]


def test_the_same_state_gives_the_same_bytes_and_another_state_others(inside: Any) -> None:
    found = recognised(inside)
    a_file(inside, found)
    with dossier(found) as first, dossier(Recognition.objects.get(pk=found.pk)) as second:
        before = first.read()
        assert before == second.read()
    a_file(inside, found, "more.txt")
    with dossier(found) as third:
        assert third.read() != before


def test_it_is_a_tagged_document_with_a_title_in_the_language_of_the_page(inside: Any) -> None:
    found = recognised(inside)
    for language in ("nl", "en"):
        with override(language):
            made = pdf(found)
        assert b"/StructTreeRoot" in made
        assert f"/Lang({language})".encode() in made


def test_it_says_the_record_the_road_the_grades_and_the_agreement(inside: Any) -> None:
    said = words_of(told(recognised(inside), []))
    for words in (
        "Recognised by European Commission under Article 8 of Regulation (EU) 2017/821",
        "1 January 2026",
        "A report each year.",
        "Fully aligned\\nSeen at three audits.",
        "present state",
        "Europees Kledingconvenant",
        "Parties by side",
    ):
        assert words in said, words


def test_a_technique_comes_with_its_versions_its_text_and_who_disagreed(inside: Any) -> None:
    row = {
        "side": "unions",
        "holder": "Chantal",
        "observer": False,
        "recused": False,
        "present": True,
        "stand": "stand_aside",
        "reason": "Sixty days is late.",
        "person": "Chantal",
    }
    version = a_published(table=[row])
    found = recognised(inside, technique=version.technique)
    said = words_of(told(found, []))
    assert version.digest in said
    assert "Pay suppliers within 60 days of delivery." in said
    assert "Sixty days is late." in said
    with override("nl"):
        assert "Betaal leveranciers binnen 60 dagen" in words_of(told(found, []))


def test_an_undecided_application_claims_nothing(inside: Any) -> None:
    said = words_of(told(an_application(inside), []))
    assert "Nothing was decided on this application." in said
    assert "Recognised by" not in said
    assert "No criterion is recorded." in said


def test_any_words_and_any_number_of_criteria_can_be_set(inside: Any) -> None:
    found = an_application(inside, scope=ANY_WORDS, authority=ANY_WORDS[:190])
    add_criteria(
        found, by=inside.by("anna"), criteria=[f"{number} {ANY_WORDS}" for number in range(200)]
    )
    a_file(inside, found, "中文 😀.pdf")
    assert opened(found).testzip() is None


def test_a_document_that_was_changed_behind_our_back_is_not_handed_out(inside: Any) -> None:
    found = an_application(inside)
    made = a_file(inside, found)
    RecognitionFile.objects.filter(pk=made.pk).update(content=b"Something else.")
    with pytest.raises(Refused, match="is not what was added"):
        dossier(found)


@given(st.text(max_size=300))
def test_no_file_name_is_a_path_or_hidden(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('/\\:*?"<>|\0\n\u202e')
    assert not safe.startswith((".", "-"))
    assert not safe.endswith((".", "-"))
    assert ".." not in safe
    assert len(safe) <= LONGEST_NAME + 1
    assert safe.isprintable()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\Norm (2026).pdf", "Norm-2026.pdf"),
        (".htaccess", "htaccess"),
        ("...", "document"),
        ("naïve plan.docx", "naïve-plan.docx"),
        ("x" * 300 + ".pdf", "x" * 77 + ".pdf"),
    ],
)
def test_a_file_keeps_what_can_be_kept_of_its_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=200))
def test_softened_words_are_the_same_words(words: str) -> None:
    assert soft(words).replace("\u200b", "") == words.replace("\u200b", "")


def test_parties_read_the_record_but_only_the_desk_takes_out_the_dossier(world: Any) -> None:
    from convenant.base.walls import within

    with within(world.agreement):
        found = recognised(world)
        made = a_file(world, found)
    for name, status in (("anna", 200), ("eva", 200), ("bilal", 403), ("koen", 302)):
        for address in (f"files/{made.pk}/", "dossier.zip"):
            answer = world.client(name).get(
                f"/stitch/techniques/recognitions/{found.number}/{address}"
            )
            assert answer.status_code == status, (name, address)


@pytest.mark.parametrize("name", ["𝒜" * 200 + ".pdf", "表" * 200 + ".docx", "e\u0301" * 150 + ".p"])
def test_a_name_of_wide_letters_can_be_unpacked_everywhere(name: str) -> None:
    found = safe_name(name)
    assert len(found.encode()) <= 200 and found.endswith(name[name.rindex(".") :])


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\a.exe",
        "a\x00b\n.pdf",
        "\u202egpj.exe",
        "-rf",
        ".bashrc",
        "con. .",
    ],
)
def test_a_hostile_name_leads_nowhere(name: str) -> None:
    found = safe_name(name)
    assert re.fullmatch(r"\w[\w.-]*", found) and ".." not in found and not found.endswith(".")
