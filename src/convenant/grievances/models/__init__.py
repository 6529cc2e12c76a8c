"""What grievances keep: keys, cases and where they stand, and the door."""

from convenant.grievances.models.beside import Dispute, Mediation, NameTold
from convenant.grievances.models.calls import Call
from convenant.grievances.models.cases import (
    Case,
    CaseFile,
    Entry,
    FurtherReceipt,
    Grant,
    Respondent,
    Room,
)
from convenant.grievances.models.door import Door, WrongReceipt
from convenant.grievances.models.evidence import CustodyStep, Evidence
from convenant.grievances.models.keys import (
    Keyholder,
    KeyShare,
    OpenKey,
    Recoverer,
    RecoveryCircle,
    RecoveryHelp,
    RecoveryRequest,
)
from convenant.grievances.models.offers import Offer
from convenant.grievances.models.panel import (
    ConflictCheck,
    Hearing,
    MinutesApproval,
    OwnershipLink,
    PanelSeat,
    Recusal,
    Tie,
)
from convenant.grievances.models.procedure import Extension, Pause, Phase
from convenant.grievances.models.public import Elsewhere, LanguageCheck
from convenant.grievances.models.record import (
    EffectivenessReport,
    Feedback,
    KeptLonger,
    Lesson,
    PublicCase,
    Removal,
)
from convenant.grievances.models.remedy import (
    RemedyDeed,
    RemedyItem,
    RemedyShare,
    RemedyWord,
    Verification,
)
from convenant.grievances.models.routing import Hold, Notice, NoticeFile, NoticeWord, Release
from convenant.grievances.models.rulings import (
    PublishedRuling,
    Ruling,
    RulingTranslation,
    RulingVote,
)
from convenant.grievances.models.safety import Incident, SafetyCheck

__all__ = [
    "EffectivenessReport",
    "Feedback",
    "FurtherReceipt",
    "KeptLonger",
    "Lesson",
    "PublicCase",
    "Removal",
    "Call",
    "Case",
    "CaseFile",
    "ConflictCheck",
    "CustodyStep",
    "Dispute",
    "Door",
    "Elsewhere",
    "Entry",
    "Evidence",
    "Extension",
    "Grant",
    "Hearing",
    "Hold",
    "Incident",
    "KeyShare",
    "Keyholder",
    "LanguageCheck",
    "Mediation",
    "MinutesApproval",
    "NameTold",
    "Notice",
    "NoticeFile",
    "NoticeWord",
    "Offer",
    "OpenKey",
    "OwnershipLink",
    "PanelSeat",
    "Pause",
    "Phase",
    "PublishedRuling",
    "Recoverer",
    "RecoveryCircle",
    "RecoveryHelp",
    "RecoveryRequest",
    "Recusal",
    "Release",
    "RemedyDeed",
    "RemedyItem",
    "RemedyShare",
    "RemedyWord",
    "Respondent",
    "Room",
    "Ruling",
    "RulingTranslation",
    "RulingVote",
    "SafetyCheck",
    "Tie",
    "Verification",
    "WrongReceipt",
]
