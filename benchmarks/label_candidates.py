"""Pairs of rows worth judging by hand: drawn by chance in strata, shown without our score, entered.

    python benchmarks/label_candidates.py draw drawn.csv before.csv  # the earlier pairs and new ones
    python benchmarks/label_candidates.py show drawn.csv 516 570     # the text of pairs 516 to 570
    python benchmarks/label_candidates.py enter drawn.csv judged.txt before.csv pairs.csv

`before.csv` is a copy of `labels/pairs.csv` as it was; without one, all is drawn anew.

The pool is every pair that our own search for candidates brings together (across two lists, a list
and the register, or within one list), and every pair across lists that a cheap criterion brings
together which knows nothing of our model: likeness of names or of addresses, equal squashed names,
or nearest on the map. So what our model overlooks can be drawn too. Pairs in the label files that
others made are left out. `weight` is how many pairs of the pool a drawn one stands for.

A line of `judged.txt` is the number of a new pair, a letter and a reason: s same, c same compound,
o same company, m moved or renamed, d different, u unsure. Entering opens what was judged before: all
of it is `dev`, and so is every new pair of a cluster that has an earlier pair in it; the rest is `kept`.
"""

import argparse
import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path

import numpy
from labelled import DATA, REGISTER, every_row, references, table
from rapidfuzz import fuzz, process

from convenant.locations.matching import PairScore, Record, distance_km, score_pairs
from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import clean

SEED = 20261123
ALREADY_JUDGED = ("pairs_read_from_text.csv", "pairs_os_hub_training.csv")
NAMES_ALIKE, ADDRESSES_ALIKE = 88, 85
NEAR_KM = 0.3
# Words that nearly every name has: with them, everything is like everything.
EVERYWHERE = {
    "co", "ltd", "limited", "company", "pvt", "private", "inc", "jsc", "llc", "sa", "srl", "spa", "as",
    "a", "s", "sti", "ve", "tic", "san", "ind", "industry", "industries", "industrial", "garment",
    "garments", "factory", "textile", "textiles", "apparel", "apparels", "fashion", "fashions",
    "tekstil", "the", "of", "and", "corp", "corporation", "group", "international", "manufacturing",
    "mfg", "trading", "import", "export", "pt", "cv",
}  # fmt: skip
# How many more to draw of each stratum. Of the likely ones all that are left.
ALL = 10_000
DRAW = {
    "ours, same, plainly": ALL,
    "ours, same, otherwise": ALL,
    "ours, review": ALL,
    "ours, middle": 60,
    "ours, low, names alike too": 10,
    "ours, low, otherwise": 15,
    "within one list, likely": 60,
    "within one list, otherwise": 20,
    "names alike only": 35,
    "addresses alike only": 25,
    "equal names only": 15,
    "near on the map only": 15,
}
UNLIKELY = "ours, low, otherwise"

LETTERS = {
    "s": "same", "c": "same_compound", "o": "same_company", "m": "moved_or_renamed",
    "d": "different", "u": "unsure",
}  # fmt: skip

Pair = tuple[int, int]


def list_of(row: Record) -> str:
    return row.key.partition(":")[0]


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def squashed(text: str) -> str:
    return "".join(words(text))


def telling(name: str) -> list[str]:
    return [w for w in words(name) if w not in EVERYWHERE]


# ---------------------------------------------------------------------------------------- pool


def across(rows: list[Record], pairs: Iterable[Pair]) -> set[Pair]:
    """Only the pairs of rows in two lists, the lower position first."""
    return {(min(p), max(p)) for p in pairs if list_of(rows[p[0]]) != list_of(rows[p[1]])}


def within(rows: list[Record], pairs: Iterable[Pair]) -> set[Pair]:
    """Only the pairs of two rows in one list; the register is never compared with itself."""
    return {(min(p), max(p)) for p in pairs if list_of(rows[p[0]]) == list_of(rows[p[1]])}


def by_country(rows: list[Record]) -> Iterator[list[int]]:
    groups = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row.country].append(i)
    return iter(groups.values())


def alike(rows: list[Record], texts: list[str], least: int) -> Iterator[Pair]:
    """Pairs in one country whose texts share so many words."""
    for group in by_country(rows):
        group = [i for i in group if texts[i]]
        chosen = [texts[i] for i in group]
        table_ = process.cdist(chosen, chosen, scorer=fuzz.token_set_ratio, score_cutoff=least)
        for x, y in zip(*numpy.nonzero(numpy.triu(table_, 1)), strict=True):
            yield group[x], group[y]


