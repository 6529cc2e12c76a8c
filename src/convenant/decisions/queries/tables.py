"""Who sits at which table, who may speak for a seat, and what the table is to the plain core."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.agreements.definition.parts.bodies import Body
from convenant.agreements.models import Seat
from convenant.agreements.queries import (
    bodies_of,
    definition_of,
    running_definition,
    seats,
    version_numbered,
)
from convenant.agreements.seating import side_name, sides_together
from convenant.base.actors import Actor
from convenant.decisions.models import Attendance, Mandate, Meeting, Proposal, SeatPosition
from convenant.decisions.outcome import (
    CHAIR,
    Choice,
    Place,
    Position,
    Rule,
    Stand,
    Way,
    rule_of,
    settled,
)
from convenant.decisions.rules import NOT_HERE

# Whoever holds the seat goes before a mandate, and a mandate before the standing deputy.
RANK = {"deputy": 1, "mandate": 2, "holder": 3}


def deciding_bodies(definition: Definition | None = None) -> list[Body]:
    """The bodies that meet and decide in this room."""
    definition = definition or running_definition()
    return [body for body in definition.bodies if body.kind not in NOT_HERE]


def body_named(body_id: str, definition: Definition | None = None) -> Body | None:
    """One of them."""
    return next((body for body in deciding_bodies(definition) if body.id == body_id), None)


def body_name(body_id: str) -> str:
    """What the agreement calls it, in the language of the page."""
    found = body_named(body_id)
    return found.name.get(get_language() or "nl") if found else body_id


def sits_at(by: Actor, body_id: str) -> bool:
    """Whether this person holds a seat in the body, or is a deputy there."""
    return by.person_id is not None and body_id in bodies_of(by.person_id)


@dataclass(frozen=True)
class AtTable:
    """A seat with everyone who may speak for it; `side` is the bench, empty for the chair."""

    seat: Seat
    side: str
    observer: bool
    mandate: Mandate | None = None
    attendance: Attendance | None = None
    recused: frozenset[int] = field(default_factory=frozenset)

    def capacity_of(self, person_id: int | None) -> str:
        """In what capacity a person speaks for it: holder, mandate or deputy; empty where in none."""
        if person_id is None:
            return ""
        if person_id == self.seat.person_id:
            return "holder"
        if self.mandate is not None and person_id == self.mandate.given_to_id:
            return "mandate"
        return "deputy" if person_id == self.seat.deputy_id else ""

    @property
    def speakers(self) -> list[int]:
        """Everyone who may speak for it."""
        found = [self.seat.person_id, self.seat.deputy_id]
        if self.mandate is not None:
            found.append(self.mandate.given_to_id)
        return [one for one in found if one is not None]

    @property
    def is_recused(self) -> bool:
        """Nobody is left who may speak for it: each has an interest in the matter."""
        return all(one in self.recused for one in self.speakers)

    @property
    def is_present(self) -> bool:
        """Somebody filled it, and did not leave the table for this item."""
        there = self.attendance
        return (
            there is not None
            and there.state == Attendance.State.PRESENT
            and there.person_id not in self.recused
        )


def table_of(
    body: Body | None,
    meeting: Meeting | None,
    recused: Iterable[int] = (),
    held: list[Seat] | None = None,
) -> list[AtTable]:
    """The seats of a body in the definition's order, as they are filled for this meeting."""
    if body is None:
        return []
    benches = {
        side: (places.side, bool(places.observer))
        for places in body.seats
        for side in sides_together(places)
    }
    found = held if held is not None else list(seats().filter(body=body.id))
    mandates: dict[int, Mandate] = {}
    there: dict[int, Attendance] = {}
    if meeting is not None:
        given = Mandate.objects.filter(meeting=meeting, withdrawn_at=None)
        mandates = {one.seat_id: one for one in given.select_related("given_to", "given_by")}
        noted = Attendance.objects.filter(meeting=meeting).select_related("person")
        there = {one.seat_id: one for one in noted}
    out = frozenset(recused)
    order = {side: n for n, side in enumerate(benches)}
    return [
        AtTable(
            seat,
            benches.get(seat.side, (seat.side, False))[0] if seat.side else CHAIR,
            benches.get(seat.side, (seat.side, False))[1],
            mandates.get(seat.pk),
            there.get(seat.pk),
            out,
        )
        for seat in sorted(
            found, key=lambda s: (bool(s.side), order.get(s.side, len(order)), s.side, s.pk)
        )
    ]


def seats_then(meeting: Meeting) -> list[Seat]:
    """The seats of its body on the days of the meeting, whoever holds them now."""
    first, last = timezone.localdate(meeting.starts), timezone.localdate(meeting.ends)
    found = Seat.objects.filter(Q(until=None) | Q(until__gte=first), body=meeting.body)
    return list(found.filter(since__lte=last).select_related("person", "deputy"))


def choice_of(kept: dict[str, Any]) -> Choice:
    """What the table chose, as it is kept with a proposal."""

    def share(name: str) -> Fraction | None:
        return Fraction(kept[name]) if kept.get(name) not in (None, "") else None

    return Choice(
        way=Way(kept["way"]) if kept.get("way") else None,
        chair_votes=kept.get("chair_votes"),
        chair_casts=bool(kept.get("chair_casts")),
        at_least=share("at_least"),
        of_each_side=share("of_each_side"),
    )


def definition_for(proposal: Proposal) -> Definition:
    """The definition whose rule holds: the version running when it was put, or the one running now."""
    if proposal.definition is not None:
        version = version_numbered(proposal.definition)
        if version is not None:
            return definition_of(version)
    return running_definition()


def rule_for(proposal: Proposal) -> Rule | None:
    """The rule this proposal is decided by, gaps filled as chosen; None where the body is gone."""
    body = body_named(proposal.body, definition_for(proposal))
    return settled(rule_of(body), choice_of(proposal.choice)) if body else None


def table_for(proposal: Proposal) -> list[AtTable]:
    """The table a proposal is put to, without those who have an interest in its item."""
    item = proposal.item
    recused = list(item.recusals.values_list("person_id", flat=True)) if item else []
    body = body_named(proposal.body, definition_for(proposal))
    return table_of(body, item.meeting if item else None, recused)


def observing(proposal: Proposal) -> set[str]:
    """The sides that watch this decision and never count in it."""
    body = body_named(proposal.body, definition_for(proposal))
    return (
        {side for one in body.seats if one.observer for side in sides_together(one)}
        if body
        else set()
    )


def places_of(table: Iterable[AtTable]) -> list[Place]:
    """The table as the plain core takes it; a place is named by its seat."""
    return [
        Place(str(one.seat.pk), one.side, one.is_recused, one.observer, one.is_present)
        for one in table
    ]


def positions_that_count(
    proposal: Proposal, table: Iterable[AtTable], version: int
) -> dict[str, SeatPosition]:
    """What each seat says of the text as it stands, by somebody who may speak for it."""
    by_seat = {one.seat.pk: one for one in table}
    found = {}
    for said in SeatPosition.objects.filter(proposal=proposal, version=version).select_related(
        "person", "seat"
    ):
        at = by_seat.get(said.seat_id)
        if at is not None and said.person_id not in at.recused and not at.is_recused:
            found[str(said.seat_id)] = said
    return found


def as_positions(said: dict[str, SeatPosition]) -> dict[str, Position]:
    """The same for the plain core."""
    return {key: Position(Stand(one.stand), one.reason) for key, one in said.items()}


def bench_name(side: str) -> str:
    """What a bench is called: its sides by name, or the chair."""
    return side_name(running_definition(), side) if side else _("The chair")
