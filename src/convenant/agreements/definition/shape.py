"""What each field of a model holds, read off its type, so that checks and differences walk any part."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from convenant.agreements.definition.parts.part import Part
from convenant.agreements.definition.parts.values import Reference, Says, Text

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """One field: is it a part, several parts, a text, a value or several values."""

    name: str
    kind: Literal["part", "parts", "text", "value", "values"]
    part: type[Part] | None = None
    reference: str | None = None
    choices: tuple[Any, ...] = ()
    says: Says | None = None


@cache
def fields_of(model: type[Part]) -> dict[str, Field]:
    """The fields of a model by name, in the order they are written in."""
    return {
        name: _field(name, info.annotation, tuple(info.metadata))
        for name, info in model.model_fields.items()
    }


def _field(name: str, annotation: Any, metadata: tuple[Any, ...]) -> Field:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _field(name, inner, metadata + tuple(more))
    if origin in (Union, UnionType):
        (inner,) = [a for a in get_args(annotation) if a is not type(None)]
        return _field(name, inner, metadata)
    if origin is list:
        item = _field(name, get_args(annotation)[0], ())
        kind: Literal["parts", "values"] = "parts" if item.kind == "part" else "values"
        return Field(name, kind, item.part, item.reference, item.choices, item.says)
    if origin is Literal:
        return Field(name, "value", choices=get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return Field(name, "part", annotation)
    if annotation is Text:
        return Field(name, "text")
    reference = next((m.to for m in metadata if isinstance(m, Reference)), None)
    says = next((m for m in metadata if isinstance(m, Says)), None)
    return Field(name, "value", reference=reference, says=says)


def walk(model: type[Part], raw: Any, path: Path = ()) -> Iterator[tuple[Path, Field, Any]]:
    """Every field written in `raw`, a mapping as read from a file that may be partly wrong.

    Yields the field's path, what it is, and the value found there. Where the file holds something
    else than the model says, that value is yielded all the same and not entered.
    """
    if not isinstance(raw, dict):
        return
    for name, field in fields_of(model).items():
        if name not in raw:
            continue
        value, here = raw[name], (*path, name)
        yield here, field, value
        if field.kind == "part" and field.part:
            yield from walk(field.part, value, here)
        elif field.kind == "parts" and field.part and isinstance(value, list):
            for position, item in enumerate(value):
                yield from walk(field.part, item, (*here, position))


@cache
def all_parts(model: type[Part]) -> tuple[type[Part], ...]:
    """`model` and every model it is made of, each once."""
    found: dict[type[Part], None] = {}
    waiting = [model]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found[part] = None
            waiting += [f.part for f in fields_of(part).values() if f.part]
    return tuple(found)


def at(raw: Any, path: Path) -> Any:
    """The value at `path` in what was read, None where the path leads nowhere."""
    for step in path:
        if isinstance(raw, dict):
            raw = raw.get(step)
        elif isinstance(raw, list) and isinstance(step, int) and 0 <= step < len(raw):
            raw = raw[step]
        else:
            return None
    return raw


def in_words(path: Path, raw: Any) -> str:
    """The path as a person writes it: `bodies[steering_group].seats[2].side`, counting from 1."""
    words = ""
    for depth, step in enumerate(path):
        if isinstance(step, int):
            item = at(raw, path[: depth + 1])
            name = item.get("id") if isinstance(item, dict) else None
            words += f"[{name if isinstance(name, str) else step + 1}]"
        else:
            words += f".{step}" if words else step
    return words
