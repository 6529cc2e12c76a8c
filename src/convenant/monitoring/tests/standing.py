"""Commitments, steps and indicators for the tests."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from convenant.monitoring.actions.commitments import gather_commitments
from convenant.monitoring.actions.consequences import announce_step
from convenant.monitoring.actions.outcomes import set_indicator
from convenant.monitoring.models import Commitment, Indicator, Step

YEAR = date.today().year


def gathered(world: Any, year: int = YEAR) -> list[Commitment]:
    gather_commitments(year, by=world.by("eva"))
    return list(Commitment.objects.filter(year=year))


def of_ministry(world: Any) -> Commitment:
    """What the state owes."""
    gathered(world)
    return Commitment.objects.get(organisation=world.organisations["greet"])


def announced(world: Any, consequence: str = "talk", **more: Any) -> Step:
    said = {"ground": "The list of sites was not handed in.", **more}
    return announce_step(world.organisations["bilal"], consequence, by=world.by("anna"), **said)


def later(step: Step) -> Step:
    """The time to answer has passed."""
    step.answer_until = date.today() - timedelta(days=1)
    step.save()
    return step


def an_indicator(world: Any, **more: Any) -> Indicator:
    said = {
        "name_nl": "Locaties met gekozen vertegenwoordiging",
        "name_en": "Sites with elected representatives",
        "unit": "%",
        "better": "up",
        "theme": "freedom_of_association",
        "method": "Asked at every visit.",
        "baseline_year": YEAR - 2,
        "target": Decimal(60),
        "target_year": YEAR + 3,
        **more,
    }
    return set_indicator(by=world.by("eva"), **said)
