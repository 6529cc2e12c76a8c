"""How results are said on pages."""

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition.labels import choice_label
from convenant.assessments.results import Needed, Result

register = template.Library()


@register.filter
def percent(value: Any) -> str:
    """A per cent of results with one decimal where it has one; a dash where nothing applies."""
    from babel.numbers import format_decimal

    if value in (None, ""):
        return "–"
    return format_decimal(round(float(value), 1), format="0.#", locale=get_language() or "nl") + "%"


def points(value: float) -> str:
    """A difference of two per cents."""
    from babel.numbers import format_decimal

    number = format_decimal(round(value, 1), format="0.#", locale=get_language() or "nl")
    return _("%(number)s percentage points") % {"number": number}


@register.filter
def item(held: Any, key: Any) -> Any:
    """The value under a key; None where there is none."""
    return held.get(key) if held else None


@register.filter
def badge(meets: str | None) -> str:
    """The colour of a standing, beside its word."""
    return {"all": "good", "part": "warn", "none": "fault"}.get(meets or "", "plain")


@register.filter
def oecd_step(number: Any) -> str:
    """A step of the OECD guidance in words."""
    return choice_label("oecd_step", str(number), get_language() or "nl") if number else ""


@register.filter
def ground(kind: str) -> str:
    """The ground a question rests on, in words."""
    return choice_label("kind", kind, get_language() or "nl")


@register.simple_tag
def mark_sentence(needed: Needed, result: Result, names: dict[str, str]) -> str:
    """Which mark held and how it compares, in one sentence."""
    share = result.total if needed.section is None else result.sections.get(needed.section)
    values = {
        "mark": percent(needed.percent),
        "share": percent(share),
        "short": points(max(0.0, needed.percent - (share or 0))),
        "section": names.get(needed.section or "", ""),
    }
    if needed.stated == "everything":
        return (
            _("Everything asked in this year is required, and it is there.")
            if needed.met
            else _("Everything asked in this year is required; %(short)s is still to go.") % values
        )
    if needed.section is None:
        said = (
            _("The pass mark of this year is %(mark)s: reached, with %(share)s.")
            if needed.met
            else _("The pass mark of this year is %(mark)s; with %(share)s, %(short)s is short.")
        )
    else:
        said = (
            _("“%(section)s” needs %(mark)s of its own: reached, with %(share)s.")
            if needed.met
            else _("“%(section)s” needs %(mark)s of its own; with %(share)s, %(short)s is short.")
        )
    sentence = said % values
    if needed.stated == "last_known":
        sentence += " " + _("A later mark is not known: this is the last one, as a minimum.")
    return sentence
