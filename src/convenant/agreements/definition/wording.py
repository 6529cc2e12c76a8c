"""Values of a definition as people write them, in Dutch or English."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date

from convenant.agreements.definition.labels import choice_label
from convenant.agreements.definition.model import Definition
from convenant.agreements.definition.parts.activation import Condition
from convenant.agreements.definition.parts.clocks import Clock
from convenant.agreements.definition.parts.fees import Fee
from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import Text, month_day_in
from convenant.agreements.definition.shape import Field

_LEAP_YEAR = 2000
_NOT_GIVEN = {"nl": "niet opgegeven", "en": "not given"}
_YES_NO = {"nl": ("ja", "nee"), "en": ("yes", "no")}
_DAYS = {"nl": ("dag", "dagen"), "en": ("day", "days")}


def number_in_words(value: float, language: str) -> str:
    """A number with the language's signs: 12,500.5 or 12.500,5. Different numbers stay different."""
    text = f"{Decimal(repr(value)):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def language_name(code: str, language: str) -> str:
    """The name of a language: nl → Dutch, Nederlands; the code where it has no name."""
    return Locale.parse(language).languages.get(code, code)


def named(reference: str, name: str, definition: Definition, language: str) -> str:
    """The name of what `name` leads to under `reference` (`sides`), or the id itself."""
    found: Any = definition
    for step in reference.split("."):
        found = getattr(found, step, None)
    for item in found or []:
        if item.id == name:
            return item.name.get(language) if hasattr(item, "name") else item.reference
    return name


def value_in_words(
    part: Part, field: Field, value: Any, definition: Definition, language: str
) -> str:
    """One value of a field as people write it."""
    if value is None:
        return _NOT_GIVEN[language]
    if isinstance(value, bool):
        return _YES_NO[language][0 if value else 1]
    if isinstance(value, Text):
        return f"“{value.get(language)}”"
    if field.choices:
        return choice_label(field.name, value, language)
    if field.reference:
        return named(field.reference, value, definition, language)
    if isinstance(value, date):
        return format_date(value, "d MMMM y", locale=language)
    if isinstance(value, int | float):
        return _with_unit(part, field, value, definition, language)
    if field.says and field.says.expected == "month_day":
        return format_date(month_day_in(_LEAP_YEAR, value), "d MMMM", locale=language)
    if field.says and field.says.expected == "language":
        return language_name(value, language)
    return str(value)


def _with_unit(
    part: Part, field: Field, value: float, definition: Definition, language: str
) -> str:
    number = number_in_words(value, language)
    share = isinstance(part, Condition) and part.kind == "turnover_share"
    if share or (field.says and field.says.high == 100 and field.says.expected == "number"):
        return f"{number} %"
    if isinstance(part, Clock) and field.name == "days":
        return f"{number} {_DAYS[language][value != 1]}"
    if isinstance(part, Fee) and definition.fees:
        return f"{number} {definition.fees.currency}"
    return number
