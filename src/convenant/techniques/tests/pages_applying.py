"""Who may open which page: applying."""

from typing import Any

from convenant.base.tests.pages import EVERYONE, Page
from convenant.techniques.models import Derogation, EquivalentMeasure
from convenant.techniques.tests.applying import a_claim, a_request, clocks_running

COMPANIES = {"bilal", "iris"}
DESK = {"anna", "eva"}
HEARD = {"chantal", "daan"}
FOLLOW = COMPANIES | HEARD | DESK | {"greet"}


def number(world: Any) -> dict[str, Any]:
    return {"number": clocks_running().technique.number}


def derogation(world: Any) -> dict[str, Any]:
    return {"number": (Derogation.objects.first() or a_request(world)).number}


def measure(world: Any) -> dict[str, Any]:
    return {"pk": (EquivalentMeasure.objects.first() or a_claim(world)).pk}


PAGES: list[Page] = [
    Page("techniques:ours", COMPANIES),
    Page("techniques:our_technique", COMPANIES, number),
    Page(
        "techniques:our_technique_deed",
        COMPANIES,
        number,
        post={"deed": "plan", "plan": "Pay earlier"},
        answers={302, 422},
    ),
    Page("techniques:moves", DESK),
    Page("techniques:derogations", EVERYONE),
    Page(
        "techniques:derogation",
        {"bilal"} | HEARD | DESK,
        derogation,
        missing_for={"iris", "greet"},
    ),
    Page(
        "techniques:derogation_deed",
        {"bilal"} | HEARD | DESK,
        derogation,
        post={"deed": "opinion", "stance": "for", "text": "Two years is long."},
        missing_for={"iris", "greet"},
    ),
    Page("techniques:measures", {"eva"}),
    Page("techniques:measure", {"eva"}, measure),
    Page("techniques:measure_deed", {"eva"}, measure, post={"deed": "judge"}, answers={422}),
    Page("techniques:readiness", FOLLOW),
    Page("techniques:readiness_technique", DESK, number),
]
