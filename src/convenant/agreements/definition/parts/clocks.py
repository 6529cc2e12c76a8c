"""Named terms in days."""

from typing import Literal

from convenant.agreements.definition.parts.part import Named
from convenant.agreements.definition.parts.values import Days, Flag, RoleId, Text


class Clock(Named):
    """A term that starts with an event; `owner` is the role that must act before it ends.

    `extend_by`: the days it may be extended by in all; `may_pause`: whether it can stand still.
    """

    MAIN = "days"

    days: Days
    counted_in: Literal["calendar_days", "working_days"] = "calendar_days"
    starts: Text | None = None
    owner: RoleId | None = None
    extend_by: Days | None = None
    may_pause: Flag | None = None
