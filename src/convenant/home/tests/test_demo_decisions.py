"""The demo's table can be set up at any time of the day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from convenant.base.walls import within
from convenant.decisions.models import Meeting, Proposal
from convenant.decisions.tests.making import seats_filled
from convenant.home.demo.decisions import decide


@pytest.mark.parametrize("hour", [0, 8, 12, 23])
def test_the_demo_starts_at_whatever_hour_somebody_tries_it(world, hour) -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    with (
        time_machine.travel(
            datetime(tomorrow.year, tomorrow.month, tomorrow.day, hour, 30, tzinfo=UTC), tick=False
        ),
        within(world.agreement),
    ):
        seats_filled(world)
        people = {name.capitalize(): person for name, person in world.people.items()}
        people["Iris"] = people["Bilal"]  # in the demo she is the company at this table
        decide(people, {}, lambda _what: None)
        assert Proposal.objects.get(number=1).result == "adopted"
        assert Meeting.objects.exclude(convened_at=None).count() == 2
