"""`{% say "tell.title" %}`: the door's words in the language of the page."""

from typing import Any

from django import template

from convenant.grievances.languages import Language

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], key: str, **named: object) -> str:
    """The text of this key, with its gaps filled; what is filled in is escaped by the page."""
    language: Language = context["language"]
    return language.say(key, **named)


@register.simple_tag(takes_context=True)
def say_of(context: dict[str, Any], part: str, key: str) -> str:
    """The text of a key that is put together: a stage, a choice."""
    language: Language = context["language"]
    return language.texts.get(f"{part}.{key}", key)


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], value: Any) -> str:
    """A day as people of the page's language write it."""
    language: Language = context["language"]
    return language.day(value) if value else ""


@register.simple_tag(takes_context=True)
def say_day(context: dict[str, Any], key: str, value: Any) -> str:
    """A text with a day in it."""
    language: Language = context["language"]
    return language.say(key, date=language.day(value) if value else "")


@register.simple_tag(takes_context=True)
def say_kept(context: dict[str, Any], kept: dict[str, Any]) -> str:
    """Until when what is kept of an ended case."""
    language: Language = context["language"]
    return language.say("case.retention", **{key: language.day(day) for key, day in kept.items()})


TOLD = (
    *(
        "what",
        "text",
        "since",
        "wanted",
        "tried",
        "site_words",
        "group_size",
        "mandate",
        "organisation",
    ),
    *("incident", "withdrawn", "unconfirmed", "afraid_what", "dont"),
)


@register.filter
def as_told(words: dict[str, Any]) -> list[tuple[str, Any]]:
    """What somebody said in free words, in the order they were asked: sealing sorts the questions by name."""
    return [(key, words[key]) for key in TOLD if words.get(key)]


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through."""
    return text.split()


@register.filter
def prefixed(text: str, prefix: str) -> str:
    """The text with something before it."""
    return prefix + text
