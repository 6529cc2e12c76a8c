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
from convenant.monitoring.models.site_visits import (
    ActionEvidence,
    ActionStep,
    CorrectiveAction,
    DrawnSite,
    Finding,
    Frame,
    VerificationDraw,
    Visit,
    WorkerAnswer,
    WorkerRepresentative,
)

__all__ = [
    "ActionEvidence",
    "ActionStep",
    "Allocation",
    "Appeal",
    "CorrectiveAction",
    "DrawnSite",
    "Finding",
    "Frame",
    "Interest",
    "Question",
    "Reading",
    "Reply",
    "Score",
    "Verdict",
    "VerificationDraw",
    "Visit",
    "WorkerAnswer",
    "WorkerRepresentative",
]
