"""The instances with known answers, as specs; they lie beside the project and are never committed."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from convenant.protection.tables import (
    Cells,
    Pattern,
    Primary,
    Spec,
    cells_of,
    primary,
    read_records,
)
from convenant.protection.tables.spec import spec_from

PAIRS = [["country", "product"], ["country", "risk"], ["product", "risk"]]
FEW = {"minimum": 3, "p_percent": 10}
INSTANCES: dict[str, dict[str, Any]] = {
    "simple2d": {"dimensions": ["size", "region"], "rules": {"p_percent": 15}},
    "ent_region_product": {"dimensions": ["region", "product"], "rules": {"p_percent": 10}},
    "ent_act_product": {
        "dimensions": ["act", "product"],
        "rules": {"p_percent": 10},
        "safe": [{"act": "act_00"}],
    },
    "sector_flat": {"dimensions": PAIRS[0] + ["risk"], "tables": PAIRS, "rules": FEW},
    "sector_linked": {"dimensions": PAIRS[0] + ["risk"], "tables": PAIRS, "rules": FEW},
    "sector120": {"dimensions": PAIRS[0] + ["risk"], "rules": FEW},
}


def instance(shared: Path, name: str) -> tuple[Spec, Cells, Primary]:
    """The spec, the cells and the unsafe ones of an instance."""
    folder = shared / "data" / "tables" / name
    given = INSTANCES[name]
    trees = {
        one: {"file": f"h_{one}.csv"} if (folder / f"h_{one}.csv").exists() else {"total": "Total"}
        for one in given["dimensions"]
    }
    spec = spec_from(
        {**given, "dimensions": trees, "contributor": "unit", "value": "v"}, folder, name
    )
    cells = cells_of(spec, read_records(folder / "micro.csv", spec))
    return spec, cells, primary(spec, cells)


def expected_pattern(shared: Path, cells: Cells, file: str) -> Pattern:
    """The pattern that another tool's own test set expects: 1 shown, 3–9 unsafe, 11–12 secondary, 14 empty."""
    hidden = np.zeros(len(cells.places), dtype=bool)
    with (shared / "data" / "tables" / "tau_argus" / file).open(encoding="utf-8") as lines:
        for one, other, _value, status in csv.reader(lines):
            place = tuple(
                f"{name}_{code.strip()}"
                for name, code in zip(cells.dimensions, (one, other), strict=True)
            )
            if place in cells.index:
                hidden[cells.index[place]] = 3 <= int(status) <= 12
    return Pattern(hidden)
