"""What the door tells of itself: who reads, by when, how long things are kept. From the rows, not from a text."""

from typing import Any

from convenant.grievances.languages import ENGLISH, Language, languages
from convenant.grievances.procedure.clocks import state
from convenant.grievances.queries.door import open_door
from convenant.grievances.queries.holders import at_intake, circle, in_circle
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure

# Stage or track and the clock that runs in it, in the order in which a complaint goes.
_STEPS = (
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
_TRACKS = frozenset({"dialogue", "mediation", "investigation", "ruling"})


def offered_languages() -> list[Language]:
    """The languages of the door: those that the agreement names, or all; English in any case."""
    rules = procedure()
    named = rules.intake_languages if "intake_languages" in rules.stated else tuple(languages())
    return [one for code, one in languages().items() if code in named or code == ENGLISH]


def facts() -> dict[str, Any]:
    """For the pages of the door."""
    now, rules = circle(), procedure()
    received = rules.promises["acknowledge_complaint"].started(today())
    return {
        "steps": [
            (stage, rules.promises[clock])
            for stage, clock in _STEPS
            if stage not in _TRACKS or stage in rules.tracks
        ],
        "answer_before": state(received, today()).due,
        "readers": len(at_intake()),
        "circle": in_circle(now),
        "needed": now.needed if now else 0,
        "identity_days": rules.identity_days,
        "evidence_days": rules.evidence_days,
        "record_years": rules.record_years,
        "kinds": [one for one in ("complaint", "notification") if one in rules.types],
        "door": open_door(),
    }
