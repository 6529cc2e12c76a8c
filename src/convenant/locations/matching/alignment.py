"""Which words of two texts are the same word: equal, run together, or a slip apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

SHORTEST_ALIKE = 5  # letters


def alike(a: str, b: str) -> bool:
    """A spelling variant: one slip in five to seven letters, two in eight or more.

    Shorter words must be equal: four letters are a syllable or two, and another syllable is
    another firm ("Rili" / "Yuli").
    """
    length_a, length_b = len(a), len(b)
    if length_a < SHORTEST_ALIKE or length_b < SHORTEST_ALIKE or not -3 < length_a - length_b < 3:
        return False
    # A slip at both ends at once is so rare that it may cost the comparison of all other words.
    if a[0] != b[0] and a[-1] != b[-1]:
        return False
    limit = 2 if length_a > 7 or length_b > 7 else 1
    return OSA.distance(a, b, score_cutoff=limit) <= limit


def _joins(whole: str, pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The neighbouring pieces that make up the whole ("sangwoo" from "sang woo"), or nothing."""
    for start in range(len(pieces) - 1):
        joined = pieces[start]
        if not whole.startswith(joined):
            continue
        for end in range(start + 1, min(start + 4, len(pieces))):
            joined += pieces[end]
            if joined == whole:
                return pieces[start : end + 1]
            if len(joined) >= len(whole):
                break
    return ()


def _alike_joins(
    words: list[str], pieces: tuple[str, ...], matched: set[str]
) -> list[tuple[str, tuple[str, str]]]:
    """Words that are a spelling variant of two neighbours run together ("vorsor" / "vor sar")."""
    long = [w for w in words if len(w) >= 6]
    if not long:
        return []
    pairs = [p for p in pairwise(pieces) if p[0] not in matched or p[1] not in matched]
    return [
        (w, (first, second))
        for w in long
        for first, second in pairs
        if (w[0] == first[0] or w[-1] == second[-1])
        and -3 < len(w) - len(first) - len(second) < 3
        and alike(w, first + second)
    ]


@dataclass(slots=True)
class Aligned:
    """Words of both sides that have a partner on the other."""

    a: set[str]  # words of a that have a partner in b
    b: set[str]
    fuzzy: set[str]  # words of either side whose partner is a spelling variant


def align(a: tuple[str, ...], b: tuple[str, ...]) -> Aligned:
    """The words of a and of b that have a partner; the same whichever comes first."""
    common = set(a) & set(b)
    matched_a, matched_b = set(common), set(common)
    fuzzy: set[str] = set()
    left_a = [w for w in a if w not in common]
    left_b = [w for w in b if w not in common]
    if not left_a or not left_b:
        return Aligned(matched_a, matched_b, fuzzy)
    # Most words begin like no piece of the other side, and then no join of pieces can be the word.
    firsts_a, firsts_b = {w[0] for w in a}, {w[0] for w in b}
    for word in left_a:
        if len(word) >= 4 and word[0] in firsts_b and (pieces := _joins(word, b)):
            matched_a.add(word)
            matched_b.update(pieces)
    for word in left_b:
        if len(word) >= 4 and word[0] in firsts_a and (pieces := _joins(word, a)):
            matched_b.add(word)
            matched_a.update(pieces)
    # Every variant counts, not the first that was seen: otherwise the order would decide.
    left_a = [w for w in left_a if w not in matched_a]
    left_b = [w for w in left_b if w not in matched_b]
    long_b = [w for w in left_b if len(w) >= SHORTEST_ALIKE]
    for word in left_a:
        length = len(word)
        if length < SHORTEST_ALIKE:
            continue
        first, last = word[0], word[-1]
        for other in long_b:
            # What `alike` rules out first is ruled out here: calling it is what costs.
            if (
                (first == other[0] or last == other[-1])
                and -3 < length - len(other) < 3
                and alike(word, other)
            ):
                matched_a.add(word)
                matched_b.add(other)
                fuzzy.update((word, other))
    joins_a = _alike_joins([w for w in left_a if w not in matched_a], b, matched_b)
    joins_b = _alike_joins([w for w in left_b if w not in matched_b], a, matched_a)
    for word, pieces in joins_a:
        matched_a.add(word)
        matched_b.update(pieces)
        fuzzy.update((word, *pieces))
    for word, pieces in joins_b:
        matched_b.add(word)
        matched_a.update(pieces)
        fuzzy.update((word, *pieces))
    return Aligned(matched_a, matched_b, fuzzy)
