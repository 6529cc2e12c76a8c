"""The ladder of the definition, and where companies are on it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from convenant.agreements.definition.parts.consequences import Consequence
from convenant.agreements.queries import running_definition
from convenant.assessments.models import SelfAssessment
from convenant.base.actors import Actor
from convenant.base.walls import current_agreement
from convenant.monitoring.models import Step
from convenant.monitoring.rules import VISITS_DESK, decides_on
from convenant.people.models import Kind

STEP = "step"  # what a decision in the log changed, where it was a step on the ladder
HEARING = "consequence_hearing"  # the clock of the term to answer


def ladder() -> list[Consequence]:
    """The definition's consequences from the lightest to the heaviest."""
    return sorted(running_definition().consequences, key=lambda each: each.step)


def rung(consequence: str) -> Consequence | None:
    """One of them."""
    return next((each for each in ladder() if each.id == consequence), None)


def rungs_below_not_taken(organisation_id: int, step: int) -> list[Consequence]:
    """The lighter steps that were not taken against this company, or were lifted again."""
    taken = set(
        Step.objects.filter(
            organisation_id=organisation_id, decision=Step.Decision.TAKEN, lifted_on=None
        ).values_list("consequence", flat=True)
    )
    return [each for each in ladder() if each.step < step and each.id not in taken]


def steps_for(by: Actor) -> QuerySet[Step]:
    """All steps for the desk; a company its own; who sits in a body those that it decides on."""
    found = Step.objects.select_related("organisation", "assessment", "recorded_by")
    if by.has(*VISITS_DESK):
        return found
    return found.filter(
        Q(organisation_id__in=by.organisations(Kind.COMPANY)) | Q(consequence__in=decides_on(by))
    )


def step_for(by: Actor, pk: int) -> Step | None:
    """One of them."""
    return steps_for(by).filter(pk=pk).first()


def addresses_of(by: Actor, keys: set[str]) -> dict[str, str]:
    """The pages of these steps that this actor may open, for the decision log."""
    slug = current_agreement().slug
    found = steps_for(by).filter(pk__in=[key for key in keys if key.isdecimal()])
    return {str(one.pk): reverse("monitoring:step", args=[slug, one.pk]) for one in found}


def is_in_force(step: Step, today: date) -> bool:
    """Taken and begun, not lifted, and its time is not over."""
    return not is_over(step, today) and (step.in_force_from or today) <= today


def is_over(step: Step, today: date) -> bool:
    """Not taken, lifted, or past its last day."""
    return (
        step.decision != Step.Decision.TAKEN
        or step.lifted_on is not None
        or (step.ends_on is not None and step.ends_on < today)
    )


def is_heard(step: Step, today: date) -> bool:
    """The company answered, or its time to answer is over."""
    return step.answered_at is not None or today > step.answer_until


def hearing_is_stated() -> bool:
    """Whether the definition says itself how long a company may answer."""
    return any(clock.id == HEARING for clock in running_definition().clocks)


def lasts_by_clock(consequence: str) -> bool:
    """Whether the definition says how long this step lasts."""
    asked = rung(consequence)
    return asked is not None and asked.clock is not None


def results_to_name() -> QuerySet[SelfAssessment]:
    """The assessments with a final result, on which a step can rest."""
    found = SelfAssessment.objects.exclude(final=None).select_related("organisation")
    return found.order_by("organisation__name", "-year")


def duties_to_name() -> dict[str, str]:
    """What the definition asks of members, by id, in the reader's language."""
    language = get_language() or "nl"
    return {
        o.id: o.name.get(language) for o in running_definition().obligations if o.who == "members"
    }


def public_steps() -> list[Step]:
    """The steps taken that the definition lets the public know; what is published `publishing` decides."""
    shown = [each.id for each in ladder() if each.public]
    found = Step.objects.filter(decision=Step.Decision.TAKEN, consequence__in=shown)
    return list(found.select_related("organisation"))


def names() -> dict[str, str]:
    """What the steps are called, in the reader's language."""
    language = get_language() or "nl"
    return {each.id: each.name.get(language) for each in ladder()}


def heard(today: date) -> QuerySet[Step]:
    """Announced steps that can be decided: the company answered, or its time is over."""
    was = Q(answered_at__isnull=False) | Q(answer_until__lt=today)
    return Step.objects.filter(was, decision="").select_related("organisation")


def still_to_be_heard(today: date) -> QuerySet[Step]:
    """Announced steps that the company may still answer and did not, the first to end first."""
    found = Step.objects.filter(decision="", answered_at=None, answer_until__gte=today)
    return found.select_related("organisation").order_by("answer_until")


def ending(today: date, until: date) -> QuerySet[Step]:
    """Steps in force whose last day is near."""
    found = Step.objects.filter(
        decision=Step.Decision.TAKEN,
        lifted_on=None,
        ends_on__gte=today,
        ends_on__lte=until,
    )
    return found.select_related("organisation").order_by("ends_on")
