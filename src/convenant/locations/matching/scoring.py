"""From levels to a probability and a decision."""

from __future__ import annotations

from collections.abc import Sequence

from convenant.locations.matching.cleaning import Clean, clean
from convenant.locations.matching.compare_addresses import compare_doors
from convenant.locations.matching.compare_names import compare_names, one_hall
from convenant.locations.matching.comparing import compare, compare_beside_addresses
from convenant.locations.matching.levels import Level
from convenant.locations.matching.model import (
    PRIOR_BITS,
    RARITY_BITS,
    REVIEW_FROM,
    SAME_FROM,
    WEIGHTS,
    probability,
)
from convenant.locations.matching.reasons import Reason
from convenant.locations.matching.records import PairDecision, PairScore, Record
from convenant.locations.matching.relations import ONE_GATE, relation

# As likely as not, at most: a person must look before two such rows become one site, however much else
# agrees. Of the judged pairs there, one in four is the same site.
DOUBT = 0.5
# However much else agrees: no more than this. A unit that differs is a veto; with a country that
# differs, no name to compare, or another number in the same zone or street (a neighbour, or one plot
# in two notations), a person must look.
AT_MOST = {
    ("address", "numbers"): DOUBT,
    ("unit", "conflict"): REVIEW_FROM - 0.05,
    ("unit", "conflict_in_address"): DOUBT,
    ("country", "differs"): DOUBT,
    ("name", "missing"): DOUBT,
}

RARITY_LEVELS = frozenset(["same", "core", "near", "contained"])


def score_pairs(pairs: Sequence[tuple[Record, Record]]) -> list[PairScore]:
    """A score per pair, in the order given; the same whichever of the two rows comes first."""
    cache: dict[Record, Clean] = {}

    def cleaned(record: Record) -> Clean:
        if record not in cache:
            cache[record] = clean(record)
        return cache[record]

    return [score(cleaned(a), cleaned(b)) for a, b in pairs]


def score_unless_hopeless(a: Clean, b: Clean) -> PairScore | float | None:
    """The score; a probability at a glance where it is sure to be "different"; None where the names
    alone rule out that the pair is worth a look.

    Most candidates are one of the latter two, and comparing addresses is what costs most.
    """
    name = compare_names(a, b)
    if _share_an_identifier(a, b):
        return score(a, b, name)
    if name.name in HOPELESS_NAMES and not _one_gate(a, b):
        return None
    if name.name in SISTERLY_NAMES and (seen := _at_a_glance(a, b, name)) is not None:
        return seen
    return score(a, b, name)


# Names that share a word while each has its own: nothing but the very same address could make them one.
SISTERLY_NAMES = frozenset({"partly", "works"})


# What the door numbers leave possible, at best, for the addresses.
_BEST_LEFT = {"conflict": "numbers", "one_sided": "place"}


def _at_a_glance(a: Clean, b: Clean, name: Level) -> float | None:
    """About how probable, where the door numbers leave the addresses no chance to save the pair."""
    doors = compare_doors(a.address, b.address)
    if doors == "absent" and bool(a.address.doors) != bool(b.address.doors):
        doors = "one_sided"
    if doors not in _BEST_LEFT:
        return None
    levels = compare_beside_addresses(a, b, name)
    known = bits(levels)
    if probability(known + WEIGHTS["address"][_BEST_LEFT[doors]]) >= REVIEW_FROM:
        return None
    if doors == "one_sided" and levels["unit"].name.startswith("conflict"):
        return None  # other units of one compound, perhaps: a relation worth knowing
    return round(probability(known + WEIGHTS["address"]["differs"]), 6)


def _share_an_identifier(a: Clean, b: Clean) -> bool:
    ids = ((a.os_id, b.os_id), (a.gln, b.gln), (a.lei, b.lei), (a.registry, b.registry))
    return any(x and x == y for x, y in ids)


def _one_gate(a: Clean, b: Clean) -> bool:
    """The very same address with a number in it: perhaps a firm under a new name."""
    return a.address.squashed == b.address.squashed and bool(a.address.doors and b.address.doors)


def _hopeless_names() -> frozenset[str]:
    """Name levels with which even the best of everything else, without identifiers, is too little."""
    rest = sum(
        max(levels.values())
        for comparison, levels in WEIGHTS.items()
        if comparison not in {"name", "unit", "os_id", "gln", "lei", "registry"}
    )
    return frozenset(
        level
        for level, weight in WEIGHTS["name"].items()
        if level not in RARITY_LEVELS
        and probability(PRIOR_BITS + weight + rest + _best_unit(level)) < REVIEW_FROM
    )


def _best_unit(name: str) -> float:
    return WEIGHTS["unit"]["none"] if name == "differs" else max(WEIGHTS["unit"].values())


def score(a: Clean, b: Clean, name: Level | None = None) -> PairScore:
    """Probability, decision and reasons for two cleaned rows."""
    levels = compare(a, b, name)
    p = probability(bits(levels))
    decided_by_id = levels["os_id"].name == "same" or levels["gln"].name == "same"
    if not decided_by_id:
        p = min([p, *(most for (c, level), most in AT_MOST.items() if levels[c].name == level)])
        if levels["name"].name == "silent" and levels["address"].name not in ONE_GATE:
            p = min(p, REVIEW_FROM - 0.01)  # nothing but the address speaks, and it does not
        if _perhaps_a_part(a, b, levels) and not _one_door(a, b, levels):
            p = min(p, DOUBT)
    decided = decision(p)
    return PairScore(round(p, 6), decided, _reasons(levels), relation(decided, levels))


def _perhaps_a_part(a: Clean, b: Clean, levels: dict[str, Level]) -> bool:
    """One row may mean a unit or a hall, and the other the plant beside it; or it gives no name."""
    return (
        levels["unit"].name == "one_sided"
        or levels["name"].name == "silent"
        or one_hall(a.name, b.name)
    )


def _one_door(a: Clean, b: Clean, levels: dict[str, Level]) -> bool:
    """The same address down to its number."""
    return levels["address"].name in ONE_GATE and bool(a.address.doors and b.address.doors)


def bits(levels: dict[str, Level]) -> float:
    """All evidence together, in bits; positive speaks for the same site."""
    total = PRIOR_BITS
    for comparison, level in levels.items():
        total += WEIGHTS[comparison][level.name]
    return total + rarity_bits(levels["name"])


def rarity_bits(name: Level) -> float:
    """How rare the words that two names share are, by the fixed table and by their length."""
    if name.name not in RARITY_LEVELS:
        return 0.0
    return RARITY_BITS * max(-1.0, min(1.0, name.info - 1.0))


def decision(p: float) -> PairDecision:
    """The band a probability falls in."""
    if p >= SAME_FROM:
        return "same"
    return "review" if p >= REVIEW_FROM else "different"


def _reasons(levels: dict[str, Level]) -> tuple[Reason, ...]:
    """The reasons, those that weigh most first."""
    weighed = [
        (-abs(WEIGHTS[comparison][level.name]), i, level.reason)
        for i, (comparison, level) in enumerate(levels.items())
        if level.reason is not None
    ]
    return tuple(reason for _, _, reason in sorted(weighed, key=lambda w: w[:2]))


HOPELESS_NAMES = _hopeless_names()
