"""Who complains is looked after: before anybody is told, and when something happens."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.grievances.actions import safety
from convenant.grievances.queries.opened import room_of, said_in, today
from convenant.grievances.queries.safety import safety_of
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Handled, complain

LATER = today() + timedelta(days=7)


def test_what_must_never_be_done_stands_before_the_handlers_and_nobody_else(
    handled: Handled,
) -> None:
    made = complain()
    safety.look_at_safety(
        made.case,
        by=handled.by("leila"),
        level="acute",
        why="The foreman took her phone.",
        plan="We write only on Sundays.",
        never="Never phone her.",
        again_on=LATER,
    )
    room = room_of(made.case, "case")
    standing = safety_of(made.case, said_in(room, handled.keys["omar"]))
    assert standing.never == "Never phone her."
    assert made.case.urgent
    assert [s.words for s in said_in(room, made.back()) if "never" in (s.words or {})] == []
    assert "foreman" not in "".join(str(e.new) for e in Event.objects.all())


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"level": "?"}, "how great"),
        ({"why": " "}, "why you think"),
        ({"plan": ""}, "keep the person safe"),
        ({"again_on": None}, "look at it again"),
    ],
)
def test_a_look_that_says_too_little_is_refused(handled: Handled, given: dict, why: str) -> None:
    said = {"level": "serious", "why": "x", "plan": "y", "again_on": LATER, **given}
    with pytest.raises(Refused, match=why):
        safety.look_at_safety(complain().case, by=handled.by("leila"), **said)


def test_a_threat_makes_the_case_urgent_and_is_followed_until_it_is_closed(
    handled: Handled,
) -> None:
    made, leila = complain(), handled.by("leila")
    incident = safety.report_retaliation(made.back(), by=COMPLAINANT, what="I was sent home.")
    assert made.case.__class__.objects.get(pk=made.case.pk).urgent
    assert (incident.look_on - today()).days == 2
    read = said_in(room_of(made.case, "case"), made.back())
    assert read[-1].words == {"incident": "I was sent home."}
    safety.follow_incident(incident, by=leila, what="We called the union.", look_on=LATER)
    safety.follow_incident(incident, by=leila, what="She is back at work.", look_on=None)
    assert safety_of(made.case, []).open == []
    with pytest.raises(Refused, match="closed already"):
        safety.follow_incident(incident, by=leila, what="More.", look_on=None)


def test_only_who_was_let_in_looks_after_a_case(handled: Handled) -> None:
    made = complain()
    for name in ("farid", "anna", "bilal", "noor", "maarten", "eva"):
        with pytest.raises(PermissionDenied):
            safety.note_retaliation(made.case, by=handled.by(name), what="?")
    with pytest.raises(PermissionDenied):
        safety.report_retaliation(made.back(), by=handled.by("bilal"), what="?")
