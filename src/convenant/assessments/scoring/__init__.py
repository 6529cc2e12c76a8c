"""Points, shares and status out of answers. Plain: no Django, no database."""

from convenant.assessments.scoring.asking import (
    Respondent,
    asked,
    is_asked,
    levels_of,
    may_refuse,
)
from convenant.assessments.scoring.outcome import Outcome, Raise, outcome
from convenant.assessments.scoring.points import Line, Mark, Shares, shares, weights_of
from convenant.assessments.scoring.requirements import Requirement, requirements

__all__ = [
    "Line",
    "Mark",
    "Outcome",
    "Raise",
    "Requirement",
    "Respondent",
    "Shares",
    "asked",
    "is_asked",
    "levels_of",
    "may_refuse",
    "outcome",
    "requirements",
    "shares",
    "weights_of",
]
