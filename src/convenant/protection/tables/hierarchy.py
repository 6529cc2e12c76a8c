"""A dimension's codes, from the total down to the finest; each code but the finest is the sum of those below it."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from convenant.protection.tables.faults import BadInput, Fault


@dataclass(frozen=True)
class Hierarchy:
    """A tree of codes. `children` holds, in order, every code that is a sum; `total` is the root."""

    name: str
    total: str
    children: Mapping[str, tuple[str, ...]]

    @cached_property
    def parent(self) -> dict[str, str]:
        """The code above each code but the total."""
        return {low: high for high, lows in self.children.items() for low in lows}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code, each before those below it."""
        found, wait = [], [self.total]
        while wait:
            code = wait.pop()
            found.append(code)
            wait.extend(reversed(self.children.get(code, ())))
        return tuple(found)

    @cached_property
    def leaves(self) -> frozenset[str]:
        """The codes that records carry."""
        return frozenset(code for code in self.codes if code not in self.children)

    def upwards(self, code: str) -> list[str]:
        """The code and everything above it, up to the total."""
        found = [code]
        while found[-1] in self.parent:
            found.append(self.parent[found[-1]])
        return found


def flat(name: str, total: str, codes: Iterable[str]) -> Hierarchy:
    """A total and the codes below it, in alphabetical order."""
    below = tuple(sorted(set(codes) - {total}))
    return Hierarchy(name, total, {total: below} if below else {})


def from_parents(name: str, parents: Mapping[str, str], where: str) -> Hierarchy:
    """The tree in which each code names the one above it. Raises BadInput for a circle, or for two totals."""
    for code in parents:
        seen, at = {code}, code
        while (at := parents.get(at, "")) and at in parents:
            if at in seen:
                circle = f"“{code}” lies above itself, by way of “{at}”."
                raise BadInput([Fault(where, circle, "Give each code one code above it.")])
            seen.add(at)
    roots = sorted({above for above in parents.values() if above not in parents})
    if len(roots) != 1:
        said = f"There are {len(roots)} totals ({', '.join(roots[:4]) or 'none'})."
        raise BadInput([Fault(where, said, "Put all codes under one total.")])
    children: dict[str, list[str]] = {}
    for code, above in parents.items():
        children.setdefault(above, []).append(code)
    return Hierarchy(name, roots[0], {code: tuple(low) for code, low in children.items()})


def read_tree(name: str, path: Path) -> Hierarchy:
    """A file of lines `@@,code`, as many @ as the code lies deep, the total first. Raises BadInput."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        said = f"The file cannot be read ({fault})."
        raise BadInput([Fault(str(path), said, "Give a CSV file in UTF-8.")]) from fault
    parents: dict[str, str] = {}
    above: list[str] = []
    faults = []
    for number, line in enumerate(lines, 1):
        if not line or set(line[0]) != {"@"} or len(line) < 2 or not line[1].strip():
            if number > 1 and line:
                faults.append(
                    Fault(f"{path}:{number}", "This is no level and code.", "Write “@@,code”.")
                )
            continue
        depth, code = len(line[0]), line[1].strip()
        if depth > len(above) + 1 or (depth == 1 and above):
            said = f"“{code}” lies {depth} deep under a code {len(above)} deep."
            faults.append(
                Fault(f"{path}:{number}", said, "Go one level deeper at a time, under one total.")
            )
            continue
        del above[depth - 1 :]
        if code in parents or (above and code == above[0]):
            said = f"“{code}” stands here a second time."
            faults.append(Fault(f"{path}:{number}", said, "Give every code one place."))
            continue
        if above:
            parents[code] = above[-1]
        above.append(code)
    if not faults and not above:
        faults.append(Fault(str(path), "It holds no codes.", "Begin with “@,Total”."))
    if faults:
        raise BadInput(faults)
    return from_parents(name, parents, str(path)) if parents else Hierarchy(name, above[0], {})
