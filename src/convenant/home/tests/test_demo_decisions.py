"""The demo's meetings and decisions stand whatever the hour at which the demo is begun."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from convenant.agreements.actions import seat
from convenant.base.actors import SYSTEM
from convenant.decisions.models import Proposal
from convenant.home.demo.decisions import decide


@pytest.mark.parametrize("hour", [0, 8, 10, 14, 23])
def test_the_demo_can_be_begun_at_any_hour(inside: Any, hour: int) -> None:
    with time_machine.travel(datetime(2026, 11, 30, hour, 5, tzinfo=UTC)):
        for side, name in (("companies", "iris"), ("unions", "chantal"), ("civil_society", "daan")):
            seat(inside.people[name], by=SYSTEM, body="steering_group", side=side)
        people = {name.capitalize(): person for name, person in inside.people.items()}
        decide(people, {}, lambda _said: None)
        assert Proposal.objects.filter(state=Proposal.State.CLOSED, result="adopted").count() == 1
