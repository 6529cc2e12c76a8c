"""A company's own work on a technique: what it plans, and the documents that show it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.models import EvidenceItem
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.models import Clock, EvidenceShown, Uptake
from convenant.techniques.queries.uptake import standing_of
from convenant.techniques.queries.versions import content_of
from convenant.techniques.rules import may_work_on


@verb(may_work_on)
def plan_uptake(clock: Clock, *, by: Actor, plan: str, planned_by: date | None = None) -> Uptake:
    """What the company will do to apply the technique, and when it will be ready."""
    plan = tidy(plan)[:4000]
    if not plan and planned_by is None:
        raise Refused(_("Say what you will do, or by when."))
    uptake = _uptake(clock)
    old = {"plan": uptake.plan, "planned_by": uptake.planned_by}
    if old == {"plan": plan, "planned_by": planned_by}:
        raise Refused(_("Nothing was changed."))
    uptake.plan, uptake.planned_by = plan, planned_by
    uptake.save(update_fields=["plan", "planned_by"])
    record(
        "uptake.planned",
        by=by,
        on=clock.version,
        concerns=clock.organisation_id,
        old=old,
        new={"plan": plan, "planned_by": planned_by},
    )
    return uptake


@verb(may_work_on)
def show_document(clock: Clock, asked: str, item: EvidenceItem, *, by: Actor) -> EvidenceShown:
    """A document of the company stands for one of the things that show that it applies the technique."""
    if asked not in {one.id for one in content_of(clock.version.content).evidence}:
        raise Refused(_("This version does not ask for that. Choose one of its evidence items."))
    if item.organisation_id != clock.organisation_id or item.withdrawn_at is not None:
        raise Refused(_("This document is not among yours, or was withdrawn."))
    uptake = _uptake(clock)
    today = timezone.localdate()
    made, is_new = EvidenceShown.objects.get_or_create(
        uptake=uptake, asked=asked, item=item, defaults={"shown_on": today}
    )
    if not is_new:
        raise Refused(_("“%(name)s” is already shown for this.") % {"name": item.name})
    record(
        "uptake.document_shown",
        by=by,
        on=clock.version,
        concerns=clock.organisation_id,
        new={"asked": asked, "document": item.pk},
    )
    if uptake.applied_on is None and standing_of(clock, today).is_complete:
        uptake.applied_on = today
        uptake.save(update_fields=["applied_on"])
        record(
            "uptake.applied",
            by=by,
            on=clock.version,
            concerns=clock.organisation_id,
            new={"applied_on": today},
        )
    return made


@verb(may_work_on)
def take_off_document(clock: Clock, shown: EvidenceShown, *, by: Actor) -> None:
    """The document stands for this no more; where evidence then is missing, it was never complete.

    Evidence that runs out by its own date is another matter: the day it was first complete stays known.
    """
    uptake = _uptake(clock)
    if shown.uptake_id != uptake.pk:
        raise Refused(_("This document is not shown for this technique."))
    was_complete = standing_of(clock).is_complete
    old = {"asked": shown.asked, "document": shown.item_id}
    shown.delete()
    if was_complete and not standing_of(clock).is_complete:
        old["applied_on"] = uptake.applied_on
        uptake.applied_on = None
        uptake.save(update_fields=["applied_on"])
    record(
        "uptake.document_taken_off",
        by=by,
        on=clock.version,
        concerns=clock.organisation_id,
        old=old,
    )


def _uptake(clock: Clock) -> Uptake:
    """The company's work on the version in force, held against others who change it at the same moment."""
    if not clock.version.is_in_force:
        raise Refused(
            _(
                "This version is no longer in force. Open the technique again and use the newest one."
            )
        )
    if not clock.because.get("applies", True):
        raise Refused(_("This technique is not meant for your company."))
    Uptake.objects.get_or_create(version=clock.version, organisation_id=clock.organisation_id)
    return Uptake.objects.select_for_update().get(
        version=clock.version, organisation_id=clock.organisation_id
    )
