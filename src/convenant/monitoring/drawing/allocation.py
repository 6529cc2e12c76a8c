"""Which assessor reads which company: nobody with a conflict, everybody about as much.

Loads are as even as the conflicts allow: an assignment in which no chain of swaps takes work from one
assessor to another with at least two fewer is optimal for every fair measure of load at once (Harvey,
Ladner, Lovász and Tamir, "Semi-matchings for bipartite graphs and load balancing", 2003, theorem 3.1).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from convenant.monitoring.drawing.chance import chance


@dataclass(frozen=True, slots=True)
class Allocation:
    """`first` reads every company; `second` reads the drawn ones again, blind to the first."""

    first: dict[str, str]
    second: dict[str, str]


class Unassignable(ValueError):
    """A company that every assessor has a conflict with, or a second reading that nobody is left for."""

    def __init__(self, company: str, second: bool):
        super().__init__(company, second)
        self.company, self.second = company, second

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, for a person."""
        if self.second:
            said = {
                "en": f"{self.company}: nobody without a conflict is left to read it a second time."
                " Add an assessor or lower the share of second readings.",
                "nl": f"{self.company}: niemand zonder belangenconflict kan het een tweede keer lezen."
                " Voeg een beoordelaar toe of verlaag het aandeel tweede lezingen.",
            }
        else:
            said = {
                "en": f"{self.company}: every assessor has a conflict of interest. Add an assessor.",
                "nl": f"{self.company}: elke beoordelaar heeft een belangenconflict."
                " Voeg een beoordelaar toe.",
            }
        return said.get(language, said["en"])


def allocate(
    companies: Sequence[str],
    assessors: Sequence[str],
    conflicts: Mapping[str, Collection[str]],
    *,
    seed: str,
    second_share: float = 0.0,
    kept: Mapping[str, str] | None = None,
) -> Allocation:
    """A first reader for every company, and a second for a drawn share (0–1, rounded up) of the new ones.

    `conflicts` holds per assessor the companies it may not read: declared interests, and companies it
    advised. `kept` are first readers that stand already; they stay, and count in the load, and
    what they read was in an earlier draw of second readings. The same seed and input give the same answer in whatever order they are given. Raises Unassignable where
    conflicts leave nobody, ValueError for a share outside 0–1 or a kept reader with a conflict.
    """
    if not 0 <= second_share <= 1:
        raise ValueError(
            f"The share of second readings is {second_share}; give a number from 0 to 1."
        )
    names = sorted(set(companies))
    readers = sorted(set(assessors), key=lambda reader: (chance(seed, reader), reader))
    allowed = {
        company: [r for r in readers if company not in conflicts.get(r, ())] for company in names
    }
    standing = {c: r for c, r in (kept or {}).items() if c in allowed}
    for company, reader in standing.items():
        if reader not in allowed[company]:
            raise ValueError(f"{reader} reads {company} already and has a conflict with it.")
    first = _spread(names, allowed, readers, seed, standing, second=False)
    new = [company for company in names if company not in standing]
    drawn = sorted(new, key=lambda company: (chance(f"{seed}|second", company), company))
    drawn = sorted(drawn[: ceil(second_share * len(new) - 1e-9)])
    others = {c: [r for r in allowed[c] if r != first[c]] for c in drawn}
    second = _spread(drawn, others, readers, f"{seed}|second", {}, second=True)
    return Allocation(first, second)


def _spread(
    companies: Sequence[str],
    allowed: Mapping[str, Sequence[str]],
    readers: Sequence[str],
    seed: str,
    standing: Mapping[str, str],
    *,
    second: bool,
) -> dict[str, str]:
    found = dict(standing)
    reads: dict[str, set[str]] = {reader: set() for reader in readers}
    for company, reader in standing.items():
        reads[reader].add(company)
    waiting = [company for company in companies if company not in standing]
    for company in sorted(waiting, key=lambda c: (chance(seed, c), c)):
        if not allowed[company]:
            raise Unassignable(company, second)
        reader = min(allowed[company], key=lambda r: len(reads[r]))
        found[company] = reader
        reads[reader].add(company)
    while chain := _lightening(found, reads, allowed, standing):
        for company, reader in chain:
            reads[found[company]].discard(company)
            reads[reader].add(company)
            found[company] = reader
    return {company: found[company] for company in companies}


def _lightening(
    found: Mapping[str, str],
    reads: Mapping[str, set[str]],
    allowed: Mapping[str, Sequence[str]],
    standing: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Swaps, last first, that take one reading from a reader to one with at least two fewer; or none."""
    for start in sorted(reads, key=lambda r: (-len(reads[r]), r)):
        came: dict[str, tuple[str, str]] = {}
        queue, seen = deque([start]), {start}
        while queue:
            reader = queue.popleft()
            if len(reads[reader]) <= len(reads[start]) - 2:
                chain = []
                while reader != start:
                    company, before = came[reader]
                    chain.append((company, reader))
                    reader = before
                return chain
            for company in sorted(reads[reader]):
                if company in standing:
                    continue
                for other in allowed[company]:
                    if other not in seen:
                        seen.add(other)
                        came[other] = (company, reader)
                        queue.append(other)
    return []
