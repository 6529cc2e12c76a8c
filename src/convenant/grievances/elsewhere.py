"""Other places where people can complain, to begin a directory with; each with its source. Plain.

Only what a page of the place itself, or a newspaper, says. A secretariat looks at each before it relies on it.
"""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def starter() -> list[dict[str, Any]]:
    """The places of `elsewhere.yaml`, as `keep_place` takes them."""
    given = YAML(typ="safe").load((Path(__file__).parent / "elsewhere.yaml").read_text("utf-8"))
    keys = ("kind", "name", "country", "how", "phone", "address", "source")
    return [
        {**{key: str(one.get(key, "")) for key in keys}, "looked_at": one["looked_at"]}
        for one in given
    ]
