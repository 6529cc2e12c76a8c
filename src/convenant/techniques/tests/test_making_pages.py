"""The workbench and the page of a technique show what is under way, what waits, and nothing to outsiders."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.techniques.actions.comments import comment
from convenant.techniques.actions.data import answer_data
from convenant.techniques.actions.drafts import write_draft
from convenant.techniques.models import Comment, Draft, GroupSeat, KeyIssue, Technique
from convenant.techniques.tests import made
from convenant.techniques.tests.published import a_published

Stage = Technique.Stage
BENCH = "/stitch/techniques/making/"


def main(answer: Any) -> str:
    return answer.content.decode().split("<main")[1]


def page_of(found: Technique, rest: str = "") -> str:
    return f"/stitch/techniques/{found.number}/making/{rest}"


def test_an_empty_workbench_says_what_to_do(inside: Any) -> None:
    assert "Propose a technique with the button above" in main(inside.client("bilal").get(BENCH))
    assert "Parties and the secretariat propose" in main(inside.client("eva").get(BENCH))


def test_the_workbench_shows_each_stage_with_its_next_step(inside: Any) -> None:
    made.first_draft_out(inside)
    made.proposed(inside)
    made.on_trial(inside)
    page = main(inside.client("chantal").get(BENCH))
    assert "First draft open for comments" in page and "Comments can be given." in page
    assert "The secretariat forms a working group" in page
    assert page.index("First draft") < page.index("On trial")
    assert "you are in the group" in page


def test_what_waits_is_the_readers_own(inside: Any) -> None:
    found = made.kicked_off(inside)
    made.a_question(found, inside)
    assert "Give your number: Share paid within 60 days" in main(inside.client("iris").get(BENCH))
    for name in ("chantal", "eva", "anna"):
        assert "Give your number" not in main(inside.client(name).get(BENCH))
    with time_machine.travel(date.today() + 2 * made.MONTH):
        assert "Close the question" in main(inside.client("anna").get(BENCH))
        assert "Give your number" not in main(inside.client("iris").get(BENCH))


def test_comments_wait_for_who_can_give_and_who_must_answer(inside: Any) -> None:
    found = made.first_draft_out(inside)
    assert "Say what you find of the draft" in main(inside.client("eva").get(BENCH))
    comment(found, by=inside.by("eva"), text="How is this measured?")
    assert "Say what you find of the draft" not in main(inside.client("eva").get(BENCH))
    assert "Answer 1 comment" in main(inside.client("anna").get(BENCH))
    assert "Answer 1 comment" not in main(inside.client("chantal").get(BENCH))


def test_a_review_that_is_due_stands_on_the_workbench(inside: Any) -> None:
    found = a_published().technique
    found.review_on = date.today() - timedelta(days=1)
    found.save()
    page = main(inside.client("anna").get(BENCH))
    assert "To be reviewed soon" in page and "due" in page


def test_the_present_stage_is_marked_for_everyone_who_looks_or_listens(inside: Any) -> None:
    page = main(inside.client("daan").get(page_of(made.first_draft_out(inside))))
    (marked,) = [line for line in page.split("<li") if 'aria-current="step"' in line]
    assert "First draft open for comments" in marked
    assert page.count("techniques-road--done") == 3


def test_the_secretariat_walks_the_road_on_the_page(inside: Any) -> None:
    """Every deed by its form, as a person does it, from group to the body."""
    found = made.proposed(inside)
    soon = (date.today() + timedelta(days=1)).isoformat()

    def does(deed: str, **said: Any) -> None:
        anna = inside.client("anna")  # signed in anew, for months go by
        answer = anna.post(page_of(found, "deed/"), {"deed": deed, **said})
        assert answer.status_code == 302, main(answer)
        assert answer["Location"] == page_of(found)
        found.refresh_from_db()

    does("group", mandate="A draft by May.", output="A technique")
    for name, side in made.GROUP.items():
        does("seat", who=f"{side}:{inside.people[name].pk}")
    does("kickoff", on=date.today().isoformat(), scope="Payment", issues="Which term?\nAgents?")
    assert KeyIssue.objects.filter(technique=found).count() == 2
    does("issue", text="And retailers?")
    does("ask", name_nl="Aandeel", name_en="Share", unit="%", low="0", high="100", until=soon)
    with time_machine.travel(date.today() + made.MONTH):
        question = found.questions.get()
        inside.client("anna").post(page_of(found, f"data/{question.pk}/deed/"), {"deed": "close"})
        does("first", until=(date.today() + timedelta(days=1)).isoformat())
        does("longer", until=(date.today() + timedelta(days=2)).isoformat())
    with time_machine.travel(date.today() + 2 * made.MONTH):
        write_draft(found, made.other_words("Betaal."), by=inside.by("anna"))
        does("second", until=(date.today() + timedelta(days=1)).isoformat())
    with time_machine.travel(date.today() + 3 * made.MONTH):
        does("final", on=date.today().isoformat())
        does("held", text="Settled.")
        for issue in KeyIssue.objects.filter(technique=found):
            does(f"issue-{issue.pk}", answer="Sixty days.")
        does("table", body=made.BODY)
    assert found.stage == Stage.TABLED
    page = main(inside.client("anna").get(page_of(found)))
    assert f"/decisions/{found.proposal.number}/" in page
    assert "write a new draft" in page.lower()


def test_what_was_typed_is_not_lost_where_a_step_is_refused(inside: Any) -> None:
    found = made.grouped(inside)
    GroupSeat.objects.filter(side="unions").delete()
    answer = inside.client("anna").post(
        page_of(found, "deed/"),
        {
            "deed": "kickoff",
            "on": date.today().isoformat(),
            "scope": "Payment and orders",
            "issues": "Which term?",
        },
    )
    assert answer.status_code == 422
    assert "Nobody is in the group for: Trade unions" in main(answer)
    assert "Payment and orders" in main(answer) and "Which term?" in main(answer)


@pytest.mark.parametrize("name", ["hugo", "farid", "jamila", "koen"])
def test_outsiders_and_the_supervisor_see_nothing_of_it(inside: Any, name: str) -> None:
    found = made.kicked_off(inside)
    question = made.a_question(found, inside)
    for path in (
        BENCH,
        page_of(found),
        page_of(found, "comments/"),
        page_of(found, f"data/{question.pk}/"),
    ):
        answer = inside.client(name).get(path)
        assert answer.status_code in (302, 403, 404)
        assert found.title not in answer.content.decode()
        assert question.name_en not in answer.content.decode()


def test_another_agreements_techniques_are_not_there(inside: Any, elsewhere: Any) -> None:
    found = made.proposed(inside)
    assert elsewhere.client("anna").get(page_of(found)).status_code == 404
    assert (
        elsewhere.client("anna").get(f"/stone/techniques/{found.number}/making/").status_code == 404
    )


def test_a_question_is_found_under_its_own_technique_only(inside: Any) -> None:
    question = made.a_question(made.kicked_off(inside), inside)
    other = made.proposed(inside)
    answer = inside.client("iris").get(page_of(other, f"data/{question.pk}/"))
    assert answer.status_code == 404


# Many ---------------------------------------------------------------------------------------------


def queries_of(client: Any, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_two_hundred_comments_cost_no_more_than_a_few(inside: Any) -> None:
    found, anna = made.first_draft_out(inside), inside.client("anna")
    paths = (BENCH, page_of(found), page_of(found, "comments/"))
    comment(found, by=inside.by("bilal"), text="First.")
    few = [queries_of(anna, path) for path in paths]
    draft = made.latest(found)
    Comment.objects.bulk_create(
        Comment(
            technique=found,
            draft=draft,
            text=f"Comment {n}",
            by=inside.people["bilal"],
            by_for=inside.organisations["bilal"],
        )
        for n in range(200)
    )
    many = [queries_of(anna, path) for path in paths]
    assert all(now <= before + 1 for now, before in zip(many, few, strict=True)), (few, many)
    page = main(anna.get(paths[2]))
    assert "Comment 20" in page and "Comment 199" not in page and "Page 1 of 9" in page


def test_a_hundred_and_twenty_answers_cost_no_more_than_a_few(inside: Any) -> None:
    found = made.kicked_off(inside)
    question = made.a_question(found, inside)
    answer_data(question, by=inside.by("bilal"), value=Decimal(50))
    paths = (page_of(found), page_of(found, f"data/{question.pk}/"))
    few = [queries_of(inside.client("anna"), path) for path in paths]
    for n, by in enumerate(made.more_companies(120)):
        answer_data(question, by=by, value=Decimal(n % 100))
    many = [queries_of(inside.client("anna"), path) for path in paths]
    assert all(now <= before + 1 for now, before in zip(many, few, strict=True)), (few, many)
    assert "Company 119" in main(inside.client("anna").get(paths[1]))
    assert queries_of(inside.client("iris"), BENCH) < 40


def test_many_techniques_cost_the_workbench_no_more_than_a_few(inside: Any) -> None:
    for _ in range(2):
        made.proposed(inside)
    few = queries_of(inside.client("anna"), BENCH)
    Technique.objects.bulk_create(
        Technique(
            number=n,
            title=f"Technique {n}",
            kind="monitoring",
            language="nl",
            stage=Stage.DRAFT_1 if n % 2 else Stage.PROPOSED,
            comment_until=date.today() + made.MONTH,
        )
        for n in range(10, 130)
    )
    Draft.objects.bulk_create(
        Draft(technique=one, number=1, stage=Stage.PROPOSED, content={})
        for one in Technique.objects.filter(number__gte=10)
    )
    assert queries_of(inside.client("anna"), BENCH) <= few + 1
    assert queries_of(inside.client("bilal"), BENCH) <= few + 10
