"""Another measure with equal effect: claimed with documents, judged by the monitor, kept as judged."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.models import EvidenceItem, Tier
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.models import Clock, EquivalentMeasure, MeasureEvidence
from convenant.techniques.queries.uptake import counts_as_equal, measures_of
from convenant.techniques.rules import may_judge_measure, may_work_on

State = EquivalentMeasure.State


@verb(may_work_on)
def claim_measure(
    clock: Clock, *, by: Actor, text: str, effect: str, items: Iterable[EvidenceItem]
) -> EquivalentMeasure:
    """The company says what it does instead, and what shows that its effect is equal."""
    clock.refresh_from_db(from_queryset=Clock.objects.select_for_update())
    if not clock.version.is_in_force or not clock.because.get("applies", True):
        raise Refused(_("This version does not apply to your company now."))
    today = timezone.localdate()
    for earlier in measures_of(clock):
        if earlier.state == State.CLAIMED:
            raise Refused(_("A measure of yours waits to be judged. Withdraw it first."))
        if counts_as_equal(earlier, today):
            raise Refused(_("Equal effect was shown already; nothing more is needed."))
    if not text.strip() or not effect.strip():
        raise Refused(_("Say what you do instead, and what shows that its effect is equal."))
    found = list(items)
    if not found:
        raise Refused(_("Choose at least one document that shows it."))
    for item in found:
        if item.organisation_id != clock.organisation_id or item.withdrawn_at is not None:
            raise Refused(_("This document is not among yours, or was withdrawn."))
        if item.tier == Tier.COMPANY:
            raise Refused(
                _(
                    "Only your own people may read “%(name)s”, so the monitor cannot judge by it. "
                    "Change who may read it, or choose another."
                )
                % {"name": item.name}
            )
    made = EquivalentMeasure.objects.create(
        version=clock.version,
        organisation_id=clock.organisation_id,
        text=tidy(text)[:4000],
        effect=tidy(effect)[:4000],
        by_id=by.person_id,
    )
    MeasureEvidence.objects.bulk_create(
        [MeasureEvidence(measure=made, item=item, shown_on=today) for item in found]
    )
    record(
        "measure.claimed",
        by=by,
        on=made,
        label=str(clock.version),
        concerns=clock.organisation_id,
        new={"documents": [item.pk for item in found]},
    )
    return made


@verb(may_work_on)
def withdraw_measure(measure: EquivalentMeasure, *, by: Actor) -> EquivalentMeasure:
    """The company no longer claims it."""
    _lock(measure)
    measure.state = State.WITHDRAWN
    measure.save(update_fields=["state"])
    record(
        "measure.withdrawn",
        by=by,
        on=measure,
        label=str(measure.version),
        concerns=measure.organisation_id,
    )
    return measure


@verb(may_judge_measure)
def judge_measure(
    measure: EquivalentMeasure,
    *,
    by: Actor,
    equal: bool,
    reason: str,
    valid_until: date | None = None,
) -> EquivalentMeasure:
    """The monitor finds that its effect is equal, until a day where one is set, or that this is not shown."""
    _lock(measure)
    if not reason.strip():
        raise Refused(_("Say why."))
    if valid_until is not None and (not equal or valid_until <= timezone.localdate()):
        raise Refused(_("Only equal effect is valid until a day, and that day lies in the future."))
    measure.state = State.EQUAL if equal else State.NOT_EQUAL
    measure.reason, measure.valid_until = tidy(reason)[:4000], valid_until
    measure.judged_by_id, measure.judged_at = by.person_id, timezone.now()
    measure.save(update_fields=["state", "reason", "valid_until", "judged_by", "judged_at"])
    record(
        "measure.judged",
        by=by,
        on=measure,
        label=str(measure.version),
        concerns=measure.organisation_id,
        new={"state": measure.state, "valid_until": valid_until},
    )
    return measure


def _lock(measure: EquivalentMeasure) -> None:
    measure.refresh_from_db(from_queryset=EquivalentMeasure.objects.select_for_update())
    if measure.state != State.CLAIMED:
        raise Refused(_("This was judged or withdrawn already."))
