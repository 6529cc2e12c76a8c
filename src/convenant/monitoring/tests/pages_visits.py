"""Who may open each page of site visits; the visited site is on Bilal's list alone."""

from typing import Any

from convenant.base.tests.pages import EVERYONE, INSIDE, Page
from convenant.monitoring.actions.workers import name_representative
from convenant.monitoring.models import (
    ActionEvidence,
    CorrectiveAction,
    DrawnSite,
    Finding,
    VerificationDraw,
    Visit,
    WorkerRepresentative,
)
from convenant.monitoring.tests import making_visits as make

DESK = {"anna", "eva"}
OWN = DESK | {"bilal"}
UNSEEN = {"iris", "chantal", "daan", "greet"}  # the definition keeps findings from other parties


def everything(world: Any) -> ActionEvidence:
    found = ActionEvidence.objects.first()
    if found is None:
        make.some_sites(world)
        make.done_action(world)
        found = ActionEvidence.objects.get()
    return found


def one(model: Any) -> Any:
    def arrange(world: Any) -> dict[str, Any]:
        everything(world)
        return {"pk": model.objects.order_by("pk").first().pk}

    return arrange


def unplanned(world: Any) -> dict[str, Any]:
    everything(world)
    return {"pk": DrawnSite.objects.filter(reserve=False, visits=None).first().pk}


def a_code(world: Any) -> dict[str, Any]:
    everything(world)
    visit = Visit.objects.first()
    name = f"Speaker {WorkerRepresentative.objects.count()}"
    return {"code": name_representative(visit, by=world.by("eva"), name=name)[1]}


PAGES = [
    Page("monitoring:visits", INSIDE),
    Page("monitoring:visit", OWN, one(Visit), missing_for=UNSEEN),
    Page("monitoring:new_finding", {"eva"}, one(Visit)),
    Page("monitoring:representatives", {"eva"}, one(Visit)),
    Page("monitoring:announce_draw", {"eva"}),
    Page("monitoring:draw", INSIDE, one(VerificationDraw)),
    Page("monitoring:draw_frame", INSIDE, one(VerificationDraw)),
    Page("monitoring:draw_keys", INSIDE, one(VerificationDraw)),
    Page("monitoring:draw_sites", DESK, one(VerificationDraw)),
    Page("monitoring:plan_visit", {"eva"}, unplanned),
    Page("monitoring:finding", {"eva"}, one(Finding)),
    Page("monitoring:action", OWN, one(CorrectiveAction), missing_for=UNSEEN),
    Page("monitoring:action_evidence", OWN, one(ActionEvidence), missing_for=UNSEEN),
    Page("monitoring:worker_entry", EVERYONE),
    Page("monitoring:worker_plan", EVERYONE, a_code),
]
