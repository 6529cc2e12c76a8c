"""Published techniques as linked data that a reader understands without asking another host.

This document follows the scheme vocabulary of the UN Transparency Protocol, whose criteria have a closed
shape: evidence and levels stand there as criteria below the technique, to whom it applies as classifications.
It brings its context along: our own, with the identifiers of that protocol and of schema.org.
(`linked_data_whole` is the other document: everything a version says, in every language.)
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import override

from convenant.agreements.definition import Text
from convenant.techniques.content import Content, EvidenceAsked, Level
from convenant.techniques.content.words import level_in_words

HERE = Path(__file__).resolve().parent / "vocabulary"
COUNTRIES = "https://vocabulary.uncefact.org/CountryId#"
ONE = "C62"  # UNECE Recommendation 20: a number without a unit of its own

Status = Literal["proposed", "active", "deprecated"]


@dataclass(frozen=True)
class View:
    """A split view as it is published: the side, what it said, and why; no person."""

    side: str
    stand: str
    reason: str


@dataclass(frozen=True)
class Decided:
    """The decision a version rests on."""

    number: int
    title: str
    address: str


@dataclass(frozen=True)
class Entry:
    """A technique as it is told: one published version, or one on trial (`version` None)."""

    address: str
    number: int
    version: int | None
    content: Content
    status: Status
    language: str = "nl"
    text: str = ""
    digest: str = ""
    adopted_on: date | None = None
    published_on: date | None = None
    superseded_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str = ""
    review_on: date | None = None
    replaced_by: str = ""
    decision: Decided | None = None
    views: tuple[View, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """The agreement: where it and its rules stand, and what its identifiers are called."""

    address: str
    rules: str  # of the definition: classes, roles and themes are named there
    title: Text
    version: int
    valid_from: date
    sector: Text
    market: tuple[str, ...] = ()
    classes: dict[str, Text] = field(default_factory=dict)
    chain_roles: dict[str, Text] = field(default_factory=dict)
    themes: dict[str, Text] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # of techniques, in the reader's language


@lru_cache(maxsize=8)
def data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / name).read_text(encoding="utf-8"))
    return found


def unit_code(unit: str) -> str | None:
    """The code of UNECE Recommendation 20, where we know it."""
    codes = {name.casefold(): code for name, code in data("units.json").items()}
    return codes.get(" ".join(unit.casefold().split()))


def scheme_vocabulary(
    address: str, scheme: Scheme, entries: Iterable[Entry], language: str
) -> dict[str, Any]:
    """A ConformitySchemeVocabulary of these techniques in one language."""
    entries = list(entries)
    with override(language):
        made: dict[str, Any] = {
            "type": ["ConformitySchemeVocabulary"],
            "@context": [{**data("scheme.json"), "@language": language}],
            "id": address,
            "scheme": {
                "type": ["ConformityScheme"],
                "id": scheme.address,
                "name": scheme.title.get(language),
                "description": _("A sector agreement on responsible business conduct: %(sector)s")
                % {"sector": scheme.sector.get(language)},
                "version": f"{scheme.version}.0.0",
                "validFrom": scheme.valid_from.isoformat(),
                "owner": {"id": scheme.address, "name": scheme.title.get(language)},
            },
            "conformityCriterion": [_criterion(one, scheme, language) for one in entries],
            "industryScope": _class(
                f"{scheme.rules}#sector", scheme.sector.get(language), scheme, _("Sector")
            ),
        }
        if scheme.market:
            made["geographicScope"] = _class(
                f"{scheme.rules}#market",
                ", ".join(_country(code, language) for code in scheme.market),
                scheme,
                _("Market"),
            )
        if levels := list(_level_codes(entries, language)):
            made["performanceLevelCode"] = levels
        if tags := list(_tag_codes(entries, scheme, language)):
            made["tagCode"] = tags
    return made


def _criterion(one: Entry, scheme: Scheme, language: str) -> dict[str, Any]:
    content = one.content
    said = [content.what, content.why, content.applicability.context]
    made: dict[str, Any] = {
        **_head(one, one.address, content.title.get(language)),
        "description": "\n\n".join(text.get(language) for text in said if text is not None),
    }
    below = [_evidence(one, asked, language) for asked in content.evidence]
    below += [_level(one, level, language) for level in content.levels]
    if below:
        made["subCriterion"] = below
    if found := list(_categories(one, scheme, language)):
        made["category"] = found
    made["tag"] = _tags(content)
    return made


def _head(one: Entry, address: str, name: str) -> dict[str, Any]:
    return {
        "type": ["Criterion"],
        "id": address,
        "name": name,
        "conformityTopic": one.content.topic,
        "status": one.status,
    }


def _evidence(one: Entry, asked: EvidenceAsked, language: str) -> dict[str, Any]:
    title = one.content.title.get(language)
    said = (
        _("Shows that “%(title)s” is applied; it is required.")
        if asked.required
        else _("Helps to show that “%(title)s” is applied; it is not required.")
    )
    tags = ["evidence", "required" if asked.required else "optional"]
    return {
        **_head(one, f"{one.address}#evidence-{asked.id}", asked.name.get(language)),
        "description": said % {"title": title},
        "tag": tags + ([f"evidence-kind:{asked.kind}"] if asked.kind else []),
    }


def _level(one: Entry, level: Level, language: str) -> dict[str, Any]:
    measure, unit = level.measure.get(language), level.unit
    made = {
        **_head(one, f"{one.address}#level-{level.id}", level.name.get(language)),
        "description": f"{measure}: {level_in_words(level, language)}",
        "performanceLevel": level.name.get(language),
        "tag": ["level"],
    }
    bound = level.range.low if level.range.low is not None else level.range.high
    if bound is not None:
        code = unit_code(unit)
        name = measure if code else f"{measure} ({unit})"
        if level.range.low is None:
            name = _("%(measure)s, at most") % {"measure": name}
        made["thresholdValue"] = {
            "type": ["Metric"],
            "metricName": name,
            "metricValue": {"type": ["Measure"], "value": bound, "unit": code or ONE},
        }
    return made


def _class(
    address: str, name: str, scheme: Scheme, of: str, code: str = "", of_address: str = ""
) -> dict[str, Any]:
    made = {"type": ["Classification"], "id": address, "name": name}
    if code:
        made["code"] = code
    return {**made, "schemeID": of_address or scheme.rules, "schemeName": of}


def _categories(one: Entry, scheme: Scheme, language: str) -> Iterator[dict[str, Any]]:
    content, rules = one.content, scheme.rules
    applies = content.applicability
    kind = scheme.kinds.get(content.kind, content.kind)
    yield _class(f"{rules}#technique-{content.kind}", kind, scheme, _("Kind"), content.kind)
    named = (
        ("class", _("Member class"), applies.classes, scheme.classes),
        ("chain-role", _("Role in the chain"), applies.chain_roles, scheme.chain_roles),
        ("theme", _("Theme"), content.themes, scheme.themes),
    )
    for what, of, ids, names in named:
        for each in ids:
            name = names[each].get(language) if each in names else each
            yield _class(f"{rules}#{what}-{each}", name, scheme, of, each)
    for tier in applies.tiers:
        name = _("Tier %(number)d of the chain") % {"number": tier}
        yield _class(f"{rules}#tier-{tier}", name, scheme, _("Tier"), str(tier))
    for code in applies.countries:
        name = _country(code, language)
        yield _class(COUNTRIES + code, name, scheme, _("Country"), code, COUNTRIES)
    for number, product in enumerate(applies.products, start=1):
        yield _class(f"{one.address}#product-{number}", product, scheme, _("Product"))
    for step in content.oecd_steps:
        name = _("Step %(number)d of the OECD guidance") % {"number": step}
        yield _class(f"{rules}#oecd-step-{step}", name, scheme, _("OECD step"), str(step))
    for number, law in enumerate(content.law, start=1):
        name = ", ".join(filter(None, [law.act, law.article]))
        yield _class(f"{one.address}#law-{number}", name, scheme, _("Law it helps to meet"))


def _country(code: str, language: str) -> str:
    return str(Locale.parse(language).territories.get(code, code))


def _tags(content: Content) -> list[str]:
    return [
        f"kind:{content.kind}",
        *(f"theme:{each}" for each in content.themes),
        *(f"oecd-step:{each}" for each in content.oecd_steps),
    ]


def _level_codes(entries: list[Entry], language: str) -> Iterator[dict[str, Any]]:
    """Each name of a level once with each rank it has; techniques with more levels use higher ranks."""
    seen: dict[tuple[int, str], list[str]] = {}
    for one in entries:
        for rank, level in enumerate(one.content.levels, start=1):
            seen.setdefault((rank, level.name.get(language)), []).append(
                one.content.title.get(language)
            )
    for (rank, name), titles in sorted(seen.items()):
        yield {
            "type": ["LevelCode"],
            "name": name,
            "rank": rank,
            "description": _("A level of: %(titles)s")
            % {"titles": "; ".join(dict.fromkeys(titles))},
        }


def _tag_codes(entries: list[Entry], scheme: Scheme, language: str) -> Iterator[dict[str, Any]]:
    used = dict.fromkeys(tag for one in entries for tag in _tags(one.content))
    for one in entries:
        for asked in one.content.evidence:
            used.update(dict.fromkeys(["evidence", "required" if asked.required else "optional"]))
            if asked.kind:
                used[f"evidence-kind:{asked.kind}"] = None
        if one.content.levels:
            used["level"] = None
    for tag in used:
        yield {
            "type": ["TagCode"],
            "name": tag,
            "description": _tag_in_words(tag, scheme, language),
        }


def _tag_in_words(tag: str, scheme: Scheme, language: str) -> str:
    what, _colon, value = tag.partition(":")
    if what == "kind":
        return _("Kind: %(name)s") % {"name": scheme.kinds.get(value, value)}
    if what == "theme":
        name = scheme.themes[value].get(language) if value in scheme.themes else value
        return _("Theme: %(name)s") % {"name": name}
    if what == "oecd-step":
        return _("Step %(number)d of the OECD guidance") % {"number": int(value)}
    if what == "evidence-kind":
        return _("Evidence of the kind “%(name)s”") % {"name": value}
    return {
        "evidence": _("Something that shows that a technique is applied"),
        "required": _("Evidence that is required"),
        "optional": _("Evidence that is not required"),
        "level": _("A level of performance with its measurable range"),
    }[what]
