"""The order of risks, and the squares of the picture that shows it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LOWEST, HIGHEST = 1, 5
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rated:
    """How one risk was judged, every part from 1 (least) to 5 (most).

    Scale: how grave the harm is. Scope: how many people, or how much nature, it reaches.
    Irremediability: how little can be put right afterwards. (UN Guiding Principles, commentary to 14;
    OECD Due Diligence Guidance for Responsible Business Conduct, 2018, step 2.4.)

    Raises ValueError where a part is not a whole number from 1 to 5.
    """

    scale: int
    scope: int
    irremediability: int
    likelihood: int

    def __post_init__(self) -> None:
        for part in ("scale", "scope", "irremediability", "likelihood"):
            value = getattr(self, part)
            if isinstance(value, bool) or not isinstance(value, int):
                raise ValueError(f"{part} must be a whole number, not {value!r}")
            if not LOWEST <= value <= HIGHEST:
                raise ValueError(f"{part} must be from {LOWEST} to {HIGHEST}, not {value}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the judgement comes to, the leading part first. Greater is more urgent."""

    severity: int
    likelihood: int
    irremediability: int
    together: int


@dataclass(frozen=True, slots=True)
class Place(Generic[Key]):
    """A risk's place, from 1; risks that nothing tells apart share one."""

    key: Key
    place: int
    reading: Reading


def severity(rated: Rated) -> int:
    """1 to 5: the highest of scale, scope and irremediability.

    An impact need not have more than one of the three to be severe (OHCHR, The Corporate Responsibility
    to Respect Human Rights: an Interpretive Guide, HR/PUB/12/02), so a mean would hide the gravest ones.
    """
    return max(rated.scale, rated.scope, rated.irremediability)


def read(rated: Rated) -> Reading:
    """What decides, in this order.

    1. Severity. 2. Likelihood, among equally severe risks only. 3. Irremediability: where delay would
    make harm beyond repair, it goes first (UN Guiding Principles, 24). 4. All three parts of severity.
    """
    return Reading(
        severity(rated),
        rated.likelihood,
        rated.irremediability,
        rated.scale + rated.scope + rated.irremediability,
    )


def _urgency(reading: Reading) -> tuple[int, int, int, int]:
    return (reading.severity, reading.likelihood, reading.irremediability, reading.together)


def rank(rated: Mapping[Key, Rated]) -> list[Place[Key]]:
    """Every risk with its place, most urgent first.

    Follows from the judgements alone: the order in which risks are given makes no difference to any
    place, and judging a part of one risk higher never moves it back. Those that share a place stay in
    the order given.
    """
    read_of = {key: read(one) for key, one in rated.items()}
    places: list[Place[Key]] = []
    ordered = sorted(read_of.items(), key=lambda item: _urgency(item[1]), reverse=True)
    for position, (key, reading) in enumerate(ordered, 1):
        same = bool(places) and places[-1].reading == reading
        places.append(Place(key, places[-1].place if same else position, reading))
    return places


def matrix(rated: Mapping[Key, Rated]) -> dict[tuple[int, int], list[Key]]:
    """The risks in each square of severity (1–5) and likelihood (1–5); empty squares are there too."""
    squares: dict[tuple[int, int], list[Key]] = {
        (row, column): [] for row in _levels() for column in _levels()
    }
    for key, one in rated.items():
        squares[severity(one), one.likelihood].append(key)
    return squares


def _levels() -> Iterable[int]:
    return range(LOWEST, HIGHEST + 1)
