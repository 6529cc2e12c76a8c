"""Faults in the shape of the parts: keys that do not exist, are missing, or hold the wrong thing."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from convenant.agreements.definition.faults import Fault, Said
from convenant.agreements.definition.file_format import FileFormat
from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.reading import Document
from convenant.agreements.definition.shape import Field, Path, at, fields_of

_NEAR_ENOUGH = 65  # of 100; below this a suggestion confuses more than it helps
_MOST_LISTED = 30


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like `word`, None where nothing is like it."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return found[0] if found else None


def listed(known: Iterable[str]) -> str:
    """The names to choose from, as many as a sentence can hold."""
    names = list(known)
    return ", ".join(names[:_MOST_LISTED]) + (" …" if len(names) > _MOST_LISTED else "")


def shortened(value: Any) -> str:
    """A value as it was written, short enough for a sentence."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(map(str, value))[:50] + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(shortened, value[:3]))[:50] + "]"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def schema_faults(document: Document) -> tuple[Any, list[Fault]]:
    """What the file holds, as its format's model, or every fault in the shape of its parts."""
    try:
        return document.format.model.model_validate(document.value), []
    except ValidationError as error:
        return None, list(_faults(error, document))


def _faults(error: ValidationError, document: Document) -> Iterator[Fault]:
    for one in error.errors(include_url=False, include_context=False):
        yield _fault(one["type"], one["loc"], document)


def _fault(kind: str, path: Path, document: Document) -> Fault:
    format = document.format
    model, field, rest = _field_at(format.model, path)
    key = str(path[-1])
    if kind == "extra_forbidden":
        known = list(fields_of(model))
        if near := nearest(key, known):
            return document.fault(path, "unknown_key_near", key=key, near=near)
        return document.fault(path, "unknown_key", key=key, known=", ".join(known))
    if kind == "missing":
        return document.fault(
            path[:-1], "missing", key=key, expected=_expected(format, field, rest)
        )
    if rest and rest[-1] == "[key]":
        path = path[:-1]
        language = str(path[-1])
        return document.fault(
            path, "wrong_value", written=language, expected=format.expected["language"]
        )
    written = shortened(at(document.value, path))
    if kind == "literal_error" and field:
        known = [str(choice) for choice in field.choices]
        if near := nearest(written, known):
            return document.fault(
                path, "not_a_choice_near", written=written, near=near, known=", ".join(known)
            )
        return document.fault(path, "not_a_choice", written=written, known=", ".join(known))
    code = "no_such_day" if kind == "no_such_day" else "wrong_value"
    expected = _expected(format, field, rest)
    if kind == "too_short":
        expected = format.expected["filled_list"]
    if kind == "string_too_long":
        limit = "80" if field and field.says and field.says.expected in ("id", "slug") else "500"
        expected = _filled(format, "shorter", limit=limit)
    return document.fault(path, code, written=written, expected=expected)


def _field_at(model: type[Part], path: Path) -> tuple[type[Part], Field | None, Path]:
    """The model that holds `path`, its field there, and the steps into that field."""
    steps = list(path)
    while steps:
        field = fields_of(model).get(str(steps.pop(0)))
        if field is None:
            return model, None, ()
        if field.part is None:
            return model, field, tuple(steps)
        inner = steps[1:] if field.kind == "parts" and steps else steps
        if not inner:
            return model, field, tuple(steps)
        model, steps = field.part, inner
    return model, None, ()


def _expected(format: FileFormat, field: Field | None, rest: Path) -> Said:
    """What would be right in a field, or one step into it."""
    if field is None:
        return format.expected["something_else"]
    if field.kind == "text":
        return format.expected["words" if rest else "text"]
    if field.kind in ("parts", "values") and not rest:
        return format.expected["list"]
    if field.part:
        return _filled(format, "part", known=", ".join(fields_of(field.part)))
    if field.choices:
        return _filled(format, "choice", known=", ".join(map(str, field.choices)))
    if field.says and field.says.expected in ("whole", "number"):
        low, high = field.says.low, field.says.high
        return {
            "en": format.expected[field.says.expected]["en"].format(
                bounds=f"of {low} or more" if high is None else f"from {low} to {high}"
            ),
            "nl": format.expected[field.says.expected]["nl"].format(
                bounds=f"van {low} of meer" if high is None else f"van {low} tot en met {high}"
            ),
        }
    return format.expected[field.says.expected] if field.says else format.expected["something_else"]


def _filled(format: FileFormat, expected: str, **values: str) -> Said:
    return {
        language: sentence.format(**values)
        for language, sentence in format.expected[expected].items()
    }
