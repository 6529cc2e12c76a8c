"""While a body decides, the proposal and the technique's draft say the same, whoever changes which."""

from typing import Any

import pytest

from convenant.agreements.actions import amend
from convenant.agreements.queries import running_version
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.decisions.actions.amendments import answer_amendment, propose_amendment
from convenant.decisions.actions.positions import close_decision
from convenant.decisions.actions.proposals import propose, put, rewrite, withdraw_proposal
from convenant.decisions.models import Proposal
from convenant.decisions.queries.proposals import current_text
from convenant.decisions.tests.making import a_decision, a_meeting, item_of, says, seats_filled
from convenant.techniques.actions.drafts import write_draft
from convenant.techniques.actions.group import end_in_group
from convenant.techniques.actions.tabling import put_before_body
from convenant.techniques.models import Draft, GroupSeat, Technique
from convenant.techniques.queries.making import rendering_of
from convenant.techniques.tests import made

Stage = Technique.Stage


@pytest.fixture
def tabled(inside: Any) -> Technique:
    seats_filled(inside)
    return made.tabled(inside)


def in_step(technique: Technique) -> bool:
    technique.refresh_from_db()
    return current_text(technique.proposal).text == rendering_of(technique)


def test_a_new_draft_is_a_new_text_before_the_body(inside: Any, tabled: Technique) -> None:
    write_draft(tabled, made.other_words("Betaal binnen 45 dagen."), by=inside.by("anna"))
    assert "45 dagen" in current_text(tabled.proposal).text
    assert current_text(tabled.proposal).number == 2
    assert in_step(tabled)
    rewritten = Event.objects.get(verb="proposal.rewritten")
    assert rewritten.actor_id == inside.people["anna"].pk


def test_a_draft_that_changes_no_word_decided_on_asks_nobody_anew(
    inside: Any, tabled: Technique
) -> None:
    what = {**made.latest(tabled).content["what"], "en": "Pay within fifty days."}
    write_draft(tabled, made.content(what=what), by=inside.by("anna"))
    assert current_text(tabled.proposal).number == 1
    assert in_step(tabled)


def test_words_the_table_takes_over_stand_in_the_technique(inside: Any, tabled: Technique) -> None:
    asked = propose_amendment(
        tabled.proposal,
        by=inside.by("bilal"),
        old="binnen 50 dagen",
        new="binnen 60 dagen",
        reason="Small firms.",
    )
    answer_amendment(asked, by=inside.by("anna"), take=True)
    draft = made.latest(tabled)
    assert draft.content["what"]["nl"] == "Betaal binnen 60 dagen."
    assert "en" not in draft.content["what"], "a translation of words nobody decided on"
    assert "en" in draft.content["title"]
    assert "Brand B" in draft.note
    assert current_text(tabled.proposal).number == 2
    assert in_step(tabled)
    assert Draft.objects.filter(technique=tabled).count() == 3


def test_words_in_no_one_part_are_refused_with_where_to_change_them(
    inside: Any, tabled: Technique
) -> None:
    text = current_text(tabled.proposal).text
    heading = text.split("\n")[1]  # the kind, chosen from a list
    asked = propose_amendment(
        tabled.proposal, by=inside.by("bilal"), old=heading, new="Kind: other", reason="Why not."
    )
    with pytest.raises(Refused, match="in the technique's own draft"):
        answer_amendment(asked, by=inside.by("anna"), take=True)
    asked.refresh_from_db()
    assert asked.state == "open"
    assert current_text(tabled.proposal).text == text
    answer_amendment(asked, by=inside.by("anna"), take=False, answer="The kind stays.")
    assert in_step(tabled)


def test_the_proposal_has_no_words_of_its_own(inside: Any, tabled: Technique) -> None:
    with pytest.raises(Refused, match="Write a new draft of that technique"):
        rewrite(tabled.proposal, by=inside.by("anna"), text="Something else altogether.")
    assert in_step(tabled)


def test_other_proposals_are_left_alone(inside: Any) -> None:
    seats_filled(inside)
    found = propose(
        made.BODY,
        by=inside.by("chantal"),
        title="About a technique, but none that is here",
        text="One. Two.",
        about_kind=Proposal.About.TECHNIQUE,
    )
    rewrite(found, by=inside.by("chantal"), text="Three.")
    asked = propose_amendment(found, by=inside.by("bilal"), old="Three", new="Four", reason="More.")
    answer_amendment(asked, by=inside.by("chantal"), take=True)
    withdraw_proposal(found, by=inside.by("chantal"), reason="Enough.")
    a_decision(inside)
    assert not Draft.objects.exists()


def test_a_withdrawn_proposal_brings_it_back_to_its_group(inside: Any, tabled: Technique) -> None:
    withdraw_proposal(tabled.proposal, by=inside.by("anna"), reason="Not ripe yet.")
    tabled.refresh_from_db()
    assert tabled.stage == Stage.FINAL
    page = inside.client("bilal").get(f"/stitch/techniques/{tabled.number}/making/")
    assert "The proposal was withdrawn. Not ripe yet." in page.content.decode()
    write_draft(tabled, made.other_words("Betaal binnen 30 dagen."), by=inside.by("anna"))
    put_before_body(tabled, by=inside.by("anna"), body=made.BODY)
    assert in_step(tabled)


def test_what_was_adopted_no_longer_follows_the_draft(inside: Any, tabled: Technique) -> None:
    put(tabled.proposal, item_of(a_meeting(inside)), by=inside.by("anna"))
    for name in ("bilal", "chantal", "daan", "greet"):
        says(inside, tabled.proposal, name, "support")
    close_decision(tabled.proposal, by=inside.by("anna"))
    tabled.refresh_from_db()
    assert tabled.stage == Stage.ADOPTED
    assert in_step(tabled)


def test_no_side_is_left_out_of_the_group_when_it_comes_before_the_body(inside: Any) -> None:
    found = made.final_held(inside)
    end_in_group(GroupSeat.objects.get(technique=found, side="civil_society"), by=inside.by("anna"))
    with pytest.raises(Refused, match="Nobody is in the group for"):
        put_before_body(found, by=inside.by("anna"), body=made.BODY)
    assert not Proposal.objects.exists()


def test_two_techniques_before_a_body_do_not_mix(inside: Any, tabled: Technique) -> None:
    write_draft(tabled, made.other_words("Betaal op tijd."), by=inside.by("anna"))
    other = made.tabled(inside)
    write_draft(other, made.other_words("Bestel op tijd."), by=inside.by("anna"))
    assert in_step(tabled) and in_step(other)
    assert "Bestel op tijd" not in current_text(tabled.proposal).text


def test_a_name_that_the_agreement_changes_stands_in_the_proposal_at_once(
    inside: Any, tabled: Technique
) -> None:
    text = running_version().text.replace("{nl: Eigen merk,", "{nl: Modemerk,")
    assert text != running_version().text
    amend(text, by=inside.by("anna"), file_name="definition.yaml", note="Another name")
    assert "Modemerk" in current_text(tabled.proposal).text
    assert in_step(tabled)
