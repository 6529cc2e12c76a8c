"""New rows matched with each other and with the standing register.

The same rows give the same links in whatever order they come, and a list that is uploaded again
lands where it landed: rows are put in the order of their content before anything is decided, and
everything that is decided follows from content and from remembered decisions.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b

from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import Clean, clean, identity_of
from convenant.locations.matching.grouping import Group, Groups
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.records import (
    ContradictingDecisions,
    Link,
    PairScore,
    Record,
    RegisterSite,
)
from convenant.locations.matching.scoring import score, score_unless_hopeless
from convenant.locations.matching.standing import StandingIndex, ident_of

Progress = Callable[[str, float], None]


def match(
    rows: Sequence[Record],
    register: Sequence[RegisterSite] | StandingIndex = (),
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> list[Link]:
    """One link per row, in the order of the rows.

    `register` is the standing sites themselves, or an index that holds them in a file.
    `same` and `different` are remembered decisions on pairs of keys: of rows, of rows the register
    holds, or identifiers of sites. They are always honoured; those on unknown keys are ignored.
    `progress` is called with the name of a step ("clean", "candidates", "compare", "decide") and
    how much of it is done (0–1).

    Raises ValueError where two rows have one key or two sites one identifier, and
    ContradictingDecisions where decisions exclude each other.
    """
    with _no_hunt_for_cycles():
        return _Matching(rows, register, list(same), list(different), progress or _silent).links()


@contextmanager
def _no_hunt_for_cycles() -> Iterator[None]:
    """Millions of small values, none of which refers back: looking through them again and again for
    cycles takes a sixth of the time at 100,000 rows, and more at a million."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _silent(step: str, done: float) -> None:
    """Nobody wants to know."""


