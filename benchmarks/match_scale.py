"""What matching costs as it grows: from nothing, and a new list against a standing register.

    python benchmarks/match_scale.py [--rows 10000,100000] [--standing 100000]

Invented sites with the noise that real lists show (the same as benchmarks/matching.py). Every figure
comes from a process of its own: seconds by the clock, processor seconds, peak memory in GiB. `--rows`
matches so many rows with each other in the plain core; `--standing` builds a register of that many rows
in a file and matches a list of 2,000 against it. A million of each takes some twenty minutes.
"""

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from matching import invented, written_again

from convenant.locations.matching import (
    MODEL_VERSION,
    Record,
    RegisterSite,
    StandingIndex,
    match,
)

LIST = 2_000


def rows_from_nothing(count: int) -> list[Record]:
    """Six rows in ten are sites of their own, the others are written again."""
    chance = random.Random(count)
    sites = [invented(chance) for _ in range(count * 6 // 10)]
    again = [written_again(chance, chance.choice(sites)) for _ in range(count - len(sites))]
    return [Record(str(n), **cells) for n, cells in enumerate([*sites, *again])]


def from_nothing(count: int) -> dict[str, Any]:
    rows = rows_from_nothing(count)
    steps: dict[str, float] = {}

    def step(name: str, done: float) -> None:
        steps.setdefault(name, time.perf_counter())

    began = time.perf_counter()
    links = match(rows, progress=step)
    ended = time.perf_counter()
    at = [*steps.values(), ended]
    return {
        "rows": count,
        "seconds": round(ended - began, 1),
        "per_row_ms": round(1000 * (ended - began) / count, 3),
        "steps": {n: round(at[i + 1] - at[i], 1) for i, n in enumerate(steps)},
        "review_share": round(sum(li.decision == "review" for li in links) / count, 4),
    }


def standing_sites(count: int) -> Iterator[RegisterSite]:
    chance = random.Random(count)
    for n in range(count * 6 // 10):
        site = invented(chance)
        records = [Record(f"{n}-0", **site)]
        while len(records) < 5 and chance.random() < 0.4:
            records.append(Record(f"{n}-{len(records)}", **written_again(chance, site)))
        yield RegisterSite(f"S{n}", tuple(records))


def build(count: int, path: Path) -> dict[str, Any]:
    began = time.perf_counter()
    StandingIndex(path).put(standing_sites(count))
    return {
        "spellings": len(StandingIndex(path)),
        "build_seconds": round(time.perf_counter() - began, 1),
        "file_gib": round(path.stat().st_size / 2**30, 2),
    }


def against(count: int, path: Path) -> dict[str, Any]:
    chance = random.Random(1)
    known = [s for s, _ in zip(standing_sites(count), range(20_000), strict=False)]
    rows, truth = [], []
    for n in range(LIST):
        if chance.random() < 0.6:
            site = chance.choice(known)
            first = site.records[0]
            cells = {"name": first.name, "address": first.address, "country": first.country}
            rows.append(Record(f"n{n}", **written_again(chance, cells)))
            truth.append(site.site_id)
        else:
            rows.append(Record(f"n{n}", **invented(chance)))
            truth.append("")
    began = time.perf_counter()
    links = match(rows, StandingIndex(path))
    seconds = time.perf_counter() - began
    right = sum(
        li.decision == "same" and li.site_id == t for li, t in zip(links, truth, strict=True)
    )
    wrong = sum(
        li.decision == "same" and li.site_id != t and bool(t)
        for li, t in zip(links, truth, strict=True)
    )
    return {
        "list": LIST,
        "seconds": round(seconds, 1),
        "found_again": round(right / sum(map(bool, truth)), 3),
        "at_another_site": wrong,
    }


def measured(deed: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """The deed's figures with the processor seconds and peak memory of a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_alone, (deed, arguments))


def _alone(deed: Callable[..., dict[str, Any]], arguments: tuple) -> dict[str, Any]:
    figures = deed(*arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        **figures,
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_gib": round(used.ru_maxrss / 2**20, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rows", default="10000,100000")
    parser.add_argument("--standing", default="100000")
    given = parser.parse_args()
    result: dict[str, Any] = {"model": MODEL_VERSION, "from_nothing": [], "against_a_register": []}
    for count in [int(n) for n in given.rows.split(",") if n]:
        figures = measured(from_nothing, count)
        result["from_nothing"].append(figures)
        print(figures, flush=True)
    for count in [int(n) for n in given.standing.split(",") if n]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "register.duckdb"
            built = measured(build, count, path)
            print(built, flush=True)
            figures = {"register": count, **built, **measured(against, count, path)}
        result["against_a_register"].append(figures)
        print(figures, flush=True)
    if len(result["from_nothing"]) > 1:
        slowest = max(f["per_row_ms"] for f in result["from_nothing"])
        for f in result["from_nothing"]:
            bar = "#" * round(40 * f["per_row_ms"] / slowest)
            print(f"{f['rows']:>10,} rows  {f['per_row_ms']:.3f} ms a row  {bar}")
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main()
