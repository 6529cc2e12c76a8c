"""Somebody may be punished for complaining: looked at at every stage, followed when it happens."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import end_beside
from convenant.grievances.actions.rooms import put
from convenant.grievances.jobs import tell_readers_later
from convenant.grievances.models import Case, Entry, Incident, Room, SafetyCheck
from convenant.grievances.procedure.clocks import due_date
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import Returned, room_of, today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.rules import comes_to_the_door, handles_cases


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_incident(by: Actor, incident: Incident, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, incident.case)


@verb(_of_case)
def look_at_safety(
    case: Case,
    *,
    by: Actor,
    level: str,
    why: str,
    plan: str = "",
    never: str = "",
    again_on: date | None = None,
) -> SafetyCheck:
    """How great the risk is thought now, why, what is done, and what must never be done; the words are sealed."""
    if level not in SafetyCheck.Level.values:
        raise Refused(_("Choose how great the risk is."))
    if not why.strip():
        raise Refused(_("Say why you think so."))
    if level != SafetyCheck.Level.LOW and not plan.strip():
        raise Refused(_("Say what is done to keep the person safe."))
    if level != SafetyCheck.Level.LOW and again_on is None:
        raise Refused(_("Say when you look at it again."))
    words = {"level": level, "why": why.strip(), "plan": plan.strip(), "never": never.strip()}
    entry = put(room_of(case, Room.Kind.CASE), Entry.Kind.SAFETY, words, author=by.person_id)
    made = SafetyCheck.objects.create(
        case=case, stage=case.stage, level=level, on=today(), again_on=again_on, entry=entry
    )
    end_beside(case, "safety")
    case.urgent = level == SafetyCheck.Level.ACUTE
    case.save(update_fields=["urgent"])
    record("safety.looked_at", by=by, on=case, new={"level": level})
    return made


@verb(comes_to_the_door)
def report_retaliation(returned: Returned, *, by: Actor, what: str) -> Incident:
    """The complainant says that somebody punished or threatened them; the case becomes urgent."""
    return _incident(returned.case, what, by, by_complainant=True)


@verb(_of_case)
def note_retaliation(case: Case, *, by: Actor, what: str) -> Incident:
    """A handler heard of it another way."""
    return _incident(case, what, by, by_complainant=False)


def _incident(case: Case, what: str, by: Actor, *, by_complainant: bool) -> Incident:
    if not what.strip():
        raise Refused(_("Say what happened."))
    entry = put(
        room_of(case, Room.Kind.CASE),
        Entry.Kind.SAFETY,
        {"incident": what.strip()},
        author=by.person_id,
        to_complainant=by_complainant,
    )
    made = Incident.objects.create(
        case=case,
        on=today(),
        by_complainant=by_complainant,
        look_on=_look_before(),
        entry=entry,
    )
    case.urgent = True
    case.save(update_fields=["urgent"])
    record("safety.incident", by=by, on=case)
    tell_readers_later(case)
    return made


def _look_before() -> date:
    """The last day of the urgent safety check that begins today."""
    return due_date(procedure().promises["safety_check"].started(today()), today())


@verb(_of_incident)
def follow_incident(incident: Incident, *, by: Actor, what: str, look_on: date | None) -> Incident:
    """What was done about it; without a day to look again, it is closed."""
    if incident.closed_on is not None:
        raise Refused(_("This was closed already."))
    if not what.strip():
        raise Refused(_("Say what was done."))
    if look_on is not None and look_on < today():
        raise Refused(_("The day to look again has passed already."))
    put(
        room_of(incident.case, Room.Kind.CASE),
        Entry.Kind.SAFETY,
        {"incident_of": str(incident.on), "done": what.strip()},
        author=by.person_id,
    )
    if look_on is None:
        incident.closed_on = today()
    else:
        incident.look_on = look_on
    incident.save(update_fields=["closed_on", "look_on"])
    record("safety.followed", by=by, on=incident.case, new={"closed": look_on is None})
    return incident
