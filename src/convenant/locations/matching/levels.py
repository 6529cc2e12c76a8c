"""The outcome of one comparison."""

from __future__ import annotations

from dataclasses import dataclass

from convenant.locations.matching.reasons import Reason


@dataclass(frozen=True, slots=True)
class Level:
    """A level of one comparison; `info` says how much the equal words hold (names only)."""

    name: str
    reason: Reason | None
    info: float = 1.0


def shortened(text: str) -> str:
    """A value short enough to stand in a reason."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
