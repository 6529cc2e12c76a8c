"""Which pairs are worth comparing: rows that share telling keys, found by a join in DuckDB.

Recall first, with a bound. Every row gets some thirty keys made from its own content; two rows are
candidates when they share one. A key that very many rows share is left out (its rows meet through
the narrower keys that join a word of the name with one of the address), and of all candidates a
row keeps the best, so that the work grows with the number of rows and not with its square.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from math import log
from typing import Any
from zlib import crc32

from convenant.locations.matching.cleaning import Clean
from convenant.locations.matching.on_cores import shared_out

# A key shared by more rows than this names a street or a word, not a site.
MOST_ROWS_PER_KEY = 150
# No row is compared with more others than this.
MOST_CANDIDATES = 24
# One key alone makes candidates of no more rows than this; by more, a second key is needed. Measured from
# 10,000 rows to 40,000: candidates per row grow 2.6 to 3.8 instead of 3.4 to 6.3, and none of the pairs
# that are the same is lost.
MOST_ROWS_ALONE = 5
# Rows whose address agrees but whose names share no key need names this alike (Jaro–Winkler).
NAMES_ALIKE = 0.80

# Letters and digits from which a whole address with a number says enough by itself.
LEAST_ADDRESS = 12
# Letters of a name from which its letter pairs tell it from others.
LEAST_LETTERS = 6
# Rows whose keys are made at once.
ROWS_AT_ONCE = 20_000
# So many distinctive words of a name make keys; a longer name is a list of names.
MOST_WORDS = 7

# A key of the second kind makes candidates only of rows whose names are alike besides.
NAME, ADDRESS = 1, 0

# The rules in SQL that DuckDB and Spark both run, so that both find the same pairs. Weights are whole
# numbers, so that a sum is the same in whatever order it is added up.
USABLE = """
    select key, cast(round(1024 * ln(2 + $rows / count(*))) as bigint) as weight from {keys}
    group by key having count(*) between 2 and $most
    """
SHARED = """
    select a, b, score, named from (
        select x.row as a, y.row as b, sum(weight * (1 + greatest(x.kind, y.kind))) as score,
               max(greatest(x.kind, y.kind)) as named
        from {keys} x join {usable} using (key) join {keys} y using (key)
        where x.row < $new and y.row > x.row
        group by all
    ) as every where score >= $least * (1 + named)
    """
BEST = """
    select distinct a, b from (
        select a, b, row_number() over (partition by self order by score desc, a, b) as rank
        from (
            select a as self, a, b, score from {plausible}
            union all
            select b as self, a, b, score from {plausible} where b < $new
        ) as both_ways
    ) as ranked where rank <= $most
    """
# DuckDB's alone: of a pair that shares no key of the name.
NAMES_MAY_AGREE = "(spaced or jaro_winkler_similarity(core_a, core_b) >= $alike)"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two positions in the given rows, the lower first."""

    a: int
    b: int


def find_candidates(
    rows: Sequence[Clean],
    new: int,
    *,
    most: int = MOST_CANDIDATES,
    cores: int = 1,
    threads: int = 2,
    memory: str = "1GB",
) -> list[Pair]:
    """Candidate pairs in which at least one row is among the first `new` rows.

    The rest of the rows stand in the register: they are looked up but never compared with each
    other. The order of the result, and what is in it, follows from the content of the rows.
    """
    import duckdb  # here, so that what only names this core (the web process) starts without it

    with duckdb.connect(config={"threads": threads, "memory_limit": memory}) as db:
        keep_keys(db, rows, cores=cores)
        return best_pairs(db, new, len(rows), most)


