"""What is frozen is what was read and approved: nothing is slipped in after, nothing is left open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from convenant.agreements.actions import end_seat, seat
from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.decisions.actions.attending import note_attendance
from convenant.decisions.actions.minutes import (
    agree_action,
    freeze_minutes,
    reply_to_minutes,
    send_minutes,
    write_minutes,
)
from convenant.decisions.actions.proposals import put
from convenant.decisions.models import Meeting, MinutesReply
from convenant.decisions.queries.record_of_meeting import minutes_as_text, minutes_waiting
from convenant.decisions.tests.making import (
    BODY,
    a_meeting,
    a_proposal,
    confirms,
    item_of,
    seats_filled,
)

TABLE = ("bilal", "chantal", "daan", "greet")


def sent_and_approved(world) -> Meeting:
    meeting = a_meeting(world)
    send_minutes(meeting, by=world.by("anna"))
    for name in TABLE:
        reply_to_minutes(meeting, by=world.by(name), approves=True)
    return meeting


def address(world, name: str, meeting: Meeting) -> str:
    return reverse(f"decisions:{name}", args=[world.agreement.slug, meeting.pk])


def test_an_action_added_after_everyone_approved_is_not_frozen_unread(inside) -> None:
    world = inside
    meeting = sent_and_approved(world)
    agree_action(
        item_of(meeting), by=world.by("anna"), text="Pay more", owner=world.bilal, due=None
    )
    assert minutes_waiting(world.by("bilal")) == [meeting]  # asked again
    with pytest.raises(Refused, match="changed after they were sent"):
        freeze_minutes(meeting, by=world.by("anna"))
    for name in TABLE:
        reply_to_minutes(meeting, by=world.by(name), approves=True)
    assert "Pay more" in freeze_minutes(meeting, by=world.by("anna")).frozen_text


def test_minutes_changed_once_the_time_to_reply_is_over_are_sent_again(inside) -> None:
    world = inside
    meeting = a_meeting(world)
    send_minutes(meeting, by=world.by("anna"))
    meeting.reply_until = date.today() - timedelta(days=1)
    meeting.save()
    write_minutes(meeting, by=world.by("anna"), text="Companies agreed to everything.")
    with pytest.raises(Refused, match="changed after they were sent"):
        freeze_minutes(meeting, by=world.by("anna"))
    send_minutes(meeting, by=world.by("anna"))
    with pytest.raises(Refused, match="time to reply until"):
        freeze_minutes(meeting, by=world.by("anna"))


def test_who_approves_what_they_did_not_read_is_shown_the_new_text_first(world) -> None:
    with within(world.agreement):
        meeting = a_meeting(world)
        send_minutes(meeting, by=world.by("anna"))
    bilal = world.client("bilal")
    page = bilal.get(address(world, "minutes", meeting))
    seen = page.context["forms"]["reply"]["seen"].value()
    with within(world.agreement):
        write_minutes(meeting, by=world.by("anna"), text="Companies agreed to everything.")
    said = {"deed": "reply", "approves": "yes", "seen": seen}
    where = address(world, "minutes_deed", meeting)
    refused = bilal.post(where, said)
    assert refused.status_code == 422
    html = refused.content.decode()
    assert "changed meanwhile" in html and "agreed to everything" in html
    with within(world.agreement):
        assert not MinutesReply.objects.exists()
    again = refused.context["forms"]["reply"]["seen"].value()
    assert bilal.post(where, {**said, "seen": again}).status_code == 302


def test_minutes_wait_for_a_proposal_put_after_they_were_sent(inside) -> None:
    world = inside
    meeting = sent_and_approved(world)
    put(a_proposal(world), item_of(meeting), by=world.by("anna"))
    with pytest.raises(Refused, match="still open for positions"):
        freeze_minutes(meeting, by=world.by("anna"))


def test_everyone_approves_one_text_in_the_language_it_was_sent_in(world) -> None:
    with within(world.agreement):
        meeting = a_meeting(world)
        with translation.override("nl"):
            send_minutes(meeting, by=world.by("anna"))
    page = world.client("bilal").get(address(world, "minutes", meeting)).content.decode()
    assert "Aanwezig" in page and "Present" not in page
    with within(world.agreement):
        for name, language in zip(TABLE, ("nl", "en", "nl", "en"), strict=True):
            with translation.override(language):
                reply_to_minutes(meeting, by=world.by(name), approves=True)
        assert "Aanwezig" in freeze_minutes(meeting, by=world.by("anna")).frozen_text


def test_frozen_minutes_with_another_text_in_the_database_say_so(world) -> None:
    with within(world.agreement):
        meeting = freeze_minutes(sent_and_approved(world), by=world.by("anna"))
    warning = "not the text that was approved"
    where = address(world, "minutes", meeting)
    assert warning not in world.client("bilal").get(where).content.decode()
    with within(world.agreement):
        meeting.frozen_text += "\nCompanies agreed to everything."
        meeting.save()
    assert warning in world.client("bilal").get(where).content.decode()


def test_who_was_there_stays_in_the_minutes_though_their_seat_has_ended(inside) -> None:
    world = inside
    meeting, held = a_meeting(world), seats_filled(world)["chantal"]
    confirms(world, meeting, "chantal")
    note_attendance(meeting, held, by=world.by("anna"), state="present", person=world.chantal)
    end_seat(held, by=SYSTEM)
    assert "Chantal: Chantal" in minutes_as_text(meeting)
    other = seat(world.chantal, by=SYSTEM, body=BODY, side="unions")
    other.since = timezone.localdate() + timedelta(days=3)  # whoever comes later was not there
    other.save()
    assert minutes_as_text(meeting).count("- Trade unions, Chantal") == 1


def test_two_who_write_the_minutes_of_an_item_see_each_other_s_words(world) -> None:
    with within(world.agreement):
        meeting = a_meeting(world)
        item = item_of(meeting)
        write_minutes(meeting, by=world.by("anna"), item=item, text="The colleague's words.")
    anna = world.client("anna")
    where = reverse("decisions:item_deed", args=[world.agreement.slug, item.pk])
    said = {"deed": "minutes", "text": "My own words.", "seen": ""}
    refused = anna.post(where, said)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "My own words." in html and "The colleague&#x27;s words." in html
    said["seen"] = refused.context["forms"]["minutes"]["seen"].value()
    assert anna.post(where, said).status_code == 302


def test_what_was_typed_for_a_stale_text_can_be_stored_after_reading_the_new_one(world) -> None:
    with within(world.agreement):
        found = a_proposal(world)
    where = reverse("decisions:proposal_deed", args=[world.agreement.slug, found.number])
    anna, chantal = world.client("anna"), world.client("chantal")
    said = {"deed": "rewrite", "text": "Within 30 days.", "after": 1}
    assert anna.post(where, {**said, "text": "Within 45 days."}).status_code == 302
    refused = chantal.post(where, said)
    assert refused.status_code == 422 and "Within 45 days." in refused.content.decode()
    said["after"] = refused.context["forms"]["rewrite"]["after"].value()
    assert chantal.post(where, said).status_code == 302
