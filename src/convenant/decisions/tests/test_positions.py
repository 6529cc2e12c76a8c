"""Seats say where they stand, and what follows is counted by the body's own rule."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from convenant.agreements.actions import amend, seat
from convenant.agreements.queries import running_version
from convenant.base.actors import SYSTEM
from convenant.base.journal import verify
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.decisions.actions.amendments import (
    answer_amendment,
    propose_amendment,
    withdraw_amendment,
)
from convenant.decisions.actions.attending import note_attendance, recuse
from convenant.decisions.actions.changes import link_change
from convenant.decisions.actions.meetings import add_item, convene, plan_meeting
from convenant.decisions.actions.positions import close_decision, take_position
from convenant.decisions.actions.proposals import (
    propose,
    put,
    rewrite,
    settle_proposal,
    withdraw_proposal,
)
from convenant.decisions.models import Amendment, Proposal, SeatPosition
from convenant.decisions.outcome import rule_of
from convenant.decisions.queries import proposals as queries
from convenant.decisions.queries.shown import reasons_of, rows_of, split_views
from convenant.decisions.queries.tables import deciding_bodies, rule_for, table_for
from convenant.decisions.tests.making import (
    a_decision,
    a_meeting,
    a_proposal,
    a_put_proposal,
    confirms,
    item_of,
    says,
    seats_filled,
)
from convenant.people.actions import assign_role
from convenant.people.models import Kind


def page_of(world, name: str, proposal: Proposal) -> str:
    where = reverse("decisions:proposal", args=[world.agreement.slug, proposal.number])
    return world.client(name).get(where).content.decode()


def test_a_company_stands_aside_and_its_view_is_published_beside_the_text(world) -> None:
    with within(world.agreement):
        found = a_decision(world, tier="public")
        assert found.result == "adopted" and found.how == "consensus"
        (apart,) = split_views(rows_of(found, None))
        assert apart.reason == "Sixty days is late for small firms."
    public = page_of(world, "koen", found)
    assert "Sixty days is late for small firms." in public and "Members pay within" in public
    assert "Bilal" not in public  # the side is public, who sat there is not
    assert "Bilal" in page_of(world, "iris", found)


def test_an_objection_with_no_reason_is_not_stored(inside) -> None:
    found = a_put_proposal(inside)
    with pytest.raises(Refused, match="needs a reason"):
        says(inside, found, "bilal", "object")
    assert not SeatPosition.objects.exists()


def test_an_objection_stops_consensus_and_the_votes_are_counted_by_side(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    for name in ("chantal", "daan", "greet"):
        says(world, found, name, "support")
    says(world, found, "bilal", "object", "It breaks small firms.")
    closed = close_decision(found, by=world.by("anna"))
    # 3 of 4 votes are the 75 % that are asked; of the companies half is, and none of them is for it.
    assert closed.result == "not_adopted"
    assert any("no consensus" in reason for reason in reasons_of(closed))
    event = Event.objects.filter(verb="decision.not_adopted").get()
    assert event.new["table"][0]["side"] == "companies"
    assert list(verify(world.agreement)) == []


def test_while_it_is_open_the_page_says_what_is_missing(world) -> None:
    with within(world.agreement):
        found = a_put_proposal(world)
        says(world, found, "chantal", "support")
    page = page_of(world, "daan", found)
    assert "1 of 4 seats have spoken" in page and "Nothing was heard from" in page


def test_hidden_positions_are_hidden_from_pages_and_the_journal_until_it_closes(world) -> None:
    with within(world.agreement):
        found = a_proposal(world)
        settle_proposal(found, by=world.by("anna"), tier="parties", hidden=True)
        put(found, item_of(a_meeting(world)), by=world.by("anna"))
        says(world, found, "bilal", "object", "Too soon for us all.")
        said = Event.objects.filter(verb="position.taken").get()
        assert "Too soon" not in str(said.new) and "object" not in str(said.new)
    for name in ("anna", "chantal"):
        page = page_of(world, name, found)
        assert "Too soon for us all." not in page and "1 of 4 seats have spoken" in page
        assert "objects" not in page
    with within(world.agreement):
        close_decision(found, by=world.by("anna"))
    assert "Too soon for us all." in page_of(world, "chantal", found)


def test_a_new_text_asks_every_seat_anew(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    says(world, found, "chantal", "support")
    rewrite(found, by=world.by("anna"), text="Members pay within 30 days.", note="As asked")
    standing = queries.standing(found, 2)
    assert [one.spoke for one in standing.seated] == [False] * 4
    assert sum(one.lapsed for one in standing.seated) == 1
    assert queries.waiting_for(world.by("chantal")) == [found]
    with pytest.raises(Refused, match="version 2 stands now"):
        take_position(
            found,
            seats_filled(world)["chantal"],
            by=world.by("chantal"),
            stand="support",
            version=1,
        )


def test_two_who_write_the_text_at_once_lose_nothing(inside) -> None:
    found = a_proposal(inside)
    rewrite(found, by=inside.by("anna"), text="One text", after=1)
    with pytest.raises(Refused, match="version 2 meanwhile"):
        rewrite(found, by=inside.by("chantal"), text="Another", after=1)


def test_an_amendment_taken_over_is_the_next_version(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    asked = propose_amendment(
        found, by=world.by("bilal"), old="60 days", new="90 days for small firms", reason="Cash."
    )
    answer_amendment(asked, by=world.by("chantal"), take=True)
    assert queries.current_text(found).text.startswith(
        "Members pay within 90 days for small firms."
    )
    assert queries.current_text(found).note == "Amendment of Brand B"
    with pytest.raises(Refused, match="dealt with"):
        withdraw_amendment(asked, by=world.by("bilal"))


@pytest.fixture
def garments_2016(world_on):
    """The real agreement whose sources do not say how its steering group decided."""
    world = world_on("garments-2016")
    with within(world.agreement):
        body = next(b for b in deciding_bodies() if rule_of(b).way is None)
        assert rule_of(body).unknown
        side = body.seats[0].side if body.seats else "companies"
        seat(world.bilal, by=SYSTEM, body=body.id, side=side)
        yield world, body.id


@pytest.mark.parametrize(
    ("old", "new", "reason", "said"),
    [
        ("61 days", "30", "why", "not in the text"),
        ("s", "z", "why", "times"),
        ("", "", "why", "which words"),
        ("60 days", "30 days", " ", "Say why"),
    ],
)
def test_an_amendment_that_cannot_be_read_is_refused(inside, old, new, reason, said) -> None:
    found = a_put_proposal(inside)
    with pytest.raises(Refused, match=said):
        propose_amendment(found, by=inside.by("daan"), old=old, new=new, reason=reason)
    assert not Amendment.objects.exists()


def test_not_taking_over_needs_a_reason_and_is_for_those_who_draft(inside) -> None:
    found = a_put_proposal(inside)
    asked = propose_amendment(found, by=inside.by("daan"), old="", new="And yearly.", reason="So.")
    with pytest.raises(Refused, match="Say why"):
        answer_amendment(asked, by=inside.by("anna"), take=False)
    with pytest.raises(PermissionDenied):
        answer_amendment(asked, by=inside.by("bilal"), take=True)
    answer_amendment(asked, by=inside.by("anna"), take=False, answer="Already in article 3.")
    assert asked.state == "refused"


def test_who_has_an_interest_takes_no_position_and_the_side_falls_out(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    recuse(found.item, by=world.by("greet"), reason="The ministry buys from a member.")
    with pytest.raises(Refused, match="You have an interest"):
        says(world, found, "greet", "support")
    for name in ("bilal", "chantal", "daan"):
        says(world, found, name, "support")
    closed = close_decision(found, by=world.by("anna"))
    assert closed.result == "adopted"
    assert any("has an interest in this" in reason for reason in reasons_of(closed))


def test_an_interest_found_later_silences_what_was_said(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    says(world, found, "bilal", "object", "No.")
    recuse(found.item, by=world.by("anna"), person=world.bilal, reason="His brother's firm.")
    assert not any(one.spoke for one in queries.standing(found, 1).seated)


def test_nobody_speaks_for_a_seat_that_is_not_theirs(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    seats = seats_filled(world)
    confirms(world, found.item.meeting, "chantal")
    with pytest.raises(Refused, match="do not speak for this seat"):
        take_position(found, seats["bilal"], by=world.by("chantal"), stand="support")
    with pytest.raises(Refused, match="do not speak for this seat"):
        take_position(found, seats["bilal"], by=world.by("iris"), stand="support")
    with pytest.raises(PermissionDenied):
        take_position(found, seats["bilal"], by=world.by("anna"), stand="support")


def test_without_the_competition_statement_no_position(inside) -> None:
    found = a_put_proposal(inside)
    with pytest.raises(Refused, match="competition law"):
        take_position(found, seats_filled(inside)["daan"], by=inside.by("daan"), stand="support")


def test_the_chair_of_a_body_where_the_chair_does_not_vote_takes_no_position(inside) -> None:
    world = inside
    assign_role(world.people["jamila"], Kind.CHAIR, by=SYSTEM)
    chair = seat(world.people["jamila"], by=SYSTEM, body="steering_group")
    found = a_put_proposal(world)
    confirms(world, found.item.meeting, "jamila")
    with pytest.raises(Refused, match="its chair takes no position"):
        take_position(found, chair, by=world.by("jamila"), stand="support")
    for name in ("bilal", "chantal", "daan", "greet"):
        says(world, found, name, "support")
    assert close_decision(found, by=world.by("jamila")).result == "adopted"


def test_in_writing_positions_are_taken_between_the_two_moments(inside) -> None:
    world = inside
    later = a_meeting(world, in_writing=True, hours=2)
    found = put(a_proposal(world), item_of(later), by=world.by("anna"))
    with pytest.raises(Refused, match="can be taken from"):
        says(world, found, "bilal", "support")
    later.starts = timezone.now() - timedelta(hours=1)
    later.save()
    found = Proposal.objects.get(pk=found.pk)
    says(world, found, "bilal", "support")
    with pytest.raises(Refused, match="Not every seat has spoken"):
        close_decision(found, by=world.by("anna"))
    later.ends = timezone.now() - timedelta(minutes=1)
    later.save()
    found = Proposal.objects.get(pk=found.pk)
    with pytest.raises(Refused, match="could be taken until"):
        says(world, found, "daan", "support")
    assert close_decision(found, by=world.by("anna")).result == "no_quorum"


def test_once_everyone_spoke_a_written_procedure_need_not_wait(inside) -> None:
    world = inside
    found = a_put_proposal(world, a_meeting(world, in_writing=True))
    for name in ("bilal", "chantal", "daan", "greet"):
        says(world, found, name, "support")
    assert close_decision(found, by=world.by("anna")).result == "adopted"


def test_where_the_agreement_is_silent_the_platform_asks_for_a_choice(garments_2016) -> None:
    world, body = garments_2016
    found = propose(body, by=world.by("anna"), title="Plan of the year", text="The plan.")
    start = timezone.now() - timedelta(hours=1)
    meeting = plan_meeting(
        body, by=world.by("anna"), title="First", starts=start, ends=start + timedelta(hours=3)
    )
    item = add_item(meeting, by=world.by("anna"), title="The plan")
    convene(meeting, by=world.by("anna"))
    with pytest.raises(Refused, match="does not say how this body decides"):
        put(found, item, by=world.by("anna"))
    with pytest.raises(Refused, match="Say who chose"):
        settle_proposal(
            found, by=world.by("anna"), tier="parties", hidden=False, choice={"way": "consensus"}
        )
    settle_proposal(
        found,
        by=world.by("anna"),
        tier="parties",
        hidden=False,
        choice={"way": "consensus", "chair_votes": False},
        choice_because="Agreed in the first meeting, minutes item 2.",
    )
    assert put(found, item, by=world.by("anna")).state == "put"


def test_where_the_agreement_says_how_there_is_nothing_to_choose(inside) -> None:
    found = a_proposal(inside)
    with pytest.raises(Refused, match="nothing to choose"):
        settle_proposal(
            found,
            by=inside.by("anna"),
            tier="parties",
            hidden=False,
            choice={"way": "majority"},
            choice_because="Easier.",
        )


def test_a_closed_decision_does_not_change(inside) -> None:
    found = a_decision(inside)
    for deed in (
        lambda: rewrite(found, by=inside.by("anna"), text="Else"),
        lambda: withdraw_proposal(found, by=inside.by("anna"), reason="Regret"),
        lambda: close_decision(found, by=inside.by("anna")),
        lambda: says(inside, found, "bilal", "object", "Late."),
    ):
        with pytest.raises(Refused, match="decided already"):
            deed()


def test_a_decision_is_found_by_its_words_and_links_what_it_changed(world) -> None:
    with within(world.agreement):
        found = a_decision(world)
        link_change(
            found, by=world.by("anna"), kind="definition", key="1", label="Article 5, payment"
        )
        with pytest.raises(Refused, match="no version 9"):
            link_change(found, by=world.by("anna"), kind="definition", key="9", label="x")
    log = reverse("decisions:log", args=[world.agreement.slug])
    for query, seen in (("suppliers", True), ("article payment", True), ("volcano", False)):
        page = world.client("iris").get(log, {"q": query}).content.decode()
        assert (found.title in page) is seen, query
    assert f'href="/{world.agreement.slug}/definition/"' in page_of(world, "iris", found)
    assert (
        "No decision of this agreement is public" in world.client("koen").get(log).content.decode()
    )


def test_a_draft_is_read_at_the_table_and_by_who_made_it(world) -> None:
    with within(world.agreement):
        found = a_proposal(world, by="iris")
    where = reverse("decisions:proposal", args=[world.agreement.slug, found.number])
    for name, status in (("iris", 200), ("bilal", 200), ("anna", 200), ("eva", 404), ("hugo", 404)):
        assert world.client(name).get(where).status_code == status, name


def test_a_position_refused_on_the_page_keeps_what_was_typed(world) -> None:
    with within(world.agreement):
        found = a_put_proposal(world)
        confirms(world, found.item.meeting, "bilal")
        seat_pk = seats_filled(world)["bilal"].pk
    where = reverse("decisions:proposal_deed", args=[world.agreement.slug, found.number])
    sent = {"deed": "position", "seat": seat_pk, "stand": "object", "reason": " ", "version": 1}
    answer = world.client("bilal").post(where, sent)
    assert answer.status_code == 422 and "An objection needs a reason" in answer.content.decode()
    with within(world.agreement):
        says(world, found, "chantal", "support")
        close_decision(found, by=world.by("anna"))
    late = world.client("bilal").post(where, {**sent, "reason": "Too late but long."}, follow=True)
    assert "Too late but long." in late.content.decode()


def test_overlong_and_odd_texts_get_a_sentence(inside) -> None:
    with pytest.raises(Refused, match="at most"):
        a_proposal(inside, text="x" * 200_001)
    with pytest.raises(Refused, match="Write the text"):
        a_proposal(inside, text="\x00 \r\n")
    with pytest.raises(Refused, match="no such body"):
        propose("complaints_committee", by=inside.by("anna"), title="x", text="y")


def test_the_deputy_gives_way_to_who_holds_the_seat(inside) -> None:
    world = inside
    own = seat(world.bilal, by=SYSTEM, body="steering_group", side="companies", deputy=world.iris)
    found = a_put_proposal(world)
    confirms(world, found.item.meeting, "bilal", "iris")
    take_position(found, own, by=world.by("iris"), stand="support")
    take_position(found, own, by=world.by("bilal"), stand="abstain")
    with pytest.raises(Refused, match="goes before you"):
        take_position(found, own, by=world.by("iris"), stand="support")
    assert SeatPosition.objects.get().stand == "abstain"


def test_whoever_left_the_table_for_an_item_works_on_nothing_there(world) -> None:
    with within(world.agreement):
        found = a_put_proposal(world, by="chantal")
        asked = propose_amendment(
            found, by=world.by("daan"), old="60 days", new="30 days", reason="As the law says."
        )
        recuse(found.item, by=world.by("chantal"), reason="A sister union owns the firm.")
        for deed in (
            lambda: propose_amendment(found, by=world.by("chantal"), old="", new="x", reason="y"),
            lambda: answer_amendment(asked, by=world.by("chantal"), take=True),
            lambda: rewrite(found, by=world.by("chantal"), text="Within 90 days."),
        ):
            with pytest.raises(Refused, match="have an interest"):
                deed()
    page = page_of(world, "chantal", found)
    for gone in ("Ask for other words", "Write a new version", "Take it over", "Your position"):
        assert gone not in page
    assert "Withdraw the proposal" in page


def test_a_chair_with_an_interest_does_not_choose_the_moment_of_closing(inside) -> None:
    world = inside
    assign_role(world.people["jamila"], Kind.CHAIR, by=SYSTEM)
    seat(world.people["jamila"], by=SYSTEM, body="steering_group")
    found = a_put_proposal(world)
    recuse(found.item, by=world.by("jamila"), reason="A brother works there.")
    with pytest.raises(Refused, match="have an interest"):
        close_decision(found, by=world.by("jamila"))
    assert close_decision(found, by=world.by("anna")).state == "closed"


def test_who_took_a_hidden_position_can_read_it_back_and_nobody_else_can(world) -> None:
    with within(world.agreement):
        found = a_proposal(world)
        settle_proposal(found, by=world.by("anna"), tier="parties", hidden=True)
        put(found, item_of(a_meeting(world)), by=world.by("anna"))
        says(world, found, "bilal", "object", "Too soon for us all.")
    assert "Too soon for us all." in page_of(world, "bilal", found)
    for name in ("anna", "chantal", "daan", "greet"):
        assert "Too soon for us all." not in page_of(world, name, found)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"way": "consensus", "at_least": "60"}, "counts no votes"),
        ({"at_least": "60"}, "counts no votes"),
        ({"way": "majority", "at_least": "0"}, "above 0"),
        ({"way": "majority", "of_each_side": "101"}, "above 0"),
    ],
)
def test_a_choice_that_says_nothing_or_too_little_is_refused(garments_2016, choice, said) -> None:
    world, body = garments_2016
    found = propose(body, by=world.by("anna"), title="Plan of the year", text="The plan.")
    with pytest.raises(Refused, match=said):
        settle_proposal(
            found,
            by=world.by("anna"),
            tier="parties",
            hidden=False,
            choice=choice,
            choice_because="Minutes of the first meeting.",
        )


def test_where_the_agreement_is_silent_a_casting_vote_can_be_chosen(garments_2016) -> None:
    world, _assembly = garments_2016
    found = propose(
        "steering_group", by=world.by("anna"), title="Plan of the year", text="The plan."
    )
    where = reverse("decisions:proposal_deed", args=[world.agreement.slug, found.number])
    sent = {
        "deed": "settle",
        "tier": "parties",
        "way": "majority",
        "chair_votes": "casts",
        "choice_because": "Minutes of the first meeting, item 2.",
    }
    anna = world.client("anna")
    assert anna.post(where, sent).status_code == 302
    rule = rule_for(Proposal.objects.get())
    assert (rule.chair_votes, rule.chair_casts) == (False, True)
    page = anna.get(where.removesuffix("deed/")).content.decode()
    assert "Where votes are equal the chair decides" in page
    assert '<option value="casts" selected>' in page


def government_watches(world) -> None:
    """The definition's next version makes the state's seat in the steering group an observer's."""
    text = running_version().text
    one = "      - {side: government, count: 1, deputies: true}"
    assert text.count(one) == 1
    amend(
        text.replace(one, one.replace("}", ", observer: true}")),
        by=world.by("anna"),
        file_name="definition.yaml",
    )


