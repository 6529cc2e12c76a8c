"""Clocks, kinds and steps of due diligence by name."""

from django import template
from django.utils.translation import get_language

from convenant.agreements.definition.labels import choice_label
from convenant.grievances.models import Case
from convenant.grievances.report_words import clock_name as in_words

register = template.Library()


@register.filter
def clock_name(clock: str) -> str:
    """What a clock is for."""
    return in_words(clock)


@register.filter
def kind_name(kind: str) -> str:
    """Complaint, notification or dispute."""
    return str(dict(Case.Kind.choices).get(kind, kind))


@register.filter
def step_name(step: int) -> str:
    """A step of due diligence, as the OECD counts them."""
    return choice_label("oecd_step", str(step), get_language() or "nl")
