"""Terms call before they end and after; companies hear on their day; nothing that is mailed tells of a case."""

import os
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from convenant.base.actors import SYSTEM
from convenant.grievances import keeping
from convenant.grievances.actions import calls, coming_back, moving, routing, safety, terms
from convenant.grievances.models import Call, Notice, Room
from convenant.grievances.queries.opened import as_if, room_of, today
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import WORDS, Handled, complain
from convenant.locations.tests.making_sites import list_site
from convenant.people.queries import every_agreement


def told() -> set[str]:
    return {one.to[0].split("@")[0] for one in mail.outbox}


def first_page(handled: Handled, name: str) -> str:
    page = handled.world.client(name).get(f"/{handled.world.agreement.slug}/today/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def outbox(handled: Handled, django_capture_on_commit_callbacks: Any) -> Any:
    def run(days: int) -> set[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True), as_if(today() + timedelta(days)):
            calls.what_is_due(by=SYSTEM)
        return told()

    return run


def test_a_new_case_is_told_to_the_officers_at_once_and_says_nothing(
    handled: Handled, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = complain()
    assert told() == {"leila", "omar"}
    for one in mail.outbox:
        text = f"{one.subject} {one.body}"
        assert made.case.number not in text
        assert not any(word in text for word in WORDS["what"].split() if len(word) > 4)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        safety.report_retaliation(made.back(), by=COMPLAINANT, what="They sent me home.")
    assert told() == {"leila", "omar"} and "home" not in mail.outbox[0].body


def test_a_term_calls_its_owner_then_the_chair_then_everybody_once_each(
    handled: Handled, outbox: Any
) -> None:
    complain()
    safety.look_at_safety(complain().case, by=handled.by("leila"), level="low", why="Unknown.")
    Call.objects.all().delete()
    assert outbox(1) == set()  # of two days, one is over: not yet
    assert outbox(6) >= {"leila", "omar", "rosa"}  # the safety check of one is far too late
    assert outbox(6) == set()  # once each
    assert {one.loudness for one in Call.objects.filter(phase__stage="received")} == {"reminder"}
    assert outbox(8) >= {"leila", "omar", "rosa"}
    everybody = outbox(15)
    assert everybody >= {"leila", "omar", "rosa", "farid", "petra", "anna"}


def test_a_clock_that_stands_still_is_silent(handled: Handled, outbox: Any) -> None:
    made = complain()
    safety.look_at_safety(made.case, by=handled.by("leila"), level="low", why="Unknown.")
    moving.move(made.case, by=handled.by("leila"), to="acknowledged", why="Read.")
    terms.pause(made.case, by=handled.by("leila"), why="She is ill.")
    assert outbox(40) == set()


def test_a_company_is_mailed_on_the_day_it_may_read_and_not_before(
    handled: Handled, outbox: Any
) -> None:
    made = complain()
    made.case.site = list_site(handled.world.organisations["bilal"]).site
    made.case.save()
    by = handled.by("leila")
    safety.look_at_safety(made.case, by=by, level="low", why="Unknown.")
    release = routing.propose_release(made.case, by=by, text="Wages are late.")
    routing.answer_release(made.back(), release, True, by=COMPLAINANT)
    routing.tell(release, by=by)
    day = Notice.objects.get().told_on
    assert "bilal" not in outbox(0)
    assert "bilal" in outbox((day - today()).days)
    assert all("Wages" not in one.body for one in mail.outbox)
    assert "bilal" not in outbox((day - today()).days)


def test_first_pages_say_what_waits_in_whose_case(handled: Handled) -> None:
    made = complain()
    assert made.case.number in first_page(handled, "leila")
    for name in ("farid", "petra", "noor", "maarten", "anna", "bilal", "chantal"):
        assert made.case.number not in first_page(handled, name)
    safety.note_retaliation(made.case, by=handled.by("leila"), what="Sent home.")
    assert "Look at retaliation" in first_page(handled, "omar")
    safety.look_at_safety(made.case, by=handled.by("leila"), level="low", why="Unknown.")
    with as_if(today() + timedelta(9)):
        assert "1 case is late" in first_page(handled, "rosa")
        assert "1 case is late" not in first_page(handled, "petra")


def test_somebody_without_a_key_is_asked_to_make_one(handled: Handled) -> None:
    holder = handled.keys["omar"].holder
    holder.ended_on = today()
    holder.save()
    assert "Make your key" in first_page(handled, "omar")
    assert "closed itself" in first_page(handled, "anna")


def test_the_daily_command_calls_too(handled: Handled, capsys: Any) -> None:
    complain()
    with as_if(today() + timedelta(9)):
        call_command("due")
    assert "terms of cases call" in capsys.readouterr().out


def test_a_sealed_file_that_no_case_knows_goes_after_two_days_and_no_other(
    handled: Handled,
) -> None:
    made = complain()
    room = room_of(made.case, Room.Kind.CASE)
    public = made.case.complainant["public"]
    known = keeping.keep("a.txt", b"Kept.", bytes(room.public), public)
    coming_back.add(made.case, by=COMPLAINANT, words={"text": "See."}, files=[known])
    lost = keeping.keep("b.txt", b"Its row was never made.", bytes(room.public), public)
    fresh = keeping.keep("c.txt", b"Its row is being made.", bytes(room.public), public)
    long_ago = time.time() - 3 * 24 * 60 * 60
    for one in (known, lost):
        for path in (one.path, one.copy_path):
            os.utime(keeping.folder() / path, (long_ago, long_ago))
    assert calls.sweep_files(every_agreement()) == 2  # the file and its copy
    there = {one.name for one in keeping.folder().iterdir() if one.is_file()}
    assert there == {known.path, known.copy_path, fresh.path, fresh.copy_path}
    assert calls.sweep_files(every_agreement()) == 0
