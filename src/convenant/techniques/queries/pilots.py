"""Emerging techniques on trial: who tries them is known to the desk, what they wrote to the parties."""

from datetime import date

from django.db.models import QuerySet

from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.people.models import Kind
from convenant.techniques.models import PilotMember, Technique
from convenant.techniques.rules import DESK

AT_MOST_MONTHS = 24  # where the definition does not say


def months_at_most() -> int:
    """How long a technique may be on trial."""
    said = running_definition().techniques
    return (said.emerging_at_most_months if said else None) or AT_MOST_MONTHS


def is_running(technique: Technique, today: date) -> bool:
    """Whether members can join today; a trial is over by itself after its last day."""
    return (
        technique.stage == Technique.Stage.PILOT
        and technique.pilot_from is not None
        and technique.pilot_until is not None
        and technique.pilot_from <= today <= technique.pilot_until
    )


def is_over(technique: Technique, today: date) -> bool:
    """Whether its last day is behind us and nobody recorded yet what it showed."""
    return (
        technique.stage == Technique.Stage.PILOT
        and technique.pilot_until is not None
        and technique.pilot_until < today
    )


def taking_part_of(by: Actor, technique: Technique) -> PilotMember | None:
    """The reader's own company in this trial, now or before."""
    own = by.organisations(Kind.COMPANY)
    return PilotMember.objects.filter(technique=technique, organisation__in=own).first()


def taking_part_for(by: Actor, technique: Technique) -> QuerySet[PilotMember]:
    """By name: all of them for the desk, one's own for a company."""
    found = PilotMember.objects.filter(technique=technique).select_related("organisation")
    if by.has(*DESK):
        return found
    return found.filter(organisation__in=by.organisations(Kind.COMPANY))


def experiences(technique: Technique) -> list[str]:
    """What members wrote for the parties, in their own words and without their names."""
    said = PilotMember.objects.filter(technique=technique).exclude(experience="")
    return sorted(said.order_by().values_list("experience", flat=True))  # order tells nothing