def names_alike(rows: list[Record]) -> Iterator[Pair]:
    texts = [" ".join(telling(r.name)) for r in rows]
    return alike(rows, [t if len(t) >= 4 else "" for t in texts], NAMES_ALIKE)


def addresses_alike(rows: list[Record]) -> Iterator[Pair]:
    """An address of a few words is part of very many others, so it is left out."""
    found = [words(r.address) for r in rows]
    return alike(rows, [" ".join(w) if len(set(w)) >= 5 else "" for w in found], ADDRESSES_ALIKE)


def equal_names(rows: list[Record]) -> Iterator[Pair]:
    groups = defaultdict(list)
    for i, row in enumerate(rows):
        groups[squashed(row.name)].append(i)
    for group in groups.values():
        yield from ((i, j) for i in group for j in group if i < j)


def nearest(rows: list[Record]) -> Iterator[Pair]:
    """Of every listed row the nearest of another list, if it is a short walk away."""
    for i, row in enumerate(rows):
        if row.lat is None or list_of(row) == REGISTER:
            continue
        near = [
            (km, j)
            for j, other in enumerate(rows)
            if other.lat is not None
            and abs(other.lat - row.lat) < 0.01
            and list_of(other) != list_of(row)
            and (km := distance_km(row, other)) is not None
        ]
        if near and min(near)[0] <= NEAR_KM:
            yield i, min(near)[1]


def judged_before(rows: list[Record]) -> set[Pair]:
    texts = {
        frozenset((squashed(r[f"name_{s}"]), squashed(r[f"address_{s}"])) for s in "ab")
        for name in ALREADY_JUDGED
        for r in table(DATA / name)
    }
    at = defaultdict(list)
    for i, row in enumerate(rows):
        at[squashed(row.name), squashed(row.address)].append(i)
    return {(min(i, j), max(i, j)) for ends in texts for i in at[min(ends)] for j in at[max(ends)]}


# -------------------------------------------------------------------------------------- strata


def strata(rows: list[Record]) -> dict[str, list[Pair]]:
    """The pool, every pair of it in one stratum."""
    cleaned = [clean(r) for r in rows]
    listed = sum(list_of(r) != REGISTER for r in rows)
    done = judged_before(rows)
    found = [(p.a, p.b) for p in find_candidates(cleaned, listed)]
    inside = within(rows, found) - done
    ours = across(rows, found) - done
    cheap = {
        "equal names only": across(rows, equal_names(rows)),
        "names alike only": across(rows, names_alike(rows)),
        "addresses alike only": across(rows, addresses_alike(rows)),
        "near on the map only": across(rows, nearest(rows)),
    }
    pool: dict[str, list[Pair]] = {name: [] for name in DRAW}
    for pair, score in scored(rows, ours):
        names = pair in cheap["names alike only"]
        pool[stratum(score.decision, score.probability, names, rows, pair)].append(pair)
    for pair, score in scored(rows, inside):
        likely = score.probability >= 0.25
        pool["within one list, likely" if likely else "within one list, otherwise"].append(pair)
    taken = ours | done
    for name, pairs in cheap.items():
        pool[name] = sorted(pairs - taken)
        taken = taken | pairs
    return pool


def scored(rows: list[Record], pairs: set[Pair]) -> Iterator[tuple[Pair, PairScore]]:
    ordered = sorted(pairs)
    scores = score_pairs([(rows[a], rows[b]) for a, b in ordered])
    return zip(ordered, scores, strict=True)


def stratum(decision: str, p: float, names: bool, rows: list[Record], pair: Pair) -> str:
    """Where a pair that our search found belongs, by our probability and by its names."""
    if decision == "same":
        a, b = (rows[i] for i in pair)
        plainly = squashed(a.name) == squashed(b.name) and p >= 0.99
        return "ours, same, plainly" if plainly else "ours, same, otherwise"
    if decision == "review":
        return "ours, review"
    if p >= 0.01:
        return "ours, middle"
    return "ours, low, names alike too" if names else "ours, low, otherwise"


