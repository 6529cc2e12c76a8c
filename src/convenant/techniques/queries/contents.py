"""A content as a page shows it: in the reader's language, with the names the agreement has for things."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.agreements.definition.labels import choice_label
from convenant.agreements.definition.parts.values import Text
from convenant.agreements.definition.wording import language_name
from convenant.agreements.queries import running_definition
from convenant.base.once import once
from convenant.base.walls import current_agreement
from convenant.techniques.content import Content, LawArticle
from convenant.techniques.content.countries import country_names
from convenant.techniques.content.messages import say
from convenant.techniques.content.rendering import rendered
from convenant.techniques.content.words import (
    Names,
    all_named,
    class_in_words,
    level_in_words,
    money_in_words,
    named,
)

TIERS = range(1, 10)
STEPS = range(1, 7)
Choices = list[tuple[str, str]]


def reader() -> str:
    """The language of whoever reads this page: `nl` or `en`."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def languages() -> list[str]:
    """The languages of the open agreement; the first is the one that is decided in."""
    return list(running_definition().languages)


def names_here(language: str = "") -> dict[str, str]:
    """What the open agreement calls its classes, roles, themes, criteria; for `rendered` and `compared`."""
    language = language or reader()
    key = ("names in techniques", current_agreement().pk, language)
    return once(key, lambda: names_of(running_definition(), language))


def rendered_here(content: Content, language: str) -> str:
    """The content as the text a body of the open agreement decides on."""
    return rendered(content, language, names_here(language))


def names_of(definition: Definition, language: str) -> dict[str, str]:
    """Names by "class:small", "theme:wages", "country:BD"."""
    asked = definition.assessment
    lists: list[tuple[str, Iterable[Any]]] = [
        ("class", definition.classes),
        ("theme", definition.themes),
        ("chain_role", asked.chain_roles if asked else ()),
        ("criterion", asked.criteria if asked else ()),
        ("evidence_kind", asked.evidence_kinds if asked else ()),
    ]
    found = {f"{what}:{one.id}": one.name.get(language) for what, all_ in lists for one in all_}
    found |= {f"country:{code}": name for code, name in country_names(language).items()}
    found |= {f"oecd_step:{n}": choice_label("oecd_step", str(n), language) for n in STEPS}
    with override(language):
        return found | {f"tier:{n}": _tier(n) for n in TIERS}


def _tier(number: int) -> str:
    if number == 1:
        return _("tier 1 (direct suppliers)")
    return _("tier %(number)d") % {"number": number}


def choices_here(what: str, also: Iterable[object] = ()) -> Choices:
    """What can be chosen of one list (`class`, `theme`), and what was chosen before and is gone by now."""
    found = [
        (key.partition(":")[2], name)
        for key, name in names_here().items()
        if key.startswith(f"{what}:")
    ]
    known = {key for key, _name in found}
    gone = [str(key) for key in also if str(key) not in known]
    return found + [
        (key, _("%(id)s (no longer in the agreement)") % {"id": key}) for key in dict.fromkeys(gone)
    ]


@dataclass(frozen=True)
class Said:
    """A text as it is shown; `language` where it is not the reader's, with its name."""

    text: str
    language: str = ""
    language_name: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of the facts: what, and its values."""

    label: str
    values: list[str]


@dataclass(frozen=True)
class EvidenceLine:
    """One piece of evidence."""

    id: str
    name: Said
    kind: str
    required: bool


@dataclass(frozen=True)
class LevelLine:
    """One level with its range in words."""

    id: str
    name: Said
    measure: Said
    range: str


@dataclass(frozen=True)
class CostLine:
    """What it costs one class; `mark` is sourced, expert or assumption."""

    who: str
    one_off: str
    yearly: str
    price_year: int
    mark: str
    mark_label: str
    source: str


@dataclass(frozen=True)
class CaseLine:
    """A case it was learnt from; `link` where its address leads to the web."""

    text: Said
    address: str
    link: str


@dataclass(frozen=True)
class LinkLine:
    """Guidance elsewhere; `link` where its address leads to the web."""

    title: str
    address: str
    link: str


@dataclass(frozen=True)
class Shown:
    """A whole content for a page; what is empty was not said."""

    content: Content
    title: Said
    kind: str
    topic: str
    what: Said
    why: Said | None
    applies: list[Fact]
    context: Said | None
    evidence: list[EvidenceLine]
    levels: list[LevelLine]
    costs: list[CostLine]
    cases: list[CaseLine]
    themes: list[str]
    steps: list[str]
    criteria: list[str]
    law: list[LawArticle]
    guidance: list[LinkLine]


def shown(content: Content, language: str = "", names: Names | None = None) -> Shown:
    """The content in the reader's language; a text that is not there yet stands in the one it has."""
    language = language or reader()
    names = names_here(language) if names is None else names
    applies = content.applicability

    def said(text: Text) -> Said:
        if language in text.root:
            return Said(text.root[language])
        first = next(iter(text.root))
        return Said(text.root[first], first, language_name(first, language))

    lists = ("classes", "chain_roles", "tiers", "countries")
    facts = [Fact(say(f, language), all_named(names, f, getattr(applies, f))) for f in lists]
    facts.insert(3, Fact(say("products", language), list(applies.products)))
    return Shown(
        content,
        said(content.title),
        say(f"kind:{content.kind}", language),
        say(f"topic:{content.topic}", language),
        said(content.what),
        said(content.why) if content.why else None,
        [fact for fact in facts if fact.values],
        said(applies.context) if applies.context else None,
        [
            EvidenceLine(
                one.id,
                said(one.name),
                named(names, "evidence_kind", one.kind) if one.kind else "",
                one.required,
            )
            for one in content.evidence
        ],
        [
            LevelLine(one.id, said(one.name), said(one.measure), level_in_words(one, language))
            for one in content.levels
        ],
        [
            CostLine(
                class_in_words(one.member_class, names, language),
                money_in_words(one.one_off, one, language),
                money_in_words(one.yearly, one, language),
                one.price_year,
                one.mark,
                say(f"mark:{one.mark}", language),
                one.source,
            )
            for one in content.costs
        ],
        [CaseLine(said(one.text), one.address, _link(one.address)) for one in content.learnt_from],
        all_named(names, "themes", content.themes),
        all_named(names, "oecd_steps", content.oecd_steps),
        all_named(names, "criteria", content.criteria),
        content.law,
        [LinkLine(one.title, one.address, _link(one.address)) for one in content.guidance],
    )


def _link(address: str) -> str:
    """The address where a browser can safely follow it."""
    return address if address.startswith(("https://", "http://")) else ""
