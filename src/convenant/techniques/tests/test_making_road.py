"""A technique goes its whole road, and no step is taken over somebody's head or out of turn."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.decisions.actions.positions import close_decision
from convenant.decisions.actions.proposals import put
from convenant.decisions.models import Proposal
from convenant.decisions.tests.making import a_meeting, item_of, says
from convenant.techniques.actions import comments, data, group, pilots, stages, tabling
from convenant.techniques.actions.drafts import write_draft
from convenant.techniques.models import GroupSeat, KeyIssue, Technique
from convenant.techniques.queries.making import rendering_of
from convenant.techniques.tests import made
from convenant.techniques.tests.published import a_published

Stage = Technique.Stage
CAST = ("anna", "bilal", "chantal", "daan", "eva", "farid", "greet", "hugo", "iris", "jamila")


def test_from_a_unions_proposal_to_an_adopted_technique(inside: Any) -> None:
    world, anna = inside, inside.by("anna")
    found = made.kicked_off(world)
    assert found.stage == Stage.DATA
    question = made.a_question(found, world)
    for name, value in (("bilal", 70), ("iris", 80)):
        data.answer_data(question, by=world.by(name), value=made.Decimal(value))
    with pytest.raises(Refused, match="1 question"):
        stages.put_out_first_draft(found, by=anna, until=date.today() + made.MONTH)
    data.close_question(question, by=anna)  # both members answered
    stages.put_out_first_draft(found, by=anna, until=date.today() + made.MONTH)
    said = comments.comment(
        found, by=world.by("bilal"), place="what", text="Sixty days cannot be kept by agents."
    )
    with time_machine.travel(date.today() + 2 * made.MONTH):
        with pytest.raises(Refused, match="1 comment has no answer yet"):
            stages.put_out_second_draft(found, by=anna, until=date.today() + made.MONTH)
        comments.answer_comment(said, by=anna, state="partly", answer="Agents get ten days more.")
        with pytest.raises(Refused, match="No new draft"):
            stages.put_out_second_draft(found, by=anna, until=date.today() + made.MONTH)
        write_draft(found, made.other_words("Betaal binnen 60 dagen, agenten 70."), by=anna)
        stages.put_out_second_draft(found, by=anna, until=date.today() + made.MONTH)
        assert found.stage == Stage.DRAFT_2
    with time_machine.travel(date.today() + 4 * made.MONTH):
        stages.plan_final_meeting(found, by=anna, on=date.today() + timedelta(days=1))
        with pytest.raises(Refused, match="not held yet"):
            stages.record_final_meeting(found, by=anna, text="Sixty and seventy days.")
    with time_machine.travel(date.today() + 5 * made.MONTH):
        stages.record_final_meeting(found, by=anna, text="Sixty and seventy days.")
        with pytest.raises(Refused, match="2 key issues"):
            tabling.put_before_body(found, by=anna, body=made.BODY)
        for issue in KeyIssue.objects.all():
            group.answer_issue(issue, by=anna, answer="Sixty.")
        tabling.put_before_body(found, by=anna, body=made.BODY)
        proposal = found.proposal
        assert (proposal.about_kind, proposal.about_key) == ("technique", str(found.number))
        assert proposal.tier == Proposal.Tier.PUBLIC
        assert proposal.texts.get().text == rendering_of(found)
        put(proposal, item_of(a_meeting(world)), by=anna)
        for name in ("chantal", "daan", "greet"):
            says(world, proposal, name, "support")
        says(world, proposal, "bilal", "stand_aside", "Seventy days is short for small firms.")
        close_decision(proposal, by=anna)
    found.refresh_from_db()
    assert found.stage == Stage.ADOPTED
    assert Event.objects.filter(verb="technique.adopted", subject_id=str(found.pk)).exists()


def test_a_body_that_does_not_adopt_sends_it_back_to_its_group(inside: Any) -> None:
    world, anna = inside, inside.by("anna")
    found = made.tabled(world)
    put(found.proposal, item_of(a_meeting(world)), by=anna)
    says(world, found.proposal, "bilal", "object", "Cash is short.")
    close_decision(found.proposal, by=anna)
    found.refresh_from_db()
    assert found.stage == Stage.FINAL
    came = Event.objects.get(verb="technique.came_back")
    assert came.new["outcome"] in ("not_adopted", "no_quorum")
    page = world.client("iris").get(f"/stitch/techniques/{found.number}/making/").content.decode()
    assert "The body closed it" in page
    tabling.put_before_body(found, by=anna, body=made.BODY)  # and it can come before it again
    assert found.stage == Stage.TABLED


# What each step asks ------------------------------------------------------------------------------


def test_no_kick_off_without_every_side_that_decides(inside: Any) -> None:
    found = made.grouped(inside)
    seat = GroupSeat.objects.get(technique=found, side="unions")
    group.end_in_group(seat, by=inside.by("anna"))
    with pytest.raises(Refused, match="Nobody is in the group for: Trade unions"):
        group.kick_off(found, by=inside.by("anna"), on=date.today(), scope="All", issues=["How?"])


def test_nobody_sits_for_a_side_they_do_not_speak_for(inside: Any) -> None:
    found = made.grouped(inside)
    with pytest.raises(Refused, match="does not speak for a party"):
        group.add_to_group(found, inside.people["iris"], by=inside.by("anna"), side="unions")
    with pytest.raises(Refused, match="in this group already"):
        group.add_to_group(found, inside.people["bilal"], by=inside.by("anna"), side="companies")
    with pytest.raises(Refused, match="no such side"):
        group.add_to_group(found, inside.people["bilal"], by=inside.by("anna"), side="banks")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"scope": " "}, "scope"),
        ({"issues": ["", " "]}, "key issue"),
        ({"issues": ["x" * 501]}, "at most 500"),
        ({"on": date.today() + timedelta(days=2)}, "once it was held"),
    ],
)
def test_a_kick_off_says_what_it_settled(inside: Any, said: dict[str, Any], sentence: str) -> None:
    found = made.grouped(inside)
    whole = {"on": date.today(), "scope": "Payment", "issues": ["How?"], **said}
    with pytest.raises(Refused, match=sentence):
        group.kick_off(found, by=inside.by("anna"), **whole)
    found.refresh_from_db()
    assert found.stage == Stage.GROUP


def test_people_keep_the_time_they_were_told(inside: Any) -> None:
    anna, found = inside.by("anna"), made.first_draft_out(inside)
    write_draft(found, made.other_words("Betaal."), by=anna)
    with pytest.raises(Refused, match="Comments can be given until"):
        stages.put_out_second_draft(found, by=anna, until=date.today() + made.MONTH)
    with pytest.raises(Refused, match="Choose a later day"):
        stages.comment_longer(found, by=anna, until=date.today() + timedelta(days=2))
    stages.comment_longer(found, by=anna, until=date.today() + 2 * made.MONTH)
    assert found.comment_until == date.today() + 2 * made.MONTH


def test_a_step_out_of_turn_says_where_the_technique_stands(inside: Any) -> None:
    anna, found = inside.by("anna"), made.proposed(inside)
    for out_of_turn in (
        lambda: stages.put_out_first_draft(found, by=anna, until=date.today() + made.MONTH),
        lambda: stages.plan_final_meeting(found, by=anna, on=date.today()),
        lambda: tabling.put_before_body(found, by=anna, body=made.BODY),
        lambda: group.kick_off(found, by=anna, on=date.today(), scope="x", issues=["y"]),
        lambda: stages.begin_review(found, by=anna, reason="x"),
    ):
        with pytest.raises(Refused, match="stands at “proposed” now"):
            out_of_turn()


# Review and end ---------------------------------------------------------------------------------


def test_a_review_begins_a_round_while_what_was_published_holds(inside: Any) -> None:
    anna, version = inside.by("anna"), a_published()
    found = version.technique
    with pytest.raises(Refused, match="why it is reviewed"):
        stages.begin_review(found, by=anna, reason=" ")
    stages.begin_review(found, by=anna, reason="Law changed.")
    version.refresh_from_db()
    assert (found.stage, found.round, found.review_because) == (Stage.GROUP, 2, "Law changed.")
    assert version.is_in_force
    with pytest.raises(Refused, match="in force"):
        stages.end_technique(found, by=anna, reason="Enough.")
    with pytest.raises(Refused, match="before that"):
        pilots.begin_pilot(
            found, by=anna, start=date.today(), until=date.today() + made.MONTH, question="?"
        )
    stages.stop_review(found, by=anna, reason="No news.", review_on=date.today() + made.MONTH)
    assert found.stage == Stage.PUBLISHED
    assert version.is_in_force


def test_the_second_round_asks_for_a_draft_of_its_own(inside: Any) -> None:
    anna, found = inside.by("anna"), a_published().technique
    stages.begin_review(found, by=anna, reason="Law changed.")
    group.form_group(found, by=anna, mandate="Look again.", output="A new version")
    for name, side in made.GROUP.items():
        group.add_to_group(found, inside.people[name], by=anna, side=side)
    group.kick_off(found, by=anna, on=date.today(), scope="All", issues=["What changed?"])
    with pytest.raises(Refused, match="no draft of this round"):
        stages.put_out_first_draft(found, by=anna, until=date.today() + made.MONTH)


def test_what_is_not_published_ends_with_a_reason(inside: Any) -> None:
    anna, found = inside.by("anna"), made.kicked_off(inside)
    with pytest.raises(Refused, match="Say why"):
        stages.end_technique(found, by=anna, reason="")
    stages.end_technique(found, by=anna, reason="No side wants it any more.")
    assert (found.stage, found.ended_on) == (Stage.ENDED, date.today())
    with pytest.raises(Refused, match="ended already"):
        stages.end_technique(found, by=anna, reason="Again.")


def test_what_is_before_a_body_is_withdrawn_there_first(inside: Any) -> None:
    with pytest.raises(Refused, match="Withdraw the proposal"):
        stages.end_technique(made.tabled(inside), by=inside.by("anna"), reason="Enough.")


# Whose it is ------------------------------------------------------------------------------------


def keeping(world: Any, found: Technique) -> list[Any]:
    """What the secretariat does, and nobody else."""
    day, bilal = date.today() + made.MONTH, world.people["bilal"]
    return [
        lambda by: group.form_group(found, by=by, mandate="x", output="y"),
        lambda by: group.add_to_group(found, bilal, by=by, side="companies"),
        lambda by: group.end_in_group(GroupSeat.objects.first(), by=by),
        lambda by: group.kick_off(found, by=by, on=date.today(), scope="x", issues=["y"]),
        lambda by: group.add_issue(found, by=by, text="x"),
        lambda by: group.answer_issue(KeyIssue.objects.first(), by=by, answer="x"),
        lambda by: made.ask_members(found, by=by, name_nl="x", name_en="x", unit="%", until=day),
        lambda by: stages.put_out_first_draft(found, by=by, until=day),
        lambda by: stages.put_out_second_draft(found, by=by, until=day),
        lambda by: stages.comment_longer(found, by=by, until=day),
        lambda by: stages.plan_final_meeting(found, by=by, on=day),
        lambda by: stages.record_final_meeting(found, by=by, text="x"),
        lambda by: stages.begin_review(found, by=by, reason="x"),
        lambda by: stages.stop_review(found, by=by, reason="x"),
        lambda by: stages.end_technique(found, by=by, reason="x"),
        lambda by: tabling.put_before_body(found, by=by, body=made.BODY),
        lambda by: tabling.take_outcome(found, by=by, outcome="adopted"),
        lambda by: pilots.begin_pilot(found, by=by, start=day, until=day, question="x"),
        lambda by: pilots.conclude_pilot(found, by=by, result="x", goes_on=True),
    ]


def test_the_secretariat_keeps_the_process_and_nobody_else_does(inside: Any) -> None:
    found = made.kicked_off(inside)
    for name in set(CAST) - {"anna"}:
        for deed in keeping(inside, found):
            with pytest.raises(PermissionDenied):
                deed(inside.by(name))


def test_parties_and_the_monitor_comment_and_companies_give_data(inside: Any) -> None:
    found = made.kicked_off(inside)
    question = made.a_question(found, inside)
    for name in set(CAST) - {"bilal", "iris"}:
        with pytest.raises(PermissionDenied):
            data.answer_data(question, by=inside.by(name), value=made.Decimal(1))
        with pytest.raises(PermissionDenied):
            pilots.join_pilot(found, by=inside.by(name))
    for name in ("anna", "farid", "hugo", "jamila"):
        with pytest.raises(PermissionDenied):
            comments.comment(found, by=inside.by(name), text="Hm.")
