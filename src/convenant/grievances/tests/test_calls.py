"""Terms call before they end and after; companies hear on their day; nothing that is mailed tells of a case."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from convenant.base.actors import SYSTEM
from convenant.grievances.actions import calls, moving, routing, safety
from convenant.grievances.models import Call, Notice
from convenant.grievances.queries.opened import as_if, today
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import WORDS, Handled, complain
from convenant.home.duties import duties
from convenant.locations.tests.making_sites import list_site


def told() -> set[str]:
    return {one.to[0].split("@")[0] for one in mail.outbox}


def texts(handled: Handled, name: str) -> list[str]:
    return [duty.text for duty in duties(handled.by(name), "stitch", today())]


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
    from convenant.grievances.actions import terms

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
    assert any(made.case.number in text for text in texts(handled, "leila"))
    for name in ("farid", "petra", "noor", "maarten", "anna", "bilal", "chantal"):
        assert not any(made.case.number in text for text in texts(handled, name))
    safety.note_retaliation(made.case, by=handled.by("leila"), what="Sent home.")
    assert any("retaliation" in text for text in texts(handled, "omar"))
    safety.look_at_safety(made.case, by=handled.by("leila"), level="low", why="Unknown.")
    with as_if(today() + timedelta(9)):
        assert any("late" in text for text in texts(handled, "rosa"))
        assert not any("late" in text for text in texts(handled, "petra"))


def test_somebody_without_a_key_is_asked_to_make_one(handled: Handled) -> None:
    holder = handled.keys["omar"].holder
    holder.ended_on = today()
    holder.save()
    assert any("Make your key" in text for text in texts(handled, "omar"))
    assert any("closed itself" in text for text in texts(handled, "anna"))


def test_the_daily_command_calls_too(handled: Handled, capsys: Any) -> None:
    complain()
    with as_if(today() + timedelta(9)):
        call_command("due")
    assert "terms of cases call" in capsys.readouterr().out
