"""A technique's making, its versions, recognition, and how each company comes to apply it."""

from convenant.techniques.models.applying import (
    Clock,
    ClockMove,
    Derogation,
    DerogationOpinion,
    EquivalentMeasure,
    EvidenceShown,
    MeasureEvidence,
    Uptake,
)
from convenant.techniques.models.lessons import Lesson
from convenant.techniques.models.making import (
    Comment,
    DataAnswer,
    DataQuestion,
    GroupSeat,
    KeyIssue,
    PilotMember,
)
from convenant.techniques.models.recognition import (
    Alignment,
    Recognition,
    RecognitionFile,
    RecognitionStep,
)
from convenant.techniques.models.technique import (
    CriterionMade,
    Draft,
    Technique,
    TechniqueVersion,
)

__all__ = [
    "Alignment",
    "Clock",
    "ClockMove",
    "Comment",
    "CriterionMade",
    "DataAnswer",
    "DataQuestion",
    "Derogation",
    "DerogationOpinion",
    "Draft",
    "EquivalentMeasure",
    "EvidenceShown",
    "GroupSeat",
    "KeyIssue",
    "Lesson",
    "MeasureEvidence",
    "PilotMember",
    "Recognition",
    "RecognitionFile",
    "RecognitionStep",
    "Technique",
    "TechniqueVersion",
    "Uptake",
]
