"""Other measures with equal effect: what waits for the monitor, and what was judged."""

from django.db.models import QuerySet

from convenant.assessments.models import EvidenceItem
from convenant.base.actors import Actor
from convenant.people.models import Kind
from convenant.techniques.models import EquivalentMeasure
from convenant.techniques.rules import may_judge_measure, may_read_readiness

State = EquivalentMeasure.State


def measures_for(by: Actor) -> QuerySet[EquivalentMeasure]:
    """All for the monitor and the secretariat, a company's own for the company; newest first."""
    found = EquivalentMeasure.objects.select_related("version__technique", "organisation")
    if may_read_readiness(by):
        return found
    return found.filter(organisation_id__in=by.organisations(Kind.COMPANY))


def measure_for(by: Actor, pk: int) -> EquivalentMeasure | None:
    """One of them."""
    return measures_for(by).filter(pk=pk).first()


def measures_waiting(by: Actor) -> list[EquivalentMeasure]:
    """For the home page of the monitor: claimed, and not judged; the oldest first."""
    if not may_judge_measure(by):
        return []
    return list(measures_for(by).filter(state=State.CLAIMED).order_by("pk"))


def documents_shown(measure: EquivalentMeasure) -> list[EvidenceItem]:
    """The documents that show what it does, without their content."""
    found = EvidenceItem.objects.filter(measure_uses__measure=measure).defer("content")
    return list(found.order_by("name", "pk"))
