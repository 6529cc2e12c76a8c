"""Releases made and audited: how many cells are blank, who breaks them, what it costs; beside known optima and other tools' figures.

    .venv/bin/python benchmarks/protection.py [FOLDER OF SHARED DATA] [--growth] [--long]

Reads the instances with known answers beside the project. “best known” are the secondary cells others reached (GaussSuppression, τ-ARGUS and
earlier runs, some of them breakable; the README beside the data says which). Seconds are of the wall and, in brackets, of the
processor: the second is what to compare on a busy machine. `--growth` goes on to generated sectors, `--long` tries `sector120` and the largest.
"""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
PATTERNS = {"simple2d": "Simple2D.txt", "ent_act_product": "test_2a.txt"}
# From outside: optimum where it is known; by members: the best that was reached before.
OUTSIDE = {
    "simple2d": 4,
    "ent_region_product": 5,
    "ent_act_product": 48,
    "sector120": 243,
    "act_size": 64,
}
MEMBERS = {
    "simple2d": 9,
    "ent_region_product": 9,
    "ent_act_product": 74,
    "sector_flat": 40,
    "sector_linked": 249,
    "sector120": 426,
}
PEERS = {
    "simple2d": "GaussSuppression 14, τ-ARGUS 12",
    "ent_region_product": "GaussSuppression 9, τ-ARGUS 8",
    "ent_act_product": "GaussSuppression 94, τ-ARGUS 74",
    "sector_flat": "GaussSuppression 31",
    "sector_linked": "GaussSuppression 126",
    "sector120": "GaussSuppression 95–281",
    "act_size": "64 by value",
}
# members, countries, products, risks, purchases each, linked pairs
GROWTH = [(60, 60, 30, 8, 120, True), (120, 150, 50, 12, 200, True), (200, 220, 60, 12, 250, True)]
LARGEST = (1000, 1500, 150, 20, 400, True)


class Clock:
    """Seconds of the wall and of the processor."""

    def __init__(self) -> None:
        self.wall, self.processor = time.perf_counter(), time.process_time()

    def said(self) -> dict[str, float]:
        return {
            "seconds": round(time.perf_counter() - self.wall, 2),
            "processor": round(time.process_time() - self.processor, 2),
        }


def made(
    name: str, tables: Any, micro: Path | None, *, members: bool, audited: bool, **how: Any
) -> dict:
    """One release: made, certified where there are records, and audited by both attackers."""
    from convenant.protection.checker import check
    from convenant.protection.tables import audit, make, write_pattern
    from convenant.protection.tables.certificate import certificate, write_certificate

    spec, cells, found = tables
    clock = Clock()
    result = make(spec, cells, found, members=members, **how)
    said: dict[str, Any] = {
        "instance": name,
        "against": "members" if members else "outside",
        "cells": len(cells.places),
        "unsafe": int(found.unsafe.sum()),
        "secondary": result.secondary,
        "blank_value_percent": round(
            100 * float(cells.values[result.pattern.hidden].sum() / cells.values.sum()), 2
        ),
        "impossible": len(result.impossible),
        **clock.said(),
    }
    if result.optimum is not None:
        said["gap"] = round(result.optimum.gap, 4)
    if micro is not None:
        clock = Clock()
        with tempfile.TemporaryDirectory() as folder:
            release, proof = Path(folder) / "protected.csv", Path(folder) / "certificate.json"
            write_pattern(release, cells, result.statuses, cells.digits)
            write_certificate(
                proof,
                certificate(spec, cells, result, micro=micro, release=release, members=members),
            )
            said["witnesses"] = check(proof, release, micro).witnesses
            said["certificate_kib"] = proof.stat().st_size // 1024
        said["proven_in"] = clock.said()["processor"]
    if audited:
        clock = Clock()
        said["broken_outside"] = audit(
            spec, cells, found, result.pattern, members=False
        ).broken_cells
        if members:
            said["broken_members"] = audit(spec, cells, found, result.pattern).broken_cells
        said["audited_in"] = clock.said()["processor"]
    said["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    known = (MEMBERS if members else OUTSIDE).get(name)
    print(
        f"{name:20} {said['against']:8} {'exact' if how.get('exact') else 'fast':6} {said['cells']:7} {said['unsafe']:6} "
        f"{said['secondary']:9} {known if known is not None else '–':>10} {said['blank_value_percent']:7} "
        f"{said.get('broken_outside', '–'):>7} {said.get('broken_members', '–'):>7} {said.get('witnesses', '–'):>9} "
        f"{said['seconds']:8} ({said['processor']}) {said['megabytes']:5}  {PEERS.get(name, '')}",
        flush=True,
    )
    return said


def main() -> int:
    from convenant.protection.tables import audit, cells_of, primary
    from convenant.protection.tables.aggregates import read_cells
    from convenant.protection.tables.making import price_of
    from convenant.protection.tables.spec import spec_from
    from convenant.protection.tests.instances import (
        ACT_SIZE,
        INSTANCES,
        expected_pattern,
        generated,
        instance,
    )

    words = [one for one in sys.argv[1:] if not one.startswith("--")]
    growth, long = "--growth" in sys.argv, "--long" in sys.argv
    shared = Path(words[0] if words else os.environ.get("CONVENANT_SHARED", ROOT.parent / "shared"))
    folder = shared / "data" / "tables"
    if not folder.is_dir():
        print(f"The instances are not here ({shared}); name the folder that has them.")
        return 1
    print("expected patterns of τ-ARGUS, audited as they are")
    leaks = {}
    for name, file in PATTERNS.items():
        spec, cells, found = instance(shared, name)
        pattern = expected_pattern(shared, cells, file)
        broken = [
            audit(spec, cells, found, pattern, members=members).broken_cells
            for members in (False, True)
        ]
        leaks[name] = {"outside": broken[0], "members": broken[1]}
        print(f"  {name}: {broken[0]} cells broken from outside, {broken[1]} by members")
    print(
        "instance             against  how      cells unsafe secondary best known value % outside members witnesses  seconds"
    )
    results = []
    for name in INSTANCES:
        if name == "sector120" and not long:
            continue
        tables, micro = instance(shared, name), folder / name / "micro.csv"
        for members in (False, True):
            audited = name != "sector120"
            results.append(made(name, tables, micro, members=members, audited=audited))
            if name in ("simple2d", "ent_region_product"):
                results.append(
                    made(
                        name,
                        tables,
                        micro,
                        members=members,
                        audited=True,
                        exact=True,
                        most_rounds=60,
                    )
                )
    spec = spec_from(ACT_SIZE, folder / "act_size", "act_size")
    file = folder / "act_size" / "cells.csv"
    cells, found = read_cells(file, spec)
    for exact in (False, True):
        price = price_of(cells, "value")
        tables = (spec, cells, found)
        results.append(
            made("act_size", tables, file, members=False, audited=True, exact=exact, price=price)
        )
    if growth:
        for size in [*GROWTH, *([LARGEST] if long else [])]:
            spec, records = generated(*size)
            cells = cells_of(spec, records)
            tables = (spec, cells, primary(spec, cells))
            name = f"{len(cells.places)} cells"
            results.append(made(name, tables, None, members=False, audited=False))
    print("RESULT " + json.dumps({"tau_argus_broken": leaks, "releases": results}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
