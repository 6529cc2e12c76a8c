"""How two names agree, and whether they mean different units. Symmetric in its two rows."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from convenant.locations.matching.alignment import Aligned, align
from convenant.locations.matching.clean_names import NAME_WEIGHT_PLACE, CleanName
from convenant.locations.matching.cleaning import Clean
from convenant.locations.matching.levels import Level, shortened
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.vocabulary import (
    GENERAL_WORDS,
    HALLS,
    KNOWN_WORDS,
    LEGAL_FORMS,
    MADE_AS_ONE,
    NEUTRAL_WORDS,
    STOP_WORDS,
    WORKS,
)

NAME_WEIGHT_IN_ADDRESS = 0.3
# One distinctive word before other general words is as often a sister firm.
TELLING_CORE = 1.6
PLACE_INFO = 0.5


def compare_names(a: Clean, b: Clean) -> Level:
    """How the two names agree, with places and general words in their own role."""
    x, y = a.name, b.name
    raw_a, raw_b = shortened(a.record.name), shortened(b.record.name)
    if not x.words or not y.words:
        return Level("missing", Reason("name_missing"))
    if x.spaced or y.spaced:
        return _compare_spaced(x, y, raw_a, raw_b)
    core_a, core_b = _core(x, a, b), _core(y, b, a)
    if x.squashed == y.squashed:
        code = "name_same" if a.record.name == b.record.name else "name_legal_form"
        if core_a and core_b:
            info = min(sum(core_a.values()), sum(core_b.values()))
            return Level("same", Reason(code), info + _place_in(x))
        return Level("general", Reason("name_general"))

    aligned = align(x.words, y.words)
    if _says_only_where(x, a, y, aligned.b) or _says_only_where(y, b, x, aligned.a):
        return Level("silent", Reason("name_silent", (raw_a, raw_b)))
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
        if _other_works(x, y, shared):
            return Level("works", Reason("name_works", (named, raw_a, raw_b)), shared)
        if rest_a and rest_b:
            level = "core" if shared >= TELLING_CORE else "core_thin"
            return Level(level, Reason("name_core", (named,)), shared)
        return Level("same", Reason("name_legal_form"), shared)
    if _squash_alike(x.core_squashed, y.core_squashed):
        return Level("near", Reason("name_near", (raw_a, raw_b)), shared)
    if shared >= 0.75 and _other_works(x, y, shared):
        return Level("works", Reason("name_works", (named, raw_a, raw_b)), shared)
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


def _place_in(name: CleanName) -> float:
    """A place in the full name adds to what it says: plants of one firm elsewhere do not share it."""
    return PLACE_INFO if any(v == NAME_WEIGHT_PLACE for v in name.weights.values()) else 0.0


def _says_only_where(name: CleanName, own: Clean, other: CleanName, shared: set[str]) -> bool:
    """A brand's own word for a plant ("Zalau Plant"): nothing in it but the place and what it is.

    `shared` are the words of the other name that have a partner in this one.
    """
    if name.spaced or other.spaced or any(w not in own.address.weights for w in name.core):
        return False
    return any(w not in shared and w not in own.address.weights for w in other.core)


def _other_works(x: CleanName, y: CleanName, shared: float) -> bool:
    """Each name has a kind of work that the other has not ("… Washing", "… Garments").

    Where no more than one distinctive word is shared, other products tell firms apart too ("… Sports",
    "… Gear").
    """
    made_a, made_b = _made(x), _made(y)
    if not (made_a - made_b and made_b - made_a):
        return False
    return shared < TELLING_CORE or bool(_works(x) ^ _works(y))


def one_hall(x: CleanName, y: CleanName) -> bool:
    """Only one of the names says which hall of the firm it means ("… Cutting")."""
    return bool((_works(x) ^ _works(y)) & HALLS)


def _works(name: CleanName) -> set[str]:
    return {WORKS[w] for w in name.words if w in WORKS}


def _made(name: CleanName) -> set[str]:
    """What the general words say is made, works and likes under one word each."""
    return {
        WORKS.get(w) or MADE_AS_ONE.get(w, w)
        for w in name.words
        if w in GENERAL_WORDS and w not in NEUTRAL_WORDS
    }


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


def _compare_general(x: CleanName, y: CleanName, aligned: Aligned, raw_a: str, raw_b: str) -> Level:
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


def compare_units(a: Clean, b: Clean) -> Level:
    """Numbers in names are veto evidence: unit 2 is not unit 3."""
    named_a, named_b = _named_units(a, b), _named_units(b, a)
    units_a, units_b = named_a or a.address.units, named_b or b.address.units
    text_a, text_b = ", ".join(sorted(units_a)), ", ".join(sorted(units_b))
    if not units_a and not units_b:
        return Level("none", None)
    if not units_a or not units_b:
        if not named_a and not named_b:
            return Level("none", None)
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
