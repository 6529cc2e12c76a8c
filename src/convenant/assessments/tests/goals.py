"""Goals for the tests."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from convenant.assessments.actions.plans import set_goal
from convenant.assessments.models import Goal
from convenant.assessments.tests.years import YEAR

LATER = date.today() + timedelta(days=200)


def one_goal(world: Any, year: int = YEAR, **more: Any) -> Goal:
    said: dict[str, Any] = {
        "risk": None,
        "text": "Fire exits that open at every site",
        "indicator": "Sites with open exits",
        "unit": "%",
        "baseline": Decimal(40),
        "target": Decimal(100),
        "owner": "Head of sourcing",
        "due": LATER,
    }
    return set_goal(
        world.organisations["bilal"], by=world.by("bilal"), year=year, **{**said, **more}
    )
