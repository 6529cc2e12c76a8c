"""What the same matching costs on Spark and in one process: figures for the same rows, side by side.

    python benchmarks/matching_on_spark.py [--rows 20000] [--cores 2]

Invented sites with noise over real rows (as in benchmarks/matching.py), half of them standing in a
register. Spark runs on this machine, twice: the first run also waits for Java to warm up. Needs
`pip install '.[spark]'` and Java 17. The links of both have to be equal, or there is no result.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections import defaultdict
from typing import Any

from matching_parts.generated import Sites

from convenant.locations.matching import (
    MODEL_VERSION,
    Link,
    Record,
    RegisterSite,
    match,
    match_on_spark,
)


def session(cores: int) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.shuffle.partitions", str(4 * cores))
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def register_of(rows: list[Record]) -> list[RegisterSite]:
    by_key = {row.key: row for row in rows}
    sites = defaultdict(list)
    for link in match(rows):
        sites[link.site_id].append(by_key[link.key])
    return [RegisterSite(site, tuple(members)) for site, members in sites.items()]


def timed(how: str, deed: Any, *given: Any) -> tuple[list[Link], dict[str, Any]]:
    steps: dict[str, float] = {}
    began = time.perf_counter()
    links = deed(*given, progress=lambda step, _: steps.setdefault(step, time.perf_counter()))
    ended = time.perf_counter()
    at = [*steps.values(), ended]
    figures = {
        "how": how,
        "seconds": round(ended - began, 1),
        "steps": {name: round(at[n + 1] - at[n], 1) for n, name in enumerate(steps)},
    }
    print(figures, flush=True)
    return links, figures


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--cores", type=int, default=2)
    given = parser.parse_args()
    written = Sites(given.rows).rows(given.rows)
    rows = [Record(str(n), **cells) for n, (_, cells) in enumerate(written)]
    spark = session(given.cores)
    result: dict[str, Any] = {"model": MODEL_VERSION, "rows": given.rows, "cores": given.cores}

    def compare(case: str, *lists: Any) -> None:
        print(case, flush=True)
        here, figures = timed("match", match, *lists)
        result[case] = [figures]
        for run in ("on Spark, first", "on Spark, again"):
            there, figures = timed(run, match_on_spark, spark, *lists)
            result[case].append(figures)
            assert there == here, "Spark gave other links"

    compare("from_nothing", rows)
    compare("against_a_register", rows[1::2], register_of(rows[::2]))
    spark.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    result["python_peak_gib"] = round(
        peak, 2
    )  # of this process; Java and its workers have their own
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main()
