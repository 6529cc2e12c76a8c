"""Plain core of techniques: on which legal bases something is recognised, and the road of an application.

bases()["reg2017_821_art8"].full_alignment_needed      → True
moves("deficient")                                     → to repaired, to withdrawn
why_not("assessment", "recognised", Facts(…))          → codes of all that is missing
"""

from convenant.techniques.recognition.bases import Basis, bases
from convenant.techniques.recognition.states import (
    DECIDED,
    ENDED,
    GRADED,
    HOLDING,
    STATES,
    Facts,
    Judged,
    Move,
    may_apply_again,
    may_be_recognised,
    moves,
    repair_range,
    why_not,
)

__all__ = [
    "DECIDED",
    "ENDED",
    "GRADED",
    "HOLDING",
    "STATES",
    "Basis",
    "Facts",
    "Judged",
    "Move",
    "bases",
    "may_apply_again",
    "may_be_recognised",
    "moves",
    "repair_range",
    "why_not",
]
