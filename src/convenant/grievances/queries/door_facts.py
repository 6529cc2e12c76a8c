"""What the door tells of itself: who reads, by when, how long things are kept. From the rows, not from a text."""

from typing import Any

from convenant.agreements.queries import running_definition
from convenant.agreements.terms import term
from convenant.grievances.queries.door import open_door
from convenant.grievances.queries.holders import at_intake, circle, in_circle
from convenant.grievances.queries.opened import today

# Stage and the clock that runs in it, in the order in which a complaint goes.
STEPS = (
    ("acknowledged", "acknowledge_complaint"),
    ("safety", "safety_check"),
    ("scope", "scope_check"),
    ("admissibility", "admissibility"),
    ("parties_informed", "inform_parties"),
    ("dialogue", "dialogue"),
    ("mediation", "mediation"),
    ("investigation", "investigation"),
    ("ruling", "ruling"),
    ("remedy_plan", "remedy_plan"),
)
# Days and years after the end, where the definition says nothing.
IDENTITY_DAYS, EVIDENCE_DAYS, RECORD_YEARS = 180, 365, 5


def facts() -> dict[str, Any]:
    """For the pages of the door."""
    now, rules = circle(), running_definition()
    return {
        "steps": [(stage, term(clock, today(), rules)) for stage, clock in STEPS],
        "answer_before": term("acknowledge_complaint", today(), rules).ends,
        "readers": len(at_intake()),
        "circle": in_circle(now),
        "needed": now.needed if now else 0,
        "identity_days": IDENTITY_DAYS,
        "evidence_days": EVIDENCE_DAYS,
        "record_years": RECORD_YEARS,
        "door": open_door(),
    }
