"""The questionnaire as a workbook, through the pages: out, filled in, checked, stored."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from convenant.assessments.actions.answers import save_answer
from convenant.assessments.models import Answer, AnswerSheet
from convenant.assessments.queries.sheets import workbook
from convenant.assessments.tests.years import begun
from convenant.assessments.workbook.columns import COLUMNS, HEADER_ROW
from convenant.base.walls import within

FIRST = "policy_adopted"


@pytest.fixture
def opened(world):
    with within(world.agreement):
        found = begun(world)
        save_answer(found, FIRST, by=world.by("bilal"), level="draft", text="as it was")
    return found


def address(world, name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=[world.agreement.slug, *args])


def download(world, found, language: str = "en") -> bytes:
    client = world.client("bilal")
    client.cookies["django_language"] = language
    answer = client.get(address(world, "workbook", found.pk), headers={"accept-language": language})
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def filled(content: bytes, answers: dict[str, dict[str, str]]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(HEADER_ROW + 1):
        for key, value in answers.get(row[0].value, {}).items():
            row[list(COLUMNS).index(key)].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(world, found, content: bytes, name: str = "answers.xlsx"):
    file = SimpleUploadedFile(name, content)
    return world.client("bilal").post(
        address(world, "hand_in_sheet", found.pk), {"file": file}, follow=True
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_filled_in_offline_checked_and_stored(world, opened, language) -> None:
    content = filled(
        download(world, opened, language),
        {FIRST: {"answer": "3", "text": "=better"}, "policy_supplier_terms": {"answer": "1"}},
    )
    page = upload(world, opened, content)
    html = page.content.decode()
    assert "this is a formula" in html  # the page is read in English, the workbook may be Dutch
    assert "=better" not in html
    with within(world.agreement):
        assert Answer.objects.get(criterion=FIRST).text == "as it was"
        assert [a.criterion for a in Answer.objects.all()] == [FIRST]  # nothing before the check
    done = world.client("bilal").post(page.redirect_chain[-1][0], {"apply": "1"})
    assert done.status_code == 302
    with within(world.agreement):
        assert {a.criterion: a.level for a in Answer.objects.all()} == {
            FIRST: "draft",
            "policy_supplier_terms": "begun",
        }


def test_what_was_changed_on_both_sides_waits_for_a_choice(world, opened) -> None:
    content = filled(download(world, opened), {FIRST: {"answer": "3"}})
    with within(world.agreement):
        save_answer(opened, FIRST, by=world.by("bilal"), level="none", text="meanwhile", seen=1)
    page = upload(world, opened, content)
    url = page.redirect_chain[-1][0]
    assert b"changed on both sides" in page.content
    bilal = world.client("bilal")
    undecided = bilal.post(url, {"apply": "1"})
    assert undecided.status_code == 422
    with within(world.agreement):
        assert Answer.objects.get().level == "none"
    assert bilal.post(url, {"apply": "1", f"choice-{FIRST}": "file:2"}).status_code == 302
    with within(world.agreement):
        assert Answer.objects.get().level == "complete"


def test_a_choice_made_before_a_colleague_answered_again_is_asked_anew(world, opened) -> None:
    content = filled(download(world, opened), {FIRST: {"answer": "3"}})
    by = world.by("bilal")
    with within(world.agreement):
        save_answer(opened, FIRST, by=by, level="none", text="meanwhile", seen=1)
    url = upload(world, opened, content).redirect_chain[-1][0]
    with within(world.agreement):
        save_answer(opened, FIRST, by=by, level="none", text="an hour of work", seen=2)
    bilal = world.client("bilal")
    again = bilal.post(url, {"apply": "1", f"choice-{FIRST}": "file:2"})
    assert again.status_code == 422 and "an hour of work" in again.content.decode()
    with within(world.agreement):
        assert Answer.objects.get().text == "an hour of work"
    assert bilal.post(url, {"apply": "1", f"choice-{FIRST}": "file:3"}).status_code == 302


def test_a_document_that_cannot_be_is_refused_in_a_sentence(world, opened) -> None:
    page = world.client("bilal").post(
        address(world, "show_document", opened.pk, FIRST), {"document": "9" * 5000}, follow=True
    )
    assert "Choose a document from your list." in page.content.decode()


def test_a_file_that_is_not_used_leaves_everything_as_it_is(world, opened) -> None:
    page = upload(world, opened, filled(download(world, opened), {FIRST: {"answer": "3"}}))
    world.client("bilal").post(page.redirect_chain[-1][0], {"discard": "1"})
    with within(world.agreement):
        assert Answer.objects.get().level == "draft" and not AnswerSheet.objects.exists()


@pytest.mark.parametrize(
    "content, told",
    [(b"not a workbook", "answers.xlsx"), (b"PK\x03\x04 broken", "answers.xlsx")],
)
def test_something_else_than_the_workbook_is_refused_in_a_sentence(
    world, opened, content, told
) -> None:
    page = upload(world, opened, content)
    assert page.status_code == 200 and told in page.content.decode()
    with within(world.agreement):
        assert not AnswerSheet.objects.exists()


def test_another_company_s_workbook_is_refused(world, opened) -> None:
    with within(world.agreement):
        other = begun(world, "iris")
        content = workbook(other, world.by("iris"))
    page = upload(world, opened, content)
    assert "belongs to" in page.content.decode()