class _Matching:
    """One run. Nodes are what the rows say: rows that say the same are one node."""

    def __init__(
        self,
        rows: Sequence[Record],
        register: Sequence[RegisterSite] | StandingIndex,
        same: list[tuple[str, str]],
        different: list[tuple[str, str]],
        progress: Progress,
    ):
        _unique([r.key for r in rows], "rows have the key")
        self.rows = rows
        self.progress = progress
        self._scores: dict[tuple[int, int], PairScore] = {}
        self.register = register
        # Rows under a decision stay on their own, or equal text would override what a person said.
        decided = {key for pair in (*same, *different) for key in pair}
        self._build_new_nodes(decided)
        self.pairs: list[tuple[int, int]] | None = (
            None  # found when needed, or by the index at once
        )
        if isinstance(register, StandingIndex):
            self._stand_beside(register, decided)
        else:
            _unique([s.site_id for s in register], "sites of the register have the identifier")
            self._build_standing_nodes(register)
        self.groups = Groups(len(self.nodes), self.scored)
        for site_id, nodes in sorted(self.nodes_of_site.items()):
            self.groups.stand(nodes, site_id)
        self._apply_decisions(same, different)

    # 1. Nodes -----------------------------------------------------------------------------------

    def _build_new_nodes(self, decided: set[str]) -> None:
        new: dict[tuple[str, ...], list[int]] = defaultdict(list)
        cleaned: dict[tuple[str, ...], Clean] = {}
        for i, record in enumerate(self.rows):
            if i % 2000 == 0:
                self.progress("clean", i / max(1, len(self.rows)))
            row = clean(record)
            identity = identity_of(row, record.key in decided)
            new[identity].append(i)
            # The row with the first key speaks for those that say the same.
            if identity not in cleaned or record.key < cleaned[identity].record.key:
                cleaned[identity] = row
        order = sorted(new)
        self.rows_of_node = [
            sorted(new[identity], key=lambda i: self.rows[i].key) for identity in order
        ]
        self.nodes = [cleaned[identity] for identity in order]
        self.new = len(self.nodes)

        self.nodes_of_site: dict[str, list[int]] = {}
        self.nodes_of_key: dict[str, int] = {}
        for node, indexes in enumerate(self.rows_of_node):
            for i in indexes:
                self.nodes_of_key[self.rows[i].key] = node
        self.progress("clean", 1.0)

    def _stand_beside(self, index: StandingIndex, decided: set[str]) -> None:
        """Only what the index finds near the new rows becomes nodes."""
        self.progress("candidates", 0.0)
        also = sorted(decided - set(self.nodes_of_key))
        sites, among, beside = index.near(self.nodes, also)
        self._build_standing_nodes(sites)
        at = {
            (self.site_of_node[node], ident_of(self.nodes[node])): node
            for node in range(self.new, len(self.nodes))
        }
        self.pairs = sorted([*among, *((a, at[spelling]) for a, spelling in beside)])

    def _build_standing_nodes(self, register: Sequence[RegisterSite]) -> None:
        self.site_of_node: dict[int, str] = {}
        for site in sorted(register, key=lambda s: s.site_id):
            standing: dict[tuple[str, ...], list[Clean]] = defaultdict(list)
            for record in site.records:
                row = clean(record)
                standing[identity_of(row, False)].append(row)
            nodes = []
            for identity in sorted(standing):
                node = len(self.nodes)
                self.nodes.append(min(standing[identity], key=lambda r: r.record.key))
                self.site_of_node[node] = site.site_id
                nodes.append(node)
                for row in standing[identity]:
                    self.nodes_of_key.setdefault(row.record.key, node)
            if nodes:
                self.nodes_of_site[site.site_id] = nodes
                self.nodes_of_key[site.site_id] = nodes[0]

    # 2. Decisions taken before --------------------------------------------------------------------

    def _apply_decisions(
        self, same: list[tuple[str, str]], different: list[tuple[str, str]]
    ) -> None:
        self.decided_same: set[frozenset[int]] = set()
        for a, b in sorted(tuple(sorted(pair)) for pair in different):
            if (x := self.nodes_of_key.get(a)) is None or (y := self.nodes_of_key.get(b)) is None:
                continue
            if self.groups.of(x) is self.groups.of(y):
                raise ContradictingDecisions((a, b))
            self.groups.keep_apart(x, y)
        for a, b in sorted(tuple(sorted(pair)) for pair in same):
            if (x := self.nodes_of_key.get(a)) is None or (y := self.nodes_of_key.get(b)) is None:
                continue
            if not self.groups.decide_same(x, y):
                raise ContradictingDecisions((a, b))
            self.decided_same.add(frozenset((x, y)))

    # 3. Scores and groups -------------------------------------------------------------------------

    def scored(self, a: int, b: int) -> PairScore:
        """The score of two nodes, the lower first; computed once."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._scores:
            a_row, b_row = self.nodes[pair[0]], self.nodes[pair[1]]
            self._scores[pair] = _score_nodes(a_row, b_row) or score(a_row, b_row)
        return self._scores[pair]

    def links(self) -> list[Link]:
        self.progress("candidates", 0.0)
        pairs = self.pairs
        if pairs is None:
            pairs = [(pair.a, pair.b) for pair in find_candidates(self.nodes, self.new)]
        self.progress("candidates", 1.0)
        edges: list[tuple[float, int, int]] = []
        for n, (a, b) in enumerate(pairs):
            if n % 10_000 == 0:
                self.progress("compare", n / len(pairs))
            result = _score_nodes(self.nodes[a], self.nodes[b])
            if result is None:
                continue
            if result.decision != "different":
                self._scores[a, b] = result
            edges.append((-result.probability, a, b))
        self.progress("compare", 1.0)

        # Strongest first; equal ones in the order of their content, which the positions are.
        edges.sort()
        for _, a, b in edges:
            if _same_row(self.nodes[a], self.nodes[b]):
                # It fitted when it came first; with its fellows come back too, it is no new question.
                self.groups.decide_same(a, b)
        for _, a, b in edges:
            if (a, b) in self._scores and self._scores[a, b].decision == "same":
                self.groups.join_if_fitting(a, b)
        nearest = self._nearest(edges)
        founders = self._founders()
        return self._write(nearest, founders)

    def _nearest(self, edges: list[tuple[float, int, int]]) -> dict[int, tuple[float, int, int]]:
        """Per group (by its first node): probability, own node and node of the best outsider."""
        nearest: dict[int, tuple[float, int, int]] = {}
        for minus_p, a, b in edges:
            x, y = self.groups.of(a), self.groups.of(b)
            if x is y or not self.groups.may_join(a, b):
                continue
            for own, other in ((a, b), (b, a)):
                first = min(self.groups.of(own).members)
                if first not in nearest:
                    nearest[first] = (-minus_p, own, other)
        return nearest

    # 4. Answers -----------------------------------------------------------------------------------

    def _founders(self) -> dict[int, tuple[int, str]]:
        """Per new group (by its first node) the row that founds it and its identifier."""
        founders: dict[int, tuple[int, str]] = {}
        taken = self._taken()
        for node in range(self.new):
            group = self.groups.of(node)
            if group.standing or min(group.members) != node:
                continue
            row = self.rows_of_node[node][0]
            site_id = _new_site_id(self.nodes[node], taken)
            taken.add(site_id)
            founders[node] = (row, site_id)
        return founders

    def _taken(self) -> set[str]:
        """The identifiers that no new site may get."""
        if not isinstance(self.register, StandingIndex):
            return {site.site_id for site in self.register}
        return self.register.known(_new_site_id(node, set()) for node in self.nodes[: self.new])

    def _site_id(self, group: Group, founders: dict[int, tuple[int, str]]) -> str:
        return group.standing or founders[min(group.members)][1]

    def _write(
        self,
        nearest: dict[int, tuple[float, int, int]],
        founders: dict[int, tuple[int, str]],
    ) -> list[Link]:
        links: list[Link | None] = [None] * len(self.rows)
        asked: set[frozenset[int]] = set()
        for node in range(self.new):
            if node % 5000 == 0:
                self.progress("decide", node / self.new)
            group = self.groups.of(node)
            first = min(group.members)
            site_id = self._site_id(group, founders)
            founding_row = founders[first][0] if first in founders else None
            for row in self.rows_of_node[node]:
                key = self.rows[row].key
                if row == founding_row:
                    links[row] = self._founding_link(key, site_id, first, nearest, founders, asked)
                else:
                    p, reasons = self._why_in(node, row, group)
                    links[row] = Link(key, site_id, p, "same", None, reasons)
        self.progress("decide", 1.0)
        return [link for link in links if link is not None]

    def _founding_link(
        self,
        key: str,
        site_id: str,
        first: int,
        nearest: dict[int, tuple[float, int, int]],
        founders: dict[int, tuple[int, str]],
        asked: set[frozenset[int]],
    ) -> Link:
        """The link of the row that founds a site: new, or review where another may be the same."""
        if first not in nearest:
            return Link(key, site_id, 0.0, "new", None, (Reason("nothing_near"),))
        p, own, other = nearest[first]
        result = self.scored(own, other)
        there = self.groups.of(other)
        question = frozenset((first, min(there.members)))
        reasons = result.reasons
        if result.decision == "same":
            reasons = (Reason("site_disagrees"), *reasons)
        if result.decision == "different":
            if result.relation == "different":
                return Link(key, site_id, p, "new", None, reasons)
            related = self._site_id(there, founders)
            return Link(key, site_id, p, "new", None, reasons, result.relation, related)
        if question in asked:
            return Link(key, site_id, p, "new", None, reasons)
        asked.add(question)
        return Link(key, site_id, p, "review", self._site_id(there, founders), reasons)

    def _why_in(self, node: int, row: int, group: Group) -> tuple[float, tuple[Reason, ...]]:
        """How sure it is that a row belongs to its group, and why: by its best fellow."""
        if any(frozenset((node, other)) in self.decided_same for other in group.members):
            return 1.0, (Reason("decided_same"),)
        if self.rows_of_node[node][0] != row:
            return self.scored(node, node).probability, (Reason("identical_row"),)
        others = [
            m
            for m in sorted(group.members)
            if m != node and ((min(m, node), max(m, node)) in self._scores)
        ] or [m for m in sorted(group.members) if m != node][:1]
        best = min(others, key=lambda m: (-self.scored(node, m).probability, m))
        result = self.scored(node, best)
        return result.probability, result.reasons


def _score_nodes(a: Clean, b: Clean) -> PairScore | None:
    """The model's score, None where there is no hope of one worth looking at.

    Equal text with the same key is the same row come back.
    """
    if _same_row(a, b):
        return PairScore(1.0, "same", (Reason("identical_row"),), "same_site")
    return score_unless_hopeless(a, b)


def _same_row(a: Clean, b: Clean) -> bool:
    return a.record.key == b.record.key and a.content == b.content


def _new_site_id(founder: Clean, taken: set[str]) -> str:
    """An identifier that follows from what the founding row says: the same at every run."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
    said = "\x1f".join(founder.content)
    for attempt in range(len(taken) + 1):
        text = said if not attempt else f"{said}\x1f{founder.record.key}\x1f{attempt}"
        digest = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
        site_id = "S" + "".join(alphabet[(digest >> shift) & 31] for shift in range(55, -5, -5))
        if site_id not in taken:
            return site_id
    raise AssertionError("there is always a free identifier among one more than are taken")


def _unique(values: list[str], what: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"two {what} {value!r}; every key must be given once")
        seen.add(value)
