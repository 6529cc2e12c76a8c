"""While a body decides, the proposal and the technique's draft say the same, whoever changes which."""

import contextlib
import threading
from typing import Any

import pytest

from convenant.agreements.actions import amend
from convenant.agreements.queries import running_version
from convenant.base.models import Event
from convenant.base.tests.at_once import at_once
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.decisions.actions import amendments
from convenant.decisions.actions.amendments import answer_amendment, propose_amendment
from convenant.decisions.actions.positions import close_decision
from convenant.decisions.actions.proposals import propose, put, rewrite, withdraw_proposal
from convenant.decisions.models import Amendment, Proposal
from convenant.decisions.queries.proposals import current_text
from convenant.decisions.tests.making import a_decision, a_meeting, item_of, says, seats_filled
from convenant.techniques.actions import drafts, group, tabling
from convenant.techniques.actions.drafts import write_draft
from convenant.techniques.actions.group import end_in_group
from convenant.techniques.actions.publication import publish_technique
from convenant.techniques.actions.tabling import put_before_body
from convenant.techniques.models import Draft, GroupSeat, Technique
from convenant.techniques.queries.making import rendering_of
from convenant.techniques.queries.publication import lacking
from convenant.techniques.queries.versions import content_of
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


def test_a_name_changed_while_the_body_decides_does_not_stop_publication(
    inside: Any, tabled: Technique
) -> None:
    put(tabled.proposal, item_of(a_meeting(inside)), by=inside.by("anna"))
    text = running_version().text.replace("{nl: Eigen merk,", "{nl: Modemerk,")
    amend(text, by=inside.by("anna"), file_name="definition.yaml", note="Another name")
    for name in ("bilal", "chantal", "daan", "greet"):
        says(inside, tabled.proposal, name, "support")
    close_decision(tabled.proposal, by=inside.by("anna"))
    tabled.refresh_from_db()
    assert tabled.stage == Stage.ADOPTED
    again = running_version().text.replace("{nl: Modemerk,", "{nl: Merknaam,")
    amend(again, by=inside.by("anna"), file_name="definition.yaml", note="And another")
    said = {one.name: {one.language: "In English."} for one in lacking_of(tabled)}
    version = publish_technique(tabled, by=inside.by("anna"), translations=said)
    assert "Modemerk" in version.text


def lacking_of(technique: Technique) -> list[Any]:
    return lacking(content_of(made.latest(technique).content), technique)


# At the same moment -------------------------------------------------------------------------------


class Meeting:
    """Two deeds meet inside: each waits a moment for the other where it holds its first row."""

    def __init__(self, monkeypatch: Any, *where: tuple[Any, str]) -> None:
        self.barrier = threading.Barrier(len(where), timeout=1.5)
        for module, name in where:
            monkeypatch.setattr(module, name, self._waits(getattr(module, name)))

    def _waits(self, function: Any) -> Any:
        def wait(*args: Any, **kwargs: Any) -> Any:
            with contextlib.suppress(threading.BrokenBarrierError):
                self.barrier.wait()
            return function(*args, **kwargs)

        return wait


def neither_broke(faults: list[Any]) -> bool:
    return all(fault is None or isinstance(fault, Refused) for fault in faults)


@pytest.mark.django_db(transaction=True)
def test_a_draft_and_an_amendment_at_once_wait_for_each_other_in_turn(
    world: Any, monkeypatch: Any
) -> None:
    with within(world.agreement):
        seats_filled(world)
        found = made.tabled(world)
        asked = propose_amendment(
            found.proposal,
            by=world.by("bilal"),
            old="binnen 50 dagen",
            new="binnen 60 dagen",
            reason="Small firms.",
        )
        number = made.latest(found).number
    Meeting(monkeypatch, (drafts, "newest_draft"), (amendments, "new_text"))

    def writes() -> None:
        with within(world.agreement):
            own = Technique.objects.get(pk=found.pk)
            why = {"nl": "Wie laat betaald wordt, betaalt lonen te laat."}
            content = made.content(what={"nl": "Betaal binnen 50 dagen."}, why=why)
            write_draft(own, content, by=world.by("anna"), after=number)

    def takes() -> None:
        with within(world.agreement):
            answer_amendment(Amendment.objects.get(pk=asked.pk), by=world.by("anna"), take=True)

    faults = at_once(writes, takes)
    assert neither_broke(faults), faults
    with within(world.agreement):
        assert in_step(found)


@pytest.mark.django_db(transaction=True)
def test_a_seat_ended_while_the_decision_closes_waits_its_turn(
    world: Any, monkeypatch: Any
) -> None:
    with within(world.agreement):
        seats_filled(world)
        found = made.tabled(world)
        put(found.proposal, item_of(a_meeting(world)), by=world.by("anna"))
        for name in ("bilal", "chantal", "daan", "greet"):
            says(world, found.proposal, name, "support")
        seat = GroupSeat.objects.get(technique=found, side="unions")
    Meeting(monkeypatch, (group, "record"), (tabling, "held"))

    def ends() -> None:
        with within(world.agreement):
            end_in_group(GroupSeat.objects.get(pk=seat.pk), by=world.by("anna"))

    def closes() -> None:
        with within(world.agreement):
            close_decision(Proposal.objects.get(pk=found.proposal_id), by=world.by("anna"))

    faults = at_once(ends, closes)
    assert neither_broke(faults) and faults[1] is None, faults
    with within(world.agreement):
        found.refresh_from_db()
        assert found.stage == Stage.ADOPTED
