"""New rows matched with each other and with the standing register.

The same rows give the same links in whatever order they come, and a list that is uploaded again
lands where it landed: rows are put in the order of their content before anything is decided, and
everything that is decided follows from content and from remembered decisions.
"""

from __future__ import annotations

import gc
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import Clean, clean, clean_all, identity_of
from convenant.locations.matching.deciding import (
    Deciding,
    Nodes,
    Progress,
    proposed_site_id,
    score_nodes,
    silent,
)
from convenant.locations.matching.on_cores import shared_out
from convenant.locations.matching.records import Link, PairScore, Record, RegisterSite
from convenant.locations.matching.standing import StandingIndex, ident_of

# Pairs compared at once by a helper, where there is more than one core.
PAIRS_AT_ONCE = 100_000


def match(
    rows: Sequence[Record],
    register: Sequence[RegisterSite] | StandingIndex = (),
    *,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    progress: Progress | None = None,
    cores: int = 1,
) -> list[Link]:
    """One link per row, in the order of the rows.

    `register` is the standing sites themselves, or an index that holds them in a file.
    `same` and `different` are remembered decisions on pairs of keys: of rows, of rows the register
    holds, or identifiers of sites. They are always honoured; those on unknown keys are ignored.
    `progress` is called with the name of a step ("clean", "candidates", "compare", "decide") and
    how much of it is done (0–1). The work is shared over so many `cores`.

    Raises ValueError where two rows have one key or two sites one identifier, and
    ContradictingDecisions where decisions exclude each other.
    """
    with no_hunt_for_cycles():
        run = _Matching(rows, register, list(same), list(different), progress or silent, cores)
        return run.links()


@contextmanager
def no_hunt_for_cycles() -> Iterator[None]:
    """Millions of small values, none of which refers back: looking through them again and again for
    cycles takes a sixth of the time at 100,000 rows, and more at a million."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Matching:
    """One run in memory: from rows to nodes, and from nodes to scored pairs."""

    def __init__(
        self,
        rows: Sequence[Record],
        register: Sequence[RegisterSite] | StandingIndex,
        same: list[tuple[str, str]],
        different: list[tuple[str, str]],
        progress: Progress,
        cores: int,
    ):
        unique([r.key for r in rows], "rows have the key")
        self.rows = rows
        self.progress = progress
        self.cores = cores
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
            unique([s.site_id for s in register], "sites of the register have the identifier")
            self._build_standing_nodes(register)
        nodes = Nodes(
            self.nodes,
            [[rows[i].key for i in indexes] for indexes in self.rows_of_node],
            self.nodes_of_site,
            self.nodes_of_key,
            lambda node, attempt: proposed_site_id(self.nodes[node], attempt),
        )
        self.deciding = Deciding(nodes, same, different, progress)
        self.asked = [self.nodes_of_key[key] for key in decided if key in self.nodes_of_key]

    # 1. Nodes -----------------------------------------------------------------------------------

    def _build_new_nodes(self, decided: set[str]) -> None:
        new: dict[tuple[str, ...], list[int]] = defaultdict(list)
        cleaned: dict[tuple[str, ...], Clean] = {}
        for i, (row, identity) in enumerate(clean_all(self.rows, decided, self.cores)):
            if i % 2000 == 0:
                self.progress("clean", i / max(1, len(self.rows)))
            new[identity].append(i)
            # The row with the first key speaks for those that say the same.
            if identity not in cleaned or row.record.key < cleaned[identity].record.key:
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

    # 2. Scores ------------------------------------------------------------------------------------

    def links(self) -> list[Link]:
        self.progress("candidates", 0.0)
        pairs = self.pairs
        if pairs is None:
            pairs = [
                (pair.a, pair.b) for pair in find_candidates(self.nodes, self.new, cores=self.cores)
            ]
        self.progress("candidates", 1.0)
        probabilities = array("d")
        for n, (found, scores) in enumerate(self._scored(pairs)):
            self.progress("compare", n * PAIRS_AT_ONCE / len(pairs))
            probabilities.extend(found)
            for at, score in scores:
                self.deciding.scores[pairs[at]] = score
        self.progress("compare", 1.0)
        links = self.deciding.links(self._edges(pairs, probabilities), self._taken())
        return [links[row.key] for row in self.rows]

    def _edges(
        self, pairs: list[tuple[int, int]], probabilities: array[float]
    ) -> list[tuple[float, int, int]]:
        """The scored pairs worth knowing: those of rows that may be joined or asked about, and of
        every other new row its nearest miss. Of a million rows millions of misses are no use."""
        wanted = bytearray(len(self.nodes))
        for node in (*chain.from_iterable(self.deciding.scores), *self.asked):
            wanted[node] = 1
        edges: list[tuple[float, int, int]] = []
        nearest = array("i", [-1]) * self.new
        for at, ((a, b), probability) in enumerate(zip(pairs, probabilities, strict=True)):
            if probability < 0:
                continue
            if wanted[a] or wanted[b]:
                edges.append((-probability, a, b))
                continue
            for node in (a, b):
                if node < self.new and (
                    nearest[node] < 0 or probability > probabilities[nearest[node]]
                ):
                    nearest[node] = at
        edges += [(-probabilities[at], *pairs[at]) for at in {*nearest} - {-1}]
        return edges

    def _scored(
        self, pairs: list[tuple[int, int]]
    ) -> Iterator[tuple[array[float], list[tuple[int, PairScore]]]]:
        """So many pairs at once: their probabilities, below zero where there is no hope, and the
        scores of those that are not different."""

        def work(piece: int) -> tuple[array[float], list[tuple[int, PairScore]]]:
            start = piece * PAIRS_AT_ONCE
            probabilities, scores = array("d"), []
            for at, (a, b) in enumerate(pairs[start : start + PAIRS_AT_ONCE], start):
                result = score_nodes(self.nodes[a], self.nodes[b])
                if not isinstance(result, PairScore):
                    probabilities.append(-1.0 if result is None else result)
                    continue
                probabilities.append(result.probability)
                if result.decision != "different":
                    scores.append((at, result))
            return probabilities, scores

        return shared_out(work, -(-len(pairs) // PAIRS_AT_ONCE), self.cores)

    def _taken(self) -> Callable[[str], bool]:
        """Whether a new site may not get this identifier."""
        if not isinstance(index := self.register, StandingIndex):
            return {site.site_id for site in index}.__contains__
        proposed = {proposed_site_id(node) for node in self.nodes[: self.new]}
        known = index.known(
            proposed
        )  # all at once; a second attempt is rare enough to ask by itself
        return lambda i: i in known if i in proposed else bool(index.known([i]))


def unique(values: Iterable[str], what: str) -> None:
    """Raises ValueError where a value comes twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"two {what} {value!r}; every key must be given once")
        seen.add(value)
