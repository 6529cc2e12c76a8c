"""JSON Schema of a definition, so that an editor completes keys and marks slips while typing."""

from typing import Any

from convenant.agreements.definition.labels import field_label
from convenant.agreements.definition.model import Definition
from convenant.agreements.definition.shape import all_parts


def schema() -> dict[str, Any]:
    """The schema as plain values (JSON Schema 2020-12); each key described in both languages.

    It knows the shape of a definition; what only the whole shows (names that lead nowhere, sums,
    the order of days) is for `check`.
    """
    found = Definition.model_json_schema()
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "Convenant agreement definition"
    for part in all_parts(Definition):
        described = found if part is Definition else found["$defs"][part.__name__]
        for name, value in described["properties"].items():
            english, dutch = field_label(part, name, "en"), field_label(part, name, "nl")
            value["title"] = english
            value["description"] = english if english == dutch else f"{english} · {dutch}"
    return found
