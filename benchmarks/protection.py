"""How fast releases are audited, and what other tools' expected patterns give away.

    .venv/bin/python benchmarks/protection.py [FOLDER OF SHARED DATA]

Reads the instances with known answers beside the project. The expected patterns of τ-ARGUS are audited as they are; of the sectors the release
that blanks only what is unsafe by itself, which is what a primary-only tool gives.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
PATTERNS = {"simple2d": "Simple2D.txt", "ent_act_product": "test_2a.txt"}


def main() -> int:
    from convenant.protection.tables import Pattern, audit
    from convenant.protection.tests.instances import INSTANCES, expected_pattern, instance

    shared = Path(
        sys.argv[1]
        if len(sys.argv) > 1
        else os.environ.get("CONVENANT_SHARED", ROOT.parent / "shared")
    )
    if not (shared / "data" / "tables").is_dir():
        print(f"The instances are not here ({shared}); name the folder that has them.")
        return 1
    results = {}
    print(
        "instance              cells  unsafe  blank  from outside   by members  attackers  outside s  members s"
    )
    for name in INSTANCES:
        began = time.perf_counter()
        spec, cells, found = instance(shared, name)
        read = time.perf_counter() - began
        file = PATTERNS.get(name)
        pattern = expected_pattern(shared, cells, file) if file else Pattern(found.unsafe.copy())
        began = time.perf_counter()
        outside = audit(spec, cells, found, pattern, members=False)
        outside_took = time.perf_counter() - began
        took, everybody = None, None
        if (
            name != "sector120"
        ):  # 120 members times 4,222 secrets that nothing protects: no audit anybody needs
            began = time.perf_counter()
            everybody = audit(spec, cells, found, pattern)
            took = time.perf_counter() - began
        results[name] = {
            "cells": len(cells.places),
            "unsafe": int(found.unsafe.sum()),
            "blank": int(pattern.hidden.sum()),
            "pattern": "tau-argus" if file else "primary only",
            "broken_from_outside": outside.broken_cells,
            "broken_by_members": everybody.broken_cells if everybody else None,
            "attackers": everybody.attackers if everybody else 1,
            "seconds_read": round(read, 2),
            "seconds_outside": round(outside_took, 2),
            "seconds_members": None if took is None else round(took, 2),
        }
        one = results[name]
        print(
            f"{name:20} {one['cells']:6} {one['unsafe']:7} {one['blank']:6} {one['broken_from_outside']:13} "
            f"{one['broken_by_members'] if everybody else '–':>12} {one['attackers']:10} {one['seconds_outside']:10} "
            f"{one['seconds_members'] if took is not None else '–':>10}"
        )
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print("RESULT " + json.dumps({"instances": results, "megabytes": megabytes}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
