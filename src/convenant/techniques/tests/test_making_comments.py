"""Parties and the monitor comment on a draft, and each comment is answered with a reason."""

from datetime import date
from typing import Any

import pytest
import time_machine

from convenant.base.verbs import Refused
from convenant.techniques.actions.comments import answer_comment, comment
from convenant.techniques.actions.drafts import write_draft
from convenant.techniques.actions.stages import put_out_second_draft
from convenant.techniques.models import Comment
from convenant.techniques.tests import made


def test_a_comment_is_about_the_draft_that_is_out(inside: Any) -> None:
    found = made.first_draft_out(inside)
    write_draft(found, made.other_words("Betaal binnen 40 dagen."), by=inside.by("anna"))
    said = comment(found, by=inside.by("eva"), text="How is this measured?", place="levels")
    assert said.draft.number == 1
    assert (said.by_for, said.place) == (None, "levels")
    assert comment(found, by=inside.by("bilal"), text="Too short.").by_for.name == "Brand B"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": " "}, "Write your comment"),
        ({"text": "x" * 4001}, "at most 4000"),
        ({"text": "x", "place": "cover"}, "Choose the part"),
    ],
)
def test_a_comment_says_something_of_a_part(
    inside: Any, said: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        comment(made.first_draft_out(inside), by=inside.by("bilal"), **said)


def test_comments_are_given_while_a_draft_is_out(inside: Any) -> None:
    with pytest.raises(Refused, match="No draft is open"):
        comment(made.kicked_off(inside), by=inside.by("bilal"), text="Early.")


def test_who_is_late_is_told_until_when_it_was(inside: Any) -> None:
    found = made.first_draft_out(inside)
    with (
        time_machine.travel(date.today() + 2 * made.MONTH),
        pytest.raises(Refused, match="Comments could be given until"),
    ):
        comment(found, by=inside.by("bilal"), text="Late.")


def test_an_answer_has_a_reason_and_can_be_put_right_until_the_next_draft(inside: Any) -> None:
    found, anna = made.first_draft_out(inside), inside.by("anna")
    said = comment(found, by=inside.by("bilal"), text="Too short.")
    with pytest.raises(Refused, match="Write the reason"):
        answer_comment(said, by=anna, state="not_taken", answer=" ")
    with pytest.raises(Refused, match="Choose whether"):
        answer_comment(said, by=anna, state="open", answer="Later.")
    answer_comment(said, by=anna, state="not_taken", answer="Others keep it.")
    answer_comment(said, by=anna, state="partly", answer="Agents get more time.")
    made.comments_over(found)
    write_draft(found, made.other_words("Betaal."), by=anna)
    put_out_second_draft(found, by=anna, until=date.today() + made.MONTH)
    with pytest.raises(Refused, match="has gone on"):
        answer_comment(said, by=anna, state="taken", answer="After all.")


def test_the_table_reads_each_others_comments_and_the_supervisor_none(inside: Any) -> None:
    found = made.first_draft_out(inside)
    comment(found, by=inside.by("bilal"), text="Agents are forgotten here.")
    page = f"/stitch/techniques/{found.number}/making/comments/"
    for name in ("anna", "chantal", "eva", "iris"):
        assert "Agents are forgotten" in inside.client(name).get(page).content.decode()
    for name in ("hugo", "farid", "jamila", "koen"):
        answer = inside.client(name).get(page)
        assert answer.status_code != 200
        assert "Agents are forgotten" not in answer.content.decode()


def test_comments_are_answered_on_their_page_and_found_by_state(inside: Any) -> None:
    found = made.first_draft_out(inside)
    said = comment(found, by=inside.by("bilal"), text="Agents are forgotten here.")
    page, anna = f"/stitch/techniques/{found.number}/making/comments/", inside.client("anna")
    deed = f"answer-{said.pk}"
    refused = anna.post(f"{page}deed/", {"deed": deed, "state": "taken", "answer": ""})
    assert refused.status_code == 422
    assert anna.post(
        f"{page}deed/?state=open", {"deed": deed, "state": "taken", "answer": "Added."}
    )["Location"].endswith("?state=open")
    said.refresh_from_db()
    assert said.state == Comment.State.TAKEN
    assert "Agents" not in anna.get(f"{page}?state=open").content.decode()
    assert "Added." in anna.get(f"{page}?state=taken").content.decode()


def test_nobody_answers_for_the_secretariat(inside: Any) -> None:
    found = made.first_draft_out(inside)
    said = comment(found, by=inside.by("bilal"), text="Agents are forgotten here.")
    inside.client("bilal").post(
        f"/stitch/techniques/{found.number}/making/comments/deed/",
        {"deed": f"answer-{said.pk}", "state": "taken", "answer": "Yes."},
    )
    said.refresh_from_db()
    assert said.state == Comment.State.OPEN
