"""The instances with known answers, as specs; they lie beside the project and are never committed."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from convenant.protection.tables import (
    Cells,
    Pattern,
    Primary,
    Records,
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

ACT_SIZE: dict[str, Any] = {
    "dimensions": {one: {"file": f"h_{one}.csv"} for one in ("ACTIVITY", "SIZE")},
    "value": "a",
    "rules": {"minimum": 3, "dominance": {"n": 1, "percent": 85}},
    "cells": {"unsafe": "prim", "needed": "up"},
}


def generated(
    members: int, countries: int, products: int, risks: int, each: int, linked: bool, seed: int = 1
) -> tuple[Spec, Records]:
    """A sector as members might report it: a few popular countries and products, many rare ones, sizes far apart."""
    random = np.random.default_rng(seed)
    sizes = {"country": (countries, 10), "product": (products, 10), "risk": (risks, 4)}
    spec = spec_from(
        {
            "dimensions": {
                name: {"parents": _groups(name[0].upper(), *size)} for name, size in sizes.items()
            },
            "tables": PAIRS if linked else [],
            "contributor": "unit",
            "value": "v",
            "rules": FEW,
        },
        Path(),
        "generated",
    )
    codes = []
    for name, (many, _each) in sizes.items():
        popular = 1 / np.arange(1, many + 1) ** 0.8
        drawn = random.choice(many, members * each, p=popular / popular.sum())
        codes.append([f"{name[0].upper()}{one:04d}" for one in drawn])
    size = np.repeat(np.exp(random.normal(6, 1.5, members)), each)
    values = np.ceil(size * np.exp(random.normal(0, 1, members * each)))
    who = np.repeat(np.arange(members), each)
    return spec, Records(
        tuple(zip(*codes, strict=True)), who, values, tuple(f"M{one}" for one in range(members))
    )


def _groups(letter: str, many: int, each: int) -> dict[str, str]:
    """Codes below groups of `each`, these below the total."""
    groups = {f"{letter}G{one // each:03d}" for one in range(many)}
    below = {f"{letter}{one:04d}": f"{letter}G{one // each:03d}" for one in range(many)}
    return below | dict.fromkeys(sorted(groups), "Total")


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
