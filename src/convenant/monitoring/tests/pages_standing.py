"""Who may open the pages of commitments, consequences and outcomes; the step is against Bilal's company."""

from typing import Any

from convenant.base.tests.pages import INSIDE, Page
from convenant.monitoring.models import Indicator, Step
from convenant.monitoring.tests.standing import an_indicator, announced, of_ministry

DESK = {"anna", "eva"}
PARTIES = {"bilal", "chantal", "daan", "greet", "iris"}


def the_state_s(world: Any) -> dict[str, Any]:
    return {"pk": of_ministry(world).pk}


def one_step(world: Any) -> dict[str, Any]:
    return {"pk": (Step.objects.first() or announced(world)).pk}


def one_indicator(world: Any) -> dict[str, Any]:
    return {"pk": (Indicator.objects.first() or an_indicator(world)).pk}


PAGES = [
    Page("monitoring:commitments", INSIDE),
    Page("monitoring:promise", PARTIES, post={}, answers={422}),
    Page("monitoring:gather", {"eva"}, post={}),
    Page(
        "monitoring:commitment",
        DESK | {"greet"},
        the_state_s,
        missing_for=INSIDE - DESK - {"greet"},
    ),
    Page(
        "monitoring:commitment_deed",
        {"greet"},
        the_state_s,
        post={"deed": "report", "report": "Two missions."},
        missing_for=DESK | PARTIES - {"greet"},
    ),
    Page("monitoring:consequences", DESK | {"bilal", "iris"}),
    Page("monitoring:announce", {"anna"}, post={}, answers={422}),
    Page("monitoring:step", DESK | {"bilal"}, one_step, missing_for={"iris"}),
    Page(
        "monitoring:step_deed",
        {"bilal"},
        one_step,
        post={"deed": "answer", "text": "We handed it in."},
        missing_for=DESK | {"iris"},
    ),
    Page("monitoring:outcomes", INSIDE),
    Page("monitoring:add_outcome", DESK, post={}, answers={422}),
    Page("monitoring:outcome", INSIDE, one_indicator),
    Page("monitoring:tables", DESK),
    Page("monitoring:tables_csv", DESK),
    Page("monitoring:tables_xlsx", DESK),
]
