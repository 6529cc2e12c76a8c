"""What grievances keep: keys, cases and where they stand, and the door."""

from convenant.grievances.models.calls import Call
from convenant.grievances.models.cases import (
    Case,
    CaseFile,
    Entry,
    Grant,
    Respondent,
    Room,
)
from convenant.grievances.models.door import Door, WrongReceipt
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
from convenant.grievances.models.procedure import Extension, Pause, Phase
from convenant.grievances.models.public import Elsewhere, LanguageCheck
from convenant.grievances.models.remedy import (
    RemedyDeed,
    RemedyItem,
    RemedyShare,
    RemedyWord,
    Verification,
)
from convenant.grievances.models.routing import Hold, Notice, NoticeFile, NoticeWord, Release
from convenant.grievances.models.safety import Incident, SafetyCheck

__all__ = [
    "Call",
    "Case",
    "CaseFile",
    "Door",
    "Elsewhere",
    "Entry",
    "Extension",
    "Grant",
    "Hold",
    "Incident",
    "KeyShare",
    "Keyholder",
    "LanguageCheck",
    "Notice",
    "NoticeFile",
    "NoticeWord",
    "Offer",
    "OpenKey",
    "Pause",
    "Phase",
    "Recoverer",
    "RecoveryCircle",
    "RecoveryHelp",
    "RecoveryRequest",
    "Release",
    "RemedyDeed",
    "RemedyItem",
    "RemedyShare",
    "RemedyWord",
    "Respondent",
    "Room",
    "SafetyCheck",
    "Verification",
    "WrongReceipt",
]
