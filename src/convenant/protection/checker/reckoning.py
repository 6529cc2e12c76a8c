"""The tables again, from the records, in exact fractions: figures, who contributed them, sums, and what is unsafe."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

Place = tuple[str, ...]
NONE = Fraction(0)


class Doubt(Exception):
    """Why the certificate proves nothing."""


@dataclass
class Reckoned:
    """`parts[place]` has each contributor's figure; `unsafe[place]` how uncertain it must stay for an outsider."""

    names: list[str]
    parts: dict[Place, dict[str, Fraction]]
    values: dict[Place, Fraction]
    guarded: set[str]
    unsafe: dict[Place, Fraction]
    share: Fraction  # by which part of it a figure must stay uncertain


class Shape:
    """Dimensions with their hierarchies, and which tables they make."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.names = [one["name"] for one in said["dimensions"]]
        self.totals = [one["total"] for one in said["dimensions"]]
        self.children = [one["children"] for one in said["dimensions"]]
        self.parents: list[dict[str, str]] = []
        for children in self.children:
            above: dict[str, str] = {}
            for code, below in children.items():
                for one in below:
                    if one in above:
                        raise Doubt(f"The code “{one}” stands below two others.")
                    above[one] = code
            self.parents.append(above)
        for total, above in zip(self.totals, self.parents, strict=True):
            for code in above:
                if self._upward(code, above)[-1] != total:
                    raise Doubt(f"The code “{code}” is not below the total.")
        self.tables = [[name in table for name in self.names] for table in said["tables"]]

    @staticmethod
    def _upward(code: str, above: dict[str, str]) -> list[str]:
        found = [code]
        while found[-1] in above:
            found.append(above[found[-1]])
            if len(found) > len(above) + 1:
                raise Doubt(f"The code “{code}” lies above itself.")
        return found

    def cells_with(self, place: Place) -> set[Place]:
        """Every cell a record counts in."""
        upward = [
            self._upward(code, above) for code, above in zip(place, self.parents, strict=True)
        ]
        return {
            cell
            for table in self.tables
            for cell in product(
                *(
                    codes if inside else [total]
                    for codes, inside, total in zip(upward, table, self.totals, strict=True)
                )
            )
        }

    def sums_of(self, place: Place) -> list[tuple[Place, int]]:
        """The cells that are the sum of this and others, with the dimension along which."""
        return [
            ((*place[:at], self.parents[at][code], *place[at + 1 :]), at)
            for at, code in enumerate(place)
            if code in self.parents[at]
        ]

    def is_sum(self, place: Place, along: int) -> bool:
        """Whether a cell is taken apart along this dimension in some table."""
        if place[along] not in self.children[along]:
            return False
        inner = {at for at, code in enumerate(place) if code != self.totals[at]} | {along}
        return any(all(table[at] for at in inner) for table in self.tables)


def reckon(said: dict[str, Any], shape: Shape, micro: Path) -> Reckoned:
    """Everything the release is made of, from the records; or from cells, where only these are there."""
    if said["cells"]:
        return _cells(said, shape, micro)
    parts: dict[Place, dict[str, Fraction]] = defaultdict(lambda: defaultdict(lambda: NONE))
    everybody: set[str] = set()
    with micro.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            who, value = (line[said["contributor"]] or "").strip(), Fraction(line[said["value"]])
            if value < 0 or not who:
                raise Doubt("A record is negative, or nobody's.")
            everybody.add(who)
            for cell in shape.cells_with(tuple((line[name] or "").strip() for name in shape.names)):
                parts[cell][who] += value
    rules, asks = said["rules"], set(said["rules"].get("request", {}).get("contributors", ()))
    guarded = everybody - set(said["waivers"])
    if not {"minimum", "p_percent", "dominance"} & rules.keys():
        guarded &= asks
    values = {place: sum(part.values(), NONE) for place, part in parts.items()}
    percent = Fraction(str(rules.get("p_percent", rules["interval"])))
    found = Reckoned(shape.names, dict(parts), values, guarded, {}, percent / 100)
    for place, part in parts.items():
        needed = _needed(found, said, asks, place, part)
        if needed is not None:
            found.unsafe[place] = needed
    return found


def _cells(said: dict[str, Any], shape: Shape, file_of_cells: Path) -> Reckoned:
    names, found = said["cells"], Reckoned(shape.names, {}, {}, set(), {}, NONE)
    with file_of_cells.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            place = tuple((line[name] or "").strip() for name in shape.names)
            value, needed = Fraction(line[said["value"]]), Fraction(line[names["needed"]] or 0)
            if place in found.values or value < 0:
                raise Doubt(f"{place} stands there twice, or is negative.")
            found.values[place], found.parts[place] = value, {}
            if line[names["unsafe"]].strip() == "1":
                found.unsafe[place] = needed
    return found


def _needed(
    found: Reckoned, said: dict[str, Any], asks: set[str], place: Place, part: dict[str, Fraction]
) -> Fraction | None:
    """How uncertain the cell must stay; None where it is safe."""
    rules, total = said["rules"], found.values[place]
    at = dict(zip(found.names, place, strict=True))
    ours = sorted((value for who, value in part.items() if who in found.guarded), reverse=True)
    if total <= 0 or not ours:
        return None
    if any(all(at.get(name) == code for name, code in one.items()) for one in said["safe"]):
        return None
    amounts = sorted(part.values(), reverse=True)
    largest = ours[0]
    others = amounts.copy()
    others.remove(largest)
    rest = sum(others[1:], NONE)
    limit = Fraction(str(rules.get("p_percent", 0))) / 100 * largest
    unsafe = len(amounts) < rules.get("minimum", 0) or ("p_percent" in rules and rest < limit)
    if "dominance" in rules:
        many = rules["dominance"]["n"]
        top = sum(amounts[:many], NONE)
        is_top = amounts.index(largest) < many
        share = Fraction(str(rules["dominance"]["percent"])) / 100
        unsafe |= is_top and top > share * total
    if "request" in rules:
        share = Fraction(str(rules["request"]["percent"])) / 100
        asked = max((value for who, value in part.items() if who in asks), default=NONE)
        unsafe |= asked > share * total
    if not unsafe:
        return None
    if "p_percent" in rules and limit > rest:
        return limit - rest
    return Fraction(str(rules["interval"])) / 100 * total
