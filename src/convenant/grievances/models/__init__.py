"""What grievances keep: keys, cases and where they stand, and the door."""

from convenant.grievances.models.cases import (
    Case,
    CaseFile,
    Entry,
    Grant,
    Respondent,
    Room,
)
from convenant.grievances.models.door import Door
from convenant.grievances.models.keys import (
    Keyholder,
    KeyShare,
    OpenKey,
    Recoverer,
    RecoveryCircle,
    RecoveryHelp,
    RecoveryRequest,
)
from convenant.grievances.models.procedure import Extension, Pause, Phase

__all__ = [
    "Case",
    "CaseFile",
    "Door",
    "Entry",
    "Extension",
    "Grant",
    "KeyShare",
    "Keyholder",
    "OpenKey",
    "Pause",
    "Phase",
    "Recoverer",
    "RecoveryCircle",
    "RecoveryHelp",
    "RecoveryRequest",
    "Respondent",
    "Room",
]
