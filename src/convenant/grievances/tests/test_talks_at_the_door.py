"""A complainant speaks with the mediator on their own pages; the deciders read nothing of it."""

import pytest
from django.core import mail
from django.test import Client

from convenant.grievances.actions import mediation
from convenant.grievances.languages import languages
from convenant.grievances.models import Case, Room
from convenant.grievances.queries.opened import room_of, said_in, today
from convenant.grievances.tests.making import Handled
from convenant.grievances.tests.test_case_pages import at as inside_at
from convenant.grievances.tests.test_case_pages import with_key
from convenant.grievances.tests.test_door import at, cheap, hidden, opened, phone, receipt_in, sent

__all__ = ["cheap", "phone"]  # fixtures
BN = languages()["bn"]
SAID = "আমি অর্ধেক নিতে রাজি।"


@pytest.fixture
def receipt(handled: Handled, phone: Client) -> str:
    """A case in mediation, led by Noor."""
    receipt, _page = sent(handled, phone)
    Case.objects.update(stage="track", track="mediation", informed_on=today())
    case = Case.objects.get()
    keys, by = handled.keys, handled.by("maarten")
    mediation.hand_over(case, keys["noor"].holder, keys["maarten"], by=by)
    return receipt


def test_both_write_and_who_decides_opens_nothing_of_it(
    handled: Handled, phone: Client, receipt: str, django_capture_on_commit_callbacks: object
) -> None:
    case = Case.objects.get()
    where = inside_at(handled.world, "cases", case.number, "mediation")
    noor = with_key(handled, "noor")
    asked = {"deed": "talk", "text": "Half now, would that do?", "to_complainant": "on"}
    assert noor.post(where, asked).status_code == 302
    noor.post(where, {"deed": "talk", "text": "They hesitate."})  # for herself
    page = opened(handled, phone, receipt)
    assert "Half now" in page and "hesitate" not in page and BN.say("talks.lead") in page
    given = {"ticket": hidden(page, "ticket"), "do": "talk", "text": SAID}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = phone.post(at(handled, "case"), given)
    assert SAID in answer.content.decode()
    assert {one.to[0].split("@")[0] for one in mail.outbox} == {"noor"}
    assert SAID in noor.get(where).content.decode()
    room = room_of(case, Room.Kind.MEDIATION)
    for name in ("leila", "omar", "maarten", "rosa", "farid"):
        assert said_in(room, handled.keys[name]) == []
    own = said_in(room_of(case, "case"), handled.keys["leila"])
    assert not any(SAID in str(one.words) for one in own)


def test_after_the_end_it_is_read_and_no_more_is_written(
    handled: Handled, phone: Client, receipt: str
) -> None:
    mediation.end_mediation(Case.objects.get(), by=handled.by("noor"), settled=False)
    page = opened(handled, phone, receipt)
    assert BN.say("talks.ended") in page and 'value="talk"' not in page
    given = {"ticket": hidden(page, "ticket"), "do": "talk", "text": SAID}
    assert phone.post(at(handled, "case"), given).status_code == 422


def test_who_came_with_a_further_number_reads_nothing_of_the_talks(
    handled: Handled, phone: Client, receipt: str
) -> None:
    page = opened(handled, phone, receipt)
    made = phone.post(at(handled, "case"), {"ticket": hidden(page, "ticket"), "do": "make_number"})
    union = opened(handled, phone, receipt_in(made.content.decode()))
    assert BN.say("talks.title") not in union
    given = {"ticket": hidden(union, "ticket"), "do": "talk", "text": SAID}
    assert phone.post(at(handled, "case"), given).status_code == 403
