"""What waits for one person of the committee or beside it: cases and days, never words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convenant.base.actors import Actor
from convenant.grievances.models import Case, Hearing, NameTold, PanelSeat, PublishedRuling, Room
from convenant.grievances.queries.beside import cases_with_room, to_agree
from convenant.grievances.queries.clocks import clocks_of
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.rulings import newest
from convenant.grievances.rules import agrees_to_telling, keeps_names, sits_on_the_committee


@dataclass(frozen=True)
class Waiting:
    """Something to do in a case."""

    what: str  # approve, vote, hear, agree, check
    case: Case
    day: date | None
    late: bool = False


def waiting_for_committee(by: Actor) -> Iterator[Waiting]:
    """Minutes to approve, rulings to vote on, hearings to come; for the chair a name, for a custodian a text."""
    if sits_on_the_committee(by):
        yield from _on_panels(by)
    if agrees_to_telling(by):
        for one in to_agree().exclude(asked_by=by.person_id):
            yield Waiting("agree", one.case, None)
    if keeps_names(by):
        named = cases_with_room(by, Room.Kind.IDENTITY)
        for text in PublishedRuling.objects.filter(
            case__in=named, checked_on=None, published_on=None
        ).select_related("case"):
            if text.case is not None:
                yield Waiting("check", text.case, None)
        for told in NameTold.objects.filter(
            case__in=named, told_on=None, asked_by=by.person_id
        ).exclude(agreed_on=None):
            yield Waiting("tell", told.case, None)


def _on_panels(by: Actor) -> Iterator[Waiting]:
    seats = PanelSeat.objects.filter(
        person=by.person_id, until=None, case__closed_on=None
    ).select_related("case")
    cases = [one.case for one in seats]
    clocks = clocks_of(cases)
    for hearing in (
        Hearing.objects.filter(case__in=cases, declined_on=None)
        .select_related("case")
        .prefetch_related("approvals")
    ):
        if hearing.minutes_id is None:
            if hearing.on >= today():
                yield Waiting("hear", hearing.case, hearing.on)
        elif not any(
            one.person_id == by.person_id and one.minutes_id == hearing.minutes_id
            for one in hearing.approvals.all()
        ):
            yield Waiting("approve", hearing.case, None)
    for case in cases:
        ruling = newest(case)
        if ruling is None or ruling.adopted_on is not None:
            continue
        if not ruling.votes.filter(person=by.person_id).exists():
            clock = clocks.get(case.pk)
            yield Waiting(
                "vote",
                case,
                clock.due if clock else None,
                late=clock.late if clock else False,
            )
