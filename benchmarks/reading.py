"""How long and how much memory it takes to read a list of 50,000 sites.

    python benchmarks/reading.py [rows]

Each file type is read in a process of its own, so that its peak memory is its own; the peer in
the same run is openpyxl in read-only mode, which only reads and understands nothing.
"""

import csv
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADERS = [
    "OS ID", "Factory name", "Address", "City", "Country", "Latitude", "Longitude",
    "Number of workers", "Tier", "Product type", "Processing type", "Parent company",
]  # fmt: skip
COUNTRIES = [
    ("Bangladesh", 23.8, 90.4), ("CN", 31.2, 121.4), ("Türkiye", 41.0, 29.0), ("Vietnam", 10.8, 106.7),
    ("India", 13.0, 80.2), ("Portugal", 41.4, -8.3), ("Marokko", 33.9, -6.8), ("IDN", -6.2, 106.8),
]  # fmt: skip
WORKERS = ["350", "1,001-5,000", "Less than 1000", "251 t/m 500", "500+", "", "1.234"]


def rows(count: int) -> list[list]:
    chance = random.Random(2)
    made = []
    for number in range(count):
        country, lat, lng = chance.choice(COUNTRIES)
        made.append([
            "", f"Firm {number} Textile Co., Ltd.", f"Plot {chance.randint(1, 999)}, Road {number}, Zone B",
            f"City {chance.randint(1, 400)}", country, lat + chance.random(), lng + chance.random(),
            chance.choice(WORKERS), f"Tier {chance.randint(1, 3)}", "Shirts|Trousers", "Cutting, Sewing",
            f"Group {chance.randint(1, 500)}",
        ])  # fmt: skip
    return made


def write(folder: Path, count: int) -> dict[str, Path]:
    from openpyxl import Workbook

    data = rows(count)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([HEADERS, *data])
    paths = {"csv": folder / "list.csv", "xlsx": folder / "list.xlsx"}
    paths["csv"].write_bytes(text.getvalue().encode())
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    for row in [HEADERS, *data]:
        sheet.append(row)
    book.save(paths["xlsx"])
    return paths


def measure(path: str) -> None:
    """In a process of its own: read, map, understand; print the figures as JSON."""
    from convenant.locations.reading import guess_mapping, read_country, read_table, understand

    read_country("NL")  # country names load once per process
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = Path(path).read_bytes()
    began = time.perf_counter()
    table = read_table(data, Path(path).name)
    read = time.perf_counter()
    mapping = guess_mapping(table)
    guessed = time.perf_counter()
    found = understand(table, mapping)
    done = time.perf_counter()
    assert len(found.rows) == len(table.rows), found.summary
    figures = {
        "rows": len(found.rows),
        "read_s": round(read - began, 2),
        "guess_s": round(guessed - read, 2),
        "understand_s": round(done - guessed, 2),
        "total_s": round(done - began, 2),
        "base_mb": round(base / 1024),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "child_peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }
    print(json.dumps(figures))


def measure_peer(path: str) -> None:
    from openpyxl import load_workbook

    began = time.perf_counter()
    sheet = load_workbook(path, read_only=True).active
    count = sum(1 for _ in sheet.iter_rows(values_only=True)) - 1
    seconds = round(time.perf_counter() - began, 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"rows": count, "read_s": seconds, "peak_mb": round(peak / 1024)}))


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = write(Path(folder), count)
        results: dict[str, dict] = {}
        for kind, how, path in (
            ("csv", "--measure", paths["csv"]),
            ("xlsx", "--measure", paths["xlsx"]),
            ("openpyxl", "--peer", paths["xlsx"]),
        ):
            done = subprocess.run(
                [sys.executable, __file__, how, str(path)],
                capture_output=True,
                text=True,
                check=True,
            )
            results[kind] = json.loads(done.stdout)
            size = path.stat().st_size / 2**20
            print(
                f"{kind:9} {size:5.1f} MB  "
                + "  ".join(f"{k} {v}" for k, v in results[kind].items())
            )
        print("RESULT " + json.dumps({"benchmark": "reading", "rows": count} | results))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
    elif sys.argv[1:2] == ["--peer"]:
        measure_peer(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
