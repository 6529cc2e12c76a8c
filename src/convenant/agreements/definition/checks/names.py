"""Names: each once, and every name used somewhere leads to something."""

from collections.abc import Iterator
from typing import Any

from convenant.agreements.definition.checks.schema import listed, nearest, shortened
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.agreements.definition.shape import Field, Path, at, walk


def duplicates(document: Document) -> Iterator[Fault]:
    """Items of one list with the same key, and values listed twice."""
    for path, field, value in walk(document.format.model, document.value):
        if not isinstance(value, list):
            continue
        if field.kind == "parts" and field.part:
            yield from _same_key(document, path, field, value)
        elif field.kind == "values":
            seen: set[Any] = set()
            for position, item in enumerate(value):
                if isinstance(item, str | int | float):
                    if item in seen:
                        yield document.fault(
                            (*path, position), "repeated_value", written=shortened(item)
                        )
                    seen.add(item)


def _same_key(document: Document, path: Path, field: Field, items: list[Any]) -> Iterator[Fault]:
    names = field.part.KEY if field.part else ()
    seen: dict[tuple[Any, ...], int] = {}
    for position, item in enumerate(items):
        if not isinstance(item, dict):
            continue
        key = tuple(item.get(name) for name in names)
        if key[0] is None or not all(isinstance(k, str | int | None) for k in key):
            continue  # a fault of its own, reported with the shapes
        if key in seen:
            said = ", ".join(
                f"{name} {shortened(k)}"
                for name, k in zip(names, key, strict=True)
                if k is not None
            )
            yield document.fault(
                (*path, position),
                "duplicate_item",
                keys=said[:1].upper() + said[1:],
                line=str(document.line((*path, seen[key]))),
            )
        seen.setdefault(key, position)


def references(document: Document) -> Iterator[Fault]:
    """Names that lead nowhere: a seat for a side that does not exist, an unknown theme."""
    ids: dict[str, dict[str, None]] = {}
    for path, field, value in walk(document.format.model, document.value):
        if not field.reference:
            continue
        if field.reference not in ids:
            ids[field.reference] = dict.fromkeys(known_ids(document, field.reference))
        known = ids[field.reference]
        places = enumerate(value) if isinstance(value, list) else [(None, value)]
        for position, name in places:
            if not isinstance(name, str) or name in known:
                continue
            here = path if position is None else (*path, position)
            said = {"written": shortened(name), "collection": field.reference}
            if not known:
                yield document.fault(here, "reference_to_nothing", **said)
            elif near := nearest(name, list(known)):
                yield document.fault(
                    here, "unknown_reference_near", near=near, known=listed(known), **said
                )
            else:
                yield document.fault(here, "unknown_reference", known=listed(known), **said)


def known_ids(document: Document, collection: str) -> list[str]:
    """The ids written under a collection such as `sides` or `assessment.sections`."""
    items = at(document.value, tuple(collection.split(".")))
    if not isinstance(items, list):
        return []
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    return list(dict.fromkeys(i for i in ids if isinstance(i, str)))
