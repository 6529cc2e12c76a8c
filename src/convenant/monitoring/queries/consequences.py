"""The ladder of the definition, and where companies are on it."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from convenant.agreements.definition.parts.consequences import Consequence
from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.monitoring.models import Step
from convenant.monitoring.rules import VISITS_DESK


def ladder() -> list[Consequence]:
    """The definition's consequences from the lightest to the heaviest."""
    return sorted(running_definition().consequences, key=lambda each: each.step)


def rung(consequence: str) -> Consequence | None:
    """One of them."""
    return next((each for each in ladder() if each.id == consequence), None)


def rungs_below_not_taken(organisation_id: int, step: int) -> list[Consequence]:
    """The lighter steps that were never taken against this company."""
    taken = set(
        Step.objects.filter(
            organisation_id=organisation_id, decision=Step.Decision.TAKEN
        ).values_list("consequence", flat=True)
    )
    return [each for each in ladder() if each.step < step and each.id not in taken]


def steps_for(by: Actor) -> QuerySet[Step]:
    """All steps for the desk; a company its own."""
    found = Step.objects.select_related("organisation", "assessment")
    if by.has(*VISITS_DESK):
        return found
    return found.filter(organisation_id__in=by.organisations())


def step_for(by: Actor, pk: int) -> Step | None:
    """One of them."""
    return steps_for(by).filter(pk=pk).first()


def is_in_force(step: Step, today: date) -> bool:
    """Taken, not lifted, and its time is not over."""
    return (
        step.decision == Step.Decision.TAKEN
        and step.lifted_on is None
        and (step.ends_on is None or step.ends_on >= today)
    )


def public_steps() -> list[Step]:
    """The steps taken that the definition lets the public know; what is published `publishing` decides."""
    shown = [each.id for each in ladder() if each.public]
    found = Step.objects.filter(decision=Step.Decision.TAKEN, consequence__in=shown)
    return list(found.select_related("organisation"))


def names() -> dict[str, str]:
    """What the steps are called, in the reader's language."""
    language = get_language() or "nl"
    return {each.id: each.name.get(language) for each in ladder()}


def undecided() -> QuerySet[Step]:
    """Steps that wait for an answer or a decision."""
    return Step.objects.filter(decision="").select_related("organisation")
