"""The ladder of consequences, step by step."""

from convenant.agreements.definition.parts.part import Named
from convenant.agreements.definition.parts.values import BodyId, ClockId, Count, Flag


class Consequence(Named):
    """A step of the ladder: who decides on it, how long it lasts, whether the public is told."""

    step: Count
    decided_by: BodyId | None = None
    clock: ClockId | None = None
    public: Flag | None = None
