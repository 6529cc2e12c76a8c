"""Two cleaned rows side by side: a level for every kind of evidence, and the reasons in words.

Every function here is symmetric in its two rows: the level is the same whichever comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from convenant.locations.matching.cleaning import Clean, CleanAddress, CleanName
from convenant.locations.matching.geo import distance_km
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.vocabulary import (
    GENERAL_WORDS,
    KNOWN_WORDS,
    LEGAL_FORMS,
    STOP_WORDS,
)

NAME_WEIGHT_IN_ADDRESS = 0.3
NEAR_KM, SOME_KM, FAR_KM = 2.0, 15.0, 100.0


@dataclass(frozen=True, slots=True)
class Level:
    """A level of one comparison; `info` says how much the equal words hold (names only)."""

    name: str
    reason: Reason | None
    info: float = 1.0


def compare(a: Clean, b: Clean, name: Level | None = None) -> dict[str, Level]:
    """The level of every comparison that the model knows weights for.

    `name` may hold what `compare_names` said about the two already.
    """
    return {
        "os_id": _identifier(a.os_id, b.os_id, "os_id"),
        "gln": _identifier(a.gln, b.gln, "gln"),
        "lei": _identifier(a.lei, b.lei, "lei"),
        "registry": _identifier(a.registry, b.registry, "registry"),
        "country": _country(a, b),
        "name": name or compare_names(a, b),
        "unit": _units(a, b),
        "address": compare_addresses(a.address, b.address),
        "postcode": _postcodes(a, b),
        "distance": _distance(a, b),
    }


# ---------------------------------------------------------------------------------------- words


def _alike(a: str, b: str) -> bool:
    """A spelling variant: one slip in five to seven letters, two in eight or more.

    Shorter words must be equal: four letters are a syllable or two, and another syllable is
    another firm ("Rili" / "Yuli").
    """
    length_a, length_b = len(a), len(b)
    if length_a < 5 or length_b < 5 or not -3 < length_a - length_b < 3:
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
    return [(w, pair) for w in long for pair in pairs if _alike(w, pair[0] + pair[1])]


@dataclass(slots=True)
class _Aligned:
    a: set[str]  # words of a that have a partner in b
    b: set[str]
    fuzzy: set[str]  # words of either side whose partner is a spelling variant


def _align(a: tuple[str, ...], b: tuple[str, ...]) -> _Aligned:
    common = set(a) & set(b)
    matched_a, matched_b, fuzzy = set(common), set(common), set()
    left_a = [w for w in a if w not in common]
    left_b = [w for w in b if w not in common]
    if not left_a or not left_b:
        return _Aligned(matched_a, matched_b, fuzzy)
    for word in left_a:
        if len(word) >= 4 and (pieces := _joins(word, b)):
            matched_a.add(word)
            matched_b.update(pieces)
    for word in left_b:
        if len(word) >= 4 and (pieces := _joins(word, a)):
            matched_b.add(word)
            matched_a.update(pieces)
    # Every variant counts, not the first that was seen: otherwise the order would decide.
    left_a = [w for w in left_a if w not in matched_a]
    left_b = [w for w in left_b if w not in matched_b]
    for word in left_a:
        for other in left_b:
            if _alike(word, other):
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
    return _Aligned(matched_a, matched_b, fuzzy)


# ---------------------------------------------------------------------------------------- names


def compare_names(a: Clean, b: Clean) -> Level:
    """How the two names agree, with places and general words in their own role."""
    x, y = a.name, b.name
    raw_a, raw_b = _short(a.record.name), _short(b.record.name)
    if not x.words or not y.words:
        return Level("missing", Reason("name_missing"))
    if x.spaced or y.spaced:
        return _compare_spaced(x, y, raw_a, raw_b)
    core_a, core_b = _core(x, a, b), _core(y, b, a)
    if x.squashed == y.squashed:
        code = "name_same" if a.record.name == b.record.name else "name_legal_form"
        if core_a and core_b:
            return Level("same", Reason(code), min(sum(core_a.values()), sum(core_b.values())))
        return Level("general", Reason("name_general"))

    aligned = _align(x.words, y.words)
    if not core_a or not core_b:
        return _compare_general(x, y, aligned, raw_a, raw_b)
    shared_a = {w: v for w, v in core_a.items() if w in aligned.a}
    shared_b = {w: v for w, v in core_b.items() if w in aligned.b}
    shared = min(sum(shared_a.values()), sum(shared_b.values()))
    left_a = sum(core_a.values()) - sum(shared_a.values())
    left_b = sum(core_b.values()) - sum(shared_b.values())
    # Said in the words of whichever name comes first in the alphabet, for symmetry's sake.
    named = " ".join(min(tuple(shared_a), tuple(shared_b)))

    if left_a < 0.01 and left_b < 0.01:
        if aligned.fuzzy.intersection((*core_a, *core_b)):
            return Level("near", Reason("name_near", (raw_a, raw_b)), shared)
        rest_a = [w for w in x.words if w not in aligned.a]
        rest_b = [w for w in y.words if w not in aligned.b]
        if rest_a and rest_b:
            return Level("core", Reason("name_core", (named,)), shared)
        return Level("same", Reason("name_legal_form"), shared)
    if _squash_alike(x.core_squashed, y.core_squashed):
        return Level("near", Reason("name_near", (raw_a, raw_b)), shared)
    if shared >= 0.75:
        lesser = min(left_a, left_b)
        if lesser < 0.01 or shared >= 3 * max(left_a, left_b):
            return Level("contained", Reason("name_contained", (named,)), shared)
        level = "overlap" if shared >= 1.6 else "partly"
        return Level(level, Reason("name_partly", (named, raw_a, raw_b)))
    if shared > 0 and min(left_a, left_b) < 0.01:
        # One whole name inside the other, but by a word that is also a place.
        return Level("partly", Reason("name_partly", (named, raw_a, raw_b)))
    return Level("differs", Reason("name_differs", (raw_a, raw_b)))


def _core(name: CleanName, own: Clean, other: Clean) -> dict[str, float]:
    """Distinctive words with their weight; a place of either address weighs less.

    A village that no table knows shows itself by standing in the address. But a firm may also
    be named in its own address ("Baijia Industrial Park"), so where nothing else is left, the
    words keep their weight.
    """
    in_addresses = {w for w in name.core if w in own.address.weights or w in other.address.weights}
    if len(in_addresses) == len(name.core):
        in_addresses = set()
    return {
        w: NAME_WEIGHT_IN_ADDRESS * name.weights[w] if w in in_addresses else name.weights[w]
        for w in name.core
    }


def _compare_general(
    x: CleanName, y: CleanName, aligned: _Aligned, raw_a: str, raw_b: str
) -> Level:
    """Names of which at least one has only general words and places."""
    all_a, all_b = sum(x.weights.values()), sum(y.weights.values())
    share_a = sum(x.weights[w] for w in aligned.a) / all_a
    share_b = sum(y.weights[w] for w in aligned.b) / all_b
    if share_a > 0.99 and share_b > 0.99:
        return Level("general", Reason("name_general"))
    if min(share_a, share_b) >= 0.6:
        shared = " ".join(sorted(aligned.a & aligned.b))
        return Level("partly", Reason("name_partly", (shared, raw_a, raw_b)))
    return Level("differs", Reason("name_differs", (raw_a, raw_b)))


def _squash_alike(a: str, b: str) -> bool:
    """The distinctive letters without spaces are a spelling variant of each other."""
    if a == b:
        return True
    return min(len(a), len(b)) >= 6 and ratio(a, b, score_cutoff=90) >= 90


def _compare_spaced(x: CleanName, y: CleanName, raw_a: str, raw_b: str) -> Level:
    """Names of which one was letter-spaced: look for the words of one in the letters of the other."""
    if x.spaced and y.spaced:
        alike = ratio(x.spaced, y.spaced) >= 90
        level = Level("near", Reason("name_near", (raw_a, raw_b)))
        return level if alike else Level("differs", Reason("name_differs", (raw_a, raw_b)))
    letters, words = (x.spaced, y) if x.spaced else (y.spaced, x)
    found = [w for w in sorted(words.words, key=len, reverse=True) if len(w) > 1 and w in letters]
    found_weight = sum(words.weights[w] for w in found)
    share = found_weight / sum(words.weights.values())
    rest = letters
    for word in found:
        rest = rest.replace(word, " ")
    rest = _without_known(rest)
    unexplained = len(rest.replace(" ", "")) / len(letters)
    info = sum(words.weights[w] for w in found if w in words.core)
    if share >= 0.85 and unexplained <= 0.2:
        return Level("near", Reason("name_near", (raw_a, raw_b)), info)
    if ratio(words.letters, letters) >= 85:
        return Level("near", Reason("name_near", (raw_a, raw_b)), info)
    if info >= 0.75 and (share >= 0.85 or unexplained <= 0.2 or share >= 0.6 and info >= 1.5):
        return Level("contained", Reason("name_contained", (" ".join(sorted(found)),)), info)
    if info >= 0.75:
        return Level("partly", Reason("name_partly", (" ".join(sorted(found)), raw_a, raw_b)))
    return Level("differs", Reason("name_differs", (raw_a, raw_b)))


_KNOWN_LONGEST_FIRST = sorted(
    (w for w in KNOWN_WORDS | GENERAL_WORDS if len(w) >= 5), key=lambda w: (-len(w), w)
) + ["private", "limited", "coltd", "ltd", "pvt"]


def _without_known(text: str) -> str:
    for word in _KNOWN_LONGEST_FIRST:
        if word in text:
            text = text.replace(word, " ")
    return " ".join(p for p in text.split() if p not in LEGAL_FORMS and p not in STOP_WORDS)


# ---------------------------------------------------------------------------------------- units


def _units(a: Clean, b: Clean) -> Level:
    """Numbers in names are veto evidence: unit 2 is not unit 3."""
    named_a, named_b = _named_units(a, b), _named_units(b, a)
    units_a, units_b = named_a or a.address.units, named_b or b.address.units
    text_a, text_b = ", ".join(sorted(units_a)), ", ".join(sorted(units_b))
    if not units_a and not units_b:
        return Level("none", None)
    if not units_a or not units_b:
        return Level("one_sided", Reason("unit_one_sided", (text_a or text_b,)))
    if units_a & units_b:
        return Level("same", Reason("unit_same", (", ".join(sorted(units_a & units_b)),)))
    # A unit in an address is often one of several that a firm has there; in a name it is the site.
    level = "conflict" if named_a and named_b else "conflict_in_address"
    return Level(level, Reason("unit_conflict", (text_a, text_b)))


def _named_units(own: Clean, other: Clean) -> frozenset[str]:
    """Units in the name. A door number repeated in the name ("(No. 30&32)") is no unit."""
    doors = own.address.doors | other.address.doors
    return frozenset(u for u in own.name.units if len(u) < 2 or u not in doors)


# ------------------------------------------------------------------------------------ addresses


def compare_addresses(a: CleanAddress, b: CleanAddress) -> Level:
    """How the addresses agree: words by weight, and door numbers as their own evidence."""
    total_a = round(sum(a.weights[w] for w in a.words), 6)
    total_b = round(sum(b.weights[w] for w in b.words), 6)
    if min(total_a, total_b) < 0.35:
        if a.squashed and a.squashed == b.squashed and (a.doors or len(a.squashed) >= 10):
            return Level("area", Reason("address_same"))
        doors = _doors(a, b)
        if max(total_a, total_b) >= 0.8 and doors == "conflict":
            return Level("partly", Reason("address_numbers", (a.door_text, b.door_text)))
        if doors == "agree" and _same_general_words(a, b):
            # "2700 South Western Avenue": every word is general, and still it is an address.
            return Level("door", Reason("address_door", (_common_doors(a, b),)))
        return Level("missing", Reason("address_missing"))
    if a.squashed == b.squashed and (total_a >= 1.4 or a.doors):
        return Level("same", Reason("address_same"))

    matched_a, matched_b = _align_addresses(a, b)
    got_a = round(sum(a.weights[w] for w in matched_a), 6)
    got_b = round(sum(b.weights[w] for w in matched_b), 6)
    # The shorter address decides how much could have agreed at all.
    shorter = got_a / total_a if (total_a, got_a) <= (total_b, got_b) else got_b / total_b
    both = (got_a + got_b) / (total_a + total_b)
    got = min(got_a, got_b)
    telling = min(
        round(sum(a.weights[w] for w in matched_a if a.weights[w] >= 0.5), 6),
        round(sum(b.weights[w] for w in matched_b if b.weights[w] >= 0.5), 6),
    )
    doors = _doors(a, b)
    words = " ".join(min(_in_order(a, matched_a), _in_order(b, matched_b)))

    if shorter >= 0.8 and telling >= 0.8:
        if doors == "agree":
            if both >= 0.85:
                return Level("same", Reason("address_strong", (words,)))
            return Level("strong", Reason("address_strong", (words,)))
        if doors == "conflict":
            return Level("numbers", Reason("address_numbers", (a.door_text, b.door_text)))
        if both >= 0.9 and got >= 1.5 and not a.doors and not b.doors:
            return Level("same", Reason("address_strong", (words,)))
        if telling >= 1.8:
            return Level("place", Reason("address_area", (words,)))
        return Level("area", Reason("address_area", (words,)))
    if doors == "agree" and (
        telling >= 0.8 or (shorter >= 0.6 and got >= 0.8) or (got > 0 and _rare_door(a, b))
    ):
        return Level("door", Reason("address_door", (_common_doors(a, b),)))
    if telling >= 0.8 and shorter >= 0.5:
        if doors == "conflict":
            return Level("numbers", Reason("address_numbers", (a.door_text, b.door_text)))
        if shorter >= 0.6 or telling >= 2:
            return Level("area", Reason("address_area", (words,)))
        return Level("partly", Reason("address_partly", (words,)))
    if telling > 0:
        return Level("partly", Reason("address_partly", (words,)))
    if got > 0:
        if min(total_a, total_b) < 1.3 and shorter >= 0.6 and doors != "conflict":
            return Level("short", Reason("address_town", (words,)))
        return Level("town", Reason("address_town", (words,)))
    if doors == "agree" and min(total_a, total_b) < 1.3:
        return Level("partly", Reason("address_partly", (_common_doors(a, b),)))
    return Level(
        "differs", Reason("address_differs", (" ".join(a.words[-3:]), " ".join(b.words[-3:])))
    )


def _same_general_words(a: CleanAddress, b: CleanAddress) -> bool:
    """All words of the one with fewer are in the other, and they are two at least."""
    fewer, more = sorted((set(a.weights), set(b.weights)), key=lambda s: (len(s), sorted(s)))
    return len(fewer) >= 2 and fewer <= more


def _align_addresses(a: CleanAddress, b: CleanAddress) -> tuple[set[str], set[str]]:
    aligned = _align(a.words, b.words)
    # Spaces get lost in addresses ("norteedificio"): a long word may be inside the other's letters.
    inside_a, around_b = _inside(a, aligned.a, b)
    inside_b, around_a = _inside(b, aligned.b, a)
    return aligned.a | inside_a | around_a, aligned.b | inside_b | around_b


def _inside(a: CleanAddress, matched: set[str], b: CleanAddress) -> tuple[set[str], set[str]]:
    """Words of a that stand unspaced in b, and the words of b around them."""
    inside = {w for w in a.words if w not in matched and len(w) >= 5 and w in b.squashed}
    around = {long for w in inside for long in b.words if len(long) > len(w) and w in long}
    return inside, around


def _in_order(address: CleanAddress, matched: set[str]) -> tuple[str, ...]:
    return tuple(w for w in address.words if w in matched)[:5]


def _doors(a: CleanAddress, b: CleanAddress) -> str:
    """ "agree", "conflict", or "absent" where one of them has no number."""
    if not a.doors or not b.doors:
        return "absent"
    if a.door_text.replace(" ", "") == b.door_text.replace(" ", ""):
        return "agree"
    common = a.doors & b.doors
    first_a, first_b = a.door_text.split()[0], b.door_text.split()[0]
    if common and (first_a in b.doors or first_b in a.doors):
        enough = len(common) / min(len(a.doors), len(b.doors)) >= 0.5
        return "agree" if enough else "conflict"
    bare_a, bare_b = {_digits(d) for d in a.doors} - {""}, {_digits(d) for d in b.doors} - {""}
    if bare_a and bare_b and (bare_a <= bare_b or bare_b <= bare_a):
        return "agree"  # "4A" and "4"
    return "conflict"


def _rare_door(a: CleanAddress, b: CleanAddress) -> bool:
    """Two numbers that both agree, or one of three digits: hardly by chance in one town."""
    common = a.doors & b.doors
    return len(common) >= 2 or any(len(_digits(d)) >= 3 for d in common)


def _digits(door: str) -> str:
    return "".join(c for c in door if c.isdigit())


def _common_doors(a: CleanAddress, b: CleanAddress) -> str:
    return " ".join(sorted(a.doors & b.doors)) or min(a.door_text, b.door_text)


def _postcodes(a: Clean, b: Clean) -> Level:
    x, y = a.address.postcode, b.address.postcode
    if not x or not y:
        return Level("missing", None)
    if x == y:
        return Level("same", Reason("postcode_same", (x,)))
    if x.startswith(y) or y.startswith(x) or OSA.distance(x, y, score_cutoff=1) <= 1:
        return Level("near", None)
    return Level("differs", Reason("postcode_differs", (x, y)))


# --------------------------------------------------------------- country, distance, identifiers


def _country(a: Clean, b: Clean) -> Level:
    if not a.country or not b.country:
        return Level("missing", None)
    if a.country == b.country:
        return Level("same", None)
    return Level("differs", Reason("country_differs", (a.country, b.country)))


def _distance(a: Clean, b: Clean) -> Level:
    if not (a.has_point and b.has_point):
        return Level("missing", None)
    km = distance_km(a.record, b.record) or 0.0
    said = (f"{km:.1f}" if km < 10 else f"{km:.0f}",)
    if not (a.precise and b.precise):
        # Two decimals or fewer: a town or a province, so only another region says something.
        return Level("far", Reason("far", said)) if km > FAR_KM else Level("missing", None)
    if km <= NEAR_KM:
        return Level("near", Reason("near", said))
    if km <= SOME_KM:
        return Level("some", None)
    return Level("far" if km <= FAR_KM else "very_far", Reason("far", said))


def _identifier(a: str, b: str, kind: str) -> Level:
    if not a or not b:
        return Level("missing", None)
    if a == b:
        return Level("same", Reason(f"same_{kind}", (a,)))
    return Level("differs", Reason(f"other_{kind}", (a, b)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
