"""Try every attacker on every unsafe cell: some witness must answer, exactly."""

import csv
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from convenant.protection.checker.reckoning import (
    NONE,
    Doubt,
    Place,
    Reckoned,
    Shape,
    reckon,
)

FORM = "convenant protection certificate 1"
OUTSIDER: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checked:
    """What was proven: so many unsafe cells, each against so many attackers, by so many witnesses."""

    unsafe: int
    attackers: int
    witnesses: int


def check(certificate: Path, release: Path, micro: Path) -> Checked:
    """Verify that the certificate proves the release. Raises Doubt with the first thing that is not proven."""
    try:
        said = json.loads(certificate.read_text("utf-8"))
        return _check(said, release, micro)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise Doubt(f"The certificate, release or records cannot be read ({fault!r}).") from fault


def _check(said: dict[str, Any], release: Path, micro: Path) -> Checked:
    if said["form"] != FORM:
        raise Doubt("This is no certificate of this form.")
    for name, path in (("release", release), ("records", micro)):
        if said[name] != hashlib.sha256(path.read_bytes()).hexdigest():
            raise Doubt(f"The {name} are not those the certificate was made for.")
    shape = Shape(said["tables"])
    found = reckon(said["tables"], shape, micro)
    blank = _blanks(found, release)
    for place in found.unsafe:
        if place not in blank:
            raise Doubt(f"{place} is published, and tells too much by itself.")
    groups = _attackers(said, found)
    left = _Left(found, groups)
    for number, one in enumerate(said["witnesses"], 1):
        moves = {
            tuple(place): Fraction(amount)
            for place, amount in zip(one["cells"], one["moves"], strict=True)
        }
        _holds(shape, found, blank, moves, number)
        left.answer(moves)
    left.nothing()
    return Checked(len(found.unsafe), 1 + len(groups), len(said["witnesses"]))


def _blanks(found: Reckoned, release: Path) -> set[Place]:
    """What the release leaves blank; its figures must be those of the records."""
    blank, seen = set(found.values), set()
    with release.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            place = tuple(line[name] for name in found.names)
            if place in seen:
                raise Doubt(f"{place} stands in the release twice.")
            seen.add(place)
            if not line["value"]:
                continue
            if found.values.get(place) != Fraction(line["value"]):
                raise Doubt(f"{place} is published with another figure than the records have.")
            blank.discard(place)
    return blank


def _attackers(said: dict[str, Any], found: Reckoned) -> list[tuple[str, ...]]:
    everybody = sorted({who for part in found.parts.values() for who in part})
    groups: list[tuple[str, ...]] = []
    if said["against"]["members"]:
        groups += [(one,) for one in everybody]
    groups += [tuple(one) for one in said["against"]["coalitions"]]
    return groups


def _holds(
    shape: Shape, found: Reckoned, blank: set[Place], moves: dict[Place, Fraction], number: int
) -> None:
    """A witness moves blanks only, and every sum stays what it was."""
    sums: dict[tuple[Place, int], Fraction] = defaultdict(lambda: NONE)
    for place, amount in moves.items():
        if place not in blank:
            raise Doubt(f"Witness {number} moves {place}, which is published or empty.")
        for above, along in shape.sums_of(place):
            if above in found.values and shape.is_sum(above, along):
                sums[above, along] += amount
        for along in range(len(place)):
            if shape.is_sum(place, along):
                sums[place, along] -= amount
    if any(sums.values()):
        raise Doubt(f"Witness {number} does not keep the sums.")


class _Left:
    """The duties that no witness answered for yet."""

    def __init__(self, found: Reckoned, groups: list[tuple[str, ...]]) -> None:
        self.found, self.groups = found, groups
        self.by_member: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            for who in group:
                self.by_member[who].append(number)
        self.up = {place for place, needed in found.unsafe.items() if needed > 0}
        self.down = {place for place in self.up if found.values[place] > 0}
        # None: of all groups; else of these.
        self.open: dict[Place, set[int] | None] = dict.fromkeys(found.unsafe)

    def answer(self, moves: dict[Place, Fraction]) -> None:
        """Strike every duty this witness answers for, as large as each attacker must let it be, either way round."""
        found = self.found
        touched = {
            number
            for place in moves
            for who in found.parts[place]
            for number in self.by_member[who]
        }
        own = {
            number: {
                place: sum(
                    (found.parts[place].get(who, NONE) for who in set(self.groups[number])), NONE
                )
                for place in moves
            }
            for number in touched
        }
        for turned in (1, -1):
            plain = self._most(moves, turned, {})
            most = {number: self._most(moves, turned, part) for number, part in own.items()}
            for place, amount in moves.items():
                if place not in found.unsafe:
                    continue
                size = turned * amount
                if size < 0:
                    if self._reaches(plain, -size, min(found.unsafe[place], found.values[place])):
                        self.down.discard(place)
                    continue
                if self._reaches(plain, size, found.unsafe[place]):
                    self.up.discard(place)
                waiting = self.open[place]
                if waiting is None:
                    if not self._reaches(plain, size, self._need(place, OUTSIDER)):
                        continue
                    waiting = set(touched)
                self.open[place] = {
                    number
                    for number in waiting
                    if not self._reaches(
                        most.get(number, plain), size, self._need(place, self.groups[number])
                    )
                }

    def nothing(self) -> None:
        """Raise Doubt if a duty is left."""
        for place in sorted(self.up | self.down):
            raise Doubt(f"Nothing shows that an outsider cannot work out {place}.")
        for place, waiting in sorted(self.open.items()):
            numbers = range(len(self.groups)) if waiting is None else sorted(waiting)
            for number in numbers:
                if waiting is None and self._need(place, self.groups[number]) <= 0:
                    continue
                who = " and ".join(self.groups[number])
                raise Doubt(f"Nothing shows that {who} cannot work out {place}.")

    def _most(
        self, moves: dict[Place, Fraction], turned: int, own: dict[Place, Fraction]
    ) -> Fraction | None:
        """How large the witness may be in these eyes; None: as large as one likes."""
        least: Fraction | None = None
        for place, amount in moves.items():
            mine = own.get(place, NONE)
            left = self.found.values[place] - mine
            if mine and not left:
                return NONE
            if turned * amount < 0:
                limit = left / abs(amount)
                least = limit if least is None else min(least, limit)
        return least

    @staticmethod
    def _reaches(most: Fraction | None, size: Fraction, need: Fraction) -> bool:
        return need <= 0 or (size > 0 and (most is None or most * size >= need))

    def _need(self, place: Place, group: tuple[str, ...]) -> Fraction:
        found, part = self.found, self.found.parts[place]
        own = sum((part.get(who, NONE) for who in set(group)), NONE)
        others = [value for who, value in part.items() if who in found.guarded and who not in group]
        return own + (1 + found.share) * max(others, default=NONE) - found.values[place]
