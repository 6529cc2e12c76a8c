"""Values of a content as people write them. Plain: no Django, no database."""

from collections.abc import Iterable, Mapping

from convenant.agreements.definition.wording import number_in_words
from convenant.techniques.content.messages import say
from convenant.techniques.content.model import Content, Cost, Level, Range

Names = Mapping[str, str]  # "class:small" → "Small"; what is not in it is shown by its id
# Fields whose values are ids of something, with what stands before the id in `Names`
LISTS = {
    "classes": "class",
    "chain_roles": "chain_role",
    "tiers": "tier",
    "countries": "country",
    "themes": "theme",
    "oecd_steps": "oecd_step",
    "criteria": "criterion",
}


def named(names: Names, what: str, key: object) -> str:
    """The name of one thing, or its id."""
    return names.get(f"{what}:{key}", str(key))


def all_named(names: Names, field: str, keys: Iterable[object]) -> list[str]:
    """The names of what one list holds, in its order; two of one name are told apart by their ids."""
    keys = list(keys)
    found = [named(names, LISTS[field], key) for key in keys]
    return [
        f"{name} ({key})" if found.count(name) > 1 and name != str(key) else name
        for name, key in zip(found, keys, strict=True)
    ]


def number(value: float, language: str) -> str:
    """A number with the language's signs, never rounded."""
    return number_in_words(value, "nl" if language == "nl" else "en")


def range_in_words(range: Range | None, language: str) -> str:
    """`80–100`, `at least 80`, `at most 100`; empty where neither end is known."""
    if range is None or (range.low is None and range.high is None):
        return ""
    if range.high is None:
        return f"{say('at_least', language)} {number(range.low or 0, language)}"
    if range.low is None:
        return f"{say('at_most', language)} {number(range.high, language)}"
    low, high = number(range.low, language), number(range.high, language)
    if range.low == range.high:
        return low
    return f"{low} {say('and', language)} {high}" if range.low < 0 else f"{low}–{high}"


def level_in_words(level: Level, language: str) -> str:
    """The range of a level with its unit."""
    words = range_in_words(level.range, language) or say("no_range", language)
    return f"{words} {level.unit}"


def money_in_words(range: Range | None, cost: Cost, language: str) -> str:
    """An amount or a range of amounts; empty where there is none."""
    words = range_in_words(range, language)
    return f"{words} {cost.currency}" if words else ""


def class_in_words(member_class: str, names: Names, language: str) -> str:
    """The class a cost is for, or any."""
    return named(names, "class", member_class) if member_class else say("any_class", language)


def references(content: Content) -> set[str]:
    """What of the agreement's definition it names: "class:small", "theme:wages"."""
    applies = content.applicability
    found = {
        f"{LISTS[field]}:{key}"
        for field in ("themes", "criteria")
        for key in getattr(content, field)
    }
    found |= {
        f"{LISTS[field]}:{key}"
        for field in ("classes", "chain_roles")
        for key in getattr(applies, field)
    }
    found |= {f"class:{cost.member_class}" for cost in content.costs if cost.member_class}
    return found | {f"evidence_kind:{one.kind}" for one in content.evidence if one.kind}