def keep_keys(db: Any, rows: Sequence[Clean], first: int = 0, cores: int = 1) -> None:
    """The tables `k` (row, key, kind) and `r` (row, core, spaced) for these rows, counted from `first`.

    Made when they are not there yet. In typed arrays and some rows at a time: as Python's own numbers
    the thirty keys of a million rows would fill gigabytes.
    """
    import numpy as np

    db.execute("create table if not exists k (row integer, key bigint, kind tinyint)")
    db.execute("create table if not exists r (row integer, core varchar, spaced boolean)")

    def work(piece: int) -> tuple[array[int], array[int], array[int]]:
        numbers, hashes, kinds = array("i"), array("q"), array("b")
        start = piece * ROWS_AT_ONCE
        for i, row in enumerate(rows[start : start + ROWS_AT_ONCE], first + start):
            for kind, digest in digests(row):
                numbers.append(i)
                hashes.append(digest)
                kinds.append(kind)
        return numbers, hashes, kinds

    pieces = -(-len(rows) // ROWS_AT_ONCE)
    for piece, (numbers, hashes, kinds) in enumerate(shared_out(work, pieces, cores)):
        given = rows[piece * ROWS_AT_ONCE : (piece + 1) * ROWS_AT_ONCE]
        start = first + piece * ROWS_AT_ONCE
        key_table = {  # noqa: F841 -- DuckDB finds it by its name
            "row": np.frombuffer(numbers, dtype=np.int32),
            "key": np.frombuffer(hashes, dtype=np.int64),
            "kind": np.frombuffer(kinds, dtype=np.int8),
        }
        row_table = {  # noqa: F841
            "row": np.arange(start, start + len(given), dtype=np.int32),
            "core": np.array([core_letters(r) for r in given], dtype=object),
            "spaced": np.array([bool(r.name.spaced) for r in given], dtype=bool),
        }
        db.execute("insert into k select * from key_table")
        db.execute("insert into r select * from row_table")


def best_pairs(db: Any, new: int, total: int, most: int = MOST_CANDIDATES) -> list[Pair]:
    """The best candidates by the keys in `k`, of which the first `new` rows are looked up."""
    usable = USABLE.format(keys="k")
    db.execute(
        f"create or replace table usable as {usable}",
        {"rows": float(total), "most": MOST_ROWS_PER_KEY},
    )
    shared = SHARED.format(keys="k", usable="usable")
    plausible = f"""
        select a, b, score from (
            select shared.*, ra.core as core_a, rb.core as core_b,
                   ra.spaced or rb.spaced as spaced
            from shared join r ra on ra.row = a join r rb on rb.row = b
        ) where named = 1 or {NAMES_MAY_AGREE}
        """  # noqa: S608 -- our own texts
    found = db.execute(
        f"with shared as ({shared}), plausible as ({plausible})"
        f" {BEST.format(plausible='plausible')} order by a, b",
        {"new": new, "most": most, "alike": NAMES_ALIKE, "least": least_weight(total)},
    ).fetchnumpy()
    return [Pair(int(a), int(b)) for a, b in zip(found["a"], found["b"], strict=True)]


def least_weight(total: int) -> int:
    """The weight below which a pair is not worth a look, in a register of so many rows.

    Among more rows more of them share a word by chance, so what two rows must have in common grows with
    the logarithm of their number, and the candidates of a row do not grow with the register.
    """
    return round(1024 * log(2 + total / MOST_ROWS_ALONE))


# ---------------------------------------------------------------------------------------- keys


def digests(row: Clean) -> Iterator[tuple[int, int]]:
    """Each key of the row once, as 64 bits, after whether it holds evidence from the name."""
    for kind, key in dict.fromkeys(keys(row)):
        digest = blake2b(key.encode(), digest_size=8).digest()
        yield kind, int.from_bytes(digest, "big", signed=True)


def core_letters(row: Clean) -> str:
    """The letters by which names are likened that share no key."""
    return row.name.core_squashed or row.name.squashed


def keys(row: Clean) -> Iterator[tuple[int, str]]:
    """The keys of one row, each with whether it holds evidence from the name.

    Keys that are broad carry the country; narrow ones do not, so that rows without a country or
    with a wrong one still meet.
    """
    country, name, address = row.country, row.name, row.address
    for kind, value in (("o", row.os_id), ("g", row.gln), ("l", row.lei), ("r", row.registry)):
        if value:
            yield NAME, f"{kind}|{value}"

    core = sorted(name.core, key=lambda w: (-len(w), w))[:MOST_WORDS] if not name.spaced else []
    for word in core:
        if len(word) >= 3:
            yield NAME, f"n|{country}|{word}"
        if len(word) >= 5 and len(bones := skeleton(word)) >= 3:
            yield NAME, f"s|{country}|{bones}"
    for first, second in pairwise(name.core):
        if not name.spaced:
            yield NAME, f"n|{country}|{first + second}"
    letters = name.spaced or name.core_squashed or name.squashed
    if letters:
        yield NAME, f"p|{country}|{letters[:6]}"
        yield NAME, f"c|{letters}"
        if not name.core and not name.spaced:
            yield NAME, f"g|{country}|{'|'.join(sorted(name.words))}"

    for grams in like_grams(letters):
        yield ADDRESS, f"m|{country}|{grams}"

    telling = sorted(address.words, key=lambda w: (-address.weights[w], -len(w), w))[:5]
    bones_of = [skeleton(w) if w.isalpha() and len(w) >= 5 else w for w in telling]
    heads = {w[:4] for w in core} or {letters[:4]}
    for head in heads:
        for bones in bones_of:
            yield NAME, f"na|{head}|{bones}"
        for door in sorted(address.doors)[:3]:
            yield NAME, f"nd|{country}|{head}|{door}"
        if address.postcode:
            yield NAME, f"nz|{head}|{address.postcode}"

    # A name that says only where the plant is has nothing but its address to be found by.
    by_door = ADDRESS if any(w not in address.weights for w in core) else NAME
    for door in sorted(address.doors)[:3]:
        for bones in bones_of[:4]:
            yield by_door, f"d|{door}|{bones}"
        if address.postcode:
            yield ADDRESS, f"z|{country}|{address.postcode}|{door}"
    if address.doors and len(address.squashed) >= LEAST_ADDRESS:
        # The very same gate, whatever the names: a firm renamed, or the brand's word for its plant.
        yield NAME, f"a|{address.squashed}"
    in_order = [w for w in address.words if address.weights[w] >= 0.5][:5]
    for first, second in pairwise(in_order):
        yield ADDRESS, f"t|{country}|{skeleton(first)}|{skeleton(second)}"
    if row.precise:
        yield ADDRESS, f"x|{row.record.lat:.2f}|{row.record.lng:.2f}"


# So many groups of so many smallest hashes of a name's letter pairs: names one slip apart share a group
# mostly, unlike names hardly ever (MinHash; Broder 1997).
BANDS, IN_BAND = 3, 3
_SEEDS = tuple((0x9E3779B1 * (2 * i + 1)) & 0xFFFFFFFF for i in range(BANDS * IN_BAND))


def like_grams(letters: str) -> Iterator[str]:
    """Per band what names that are alike in their letter pairs are likely to share."""
    if len(letters) < LEAST_LETTERS:
        return
    grams = {crc32(letters[i : i + 2].encode()) for i in range(len(letters) - 1)}
    least = [min([gram * seed & 0xFFFFFFFF for gram in grams]) for seed in _SEEDS]
    for band, start in enumerate(range(0, len(least), IN_BAND)):
        yield f"{band}.{'.'.join(map(str, least[start : start + IN_BAND]))}"


_SOUNDS = (("ph", "f"), ("ck", "k"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("kh", "k"))
_SAME_LETTERS = str.maketrans("czqvwy", "ksgbbi")
_VOWELS = re.compile(r"(?<!^)[aeiouh]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """A word's consonants, likened: "avissawella" and "awissawela" have the same bones."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word.translate(_SAME_LETTERS)))
