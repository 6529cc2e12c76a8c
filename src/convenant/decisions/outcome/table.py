"""Who sits at the table when a decision is put, and what each of them says."""

from dataclasses import dataclass
from enum import StrEnum

CHAIR = ""  # the side of an independent chair, who sits for none


class Stand(StrEnum):
    """What a seat says. Only support and object are votes cast."""

    SUPPORT = "support"
    OBJECT = "object"
    ABSTAIN = "abstain"
    STAND_ASIDE = "stand_aside"  # does not agree, and does not stand in the way


@dataclass(frozen=True)
class Position:
    """A stand; who objects says why. Raises ValueError where the reason is missing."""

    stand: Stand
    reason: str = ""

    def __post_init__(self) -> None:
        if self.stand == Stand.OBJECT and not self.reason.strip():
            raise ValueError("an objection needs a reason")


@dataclass(frozen=True)
class Place:
    """A seat at this decision: for which side, and whether it counts.

    `side` is the bench of the definition: sides that fill seats together are one. `recused` seats have an interest in
    the matter; observers have none and never count. `present` is known from attendance; who takes a position was there.
    """

    id: str
    side: str
    recused: bool = False
    observer: bool = False
    present: bool = False