def test_an_observer_reads_along_and_takes_no_position(world) -> None:
    with within(world.agreement):
        government_watches(world)
        found = a_put_proposal(world)
        confirms(world, found.item.meeting, "greet")
        with pytest.raises(Refused, match="observer"):
            says(world, found, "greet", "object", "No.")
        assert queries.waiting_for(world.by("greet")) == []
    page = page_of(world, "greet", found)
    assert "Your position" not in page and "0 of 3 seats have spoken" in page
    where = reverse("decisions:proposal_deed", args=[world.agreement.slug, found.number])
    forced = {"deed": "position", "stand": "object", "reason": "No.", "version": 1}
    assert world.client("greet").post(where, forced).status_code == 302
    with within(world.agreement):
        assert not SeatPosition.objects.exists()
        for name in ("bilal", "chantal", "daan"):
            says(world, found, name, "support")
        assert close_decision(found, by=world.by("anna")).result == "adopted"


def test_a_proposal_is_decided_by_the_rule_it_was_put_under(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    government_watches(world)
    says(world, found, "greet", "object", "Not without us.")
    for name in ("bilal", "chantal", "daan"):
        says(world, found, name, "support")
    closed = close_decision(found, by=world.by("anna"))
    assert closed.how == "majority"  # the objection of the state, no observer then, was heard
    assert not any(row["observer"] for row in closed.table)


def test_who_left_the_table_for_the_item_is_not_there_for_its_quorum(inside) -> None:
    world = inside
    own = seat(world.bilal, by=SYSTEM, body="steering_group", side="companies", deputy=world.iris)
    found = a_put_proposal(world)
    meeting = found.item.meeting
    confirms(world, meeting, "bilal")
    note_attendance(meeting, own, by=world.by("anna"), state="present", person=world.bilal)
    assert [one.is_present for one in table_for(found)].count(True) == 1
    # The seat itself is not recused: the deputy could still speak for it.
    recuse(found.item, by=world.by("bilal"), reason="Our own supplier.")
    (at,) = [one for one in table_for(found) if one.seat.pk == own.pk]
    assert not at.is_recused and not at.is_present
    for name in ("chantal", "daan", "greet"):
        says(world, found, name, "support")
    assert close_decision(found, by=world.by("anna")).result == "no_quorum"  # nobody of companies
