"""How risks are said on pages."""

from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition.labels import choice_label
from convenant.base.templatetags.house import country_name
from convenant.risks.models import Risk

register = template.Library()


@register.filter
def module_name(module: str) -> str:
    """An OECD module in the reader's language."""
    return choice_label("oecd_modules", module, get_language() or "nl")


@register.filter
def where(risk: Risk) -> str:
    """The country and the product of a risk in one line."""
    country = country_name(risk.country) if risk.country else _("all countries")
    return f"{country}, {risk.product}" if risk.product else country


@register.filter
def less(total: int, shown: Any) -> int:
    """How many of a total are not among those shown."""
    return total - len(shown)
