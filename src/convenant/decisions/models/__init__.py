"""Meetings and what is decided there, by whom, with which reasons."""

from convenant.decisions.models.asks import Ask
from convenant.decisions.models.meetings import (
    ActionPoint,
    AgendaItem,
    Attendance,
    CalendarKey,
    Confirmation,
    Mandate,
    Meeting,
    MinutesReply,
    Paper,
    Recusal,
)
from convenant.decisions.models.proposals import (
    Amendment,
    Change,
    Proposal,
    ProposalText,
    SeatPosition,
)

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Amendment",
    "Ask",
    "Attendance",
    "CalendarKey",
    "Change",
    "Confirmation",
    "Mandate",
    "Meeting",
    "MinutesReply",
    "Paper",
    "Proposal",
    "ProposalText",
    "Recusal",
    "SeatPosition",
]
