"""What people see and do on the pages of recognition."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convenant.base.walls import within
from convenant.techniques.actions.recognition_file import add_criteria
from convenant.techniques.models import Recognition, RecognitionFile
from convenant.techniques.tests.published import a_published
from convenant.techniques.tests.recognising import (
    a_file,
    an_application,
    in_assessment,
    moved,
    recognised,
)

ALL = "/stitch/techniques/recognitions/"
NOBODY = (
    "No authority has recognised this agreement or one of its techniques, as far as it is "
    "recorded here."
)


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_where_nothing_is_recognised_the_page_says_so(world: Any) -> None:
    with within(world.agreement):
        an_application(world)
    for name in ("koen", "bilal", "anna"):
        assert NOBODY in body(world.client(name).get(ALL))
    assert "Conflict minerals schemes" not in body(world.client("koen").get(ALL))
    assert "Conflict minerals schemes" in body(world.client("bilal").get(ALL))


def test_anyone_reads_the_record_but_no_working_text_and_no_file(world: Any) -> None:
    with within(world.agreement):
        version = a_published()
        found = recognised(world, technique=version.technique)
        a_file(world, found)
    assert NOBODY not in body(world.client("koen").get(ALL))
    said = body(world.client("koen").get(f"{ALL}{found.number}/"))
    assert "Recognised by European Commission under Article 8" in said
    assert "A report each year." in said
    for hidden in ("As the letter says.", "standard.pdf", "Seen at three audits.", "The road"):
        assert hidden not in said, hidden
    table = body(world.client("chantal").get(f"{ALL}{found.number}/"))
    for seen in ("As the letter says.", "standard.pdf", "Seen at three audits.", "The road"):
        assert seen in table, seen
    assert 'name="deed"' not in table
    assert f"{ALL}{found.number}/files/" not in table


def test_an_outsider_who_follows_a_link_is_asked_to_sign_in(world: Any) -> None:
    with within(world.agreement):
        found = an_application(world)
    answer = world.client("koen").get(f"{ALL}{found.number}/")
    assert answer.status_code == 302
    assert world.client("hugo").get(f"{ALL}{found.number}/").status_code == 404


def test_anna_walks_an_application_to_its_decision(world: Any) -> None:
    anna, today = world.client("anna"), timezone.localdate().isoformat()
    begun = anna.post(
        f"{ALL}new/", {"basis": "reg2017_821_art8", "authority": "European Commission"}
    )
    assert begun.status_code == 302
    here = begun["Location"]

    def do(deed: str, **said: Any) -> Any:
        answer = anna.post(f"{here}deed/", {"deed": deed, **said})
        assert answer.status_code == 302, body(answer)
        return answer

    do("criteria", criteria="The policy is public.\n\nAudits are independent.")
    do("file", file=SimpleUploadedFile("standard.txt", b"The text."), name="Standard")
    for to in ("submitted", "completeness", "assessment"):
        do(f"move-{to}", on=today)
    with within(world.agreement):
        first, second = Recognition.objects.get().alignment.all()
        document = RecognitionFile.objects.get()
    grades = {
        "standard": "fully",
        "standard_because": "Chapter 1.",
        "implementation": "fully",
        "implementation_because": "Seen.",
    }
    assert do(f"grade-{first.pk}", **grades)["Location"].endswith(f"?criterion={second.pk}#grade")
    assert do(f"grade-{second.pk}", **grades)["Location"].endswith("#criteria")
    do("move-recognised", on=today, decision="Decision 1 (invented)", valid_from=today)
    do(f"withdraw-{document.pk}")
    said = body(anna.get(here))
    assert "Recognised by European Commission" in said
    assert "Decision 1 (invented)" in said
    assert "standard.txt" not in said
    do("move-monitoring", on=today)
    assert "recognised, being monitored" in body(anna.get(here))


def test_nothing_typed_is_lost_where_a_step_is_refused(world: Any) -> None:
    with within(world.agreement):
        found = in_assessment(world)
    answer = world.client("anna").post(
        f"{ALL}{found.number}/deed/",
        {
            "deed": "move-recognised",
            "on": timezone.localdate().isoformat(),
            "decision": "Decision 7",
            "valid_from": "2026-01-01",
            "conditions": "A report each year.",
        },
    )
    assert answer.status_code == 422
    said = body(answer)
    assert "not every one is graded" in said
    assert "Decision 7" in said
    assert "A report each year." in said


def test_a_step_without_what_it_needs_says_which_field(world: Any) -> None:
    with within(world.agreement):
        found = in_assessment(world)
    answer = world.client("anna").post(
        f"{ALL}{found.number}/deed/", {"deed": "move-dropped", "on": "2026-99-99"}
    )
    assert answer.status_code == 422
    assert "Enter a valid date." in body(answer)
    assert "This field is required." in body(answer)


@pytest.mark.parametrize(
    "deed", ["move-recognised", "grade-1", "grade-x", "grade-99999999999999999999", "correct", ""]
)
def test_a_deed_that_cannot_be_done_changes_nothing(world: Any, deed: str) -> None:
    with within(world.agreement):
        found = an_application(world)
    answer = world.client("anna").post(f"{ALL}{found.number}/deed/", {"deed": deed})
    assert answer.status_code == 302
    with within(world.agreement):
        assert Recognition.objects.get().state == "draft"


@pytest.mark.parametrize("asked", ["0", "x", "999999", "-1", "1" * 40, "²"])
def test_a_criterion_that_is_not_there_shows_the_page(world: Any, asked: str) -> None:
    with within(world.agreement):
        found = an_application(world)
    answer = world.client("anna").get(f"{ALL}{found.number}/", {"criterion": asked})
    assert answer.status_code == 200


def test_a_criterion_that_is_too_long_is_named(world: Any) -> None:
    with within(world.agreement):
        found = an_application(world)
    answer = world.client("anna").post(
        f"{ALL}{found.number}/deed/", {"deed": "criteria", "criteria": f"One\n{'x' * 501}"}
    )
    assert answer.status_code == 422
    assert "Line 2 has 501 characters; at most 500 fit." in body(answer)


def queries_of(world: Any, name: str, address: str) -> int:
    client = world.client(name)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_hundred_applications_cost_no_more_queries_than_one(world: Any) -> None:
    with within(world.agreement):
        technique = a_published().technique
        an_application(world, technique=technique)
    few = queries_of(world, "anna", ALL)
    with within(world.agreement):
        for _ in range(100):
            an_application(world, technique=technique)
    assert queries_of(world, "anna", ALL) == few


def test_a_hundred_criteria_and_documents_cost_no_more_queries_than_two(world: Any) -> None:
    with within(world.agreement):
        found = in_assessment(world)
        a_file(world, found)
        moved(world, found, "consultation")
    address = f"{ALL}{found.number}/"
    few = queries_of(world, "anna", address)
    with within(world.agreement):
        add_criteria(found, by=world.by("anna"), criteria=[f"No. {n}" for n in range(120)])
        for number in range(30):
            a_file(world, found, f"{number}.txt")
            moved(world, found, ("assessment", "consultation")[number % 2])
    assert queries_of(world, "anna", address) == few
    assert queries_of(world, "bilal", address) <= few
