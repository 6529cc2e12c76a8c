"""What monitoring keeps."""

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
    "CorrectiveAction",
    "DrawnSite",
    "Finding",
    "Frame",
    "VerificationDraw",
    "Visit",
    "WorkerAnswer",
    "WorkerRepresentative",
]
