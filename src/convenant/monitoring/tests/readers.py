"""Assessors and readings for the tests."""

from typing import Any

from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries.frameworks import asks
from convenant.assessments.queries.questionnaire import respondent
from convenant.assessments.scoring import asked, levels_of
from convenant.assessments.tests.years import YEAR, submitted
from convenant.base.actors import SYSTEM, Actor
from convenant.monitoring.actions.allocating import allocate_readings
from convenant.monitoring.actions.assessing import finish_reading, score, send_draft
from convenant.monitoring.models import Reading, Verdict
from convenant.people.actions import assign_role
from convenant.people.models import Kind, Person
from convenant.people.queries import actor_for


def assessor(name: str, kind: str = Kind.MONITOR, about: Any = None) -> Person:
    """Another independent reader."""
    person = Person.objects.create_user(f"{name}@example.org", "x", name=name, language="en")
    assign_role(person, kind, by=SYSTEM, about=about)
    return person


def allocated(world: Any, share: int = 0, who: str = "bilal") -> Reading:
    """Bilal's submitted assessment with its first reader."""
    if not SelfAssessment.objects.filter(organisation=world.organisations[who]).exists():
        submitted(world, who)
    if not Reading.objects.exists():
        allocate_readings(
            YEAR, by=world.by("eva"), seed="8 14 23", seed_source="Lottery", second_share=share
        )
    return Reading.objects.get(
        assessment__organisation=world.organisations[who], place=Reading.Place.FIRST
    )


def by_reader(reading: Reading) -> Actor:
    return actor_for(reading.assessor)


def score_all(reading: Reading, place: int = -1, changed: dict[str, int] | None = None) -> Reading:
    """Every criterion at a level by its place; some at another."""
    assessment = reading.assessment
    framework = asks(assessment.framework)
    for criterion in asked(framework, respondent(assessment)):
        levels = levels_of(framework, criterion)
        at = (changed or {}).get(criterion.id, place)
        score(
            reading,
            criterion.id,
            by=by_reader(reading),
            level=levels[max(-len(levels), min(at, len(levels) - 1))].id,
            reason="As the documents show.",
        )
    return reading


def finished(reading: Reading, **how: Any) -> Reading:
    return finish_reading(score_all(reading, **how), by=by_reader(reading))


def drafted(world: Any, **how: Any) -> Verdict:
    """A draft that waits for Bilal's reply."""
    return send_draft(reading := finished(allocated(world), **how), by=by_reader(reading))
