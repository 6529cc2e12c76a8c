"""A steering group with its people, its meetings and proposals, for the tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from convenant.agreements.actions import seat
from convenant.agreements.models import Seat
from convenant.base.actors import SYSTEM
from convenant.decisions.actions.meetings import (
    add_item,
    confirm_statement,
    convene,
    plan_meeting,
)
from convenant.decisions.actions.positions import close_decision, take_position
from convenant.decisions.actions.proposals import propose, put
from convenant.decisions.competition import competition_statement
from convenant.decisions.models import AgendaItem, Meeting, Proposal, SeatPosition

BODY = "steering_group"
SEATS = {
    "bilal": "companies",
    "chantal": "unions",
    "daan": "civil_society",
    "greet": "government",
}
TEXT = "Members pay within 60 days.\n\nThey tell their suppliers so."


def seats_filled(world: Any) -> dict[str, Seat]:
    """One seat for each side of the steering group; Iris is not at this table."""
    found = {s.person_id: s for s in Seat.objects.filter(body=BODY, until=None)}
    return {
        name: found.get(world.people[name].pk)
        or seat(world.people[name], by=SYSTEM, body=BODY, side=side)
        for name, side in SEATS.items()
    }


def a_meeting(
    world: Any, *, in_writing: bool = False, hours: int = -1, convened: bool = True
) -> Meeting:
    """A meeting of the steering group that began an hour ago, with one item."""
    seats_filled(world)
    start = timezone.now() + timedelta(hours=hours)
    made = plan_meeting(
        BODY,
        by=world.by("anna"),
        title="Steering group of spring",
        starts=start,
        ends=start + timedelta(hours=4),
        place="Utrecht",
        in_writing=in_writing,
    )
    add_item(made, by=world.by("anna"), title="Payment terms", text="As announced.")
    if convened:
        convene(made, by=world.by("anna"))
    return made


def item_of(meeting: Meeting) -> AgendaItem:
    return meeting.items.get(order=1)


def a_proposal(world: Any, by: str = "chantal", **more: Any) -> Proposal:
    seats_filled(world)
    said = {"title": "Pay within 60 days", "text": TEXT, **more}
    return propose(BODY, by=world.by(by), **said)


def a_put_proposal(world: Any, meeting: Meeting | None = None, **more: Any) -> Proposal:
    meeting = meeting or a_meeting(world)
    return put(a_proposal(world, **more), item_of(meeting), by=world.by("anna"))


def confirms(world: Any, meeting: Meeting, *names: str) -> None:
    for name in names:
        confirm_statement(meeting, by=world.by(name), digest=competition_statement().digest)


def says(world: Any, proposal: Proposal, name: str, stand: str, reason: str = "") -> SeatPosition:
    """Takes a position for their own seat, having confirmed the statement."""
    meeting = proposal.item.meeting
    if not meeting.confirmations.filter(person=world.people[name]).exists():
        confirms(world, meeting, name)
    held = seats_filled(world)[name]
    return take_position(proposal, held, by=world.by(name), stand=stand, reason=reason)


def a_decision(world: Any, **more: Any) -> Proposal:
    """Adopted with one split view: the union supports, the company stands aside."""
    found = a_put_proposal(world, **more)
    for name in ("chantal", "daan", "greet"):
        says(world, found, name, "support")
    says(world, found, "bilal", "stand_aside", "Sixty days is late for small firms.")
    return close_decision(found, by=world.by("anna"))
