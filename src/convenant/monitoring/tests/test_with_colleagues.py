"""Several people at one assessment: nothing that one of them typed or settled gets lost by another."""

import pytest
from django.urls import reverse

from convenant.assessments.actions.frameworks import return_assessment
from convenant.assessments.models import SelfAssessment
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.assessing import (
    answer_question,
    appeal,
    ask,
    close_reply,
    make_final,
    reply,
    respond,
    send_draft,
)
from convenant.monitoring.models import Question, Reading, Reply, Verdict
from convenant.monitoring.tests.readers import (
    allocated,
    assessor,
    by_reader,
    drafted,
    finished,
)
from convenant.monitoring.tests.standing import announced, later, of_ministry

FIRST, OTHER = "policy_adopted", "policy_supplier_terms"


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


@pytest.fixture
def draft(world) -> Verdict:
    with within(world.agreement):
        return drafted(world)


def test_a_reply_that_a_colleague_stored_meanwhile_is_not_erased_by_an_older_page(
    world, draft
) -> None:
    # both opened the page while there was no reply; a colleague stores one, then the older page is sent
    with within(world.agreement):
        reply(draft, FIRST, by=world.by("bilal"), text="Our board adopted it in March.")
    world.client("bilal").post(
        address(world, "reply", draft.assessment_id),
        {
            f"reply-{FIRST}": "",
            f"was-{FIRST}": "",
            f"reply-{OTHER}": "See page 4.",
            f"was-{OTHER}": "",
            "store": "1",
        },
    )
    with within(world.agreement):
        assert {r.criterion: r.text for r in Reply.objects.all()} == {
            FIRST: "Our board adopted it in March.",
            OTHER: "See page 4.",
        }


def test_a_reply_typed_when_a_colleague_closed_is_shown_again(world, draft) -> None:
    with within(world.agreement):
        close_reply(draft, by=world.by("bilal"))
    page = world.client("bilal").post(
        address(world, "reply", draft.assessment_id),
        {f"reply-{FIRST}": "An hour of work.", "store": "1"},
        follow=True,
    )
    assert "An hour of work." in page.content.decode()


def test_an_answer_typed_when_a_colleague_answered_is_shown_again(world) -> None:
    with within(world.agreement):
        reading = allocated(world)
        question = ask(reading, FIRST, by=by_reader(reading), text="Since when?")
        answer_question(question, by=world.by("bilal"), text="Since 2020.")
    page = world.client("bilal").post(
        address(world, "answer", question.pk), {"text": "Since March 2021."}, follow=True
    )
    assert "Since March 2021." in page.content.decode()


def test_an_appeal_that_nobody_can_decide_keeps_its_grounds(world, draft) -> None:
    with within(world.agreement):
        close_reply(draft, by=world.by("bilal"))
        reading = Reading.objects.get()
        make_final(reading, by=by_reader(reading))
    page = world.client("bilal").post(
        address(world, "appeal", draft.assessment_id),
        {"ground": "You did not read annex 3."},
        follow=True,
    )
    assert "You did not read annex 3." in page.content.decode()


def test_a_decision_without_an_outcome_keeps_the_reasons_typed(world, draft) -> None:
    with within(world.agreement):
        otto = assessor("Otto")
        close_reply(draft, by=world.by("bilal"))
        reading = Reading.objects.get()
        make_final(reading, by=by_reader(reading))
        made = appeal(Verdict.objects.get(), by=world.by("bilal"), ground="Annex 3.")
    client = world.client("bilal")
    client.force_login(otto)
    page = client.post(
        address(world, "reading_deed", made.reading_id),
        {"deed": "decide", "outcome": "", "reason": "Annex 3 says the opposite."},
        follow=True,
    )
    assert "Annex 3 says the opposite." in page.content.decode()


def test_what_is_final_stays_final_when_a_colleague_closes_from_an_older_page(inside) -> None:
    world = inside
    older = drafted(world)
    close_reply(Verdict.objects.get(), by=world.by("bilal"))
    reading = Reading.objects.get()
    make_final(reading, by=by_reader(reading))
    with pytest.raises(Refused):
        close_reply(older, by=world.by("bilal"))
    assert Verdict.objects.get().state == "final"


