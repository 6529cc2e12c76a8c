"""After the agreement's end what came in goes on; what is new comes in only as long as the definition says."""

from datetime import timedelta

import pytest
from django.test import Client

from convenant.agreements.queries import running_definition
from convenant.base.verbs import Refused
from convenant.grievances.actions import coming_back, moving, remedies, rooms, routing, safety
from convenant.grievances.queries.door import is_open, last_day
from convenant.grievances.queries.opened import as_if, room_of, said_in
from convenant.grievances.rules import COMPLAINANT
from convenant.grievances.tests.making import Handled, complain

DAY = timedelta(days=1)


def test_within_the_tail_new_complaints_still_come_in(handled: Handled) -> None:
    end, until = running_definition().term.end, last_day()
    assert end is not None and until is not None and until > end
    with as_if(end + DAY):
        assert is_open()
        complain()
    with as_if(until):
        assert is_open()


def test_after_the_tail_the_door_is_closed_and_says_where_else(
    handled: Handled, client: Client
) -> None:
    until = last_day()
    assert until is not None
    with as_if(until + DAY):
        assert not is_open()
        with pytest.raises(Refused, match="closed"):
            complain()
        page = client.get("/stitch/grievances/door/en/").content.decode()
        assert "closed" in page and "door/en/elsewhere/" in page


def test_a_case_of_before_is_brought_to_its_end_by_the_same_people(handled: Handled) -> None:
    made, by = complain(), handled.by("leila")
    until = last_day()
    assert until is not None
    with as_if(until + timedelta(days=90)):
        coming_back.add(made.case, by=COMPLAINANT, words={"text": "It goes on."})
        room = room_of(made.case, "case")
        assert len(said_in(room, handled.keys["leila"])) == 2
        rooms.write(room, handled.keys["leila"], by=by, kind="message", words={"text": "We know."})
        safety.look_at_safety(made.case, by=by, level="low", why="Unknown.")
        moving.move(made.case, by=by, to="acknowledged", why="We go on.")
        release = routing.propose_release(made.case, by=by, text="Wages are late.")
        routing.answer_release(made.back(), release, True, by=COMPLAINANT)
        company = handled.world.organisations["bilal"]
        item = remedies.agree_remedy(
            made.case,
            by=by,
            form="satisfaction",
            what="An apology.",
            due=until + timedelta(days=120),
            shares={company.pk: None},
        )
        assert remedies.confirm_remedy(made.back(), item, "yes", by=COMPLAINANT).got == "yes"


def test_an_agreement_without_a_tail_takes_no_more_after_its_end(
    handled: Handled, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = running_definition()
    bare = rules.model_copy(update={"term": rules.term.model_copy(update={"tail": None})})
    monkeypatch.setattr("convenant.grievances.queries.door.running_definition", lambda: bare)
    end = bare.term.end
    assert end is not None and last_day() == end
    with as_if(end + DAY):
        assert not is_open()
