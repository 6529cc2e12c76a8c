"""An emerging technique is tried for a time, by whoever wants to, and is over by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.techniques.actions.pilots import (
    begin_pilot,
    conclude_pilot,
    join_pilot,
    leave_pilot,
    write_experience,
)
from convenant.techniques.models import PilotMember, Technique
from convenant.techniques.tests import made

Stage = Technique.Stage


def page_of(found: Technique) -> str:
    return f"/stitch/techniques/{found.number}/making/"


def test_a_trial_lasts_as_long_as_the_definition_lets_it(inside: Any) -> None:
    found, today = made.proposed(inside), date(2026, 5, 31)
    with time_machine.travel(today):
        said = {"by": inside.by("anna"), "start": today, "question": "Do suppliers notice?"}
        with pytest.raises(Refused, match="at most 24 months"):
            begin_pilot(found, until=date(2028, 6, 1), **said)
        with pytest.raises(Refused, match="after its first"):
            begin_pilot(found, until=today, **said)
        begin_pilot(found, until=date(2028, 5, 31), **said)
    assert found.stage == Stage.PILOT


def test_companies_join_and_leave_of_their_own_will(inside: Any) -> None:
    found, bilal = made.on_trial(inside), inside.by("bilal")
    join_pilot(found, by=bilal)
    with pytest.raises(Refused, match="already"):
        join_pilot(found, by=bilal)
    leave_pilot(found, by=bilal)
    with pytest.raises(Refused, match="left this trial already"):
        leave_pilot(found, by=bilal)
    join_pilot(found, by=bilal)
    assert PilotMember.objects.get().left_on is None
    with pytest.raises(Refused, match="does not take part"):
        write_experience(found, by=inside.by("iris"), text="Nothing.")


def test_a_trial_is_over_by_itself(inside: Any) -> None:
    found = made.on_trial(inside, days=30)
    join_pilot(found, by=inside.by("bilal"))
    with time_machine.travel(date.today() + timedelta(days=31)):
        with pytest.raises(Refused, match="This trial is over"):
            join_pilot(found, by=inside.by("iris"))
        page = inside.client("iris").get(page_of(found)).content.decode()
        assert "This trial is over; nobody joins any more." in page
        assert "Take part in this trial" not in page
        write_experience(found, by=inside.by("bilal"), text="It went well.")
        waits = inside.client("anna").get("/stitch/techniques/making/").content.decode()
        assert "Record what the trial showed" in waits


def test_what_a_company_tells_is_read_without_its_name(inside: Any) -> None:
    found = made.on_trial(inside)
    join_pilot(found, by=inside.by("bilal"))
    write_experience(found, by=inside.by("bilal"), text="Suppliers noticed within a month.")
    for name in ("iris", "chantal"):
        page = inside.client(name).get(page_of(found)).content.decode().split("<main")[1]
        assert "Suppliers noticed within a month." in page
        assert "Brand B" not in page
    assert "Brand B" in inside.client("eva").get(page_of(found)).content.decode()
    assert Event.objects.filter(verb="looked.technique_pilot").count() == 1
    assert "Suppliers noticed" not in str(list(Event.objects.values_list("old", "new")))
    write_experience(found, by=inside.by("bilal"), text="")
    assert "Suppliers noticed" not in inside.client("iris").get(page_of(found)).content.decode()


@pytest.mark.parametrize(("goes_on", "stage"), [(True, Stage.GROUP), (False, Stage.ENDED)])
def test_a_trial_leads_on_or_ends(inside: Any, goes_on: bool, stage: str) -> None:
    found, anna = made.on_trial(inside), inside.by("anna")
    with pytest.raises(Refused, match="what the trial showed"):
        conclude_pilot(found, by=anna, result=" ", goes_on=goes_on)
    conclude_pilot(found, by=anna, result="Suppliers noticed.", goes_on=goes_on)
    assert (found.stage, found.pilot_result) == (stage, "Suppliers noticed.")
    with pytest.raises(Refused, match="stands at"):
        join_pilot(found, by=inside.by("iris"))
