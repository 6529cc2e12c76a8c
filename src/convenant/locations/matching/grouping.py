"""Rows put together into sites, such that no site hangs together by a doubtful chain.

The strongest pairs come first, and two groups become one only where their rows fit each other as
groups: two plants are not one site because a vague third row resembles both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from convenant.locations.matching.records import PairScore

# Of the pairs between two groups, this share must not be "different".
FITTING = 0.5
# Larger groups are compared by so many rows of each, the first by content.
MOST_COMPARED = 6


@dataclass(slots=True)
class Group:
    """Rows (positions) that are one site, and the standing site among them, if any."""

    members: list[int]
    standing: str | None = None
    apart: set[int] = field(default_factory=set)  # rows that it may never be joined with


class Groups:
    """A partition of rows that grows by joining and refuses what does not fit."""

    def __init__(self, scored: Callable[[int, int], PairScore]):
        self._group_of: dict[int, Group] = {}
        self._scored = scored

    def of(self, row: int) -> Group:
        """The group that the row is in: one of its own until it is joined with another."""
        if row not in self._group_of:
            self._group_of[row] = Group([row])
        return self._group_of[row]

    def stand(self, rows: Iterable[int], site: str) -> None:
        """The rows are what a standing site already holds."""
        rows = list(rows)
        for row in rows[1:]:
            self._merge(rows[0], row)
        self.of(rows[0]).standing = site

    def keep_apart(self, a: int, b: int) -> None:
        """A person decided that the two rows are different sites."""
        self.of(a).apart.add(b)
        self.of(b).apart.add(a)

    def may_join(self, a: int, b: int) -> bool:
        """Whether no decision and no second standing site is between the two."""
        x, y = self.of(a), self.of(b)
        if x.standing and y.standing and x is not y:
            return False
        return not (x.apart.intersection(y.members) or y.apart.intersection(x.members))

    def decide_same(self, a: int, b: int) -> bool:
        """Join because a person said so; False where another decision forbids it."""
        if self.of(a) is self.of(b):
            return True
        if not self.may_join(a, b):
            return False
        self._merge(a, b)
        return True

    def join_if_fitting(self, a: int, b: int) -> bool:
        """Join two groups that fit each other; True where they are one group afterwards."""
        if self.of(a) is self.of(b):
            return True
        if not self.may_join(a, b) or not self._fit(self.of(a).members, self.of(b).members):
            return False
        self._merge(a, b)
        return True

    def _fit(self, left: Sequence[int], right: Sequence[int]) -> bool:
        if len(left) == 1 and len(right) == 1:
            return True
        decisions = [
            self._scored(i, j)
            for i in sorted(left)[:MOST_COMPARED]
            for j in sorted(right)[:MOST_COMPARED]
        ]
        if any(r.code == "unit_conflict" for d in decisions for r in d.reasons):
            return False
        fitting = sum(d.decision != "different" for d in decisions)
        return fitting >= FITTING * len(decisions)

    def _merge(self, a: int, b: int) -> None:
        x, y = self.of(a), self.of(b)
        if x is y:
            return
        if len(x.members) < len(y.members):
            x, y = y, x
        for row in y.members:
            self._group_of[row] = x
        x.members.extend(y.members)
        x.standing = x.standing or y.standing
        x.apart |= y.apart
