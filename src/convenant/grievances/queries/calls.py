"""Which clocks call for somebody today, and whom."""

from dataclasses import dataclass

from convenant.agreements.queries import seats
from convenant.base.actors import Actor
from convenant.grievances.models import Case, Grant, Incident, Notice, Phase, Room
from convenant.grievances.procedure.clocks import TOLD, Escalation, Told, escalation
from convenant.grievances.procedure.stages import ENDED, Owner, Stage, Track, owner
from convenant.grievances.queries.clocks import Clock, clock_of
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure
from convenant.people.models import Kind, Person, Role
from convenant.people.queries import current

_ROLE = {
    Owner.OFFICER: Kind.OFFICER,
    Owner.COMMITTEE: Kind.COMMITTEE,
    Owner.MEDIATOR: Kind.MEDIATOR,
}


@dataclass(frozen=True)
class Running:
    """A clock of a case that has not ended, with how loudly it calls."""

    case: Case
    clock: Clock
    loudness: Escalation


def running_clocks() -> list[Running]:
    """Every clock that runs in the agreement; a fixed number of queries."""
    phases = (
        Phase.objects.filter(ended_on=None)
        .exclude(case__stage__in=ENDED)
        .select_related("case")
        .prefetch_related("pauses", "extensions", "calls")
        .order_by("case", "pk")
    )
    found = []
    for phase in phases:
        clock = clock_of(phase)
        if clock.state is not None:
            found.append(Running(phase.case, clock, escalation(clock.state)))
    return found


def calling() -> list[Running]:
    """Those that call more loudly than was told."""
    return [
        one
        for one in running_clocks()
        if one.loudness != Escalation.NONE
        and all(call.loudness != one.loudness for call in one.clock.phase.calls.all())
    ]


def whose_turn(one: Running) -> Owner | None:
    """Who has to do something before the clock ends."""
    stage = one.clock.phase.stage
    if stage in Phase.BESIDE:
        return Owner.OFFICER
    if stage in set(Track):
        return owner(Stage.TRACK, Track(stage))
    return owner(Stage(stage))


def called(one: Running) -> set[Person]:
    """The people who are told that this clock calls."""
    told = TOLD[one.loudness]
    found: set[Person] = set()
    if Told.OWNER in told or Told.EVERYONE in told:
        found |= _owners(one)
    if Told.CHAIR in told or Told.EVERYONE in told:
        found |= chairs()
    if Told.EVERYONE in told:
        found |= _with_role(Kind.OFFICER, Kind.COMMITTEE, Kind.SECRETARIAT)
    return found


def chairs() -> set[Person]:
    """Who chairs the complaints committee."""
    committee = procedure().committee
    taken = seats().filter(body=committee, side="").select_related("person")
    return {one.person for one in taken if one.person is not None}


def _owners(one: Running) -> set[Person]:
    turn = whose_turn(one)
    if turn is None:
        return set()
    if turn == Owner.COMPANY:  # the handlers see to it that the companies move
        turn = Owner.OFFICER
    inside = {
        grant.holder.person
        for grant in Grant.objects.filter(
            room__case=one.case, room__kind=Room.Kind.CASE, holder__ended_on=None
        ).select_related("holder__person")
    }
    having = _with_role(_ROLE[turn])
    return (inside & having) or having


def _with_role(*kinds: str) -> set[Person]:
    held = Role.objects.filter(current(), kind__in=kinds, person__is_active=True)
    return {role.person for role in held.select_related("person")}


def unmailed_notices() -> list[Notice]:
    """Notices that may be read since their day, and of which the company was not told yet."""
    return list(
        Notice.objects.filter(told_on__lte=today(), mailed_on=None).select_related("organisation")
    )


def people_of(notice: Notice) -> set[Person]:
    """Who speaks for the company of a notice."""
    held = Role.objects.filter(
        current(), kind=Kind.COMPANY, organisation=notice.organisation, person__is_active=True
    )
    return {role.person for role in held.select_related("person")}


def incidents_of(by: Actor) -> list[Incident]:
    """Retaliation that somebody must look at, in the cases that this reader was let into."""
    if by.person_id is None:
        return []
    rooms = Room.objects.filter(
        kind=Room.Kind.CASE, grants__holder__person_id=by.person_id, grants__holder__ended_on=None
    )
    return list(
        Incident.objects.filter(closed_on=None, case__in=rooms.order_by().values("case"))
        .select_related("case")
        .order_by("look_on")
    )
