"""Everything the matcher weighed about one row, in words: `convenant match --explain`.

A score that nobody can take apart is a score that nobody can contradict. So this shows what was
understood of the row, which rows were looked at beside it, and for each what every piece of
evidence weighed, in bits: +1 doubles the odds that the two are the same site, -1 halves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convenant.locations.matching.candidates import find_candidates
from convenant.locations.matching.cleaning import Clean, clean
from convenant.locations.matching.comparing import compare
from convenant.locations.matching.model import MODEL_VERSION, PRIOR_BITS, WEIGHTS, probability
from convenant.locations.matching.records import PairScore, Record
from convenant.locations.matching.relations import WORDS
from convenant.locations.matching.scoring import rarity_bits, score

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison of two rows: its level, what that weighs, and the reason where there is one."""

    comparison: str
    level: str
    bits: float
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Another row that was looked at beside the one explained."""

    other: Record
    score: PairScore
    evidence: tuple[Evidence, ...]


def evidence(a: Clean, b: Clean, language: str) -> tuple[Evidence, ...]:
    """What each comparison weighed, heaviest first; what weighs nothing is left out."""
    levels = compare(a, b)
    found = [
        Evidence(
            comparison,
            level.name,
            WEIGHTS[comparison][level.name],
            level.reason.sentence(language) if level.reason else "",
        )
        for comparison, level in levels.items()
        if abs(WEIGHTS[comparison][level.name]) >= 0.05
    ]
    if rare := rarity_bits(levels["name"]):
        found.append(Evidence("rarity", "more" if rare > 0 else "less", rare, ""))
    return tuple(sorted(found, key=lambda e: (-abs(e.bits), e.comparison)))


def explain(
    rows: Sequence[Record], key: str, language: str = "en", most: int = MOST_SHOWN
) -> tuple[Clean, list[Beside]]:
    """The row with this key as it was understood, and the best of the rows looked at beside it.

    Raises KeyError where no row has the key.
    """
    own = next((row for row in rows if row.key == key), None)
    if own is None:
        raise KeyError(key)
    cleaned = [clean(own), *(clean(row) for row in rows if row.key != key)]
    beside = [
        Beside(cleaned[pair.b].record, score(cleaned[0], cleaned[pair.b]), ())
        for pair in find_candidates(cleaned, 1)
    ]
    beside.sort(key=lambda b: (-b.score.probability, b.other.key))
    return cleaned[0], [
        Beside(b.other, b.score, evidence(cleaned[0], clean(b.other), language))
        for b in beside[:most]
    ]


_TEXTS = {
    "en": {
        "understood": "understood as",
        "name": "name",
        "address": "address",
        "numbers": "numbers",
        "units": "units",
        "postcode": "postcode",
        "country": "country",
        "unknown": "unknown",
        "alone": "No other row was worth comparing: none shares a telling word, number or identifier.",
        "prior": "before looking: one such pair in {0}",
        "rarity": "how rare the shared words are",
        "held": "held down: with such a contradiction no sum of other evidence makes it one site",
    },
    "nl": {
        "understood": "gelezen als",
        "name": "naam",
        "address": "adres",
        "numbers": "nummers",
        "units": "units",
        "postcode": "postcode",
        "country": "land",
        "unknown": "onbekend",
        "alone": "Geen andere regel was het vergelijken waard: geen deelt een veelzeggend woord, "
        "nummer of kenmerk.",
        "prior": "voordat er gekeken is: één op de {0} van zulke paren",
        "rarity": "hoe zeldzaam de gedeelde woorden zijn",
        "held": "tegengehouden: bij zo'n tegenspraak maakt geen optelsom er één locatie van",
    },
}


def told(own: Clean, beside: Sequence[Beside], language: str) -> Iterator[str]:
    """The explanation as lines of text, in Dutch (`nl`) or English."""
    texts = _TEXTS["nl" if language.startswith("nl") else "en"]
    yield f"{own.record.key}: {_line(own.record)}   [model {MODEL_VERSION}]"
    yield from _understood(own, texts)
    if not beside:
        yield texts["alone"]
    for each in beside:
        yield ""
        yield from told_pair(each, language)


def told_pair(each: Beside, language: str) -> Iterator[str]:
    """One pair: its probability and relation, and below it what every piece of evidence weighed."""
    texts = _TEXTS["nl" if language.startswith("nl") else "en"]
    relation = WORDS[each.score.relation]["nl" if language.startswith("nl") else "en"]
    yield (
        f"{100 * each.score.probability:5.1f} %  {relation}  ·  {each.other.key}: {_line(each.other)}"
    )
    yield f"   {PRIOR_BITS:+6.1f}  {texts['prior'].format(round(1 + 2**-PRIOR_BITS))}"
    for one in each.evidence:
        said = texts["rarity"] if one.comparison == "rarity" else f"{one.comparison}: {one.level}"
        yield f"   {one.bits:+6.1f}  {said}" + (f" ({one.reason})" if one.reason else "")
    if (
        probability(PRIOR_BITS + sum(one.bits for one in each.evidence))
        > each.score.probability + 0.01
    ):
        yield f"           {texts['held']}"


def _understood(own: Clean, texts: dict[str, str]) -> Iterator[str]:
    parts = [
        (texts["country"], own.country or texts["unknown"]),
        (texts["name"], " ".join(own.name.core or own.name.words)),
        (texts["address"], " ".join(own.address.words)),
        (texts["numbers"], own.address.door_text),
        (texts["units"], ", ".join(sorted(own.name.units | own.address.units))),
        (texts["postcode"], own.address.postcode),
    ]
    yield f"   {texts['understood']}: " + "; ".join(
        f"{what} {said}" for what, said in parts if said
    )


def _line(record: Record) -> str:
    return " ".join(
        ", ".join(p for p in (record.name, record.address, record.country) if p).split()
    )
