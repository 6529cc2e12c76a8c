"""What follows from scored pairs: which rows are one site, under which identifier, and why.

Where the rows and the scores come from is not its business: from one machine's memory (`engine`) or
from Spark (`on_spark`), the same scores give the same links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count

from convenant.locations.matching.cleaning import Clean
from convenant.locations.matching.grouping import Group, Groups
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.records import ContradictingDecisions, Link, PairScore
from convenant.locations.matching.scoring import score, score_unless_hopeless

Progress = Callable[[str, float], None]
# The score of a row with itself, under its own key: no comparison says as much.
CAME_BACK = PairScore(1.0, "same", (Reason("identical_row"),), "same_site")


def silent(step: str, done: float) -> None:
    """Nobody wants to know."""


@dataclass(slots=True)
class Nodes:
    """What is matched. Rows that say the same are one node; new ones come first, in the order of
    their content."""

    clean: Sequence[Clean] | Mapping[int, Clean]
    keys: list[list[str]]  # of the rows of every new node; the first one speaks for the others
    of_site: dict[str, list[int]]
    of_key: dict[str, int]  # by the key of a row or the identifier of a site
    propose: Callable[[int, int], str]  # a new node's identifier as a site, at so many attempts


class Deciding:
    """What follows from scored pairs: groups, sites and a link per row, wherever the scores come from."""

    def __init__(
        self,
        nodes: Nodes,
        same: Sequence[tuple[str, str]],
        different: Sequence[tuple[str, str]],
        progress: Progress,
    ):
        self.nodes = nodes
        self.progress = progress
        self.scores: dict[tuple[int, int], PairScore] = {}
        self.groups = Groups(self.scored)
        for site_id, standing in sorted(nodes.of_site.items()):
            self.groups.stand(standing, site_id)
        self._apply_decisions(same, different)

    # 1. Decisions taken before --------------------------------------------------------------------

    def _apply_decisions(
        self, same: Sequence[tuple[str, str]], different: Sequence[tuple[str, str]]
    ) -> None:
        self.decided_same: set[frozenset[int]] = set()
        for a, b in sorted(tuple(sorted(pair)) for pair in different):
            if (x := self.nodes.of_key.get(a)) is None or (y := self.nodes.of_key.get(b)) is None:
                continue
            if self.groups.of(x) is self.groups.of(y):
                raise ContradictingDecisions((a, b))
            self.groups.keep_apart(x, y)
        for a, b in sorted(tuple(sorted(pair)) for pair in same):
            if (x := self.nodes.of_key.get(a)) is None or (y := self.nodes.of_key.get(b)) is None:
                continue
            if not self.groups.decide_same(x, y):
                raise ContradictingDecisions((a, b))
            self.decided_same.add(frozenset((x, y)))

    # 2. Groups ------------------------------------------------------------------------------------

    def scored(self, a: int, b: int) -> PairScore:
        """The score of two nodes, the lower first; computed once."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self.scores:
            a_row, b_row = self.nodes.clean[pair[0]], self.nodes.clean[pair[1]]
            self.scores[pair] = CAME_BACK if come_back(a_row, b_row) else score(a_row, b_row)
        return self.scores[pair]

    def links(
        self, edges: list[tuple[float, int, int]], taken: Callable[[str], bool]
    ) -> dict[str, Link]:
        """The link of every new row, by its key.

        `edges` are the scored pairs worth knowing, each with its probability below zero (about it,
        where it was seen at a glance); the scores of those that are not "different" are in `scores`. No new site gets an identifier that is
        `taken`.
        """
        # Strongest first; equal ones in the order of their content, which the positions are.
        edges.sort()
        for _, a, b in edges:
            if self.scores.get((a, b)) == CAME_BACK:
                # It fitted when it came first; with its fellows come back too, it is no new question.
                self.groups.decide_same(a, b)
        for _, a, b in edges:
            if (a, b) in self.scores and self.scores[a, b].decision == "same":
                self.groups.join_if_fitting(a, b)
        nearest = self._nearest(edges)
        founders = self._founders(taken)
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

    # 3. Answers -----------------------------------------------------------------------------------

    def _founders(self, taken: Callable[[str], bool]) -> dict[int, str]:
        """Per new group, by its first node, its identifier."""
        founders: dict[int, str] = {}
        given: set[str] = set()
        for node in range(len(self.nodes.keys)):
            group = self.groups.of(node)
            if group.standing or min(group.members) != node:
                continue
            proposed = (self.nodes.propose(node, attempt) for attempt in count())
            founders[node] = next(i for i in proposed if i not in given and not taken(i))
            given.add(founders[node])
        return founders

    def _site_id(self, group: Group, founders: dict[int, str]) -> str:
        return group.standing or founders[min(group.members)]

    def _write(
        self, nearest: dict[int, tuple[float, int, int]], founders: dict[int, str]
    ) -> dict[str, Link]:
        links: dict[str, Link] = {}
        asked: set[frozenset[int]] = set()
        new = len(self.nodes.keys)
        for node, keys in enumerate(self.nodes.keys):
            if node % 5000 == 0:
                self.progress("decide", node / new)
            group = self.groups.of(node)
            site_id = self._site_id(group, founders)
            for key in keys:
                if node in founders and key == keys[0]:
                    links[key] = self._founding_link(key, site_id, node, nearest, founders, asked)
                else:
                    p, reasons = self._why_in(node, key, group)
                    links[key] = Link(key, site_id, p, "same", None, reasons)
        self.progress("decide", 1.0)
        return links

    def _founding_link(
        self,
        key: str,
        site_id: str,
        first: int,
        nearest: dict[int, tuple[float, int, int]],
        founders: dict[int, str],
        asked: set[frozenset[int]],
    ) -> Link:
        """The link of the row that founds a site: new, or review where another may be the same."""
        if first not in nearest:
            return Link(key, site_id, 0.0, "new", None, (Reason("nothing_near"),))
        _, own, other = nearest[first]
        result = self.scored(own, other)
        p = result.probability
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

    def _why_in(self, node: int, key: str, group: Group) -> tuple[float, tuple[Reason, ...]]:
        """How sure it is that a row belongs to its group, and why: by its best fellow."""
        if any(frozenset((node, other)) in self.decided_same for other in group.members):
            return 1.0, (Reason("decided_same"),)
        if key != self.nodes.keys[node][0]:
            return CAME_BACK.probability, CAME_BACK.reasons
        others = [
            m
            for m in sorted(group.members)
            if m != node and ((min(m, node), max(m, node)) in self.scores)
        ] or [m for m in sorted(group.members) if m != node][:1]
        best = min(others, key=lambda m: (-self.scored(node, m).probability, m))
        result = self.scored(node, best)
        return result.probability, result.reasons


def come_back(a: Clean, b: Clean) -> bool:
    """Equal text with the same key is the same row come back."""
    return a.record.key == b.record.key and a.content == b.content


def score_nodes(a: Clean, b: Clean) -> PairScore | float | None:
    """The model's score; of one that is sure to be "different" about its probability, by which the
    nearest miss is found; None where there is no hope of one worth looking at."""
    return CAME_BACK if come_back(a, b) else score_unless_hopeless(a, b)


def proposed_site_id(founder: Clean, attempt: int = 0) -> str:
    """An identifier that follows from what the founding row says: the same at every run.

    Where that one is taken another attempt has the row's key in it as well.
    """
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
    said = "\x1f".join(founder.content)
    text = said if not attempt else f"{said}\x1f{founder.record.key}\x1f{attempt}"
    digest = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
    return "S" + "".join(alphabet[(digest >> shift) & 31] for shift in range(55, -5, -5))
