"""The frame of a draw: which sites may be drawn and how each weighs, frozen before the seed is public.

A frame is published without saying which site is which: each is called by a mark, and who knows the
salt sees that a mark belongs to a site. So everyone repeats the draw, and nobody learns from a weight
that there is a notice about a site, or how many members source there. Salt and marks together leave no
room to exchange sites afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from convenant.monitoring.drawing.sampling import Drawn, draw
from convenant.monitoring.drawing.weighing import Why, weigh

MARK = 16  # hexadecimal digits: 64 bits, so that two sites never share a mark


@dataclass(frozen=True, slots=True)
class Unit:
    """One site of a frame: its code, its mark, its weight and where that came from."""

    code: str
    mark: str
    weight: int = 1
    why: Why = field(default_factory=Why)

    def row(self) -> list[str | int]:
        """Plain values, as they are stored."""
        why = self.why
        return [self.code, self.mark, self.weight, why.members, why.notices, why.themes]


def unit_of(row: Sequence[str | int]) -> Unit:
    """The unit that `row` gave."""
    code, mark, weight, members, notices, themes = row
    return Unit(str(code), str(mark), int(weight), Why(int(members), int(notices), int(themes)))


def mark_of(salt: str, code: str) -> str:
    """What a site is called in a frame: the first 16 digits of SHA-256 of "salt|code"."""
    return sha256(f"{salt}|{code}".encode()).hexdigest()[:MARK]


def freeze(sites: Mapping[str, Why], salt: str, *, by_risk: bool) -> list[Unit]:
    """The frame in the order of its marks; at random every site weighs 1."""
    units = [
        Unit(code, mark_of(salt, code), weigh(why), why)
        if by_risk
        else Unit(code, mark_of(salt, code))
        for code, why in sites.items()
    ]
    return sorted(units, key=lambda unit: unit.mark)


def frame_file(units: Sequence[Unit]) -> str:
    """The frame as a CSV file: mark and weight, one line per site, in the order of the marks."""
    lines = [f"{unit.mark},{unit.weight}" for unit in sorted(units, key=lambda unit: unit.mark)]
    return "\n".join(["mark,weight", *lines, ""])


def fingerprint(file: str) -> str:
    """SHA-256 of the file: what `sha256sum` says of it after downloading."""
    return sha256(file.encode()).hexdigest()


def draw_from(units: Sequence[Unit], size: int, seed: str) -> list[Drawn]:
    """The first `size` of the frame by their keys, named by mark; the whole frame where size is its length."""
    weights = {unit.mark: float(unit.weight) for unit in units}
    return draw([unit.mark for unit in units], size, seed, weights)


def keys_file(units: Sequence[Unit], seed: str) -> str:
    """Every site of the frame with its key, in the order of the draw, as a CSV file."""
    lines = [
        f"{one.rank},{one.name},{one.weight:g},{one.key!r}"
        for one in draw_from(units, len(units), seed)
    ]
    return "\n".join(["rank,mark,weight,key", *lines, ""])
