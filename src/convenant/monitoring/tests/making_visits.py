"""Draws, visits, findings and actions for the tests, made through the verbs themselves."""

from datetime import date, timedelta
from typing import Any

from convenant.locations.models import Site
from convenant.locations.tests.making_sites import list_site
from convenant.monitoring.actions.corrective import add_evidence, report_progress
from convenant.monitoring.actions.draws import announce_draw, draw_sites
from convenant.monitoring.actions.findings import propose_action, record_finding
from convenant.monitoring.actions.visits import plan_visit, record_visit
from convenant.monitoring.models import CorrectiveAction, Finding, VerificationDraw, Visit

TODAY = date.today()
EARLIER = TODAY - timedelta(days=30)
PUBLIC = TODAY - timedelta(days=10)
LATER = TODAY + timedelta(days=60)
SEED = "04 11 19 27 33 41"


def some_sites(world: Any, who: str = "bilal", count: int = 6, country: str = "BD") -> list[Site]:
    """New sites on this member's list."""
    return [
        list_site(
            world.organisations[who],
            name=f"Mill {who} {n}",
            address=f"{n} Mill Road",
            country=country,
        ).site
        for n in range(count)
    ]


def announced(world: Any, **more: Any) -> VerificationDraw:
    """A draw announced a month ago, whose seed is public by now."""
    said = {
        "year": TODAY.year,
        "method": "random",
        "size": 2,
        "reserve": 1,
        "seed_source": "The six numbers of an invented lottery, in the order drawn",
        "seed_place": "https://lottery.example/results",
        "seed_on": PUBLIC,
        "today": EARLIER,
        **more,
    }
    return announce_draw(by=world.by("eva"), **said)


def drawn(world: Any, **more: Any) -> VerificationDraw:
    """The same, drawn."""
    draw = announced(world, **more)
    draw_sites(draw, by=world.by("eva"), seed=SEED)
    draw.refresh_from_db()
    return draw


def planned(world: Any, draw: VerificationDraw | None = None, **more: Any) -> Visit:
    """A visit to the first drawn site that has none."""
    draw = draw or drawn(world)
    first = next(d for d in draw.drawn.all() if d.called and not d.visits.exists())
    said = {"planned_on": TODAY, "visitors": "Eva, Checkers (invented)", **more}
    return plan_visit(first, by=world.by("eva"), **said)


def visited(world: Any, draw: VerificationDraw | None = None, **more: Any) -> Visit:
    """The same, made today."""
    visit = planned(world, draw, **more)
    return record_visit(visit, by=world.by("eva"), done_on=TODAY, outcome="Two halls seen.")


def found_at(world: Any, visit: Visit | None = None, **more: Any) -> Finding:
    """A finding there."""
    said = {
        "theme": "safety_and_health",
        "severity": "serious",
        "found": "The back exit is locked.",
        **more,
    }
    return record_finding(visit or visited(world), by=world.by("eva"), **said)


def action_at(world: Any, finding: Finding | None = None, **more: Any) -> CorrectiveAction:
    """An action of the site about a finding."""
    said = {"what": "Open the back exit", "deadline": LATER, **more}
    return propose_action(finding or found_at(world), by=world.by("eva"), **said)


def done_action(world: Any, action: CorrectiveAction | None = None) -> CorrectiveAction:
    """An action that Bilal says is done, with a photograph."""
    action = action or action_at(world)
    by = world.by("bilal")
    add_evidence(action, by=by, name="Photo", file_name="door.jpg", content=b"\xff\xd8 a door")
    report_progress(action, by=by, text="The door is open.", stage="done")
    action.refresh_from_db()
    return action
