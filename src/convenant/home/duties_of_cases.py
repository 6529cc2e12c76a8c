"""What waits for those who handle cases: terms that run, retaliation to look at, lost secrets; never a word of a case."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.actors import Actor
from convenant.grievances.procedure.clocks import Escalation
from convenant.grievances.procedure.stages import Owner
from convenant.grievances.queries.calls import (
    Running,
    chairs,
    incidents_of,
    running_clocks,
    whose_turn,
)
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.door import lacking, open_door
from convenant.grievances.queries.holders import key_of
from convenant.grievances.queries.recoveries import requests_for
from convenant.grievances.queries.stages import stage_names
from convenant.grievances.rules import AROUND_CASES
from convenant.home.duty import Duty
from convenant.people.models import Kind

_MINE = {
    Owner.OFFICER: Kind.OFFICER,
    Owner.COMPANY: Kind.OFFICER,  # who sees to it that the companies move
    Owner.COMMITTEE: Kind.COMMITTEE,
    Owner.MEDIATOR: Kind.MEDIATOR,
}


def duties_of_cases(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    """Of officers and the committee their own cases; of chair and secretariat that something is late."""
    keys = reverse("grievances:keys", args=[slug])
    if by.has(*AROUND_CASES) and key_of(by) is None:
        yield Duty(_("Make your key: without it nobody can tell you anything sealed"), keys)
    for _request in requests_for(by):
        yield Duty(_("Somebody lost their secret: help, or say that it is not them"), keys)
    if by.has(Kind.SECRETARIAT) and open_door() is not None and lacking():
        yield Duty(
            _("The door for complaints closed itself: nobody would answer"),
            reverse("grievances:circle", args=[slug]),
        )
    if by.has(*AROUND_CASES, Kind.SECRETARIAT):
        yield from _terms(by, slug, today)
    for incident in incidents_of(by):
        yield Duty(
            _("Look at retaliation in case %(number)s") % {"number": incident.case.number},
            reverse("grievances:case", args=[slug, incident.case.number]),
            incident.look_on,
            overdue=incident.look_on < today,
        )


def _terms(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    running = running_clocks()
    mine = set(cases_for(by).values_list("pk", flat=True))
    names = stage_names()
    for one in running:
        turn = whose_turn(one)
        if one.case.pk in mine and turn is not None and by.has(_MINE[turn]):
            yield Duty(
                _("Case %(number)s: %(stage)s")
                % {"number": one.case.number, "stage": names[one.clock.phase.stage]},
                reverse("grievances:case", args=[slug, one.case.number]),
                one.clock.due,
                overdue=one.clock.late,
            )
    heads = {person.pk for person in chairs()} if running else set()
    late = {one.case.pk for one in running if _is_for(one, by, heads)}
    if late:
        text = ngettext("%(count)d case is late", "%(count)d cases are late", len(late)) % {
            "count": len(late)
        }
        yield Duty(text, reverse("grievances:cases", args=[slug]))


def _is_for(one: Running, by: Actor, heads: set[int]) -> bool:
    """Whether a late case is told to the chair, and twice as late to everybody."""
    if one.loudness == Escalation.VERY_LATE:
        return True
    return one.loudness == Escalation.LATE and by.person_id in heads
