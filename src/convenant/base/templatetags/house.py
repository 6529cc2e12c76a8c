"""Small helpers for every page."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.translation import get_language, get_language_info

register = template.Library()


@register.simple_tag
def other_languages(languages: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The languages the page is not in, each with its own name for itself."""
    return [get_language_info(code) for code, _ in languages if code != get_language()]


@register.filter
def in_words(text: Any) -> str:
    """A definition's text in the page's language."""
    return text.get(get_language() or "nl") if hasattr(text, "get") else str(text or "")


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Whether to say "optional" beside the field: not where nothing in the form has to be filled in."""
    return (
        not field.field.required
        and not field.field.widget.attrs.get("readonly")
        and any(one.required for one in field.form.fields.values())
    )


@register.filter
def country_name(code: str) -> str:
    """A country's name in the page's language; the code itself where it is unknown."""
    from babel import Locale

    return Locale.parse(get_language() or "nl").territories.get(code, code)


@register.filter
def number(value: Any) -> str:
    """A number with its thousands apart, as the page's language writes it."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=get_language() or "nl") if value is not None else ""