def draw(rows: list[Record], earlier: list[dict[str, str]]) -> list[dict[str, str]]:
    """Pairs drawn earlier and then new ones, in an order that tells nothing of their stratum."""
    chance = random.Random(f"{SEED} after {len(earlier)}")
    at = {row.key: i for i, row in enumerate(rows)}
    ends = [[at[key] for key in references(line)] for line in earlier]
    before = [(min(pair), max(pair)) for pair in ends]
    pool = strata(rows)
    # Which of equally unlikely candidates our search keeps differs from run to run.
    gone = set(before).difference(*pool.values())
    pool[UNLIKELY] = sorted({*pool[UNLIKELY], *gone})
    weights: dict[Pair, float] = {}
    drawn: list[Pair] = []
    for name, pairs in pool.items():
        old = set(before) & set(pairs)
        rest = [pair for pair in pairs if pair not in old]
        new = chance.sample(rest, min(DRAW[name], len(rest)))
        print(f"{name:<30}{len(pairs):>7} in the pool, {len(old):>3} drawn earlier, {len(new)} now")
        weights |= {pair: len(pairs) / len([*old, *new]) for pair in [*old, *new]}
        drawn += new
    chance.shuffle(drawn)
    return [reference(rows, pair, weights[pair]) for pair in [*before, *drawn]]


def reference(rows: list[Record], pair: Pair, weight: float) -> dict[str, str]:
    ends = [rows[i].key.split(":") for i in pair]
    return {
        "list_a": ends[0][0], "row_a": ends[0][1], "list_b": ends[1][0], "row_b": ends[1][1],
        "weight": f"{weight:.4g}",
    }  # fmt: skip


def show(path: Path, first: int, last: int) -> None:
    """The text of both rows of some drawn pairs, and nothing that hints at our score."""
    by_key = {row.key: row for row in every_row()}
    for i, pair in enumerate(table(path)[first - 1 : last], first):
        print(f"\n{i}")
        for side in "ab":
            row = by_key[f"{pair[f'list_{side}']}:{pair[f'row_{side}']}"]
            print(f"  {side} {row.country} | {row.name} | {row.address}")


# ------------------------------------------------------------------------------------ entering


def enter(drawn: Path, judged: Path, before: Path) -> Iterator[dict[str, str]]:
    """All pairs, weighed anew: the earlier ones as they were judged, and the new ones, each in a part."""
    lines = table(drawn)
    names = {row.key: row.name for row in every_row()}
    clusters = clusters_of(lines, names)
    earlier = {references(line): (line["relation"], line["reason"]) for line in table(before)}
    opened = {clusters[row] for pair in earlier for row in pair}
    said = dict(judgements(judged))
    for i, line in enumerate(lines, 1):
        pair = references(line)
        relation, reason = earlier[pair] if pair in earlier else said[i]
        where = {key: line[key] for key in ("list_a", "row_a", "list_b", "row_b")}
        part = part_of(clusters[pair[0]], opened)
        yield where | {
            "relation": relation, "reason": reason, "weight": line["weight"], "part": part
        }  # fmt: skip


def judgements(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        number, letter, reason = line.split(" ", 2)
        yield int(number), (LETTERS[letter], reason)


def clusters_of(lines: list[dict[str, str]], names: dict[str, str]) -> dict[str, str]:
    """Of every judged row the smallest row of its cluster.

    Rows hang together when they were judged against each other, and when their names are the same
    but for the words that every name has: one factory is in several lists, and what is learned from
    its rows in `dev` may not come back in `kept`.
    """
    leader: dict[Hashable, Hashable] = {}

    def find(node: Hashable) -> Hashable:
        while leader.setdefault(node, node) != node:
            node = leader[node]
        return node

    rows = sorted({key for line in lines for key in references(line)})
    for line in lines:
        a, b = references(line)
        leader[find(a)] = find(b)
    for row in rows:
        short = "".join(telling(names[row]))
        leader[find(row)] = find(("name", short if len(short) >= 5 else squashed(names[row])))
    smallest: dict[Hashable, str] = {}
    return {row: smallest.setdefault(find(row), row) for row in rows}


def part_of(cluster: str, opened: set[str]) -> str:
    """A cluster with an earlier pair in it is known; only one that is new as a whole can be unseen."""
    return "dev" if cluster in opened else "kept"


def write(path: Path, lines: Iterable[dict[str, str]]) -> None:
    found = list(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["draw", "show", "enter"])
    parser.add_argument("drawn", type=Path)
    parser.add_argument("more", nargs="*")
    chosen = parser.parse_args()
    if chosen.what == "draw":
        earlier = [line for path in chosen.more for line in table(Path(path))]
        write(chosen.drawn, draw(every_row(), earlier))
    elif chosen.what == "show":
        show(chosen.drawn, *map(int, chosen.more))
    else:
        judged, before, out = map(Path, chosen.more)
        write(out, enter(chosen.drawn, judged, before))


if __name__ == "__main__":
    main()
