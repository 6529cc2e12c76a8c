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
from convenant.monitoring.models.commitments import Commitment
from convenant.monitoring.models.consequences import Step
from convenant.monitoring.models.indicators import Indicator, IndicatorValue
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
    "Commitment",
    "CorrectiveAction",
    "DrawnSite",
    "Finding",
    "Frame",
    "Indicator",
    "IndicatorValue",
    "Interest",
    "Question",
    "Reading",
    "Reply",
    "Score",
    "Step",
    "Verdict",
    "VerificationDraw",
    "Visit",
    "WorkerAnswer",
    "WorkerRepresentative",
]
