"""What waits for whom at the table, told in a few questions however much is under way."""

from django.core import mail
from django.urls import reverse

from convenant.agreements.actions import seat
from convenant.base.actors import SYSTEM
from convenant.base.walls import within
from convenant.decisions.actions.attending import give_mandate, recuse
from convenant.decisions.actions.positions import take_position
from convenant.decisions.actions.proposals import rewrite
from convenant.decisions.queries.meetings import to_confirm
from convenant.decisions.queries.proposals import waiting_for
from convenant.decisions.tests.making import (
    BODY,
    a_meeting,
    a_put_proposal,
    confirms,
    item_of,
    says,
    seats_filled,
)
from convenant.people.actions import assign_role
from convenant.people.models import Kind


def test_a_position_waits_for_each_seat_until_it_spoke_on_the_text_as_it_stands(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    for name, waits in (("bilal", True), ("chantal", True), ("iris", False), ("anna", False)):
        assert bool(waiting_for(world.by(name))) is waits, name
    says(world, found, "bilal", "support")
    assert waiting_for(world.by("bilal")) == []
    rewrite(found, by=world.by("anna"), text="Members pay within 30 days.")
    assert waiting_for(world.by("bilal")) == [found]


def test_it_waits_for_who_has_a_mandate_and_not_for_who_left_the_table(inside) -> None:
    world = inside
    found = a_put_proposal(world)
    held = seats_filled(world)["bilal"]
    give_mandate(found.item.meeting, held, by=world.by("bilal"), to=world.iris, text="Support.")
    assert waiting_for(world.by("iris")) == [found]
    confirms(world, found.item.meeting, "iris")
    take_position(found, held, by=world.by("iris"), stand="support")
    assert waiting_for(world.by("bilal")) == waiting_for(world.by("iris")) == []
    # What Iris said is not heard any more, so Bilal is asked again; Iris is not.
    recuse(found.item, by=world.by("iris"), reason="Our own supplier.")
    assert waiting_for(world.by("bilal")) == [found]
    assert waiting_for(world.by("iris")) == []


def test_nothing_waits_for_a_chair_who_takes_no_position(inside) -> None:
    world = inside
    assign_role(world.people["jamila"], Kind.CHAIR, by=SYSTEM)
    seat(world.people["jamila"], by=SYSTEM, body=BODY)
    a_put_proposal(world)
    assert waiting_for(world.by("jamila")) == []


def test_the_statement_waits_for_who_takes_part(inside) -> None:
    world = inside
    meeting = a_meeting(world)
    assert to_confirm(world.by("bilal")) == [meeting] and to_confirm(world.by("iris")) == []
    confirms(world, meeting, "bilal")
    assert to_confirm(world.by("bilal")) == []


def test_the_first_page_asks_the_same_few_questions_however_much_is_under_way(
    world, django_assert_max_num_queries
) -> None:
    with within(world.agreement):
        for _ in range(15):
            meeting = a_meeting(world, hours=4)
            a_put_proposal(world, meeting)
            assert item_of(meeting)
    where = reverse("decisions:overview", args=[world.agreement.slug])
    for name in ("chantal", "anna", "iris"):
        client = world.client(name)
        with django_assert_max_num_queries(35):
            assert client.get(where).status_code == 200


def test_the_table_hears_by_mail_that_positions_are_asked_and_asked_anew(
    world, django_capture_on_commit_callbacks
) -> None:
    with within(world.agreement):
        meeting = a_meeting(world)
        with django_capture_on_commit_callbacks(execute=True):
            found = a_put_proposal(world, meeting)
        assert {m.subject for m in mail.outbox} == {
            "A proposal waits for your position: Steering group of spring"
        }
        assert len(mail.outbox) == 4 and "Pay within" not in mail.outbox[0].body
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            rewrite(found, by=world.by("anna"), text="Members pay within 45 days.")
        assert mail.outbox == []  # nobody had spoken
        says(world, found, "bilal", "support")
        with django_capture_on_commit_callbacks(execute=True):
            rewrite(found, by=world.by("anna"), text="Members pay within 30 days.")
    assert {m.subject for m in mail.outbox} == {
        "The text changed, take your position anew: Steering group of spring"
    }
