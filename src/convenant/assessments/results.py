"""An outcome as it is stored with an assessment: plain numbers, so that a year of them reads at once."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from convenant.assessments.scoring import Outcome, Requirement


@dataclass(frozen=True)
class Needed:
    """A mark that held, and whether it was reached; `section` None is the whole."""

    section: str | None
    percent: float
    stated: str
    met: bool


@dataclass(frozen=True)
class Result:
    """What a page shows of an outcome; per cents as numbers from 0 to 100, None where nothing applies."""

    total: float | None
    sections: dict[str, float | None]
    weights: dict[str, float]
    meets: str | None
    status: str | None
    needed: list[Needed] = field(default_factory=list)
    knocked_out: list[str] = field(default_factory=list)
    next_status: str | None = None
    way_up: list[tuple[str, str]] = field(default_factory=list)

    @property
    def missed(self) -> list[Needed]:
        """The marks that were not reached."""
        return [each for each in self.needed if not each.met]


def stored(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON; `read` gives it back."""
    return {
        "total": _number(outcome.shares.total),
        "sections": {name: _number(share) for name, share in outcome.shares.sections.items()},
        "weights": {name: _number(weight) for name, weight in outcome.shares.weights.items()},
        "meets": outcome.meets,
        "status": outcome.status,
        "needed": [_needed(each, outcome) for each in outcome.requirements],
        "knocked_out": outcome.knocked_out,
        "next_status": outcome.next_status,
        "way_up": [[each.criterion, each.to] for each in outcome.way_up],
    }


def read(held: dict[str, Any] | None) -> Result | None:
    """A stored outcome; None where there is none yet."""
    if held is None:
        return None
    return Result(
        held["total"],
        held["sections"],
        held["weights"],
        held["meets"],
        held["status"],
        [Needed(**each) for each in held["needed"]],
        held["knocked_out"],
        held["next_status"],
        [(criterion, level) for criterion, level in held["way_up"]],
    )


def _needed(each: Requirement, outcome: Outcome) -> dict[str, Any]:
    return {
        "section": each.section,
        "percent": _number(each.percent),
        "stated": each.stated,
        "met": each not in outcome.missed,
    }


def _number(share: Fraction | None) -> float | None:
    # Down, so that 59.99 never reads as a mark of 60 that was missed.
    return None if share is None else int(share * 100) / 100
