"""A visit from plan to outcome; where it is not possible, the next site in reserve takes its place."""

from datetime import date

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.monitoring.models import DrawnSite, Visit
from convenant.monitoring.rules import may_visit

State = Visit.State


@verb(may_visit)
def plan_visit(
    drawn: DrawnSite, *, by: Actor, planned_on: date, visitors: str, announced: bool = True
) -> Visit:
    """Somebody will go to this drawn site on a day."""
    drawn = DrawnSite.objects.select_for_update().select_related("site").get(pk=drawn.pk)
    if not drawn.called:
        raise Refused(
            _("This site is in reserve. It is visited only where an earlier one cannot be.")
        )
    states = set(Visit.objects.filter(drawn=drawn).values_list("state", flat=True))
    if State.PLANNED in states:
        raise Refused(_("A visit to this site is planned already. Change that plan instead."))
    if State.NOT_POSSIBLE in states:
        raise Refused(_("A visit to this site was not possible; another site took its place."))
    if not visitors.strip():
        raise Refused(_("Say who visits: the person and the organisation."))
    made = Visit.objects.create(
        drawn=drawn, planned_on=planned_on, visitors=visitors.strip()[:300], announced=announced
    )
    record("visit.planned", by=by, on=made, label=drawn.site.name, new=_plan(made))
    return made


@verb(may_visit)
def move_visit(
    visit: Visit, *, by: Actor, planned_on: date, visitors: str, announced: bool = True
) -> Visit:
    """The plan of a visit changes."""
    visit = _planned(visit)
    if not visitors.strip():
        raise Refused(_("Say who visits: the person and the organisation."))
    old = _plan(visit)
    visit.planned_on, visit.visitors = planned_on, visitors.strip()[:300]
    visit.announced = announced
    visit.save()
    record("visit.moved", by=by, on=visit, label=visit.site.name, old=old, new=_plan(visit))
    return visit


@verb(may_visit)
def record_visit(
    visit: Visit, *, by: Actor, done_on: date, outcome: str, today: date | None = None
) -> Visit:
    """The visit was made on a day, with what came of it in a few sentences."""
    visit = _planned(visit)
    if done_on > (today or date.today()):
        raise Refused(_("This day is still to come. Record a visit once it was made."))
    if not outcome.strip():
        raise Refused(_("Write what came of the visit, also where nothing was found."))
    visit.state, visit.done_on, visit.outcome = State.DONE, done_on, outcome.strip()
    visit.save()
    record("visit.done", by=by, on=visit, label=visit.site.name, new={"day": done_on})
    return visit


@verb(may_visit)
def record_not_possible(visit: Visit, *, by: Actor, reason: str) -> DrawnSite | None:
    """The visit could not be made, and why; returns the site in reserve that takes its place, if any."""
    visit = _planned(visit)
    if not reason.strip():
        raise Refused(_("Say why the visit was not possible."))
    if Visit.objects.filter(drawn=visit.drawn, state=State.DONE).exists():
        raise Refused(
            _("This site was visited before, so nothing takes its place. Change the plan instead.")
        )
    visit.state, visit.outcome = State.NOT_POSSIBLE, reason.strip()
    visit.save()
    waiting = DrawnSite.objects.select_for_update().filter(
        draw=visit.drawn.draw_id, reserve=True, instead_of=None
    )
    instead = waiting.order_by("rank").first()
    if instead is not None:
        instead.instead_of = visit.drawn
        instead.save()
    record(
        "visit.not_possible",
        by=by,
        on=visit,
        label=visit.site.name,
        new={"reason": visit.outcome, "instead": instead.mark if instead else None},
    )
    return instead


def _planned(visit: Visit) -> Visit:
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.state != State.PLANNED:
        raise Refused(_("This visit is not planned any more: it was made, or was not possible."))
    return visit


def _plan(visit: Visit) -> dict[str, object]:
    return {
        "day": visit.planned_on,
        "visitors": visit.visitors,
        "announced": visit.announced,
    }