def test_two_colleagues_answer_one_question_and_the_first_answer_stands(inside) -> None:
    world = inside
    reading = allocated(world)
    older = ask(reading, FIRST, by=by_reader(reading), text="Since when?")
    answer_question(Question.objects.get(), by=world.by("bilal"), text="Since 2020.")
    with pytest.raises(Refused):
        answer_question(older, by=world.by("bilal"), text="Since 2021.")
    assert Question.objects.get().answer == "Since 2020."


def test_a_response_is_not_rewritten_once_the_assessment_is_final(inside) -> None:
    world = inside
    verdict = drafted(world)
    reading = Reading.objects.get()
    reply(verdict, FIRST, by=world.by("bilal"), text="Look again.")
    close_reply(verdict, by=world.by("bilal"))
    level = reading.scores.get(criterion=FIRST).level
    respond(reading, FIRST, by=by_reader(reading), response="It stays.", level=level)
    make_final(reading, by=by_reader(reading))
    with pytest.raises(Refused):
        respond(reading, FIRST, by=by_reader(reading), response="Something else.", level=level)
    assert Reply.objects.get().response == "It stays."


def test_the_second_reader_does_not_weigh_the_replies(inside) -> None:
    world = inside
    assessor("Otto")
    first = finished(allocated(world, share=100))
    second = finished(Reading.objects.get(place="second"))
    verdict = send_draft(first, by=by_reader(first))
    reply(verdict, FIRST, by=world.by("bilal"), text="Look again.")
    close_reply(verdict, by=world.by("bilal"))
    level = second.scores.get(criterion=FIRST).level
    with pytest.raises(Refused):
        respond(second, FIRST, by=by_reader(second), response="No.", level=level)
    assert Reply.objects.get().changed is None


def test_no_draft_goes_out_while_the_company_has_its_answers_back(inside) -> None:
    world = inside
    reading = finished(allocated(world))
    return_assessment(reading.assessment, by=world.by("anna"), why="Two answers are missing.")
    with pytest.raises(Refused):
        send_draft(Reading.objects.get(), by=by_reader(reading))
    assert not Verdict.objects.exists()


def test_answers_are_not_handed_back_once_the_draft_is_out(inside) -> None:
    world = inside
    verdict = drafted(world)
    with pytest.raises(Refused):
        return_assessment(verdict.assessment, by=world.by("anna"), why="Two answers are missing.")
    assert SelfAssessment.objects.get().state == "submitted"


def test_a_report_with_an_address_nobody_can_open_keeps_its_words(world) -> None:
    with within(world.agreement):
        found = of_ministry(world)
    page = world.client("greet").post(
        address(world, "commitment_deed", found.pk),
        {"deed": "report", "report": "Twelve visits.", "proof": "ftp://example.org/x"},
        follow=True,
    )
    assert page.status_code == 422 and "Twelve visits." in page.content.decode()


def test_an_answer_to_a_step_that_comes_too_late_is_shown_again(world) -> None:
    with within(world.agreement):
        found = later(announced(world))
    page = world.client("bilal").post(
        address(world, "step_deed", found.pk),
        {"deed": "answer", "text": "We handed it in on 3 March."},
        follow=True,
    )
    assert page.status_code == 422 and "We handed it in on 3 March." in page.content.decode()


def test_a_report_from_an_older_page_does_not_replace_a_colleague_s(world) -> None:
    with within(world.agreement):
        found, step = of_ministry(world), announced(world)
    for who, name, row, deed, field in (
        ("greet", "commitment_deed", found, "report", "report"),
        ("bilal", "step_deed", step, "answer", "text"),
    ):
        client, said = world.client(who), {"deed": deed, "was": ""}
        client.post(address(world, name, row.pk), {**said, field: "A colleague's hour of work."})
        page = client.post(address(world, name, row.pk), {**said, field: "Mine."})
        assert page.status_code == 422 and "Mine." in page.content.decode()
    with within(world.agreement):
        found.refresh_from_db()
        step.refresh_from_db()
    assert found.report == step.answer == "A colleague's hour of work."
