"""What monitoring keeps."""

from convenant.monitoring.models.assessing import (
    Allocation,
    Appeal,
    Interest,
    Question,
    Reading,
    Reply,
    Score,
    Verdict,
)

__all__ = [
    "Allocation",
    "Appeal",
    "Interest",
    "Question",
    "Reading",
    "Reply",
    "Score",
    "Verdict",
]
