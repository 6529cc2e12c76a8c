"""A meeting from its plan to approved minutes, as those at the table go through it."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from convenant.agreements.actions import end_seat, seat
from convenant.base.actors import SYSTEM
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.decisions.actions.asks import answer_ask, ask_the_state, close_ask
from convenant.decisions.actions.attending import (
    end_recusal,
    give_mandate,
    note_attendance,
    recuse,
    withdraw_mandate,
)
from convenant.decisions.actions.meetings import (
    add_item,
    cancel_meeting,
    change_meeting,
    confirm_statement,
    convene,
    move_item,
    plan_meeting,
    remove_item,
)
from convenant.decisions.actions.minutes import (
    agree_action,
    answer_reply,
    finish_action,
    freeze_minutes,
    reply_to_minutes,
    send_minutes,
    write_minutes,
)
from convenant.decisions.actions.papers import LARGEST, add_paper, withdraw_paper
from convenant.decisions.actions.positions import close_decision, take_position
from convenant.decisions.models import Meeting, MinutesReply, Recusal
from convenant.decisions.tests.making import (
    BODY,
    a_decision,
    a_meeting,
    a_put_proposal,
    confirms,
    item_of,
    says,
    seats_filled,
)

TODAY = date.today()


def meeting_page(world, name: str, meeting: Meeting) -> str:
    where = reverse("decisions:meeting", args=[world.agreement.slug, meeting.pk])
    return world.client(name).get(where).content.decode()


# Convening ---------------------------------------------------------------------------------------


def test_everyone_at_the_table_is_convened_by_mail_without_the_agenda(
    world, django_capture_on_commit_callbacks
) -> None:
    with within(world.agreement), django_capture_on_commit_callbacks(execute=True):
        a_meeting(world)
    assert sorted(m.to[0] for m in mail.outbox) == [
        f"{name}@example.org" for name in ("bilal", "chantal", "daan", "greet")
    ]
    first = mail.outbox[0]
    assert first.subject == "You are convened: Steering group of spring"
    assert "Utrecht" in first.body and "Payment terms" not in first.body


def test_nobody_but_the_secretariat_sees_a_meeting_before_it_is_convened(world) -> None:
    with within(world.agreement):
        found = a_meeting(world, convened=False)
    where = reverse("decisions:meeting", args=[world.agreement.slug, found.pk])
    assert world.client("bilal").get(where).status_code == 404
    assert "Not convened yet" in world.client("anna").get(where).content.decode()


def test_other_parties_see_the_agenda_and_not_what_lies_beneath(world) -> None:
    with within(world.agreement):
        found = a_meeting(world)
        a_put_proposal(world, found)
    page = meeting_page(world, "iris", found)
    assert "Payment terms" in page
    assert "As announced." not in page and "Pay within 60 days" not in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": "no_such"}, "no such body"),
        ({"title": " "}, "Give the meeting a title"),
        ({"hours": -3}, "before the start"),
    ],
)
def test_a_meeting_that_cannot_be_gets_a_sentence(inside, changed, said) -> None:
    start = timezone.now()
    with pytest.raises(Refused, match=said):
        plan_meeting(
            changed.get("body", BODY),
            by=inside.by("anna"),
            title=changed.get("title", "x"),
            starts=start,
            ends=start + timedelta(hours=changed.get("hours", 2)),
        )


def test_without_an_agenda_nobody_is_convened(inside) -> None:
    start = timezone.now() + timedelta(days=2)
    made = plan_meeting(
        BODY, by=inside.by("anna"), title="x", starts=start, ends=start + timedelta(hours=1)
    )
    with pytest.raises(Refused, match="on the agenda first"):
        convene(made, by=inside.by("anna"))


def test_items_change_places(inside) -> None:
    found = a_meeting(inside)
    second = add_item(found, by=inside.by("anna"), title="Any other business")
    move_item(second, by=inside.by("anna"), up=True)
    assert [i.title for i in found.items.all()] == ["Any other business", "Payment terms"]
    with pytest.raises(Refused, match="at that end"):
        move_item(found.items.first(), by=inside.by("anna"), up=True)


def test_a_meeting_with_an_open_proposal_is_not_cancelled(inside) -> None:
    found = a_meeting(inside)
    a_put_proposal(inside, found)
    with pytest.raises(Refused, match="open for positions"):
        cancel_meeting(found, by=inside.by("anna"), reason="Strike")


def test_a_cancelled_meeting_says_why_and_takes_nothing_more(world) -> None:
    with within(world.agreement):
        found = a_meeting(world)
        cancel_meeting(found, by=world.by("anna"), reason="No trains run.")
        with pytest.raises(Refused, match="cancelled"):
            add_item(found, by=world.by("anna"), title="x")
    assert "No trains run." in meeting_page(world, "bilal", found)


# The statement, attendance, mandates ---------------------------------------------------------------


def test_the_statement_is_confirmed_by_each_for_the_text_they_saw(world) -> None:
    with within(world.agreement):
        found = a_meeting(world)
        with pytest.raises(Refused, match="changed meanwhile"):
            confirm_statement(found, by=world.by("bilal"), digest="0" * 64)
        with pytest.raises(Refused, match="no seat"):
            confirms(world, found, "iris")
    page = meeting_page(world, "bilal", found)
    assert "we do not speak about prices" in page and "Article 101 TFEU" in page
    with within(world.agreement):
        confirms(world, found, "bilal")
        with pytest.raises(Refused, match="already"):
            confirms(world, found, "bilal")
    assert "you confirmed this" in meeting_page(world, "bilal", found)


def test_only_who_confirmed_is_noted_as_present(inside) -> None:
    world = inside
    found, seats = a_meeting(world), seats_filled(world)
    with pytest.raises(Refused, match="not confirmed the statement"):
        note_attendance(
            found, seats["bilal"], by=world.by("anna"), state="present", person=world.bilal
        )
    confirms(world, found, "bilal")
    made = note_attendance(
        found, seats["bilal"], by=world.by("anna"), state="present", person=world.bilal
    )
    assert made.person == world.bilal
    with pytest.raises(Refused, match="who filled this seat"):
        note_attendance(
            found, seats["daan"], by=world.by("anna"), state="present", person=world.iris
        )
    note_attendance(found, seats["daan"], by=world.by("anna"), state="excused")


def test_attendance_is_noted_for_all_seats_on_one_form(world) -> None:
    with within(world.agreement):
        found, seats = a_meeting(world), seats_filled(world)
        confirms(world, found, "bilal", "chantal")
    where = reverse("decisions:meeting_deed", args=[world.agreement.slug, found.pk])
    sent = {
        "deed": "attend",
        f"seat-{seats['bilal'].pk}": f"p{world.bilal.pk}",
        f"seat-{seats['chantal'].pk}": f"p{world.chantal.pk}",
        f"seat-{seats['daan'].pk}": "absent",
    }
    assert world.client("anna").post(where, sent).status_code == 302
    with within(world.agreement):
        assert sorted(a.state for a in found.attendance.all()) == ["absent", "present", "present"]


def test_presence_makes_the_quorum(inside) -> None:
    """Two of four positions are too few for 60 %; a third person who only sat there makes it."""
    world = inside
    found = a_put_proposal(world)
    for name in ("bilal", "chantal"):
        says(world, found, name, "support")
    confirms(world, found.item.meeting, "daan")
    note_attendance(
        found.item.meeting,
        seats_filled(world)["daan"],
        by=world.by("anna"),
        state="present",
        person=world.daan,
    )
    closed = close_decision(found, by=world.by("anna"))
    assert (closed.result, closed.how) == ("adopted", "majority")


def test_a_written_mandate_lets_somebody_of_the_same_side_speak_once(inside) -> None:
    world = inside
    found, seats = a_put_proposal(world), seats_filled(world)
    meeting = found.item.meeting
    with pytest.raises(Refused, match="speaks for no party of this side"):
        give_mandate(
            meeting, seats["bilal"], by=world.by("bilal"), to=world.chantal, text="All items."
        )
    with pytest.raises(Refused, match="Only who holds the seat"):
        give_mandate(meeting, seats["bilal"], by=world.by("iris"), to=world.iris, text="Mine.")
    given = give_mandate(
        meeting, seats["bilal"], by=world.by("bilal"), to=world.iris, text="All items, support."
    )
    confirms(world, meeting, "iris")
    said = take_position(found, seats["bilal"], by=world.by("iris"), stand="support")
    assert said.capacity == "mandate"
    withdraw_mandate(given, by=world.by("bilal"))
    with pytest.raises(Refused, match="do not speak for this seat"):
        take_position(found, seats["bilal"], by=world.by("iris"), stand="object", reason="x")
    other = a_meeting(world)
    with pytest.raises(Refused, match="no seat"):
        confirms(world, other, "iris")


# Papers and interests ------------------------------------------------------------------------------


def a_paper(world, meeting: Meeting, tier: str = "parties", content: bytes = b"Sixty days."):
    return add_paper(
        item_of(meeting),
        by=world.by("anna"),
        name="Terms",
        tier=tier,
        file_name="terms.txt",
        content=content,
    )


@pytest.mark.parametrize(
    ("tier", "readers"),
    [
        ("secretariat_and_monitor", {"anna", "eva"}),
        ("parties", {"anna", "eva", "bilal", "chantal", "daan", "greet", "iris"}),
        ("public", {"anna", "eva", "bilal", "chantal", "daan", "greet", "iris", "hugo", "koen"}),
    ],
)
def test_a_paper_is_read_as_its_tier_says(world, tier, readers) -> None:
    with within(world.agreement):
        found = a_paper(world, a_meeting(world), tier)
    where = reverse("decisions:paper", args=[world.agreement.slug, found.pk])
    for name in ("anna", "eva", "bilal", "chantal", "daan", "greet", "iris", "hugo", "koen"):
        answer = world.client(name).get(where)
        assert (answer.status_code == 200) is (name in readers), name
        if name in readers:
            assert answer.content == b"Sixty days."
            assert answer["Content-Disposition"] == 'attachment; filename="terms.txt"'


def test_who_has_an_interest_does_not_read_the_item_s_papers(world) -> None:
    with within(world.agreement):
        found = a_meeting(world)
        paper = a_paper(world, found)
        recuse(item_of(found), by=world.by("bilal"), reason="We are the supplier's owner.")
    where = reverse("decisions:paper", args=[world.agreement.slug, paper.pk])
    assert world.client("bilal").get(where).status_code == 404
    assert world.client("chantal").get(where).status_code == 200
    assert "Terms" not in meeting_page(world, "bilal", found)
    with within(world.agreement):
        end_recusal(Recusal.objects.get(), by=world.by("anna"), reason="The firm was sold.")
    assert world.client("bilal").get(where).status_code == 200


def test_nobody_declares_another_s_interest_but_the_secretariat(inside) -> None:
    item = item_of(a_meeting(inside))
    with pytest.raises(Refused, match="of your own"):
        recuse(item, by=inside.by("chantal"), person=inside.bilal, reason="He is a rival.")
    with pytest.raises(Refused, match="no seat"):
        recuse(item, by=inside.by("anna"), person=inside.iris, reason="x")
    recuse(item, by=inside.by("anna"), person=inside.bilal, reason="Found at the table.")
    with pytest.raises(Refused, match="already"):
        recuse(item, by=inside.by("bilal"), reason="Indeed.")


def test_an_empty_or_too_large_paper_gets_a_sentence_and_a_withdrawn_one_is_gone(world) -> None:
    with within(world.agreement):
        meeting = a_meeting(world)
        with pytest.raises(Refused, match="is empty"):
            a_paper(world, meeting, content=b"")
        with pytest.raises(Refused, match="25 MB"):
            a_paper(world, meeting, content=b"x" * (LARGEST + 1))
        with pytest.raises(Refused, match="who may read"):
            a_paper(world, meeting, tier="company")
        found = a_paper(world, meeting)
        withdraw_paper(found, by=world.by("anna"))
    where = reverse("decisions:paper", args=[world.agreement.slug, found.pk])
    assert world.client("anna").get(where).status_code == 404


# Minutes -------------------------------------------------------------------------------------------


def test_minutes_are_written_sent_answered_and_frozen(world) -> None:
    with within(world.agreement):
        decided = a_decision(world)
        meeting, anna = decided.item.meeting, world.by("anna")
        write_minutes(meeting, by=anna, text="The chair opens at ten.")
        write_minutes(meeting, by=anna, item=decided.item, text="Long talk about small firms.")
        action = agree_action(
            decided.item, by=anna, text="Ask the banks", owner=world.daan, due=TODAY
        )
        with pytest.raises(Refused, match="Send the minutes"):
            freeze_minutes(meeting, by=anna)
        send_minutes(meeting, by=anna)
        reply_to_minutes(
            meeting, by=world.by("chantal"), approves=False, text="It was at half past ten."
        )
        for name in ("bilal", "daan", "greet"):
            reply_to_minutes(meeting, by=world.by(name), approves=True)
        with pytest.raises(Refused, match="Answer these remarks first: Chantal"):
            freeze_minutes(meeting, by=anna)
        answer_reply(MinutesReply.objects.get(approves=False), by=anna, text="Changed.")
        write_minutes(meeting, by=anna, text="The chair opens at half past ten.")
        assert not MinutesReply.objects.filter(approves=True).exists()  # asked again
        for name in ("bilal", "chantal", "daan", "greet"):
            reply_to_minutes(meeting, by=world.by(name), approves=True)
        freeze_minutes(meeting, by=anna)
        assert meeting.digest == hashlib.sha256(meeting.frozen_text.encode()).hexdigest()
        with pytest.raises(Refused, match="frozen"):
            write_minutes(meeting, by=anna, text="Else")
        with pytest.raises(Refused, match="frozen"):
            reply_to_minutes(meeting, by=world.by("bilal"), approves=False, text="No")
        finish_action(action, by=world.by("daan"))
    for said in ("half past ten", "Long talk", "Decision 1, Pay within 60 days: adopted", "Daan"):
        assert said in meeting.frozen_text
    file = reverse("decisions:minutes_file", args=[world.agreement.slug, meeting.pk])
    answer = world.client("bilal").get(file)
    assert hashlib.sha256(answer.content).hexdigest() == meeting.digest


def test_after_the_time_to_reply_silence_does_not_hold_minutes_up(inside) -> None:
    meeting = a_meeting(inside)
    send_minutes(meeting, by=inside.by("anna"))
    with pytest.raises(Refused, match="time to reply until"):
        freeze_minutes(meeting, by=inside.by("anna"))
    meeting.reply_until = TODAY - timedelta(days=1)
    meeting.save()
    assert freeze_minutes(meeting, by=inside.by("anna")).frozen_at is not None


def test_minutes_wait_for_the_meeting_and_its_outcomes(inside) -> None:
    later = a_meeting(inside, hours=3)
    with pytest.raises(Refused, match="not taken place"):
        send_minutes(later, by=inside.by("anna"))
    found = a_put_proposal(inside, a_meeting(inside))
    with pytest.raises(Refused, match="needs? its outcome"):
        send_minutes(found.item.meeting, by=inside.by("anna"))


def test_two_who_write_minutes_at_once_lose_nothing(inside) -> None:
    meeting = a_meeting(inside)
    write_minutes(meeting, by=inside.by("anna"), text="One", seen="")
    with pytest.raises(Refused, match="colleague wrote this anew"):
        write_minutes(meeting, by=inside.by("anna"), text="Two", seen="")


def test_an_action_is_ended_by_who_took_it_on(world) -> None:
    with within(world.agreement):
        meeting = a_meeting(world)
        action = agree_action(
            item_of(meeting), by=world.by("anna"), text="Ask", owner=world.daan, due=None
        )
        with pytest.raises(PermissionDenied):
            finish_action(action, by=world.by("bilal"))
    home = reverse("decisions:overview", args=[world.agreement.slug])
    assert "Ask" in world.client("daan").get(home).content.decode()
    done = reverse("decisions:action_done", args=[world.agreement.slug, action.pk])
    world.client("daan").post(done)
    assert "Waits for you" in world.client("daan").get(home).content.decode()  # the statement
    with within(world.agreement):
        assert item_of(meeting).actions.get().done_at is not None


# Calendars -----------------------------------------------------------------------------------------


def feed(world, name: str):
    client = world.client(name)
    here = reverse("decisions:calendar", args=[world.agreement.slug])
    page = client.post(here, {"deed": "open"}, follow=True).content.decode()
    address = page.split("http://testserver")[1].split("<")[0]
    return address


def events(world, address: str) -> list:
    answer = world.client("koen").get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_each_has_the_meetings_of_their_tables_in_their_own_calendar(world) -> None:
    with within(world.agreement):
        found = a_meeting(world, hours=48)
        a_meeting(world, hours=72, convened=False)
    address = feed(world, "bilal")
    (event,) = events(world, address)
    assert event["SUMMARY"] == "Steering group of spring"
    assert event["DTSTART"].dt == found.starts.replace(microsecond=0)
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    with within(world.agreement):
        change_meeting(
            found,
            by=world.by("anna"),
            title=found.title,
            starts=found.starts + timedelta(days=1),
            ends=found.ends + timedelta(days=1),
            place="Delft",
        )
    (moved,) = events(world, address)
    assert (moved["UID"], moved["SEQUENCE"], moved["LOCATION"]) == (event["UID"], 1, "Delft")
    with within(world.agreement):
        cancel_meeting(found, by=world.by("anna"), reason="Ill")
    assert events(world, address)[0]["STATUS"] == "CANCELLED"
    assert events(world, feed(world, "iris")) == []


def test_a_calendar_s_address_ends_with_a_new_one_or_with_the_seat(world) -> None:
    with within(world.agreement):
        a_meeting(world, hours=48)
    first = feed(world, "bilal")
    second = feed(world, "bilal")
    assert world.client("koen").get(first).status_code == 404
    with within(world.agreement):
        end_seat(seats_filled(world)["bilal"], by=SYSTEM)
    assert events(world, second) == []
    here = reverse("decisions:calendar", args=[world.agreement.slug])
    world.client("bilal").post(here, {"deed": "close"})
    assert world.client("koen").get(second).status_code == 404


# Requests to the state -----------------------------------------------------------------------------


def test_the_state_is_asked_answers_and_what_came_of_it_stays(world) -> None:
    with within(world.agreement):
        decided = a_decision(world)
        asked = ask_the_state(
            world.organisations["greet"],
            by=world.by("chantal"),
            what="Speak with the ministry of labour",
            text="Unions are not registered there.",
            deadline=TODAY + timedelta(days=60),
            proposal=decided,
        )
        with pytest.raises(PermissionDenied):
            answer_ask(asked, by=world.by("bilal"), text="We did.")
        answer_ask(asked, by=world.by("greet"), text="Our embassy spoke with them in May.")
        close_ask(asked, by=world.by("anna"), outcome="partly", text="Two unions were registered.")
        with pytest.raises(Refused, match="recorded already"):
            answer_ask(asked, by=world.by("greet"), text="More")
    where = reverse("decisions:ask", args=[world.agreement.slug, asked.number])
    page = world.client("iris").get(where).content.decode()
    for said in ("Our embassy", "Two unions were registered.", "It came about in part"):
        assert said in page
    log = reverse("decisions:log", args=[world.agreement.slug])
    assert "Speak with the ministry" in world.client("iris").get(log).content.decode()
    assert "Speak with the ministry" not in world.client("koen").get(log).content.decode()


def test_a_request_that_cannot_be_gets_a_sentence(inside) -> None:
    said = {
        "what": "x",
        "text": "y",
        "deadline": TODAY + timedelta(days=9),
        "by": inside.by("chantal"),
    }
    with pytest.raises(Refused, match="no party on the state's side"):
        ask_the_state(inside.organisations["bilal"], **said)
    with pytest.raises(Refused, match="in the future"):
        ask_the_state(inside.organisations["greet"], **{**said, "deadline": TODAY})
    with pytest.raises(PermissionDenied):
        ask_the_state(inside.organisations["greet"], **{**said, "by": inside.by("greet")})


def test_a_body_without_people_or_meetings_says_so(world) -> None:
    home = reverse("decisions:overview", args=[world.agreement.slug])
    assert "Nothing is planned" in world.client("bilal").get(home).content.decode()
    with within(world.agreement):
        start = timezone.now()
        made = plan_meeting(
            "general_assembly",
            by=world.by("anna"),
            title="Assembly",
            starts=start,
            ends=start + timedelta(hours=1),
        )
    page = meeting_page(world, "anna", made)
    assert "Nobody has a seat in this body yet" in page and "The agenda is empty" in page


def test_the_pages_of_a_full_table_ask_a_bounded_number_of_questions(
    world, django_assert_max_num_queries
) -> None:
    with within(world.agreement):
        found = a_put_proposal(world)
        for n in range(30):
            add_item(found.item.meeting, by=world.by("anna"), title=f"Item {n}")
        seat(world.iris, by=SYSTEM, body=BODY, side="companies")
    client = world.client("bilal")
    for name, key in (("proposal", found.number), ("meeting", found.item.meeting_id)):
        where = reverse(f"decisions:{name}", args=[world.agreement.slug, key])
        with django_assert_max_num_queries(60):
            assert client.get(where).status_code == 200


def test_an_item_added_by_mistake_leaves_the_agenda_until_something_hangs_on_it(world) -> None:
    with within(world.agreement):
        found = a_meeting(world)
        extra = add_item(found, by=world.by("anna"), title="Any other business")
        with pytest.raises(Refused, match="on the agenda already"):
            add_item(found, by=world.by("anna"), title="Any other business")
        a_put_proposal(world, found)
        with pytest.raises(Refused, match="stays on the agenda"):
            remove_item(item_of(found), by=world.by("anna"))
        with pytest.raises(PermissionDenied):
            remove_item(extra, by=world.by("bilal"))
    anna = world.client("anna")
    kept = reverse("decisions:item", args=[world.agreement.slug, extra.pk - 1])
    assert "Off the agenda" not in anna.get(kept).content.decode()
    where = reverse("decisions:item_deed", args=[world.agreement.slug, extra.pk])
    page = anna.post(where, {"deed": "remove"}, follow=True)
    assert page.status_code == 200
    assert "Any other business" not in meeting_page(world, "bilal", found)


def test_pressed_twice_a_proposal_and_a_request_are_made_once(world) -> None:
    with within(world.agreement):
        seats_filled(world)
        body = {"body": BODY, "title": "Pay sooner", "about_kind": "other", "text": "In 30 days."}
        to = world.organisations["greet"].pk
        later = (TODAY + timedelta(days=9)).isoformat()
    ask = {"to": to, "what": "Speak with them", "text": "They wait.", "deadline": later}
    chantal = world.client("chantal")
    for name, sent, said in (
        ("propose", body, "it has number 1"),
        ("ask_new", ask, "it has number 1"),
    ):
        where = reverse(f"decisions:{name}", args=[world.agreement.slug])
        assert chantal.post(where, sent).status_code == 302
        again = chantal.post(where, sent)
        assert again.status_code == 422 and said in again.content.decode()
