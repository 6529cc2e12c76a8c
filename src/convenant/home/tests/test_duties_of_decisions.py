"""What waits at the table stands on the first page of who it waits for, and of nobody else."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation

from convenant.base.walls import within
from convenant.decisions.actions.asks import ask_the_state
from convenant.decisions.actions.minutes import agree_action, send_minutes
from convenant.decisions.actions.positions import close_decision
from convenant.decisions.tests.making import a_put_proposal, says
from convenant.home.duties import duties

TODAY = date.today()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def texts(world, name: str) -> list[str]:
    with within(world.agreement):
        return [duty.text for duty in duties(world.by(name), world.agreement.slug, TODAY)]


def test_a_seat_that_said_nothing_is_asked_and_then_no_more(world) -> None:
    with within(world.agreement):
        found = a_put_proposal(world)
    asked = "Take a position: Pay within 60 days"
    assert asked in texts(world, "bilal")
    assert "Confirm the statement on competition law: Steering group of spring" in texts(
        world, "bilal"
    )
    assert asked not in texts(world, "iris") and asked not in texts(world, "anna")
    with within(world.agreement):
        says(world, found, "bilal", "support")
    assert asked not in texts(world, "bilal") and asked in texts(world, "daan")


def test_minutes_actions_and_requests_wait_for_their_own(world) -> None:
    with within(world.agreement):
        found = a_put_proposal(world)
        close_decision(found, by=world.by("anna"))
        agree_action(
            found.item,
            by=world.by("anna"),
            text="Ask the banks",
            owner=world.daan,
            due=TODAY - timedelta(days=1),
        )
        send_minutes(found.item.meeting, by=world.by("anna"))
        ask_the_state(
            world.organisations["greet"],
            by=world.by("chantal"),
            what="A word with Dhaka",
            text="Registration.",
            deadline=TODAY + timedelta(days=9),
        )
    assert "Agreed in a meeting: Ask the banks" in texts(world, "daan")
    assert "Agreed in a meeting: Ask the banks" not in texts(world, "bilal")
    assert "Approve the minutes: Steering group of spring" in texts(world, "bilal")
    assert "Answer a request of the parties: A word with Dhaka" in texts(world, "greet")
    assert "Answer a request of the parties: A word with Dhaka" not in texts(world, "bilal")
