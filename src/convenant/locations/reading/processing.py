"""Processing and facility types in the words of the Open Supply Hub taxonomy, where they are in it."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from convenant.locations.reading.fields import normal

_TAXONOMY = Path(__file__).with_name("data") / "processing-types.csv"
_SPLIT = re.compile(r"\s*[|;\n]\s*")


@cache
def _labels() -> tuple[dict[str, str], dict[str, str]]:
    """Processing types and facility types: normalised name → the taxonomy's label."""
    processing: dict[str, str] = {}
    facility: dict[str, str] = {}
    with _TAXONOMY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for names, key, label in (
                (processing, row["processing_type"], row["processing_type_label"]),
                (facility, row["facility_type"], row["facility_type_label"]),
            ):
                names[normal(key)] = names[normal(label)] = label
    return processing, facility


@lru_cache(maxsize=5_000)
def several(text: str) -> tuple[str, ...]:
    """The values of a cell that lists several: by |, ; or line, else by comma or slash."""
    parts = _SPLIT.split(text)
    if len(parts) == 1:
        parts = re.split(r"\s*,\s*|\s+/\s+", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


@lru_cache(maxsize=5_000)
def processing_types(text: str) -> tuple[str, ...]:
    """Each type a cell lists, by its taxonomy label where it has one, else as it was written."""
    processing, facility = _labels()
    known = processing | facility
    if label := known.get(normal(text)):
        return (label,)
    return tuple(dict.fromkeys(known.get(normal(part), part) for part in several(text)))


@lru_cache(maxsize=5_000)
def facility_type(text: str) -> str:
    """The facility type by its taxonomy label where it has one, else as it was written."""
    return _labels()[1].get(normal(text), text)
