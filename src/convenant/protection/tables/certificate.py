"""The proof of a release as a file: every witness in exact fractions, what it is a proof of, and the digest of both.

`convenant.protection.checker` verifies it with nothing but the standard library.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from convenant.protection.tables.cells import Cells
from convenant.protection.tables.making import Made
from convenant.protection.tables.spec import Spec

FORM = "convenant protection certificate 1"


def certificate(
    spec: Spec,
    cells: Cells,
    made: Made,
    *,
    micro: Path,
    release: Path,
    members: bool,
    coalitions: Iterable[tuple[int, ...]] = (),
) -> dict[str, Any]:
    """What `certificate.json` holds, for the release as it stands in its file."""
    return {
        "form": FORM,
        "release": digest(release),
        "records": digest(micro),
        "against": {
            "members": members,
            "coalitions": [[cells.members[one] for one in rows] for rows in coalitions],
        },
        "tables": tables_said(spec, cells),
        "witnesses": [
            {
                "cells": [list(cells.places[cell]) for cell in witness.cells],
                "moves": [str(one) for one in witness.exactly()],
            }
            for witness in made.witnesses
        ],
    }


def tables_said(spec: Spec, cells: Cells) -> dict[str, Any]:
    """The spec as the certificate says it: with every code of every hierarchy."""
    return {
        "dimensions": [
            {
                "name": name,
                "total": cells.hierarchies[name].total,
                "children": {
                    code: list(below) for code, below in cells.hierarchies[name].children.items()
                },
            }
            for name in cells.dimensions
        ],
        "tables": [list(table) for table in spec.tables],
        "contributor": spec.holding or spec.contributor,
        "value": spec.value,
        "rules": spec.rules.model_dump(exclude_none=True),
        "safe": [dict(one) for one in spec.safe],
        "waivers": list(spec.waivers),
        "cells": None if spec.cells is None else spec.cells.model_dump(),
    }


def write_certificate(path: Path, said: dict[str, Any]) -> None:
    """The same bytes for the same certificate."""
    path.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def as_written(said: dict[str, Any]) -> Any:
    """As it reads once it was written to a file."""
    return json.loads(json.dumps(said))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
