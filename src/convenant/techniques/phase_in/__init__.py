"""By which day a company applies a technique, and why. Plain: no Django, no database."""

from convenant.techniques.phase_in.applying import (
    PLATFORM_YEARS,
    ApplyBy,
    Dates,
    Member,
    Rule,
    add_years,
    apply_by,
    not_running,
    rule_of,
    why_not_asked,
)
from convenant.techniques.phase_in.recognised import Period, recognised_since
from convenant.techniques.phase_in.statements import WORDS, Reason, day_in_words, words

__all__ = [
    "PLATFORM_YEARS",
    "WORDS",
    "ApplyBy",
    "Dates",
    "Member",
    "Period",
    "Reason",
    "Rule",
    "add_years",
    "apply_by",
    "day_in_words",
    "not_running",
    "recognised_since",
    "rule_of",
    "why_not_asked",
    "words",
]
