"""How two addresses agree: words by weight, door numbers and postcodes. Symmetric in its two rows."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from convenant.locations.matching.alignment import align
from convenant.locations.matching.clean_addresses import CleanAddress
from convenant.locations.matching.cleaning import Clean
from convenant.locations.matching.levels import Level
from convenant.locations.matching.reasons import Reason


def compare_addresses(a: CleanAddress, b: CleanAddress) -> Level:
    """How the addresses agree: words by weight, and door numbers as their own evidence."""
    total_a = round(sum(a.weights[w] for w in a.words), 6)
    total_b = round(sum(b.weights[w] for w in b.words), 6)
    if min(total_a, total_b) < 0.35:
        if (
            a.squashed
            and a.squashed == b.squashed
            and (a.doors or b.doors or len(a.squashed) >= 10)
        ):
            return Level("area", Reason("address_same"))
        doors = compare_doors(a, b)
        if max(total_a, total_b) >= 0.8 and doors == "conflict":
            return Level("partly", Reason("address_numbers", (a.door_text, b.door_text)))
        if doors == "agree" and _same_general_words(a, b):
            # "2700 South Western Avenue": every word is general, and still it is an address.
            return Level("door", Reason("address_door", (_common_doors(a, b),)))
        return Level("missing", Reason("address_missing"))
    if a.squashed == b.squashed and (max(total_a, total_b) >= 1.4 or a.doors or b.doors):
        return Level("same", Reason("address_same"))

    doors = compare_doors(a, b)
    if doors == "agree" and _one_holds_the_other(a, b):
        return Level("strong", Reason("address_strong", (" ".join(min(a.words, b.words)),)))

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


LONG_ADDRESS = 20  # letters and digits


def _one_holds_the_other(a: CleanAddress, b: CleanAddress) -> bool:
    """One address goes on where the other stops, which says a lot itself, in general words perhaps."""
    shorter, longer = sorted((a.squashed, b.squashed), key=len)
    return len(shorter) >= LONG_ADDRESS and shorter in longer


def _align_addresses(a: CleanAddress, b: CleanAddress) -> tuple[set[str], set[str]]:
    aligned = align(a.words, b.words)
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


def compare_doors(a: CleanAddress, b: CleanAddress) -> str:
    """ "agree", "conflict", or "absent" where one of them has no number."""
    if not a.doors or not b.doors:
        return "absent"
    if a.door_text.replace(" ", "") == b.door_text.replace(" ", ""):
        return "agree"
    if _other_parts(a.parted, b.parted):
        return "conflict"
    common = a.doors & b.doors
    first_a, first_b = a.door_text.split()[0], b.door_text.split()[0]
    if common and (first_a in b.doors or first_b in a.doors):
        enough = len(common) / min(len(a.doors), len(b.doors)) >= 0.5
        return "agree" if enough else "conflict"
    bare_a, bare_b = {_digits(d) for d in a.doors} - {""}, {_digits(d) for d in b.doors} - {""}
    if bare_a and bare_b and (bare_a <= bare_b or bare_b <= bare_a):
        return "agree"  # "4A" and "4"
    return "conflict"


def _other_parts(a: frozenset[str], b: frozenset[str]) -> bool:
    """Two parts of one plot: "226/8" and "226/4"."""
    return not a & b and bool({p.split("/")[0] for p in a} & {p.split("/")[0] for p in b})


def _rare_door(a: CleanAddress, b: CleanAddress) -> bool:
    """Two numbers that both agree, or one of three digits: hardly by chance in one town."""
    common = a.doors & b.doors
    return len(common) >= 2 or any(len(_digits(d)) >= 3 for d in common)


def _digits(door: str) -> str:
    return "".join(c for c in door if c.isdigit())


def _common_doors(a: CleanAddress, b: CleanAddress) -> str:
    return " ".join(sorted(a.doors & b.doors)) or min(a.door_text, b.door_text)


def compare_postcodes(a: Clean, b: Clean) -> Level:
    x, y = a.address.postcode, b.address.postcode
    if not x or not y:
        return Level("missing", None)
    if x == y:
        return Level("same", Reason("postcode_same", (x,)))
    if x.startswith(y) or y.startswith(x) or OSA.distance(x, y, score_cutoff=1) <= 1:
        return Level("near", None)
    return Level("differs", Reason("postcode_differs", (x, y)))
