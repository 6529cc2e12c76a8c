"""How two rows are related, beyond the same site or not: docs/decisions/0006 says what each means.

Only `same_site` joins rows; `unsure` asks a person; the rest are different sites, and which of them
is worth keeping: who looks for a factory by its old name, or asks about "the other unit", finds it.
"""

from __future__ import annotations

from typing import Literal

from convenant.locations.matching.levels import Level

Relation = Literal[
    "same_site", "same_compound", "same_company", "moved_or_renamed", "unsure", "different"
]

WORDS: dict[str, dict[str, str]] = {
    "same_site": {"en": "same site", "nl": "zelfde locatie"},
    "same_compound": {
        "en": "same compound, other unit",
        "nl": "zelfde terrein, andere eenheid",
    },
    "same_company": {"en": "same company, other site", "nl": "zelfde bedrijf, andere locatie"},
    "moved_or_renamed": {"en": "moved or renamed", "nl": "verhuisd of hernoemd"},
    "unsure": {"en": "unsure", "nl": "onzeker"},
    "different": {"en": "different", "nl": "verschillend"},
}

# Names that speak of one company, whatever place or unit stands behind. Where only part of a name
# agrees, one common word ("Star", "Elegant") is shared by many firms and more than it is needed.
ONE_COMPANY = frozenset({"same", "overlap"})
ONE_COMPANY_IF_TELLING = frozenset({"core", "near", "contained"})
TELLING = 1.2  # distinctive words shared, by weight
# Addresses that lead to one gate; a place or area without a number may be a whole town.
ONE_GATE = frozenset({"same", "strong"})
ONE_PLACE = ONE_GATE | {"door", "place"}


def relation(decision: str, levels: dict[str, Level]) -> Relation:
    """The relation of two rows that the model decided on; `levels` as `compare` gives them.

    Symmetric, as the levels are. A company here is whoever a distinctive name or a company's
    identifier (LEI, registry number) stands for.
    """
    if decision == "same":
        return "same_site"
    if decision == "review":
        return "unsure"
    if levels["country"].name == "differs":
        return "same_company" if _company_by_identifier(levels) else "different"
    name, address = levels["name"].name, levels["address"].name
    company = _company_by_name(levels["name"]) or _company_by_identifier(levels)
    other_unit = levels["unit"].name in ("conflict", "conflict_in_address")
    if address in ONE_PLACE and other_unit and name not in ("differs", "missing"):
        return "same_compound"
    if company:
        return "same_company"
    if address in ONE_GATE and not other_unit and levels["unit"].name != "one_sided":
        # Another name at the very same gate: a new name, or a firm that took over the hall.
        # Where the name shares a word with the old one, it is a sister beside it.
        return "same_compound" if name == "partly" else "moved_or_renamed"
    if address in ONE_GATE:
        return "same_compound"
    return "different"


def _company_by_name(name: Level) -> bool:
    return name.name in ONE_COMPANY or (
        name.name in ONE_COMPANY_IF_TELLING and name.info >= TELLING
    )


def _company_by_identifier(levels: dict[str, Level]) -> bool:
    return levels["lei"].name == "same" or levels["registry"].name == "same"
