"""What matching costs as lists grow: seconds, processor seconds and peak memory, and what it reaches.

Our figure is `convenant match` from files to files; a peer's is from the same files to groups. Each is
measured in a process of its own that does nothing else.
"""

import csv
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from convenant.locations.matching import Record, RegisterSite, StandingIndex, match
from matching_parts.apart import NotDone, apart
from matching_parts.generated import Sites
from matching_parts.measures import Tally
from matching_parts.sets import HUB, judged_sets, pairs_within

LISTS = 10
NEW_LIST = 2_000  # rows of a list against a standing register
COLUMNS = ("name", "address", "country")


# --------------------------------------------------------------------------------- from nothing


def ours(count: int, minutes: float) -> dict[str, Any]:
    """`convenant match` on ten files with so many rows in all."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        apart(write_lists, folder, count)
        _, used = apart(_command, folder, minutes=minutes)
        truth = _truth(folder)
        links = _read(folder / "out" / "links.csv")
        site_of = [link["site_id"] for link in links]
        true = [truth[f"{link['list']}:{link['row']}"] for link in links]
        review = sum(link["decision"] == "review" for link in links) / len(links)
    return {"rows": count, **used, "review_share": round(review, 4), **reached(true, site_of)}


def peer(module: str, count: int, minutes: float) -> dict[str, Any]:
    """A peer on the same files."""
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        apart(write_lists, folder, count)
        try:
            (keys, site_of), used = apart(_peer_groups, module, folder, minutes=minutes)
        except NotDone as problem:
            return {"rows": count, "not_done": str(problem)}
        truth = _truth(folder)
    return {"rows": count, **used, **reached([truth[key] for key in keys], site_of)}


def write_lists(folder: Path, count: int) -> None:
    """Ten lists with so many rows in all, and which row is which site."""
    parts: list[list[tuple[int, dict[str, str]]]] = [[] for _ in range(LISTS)]
    for n, written in enumerate(Sites(count).rows(count)):
        parts[n % LISTS].append(written)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file)
        truth.writerow(("row", "site"))
        for n, part in enumerate(parts):
            with (folder / f"list{n}.csv").open("w", encoding="utf-8", newline="") as list_file:
                writer = csv.DictWriter(list_file, COLUMNS)
                writer.writeheader()
                for row, (site, cells) in enumerate(part, 1):
                    writer.writerow(cells)
                    truth.writerow((f"list{n}:{row}", site))


def _command(folder: Path) -> None:
    from convenant.locations.matching.command import match as command

    lists = [str(path) for path in sorted(folder.glob("list*.csv"))]
    code = command.main([*lists, "--out", str(folder / "out")], standalone_mode=False)
    if code:
        raise RuntimeError(f"convenant match ended with {code}")


def _peer_groups(module: str, folder: Path) -> tuple[list[str], list[Any]]:
    rows = [
        Record(f"{path.stem}:{n}", **{column: row[column] for column in COLUMNS})
        for path in sorted(folder.glob("list*.csv"))
        for n, row in enumerate(_read(path), 1)
    ]
    training = [pair for pair in judged_sets(kept=False)[HUB] if pair.relation != "unsure"]
    groups = import_module(f"matching_parts.{module}").groups(rows, training)
    return [row.key for row in rows], groups


def reached(true: list[str], found: list[Any]) -> dict[str, float]:
    """Precision, recall and F1 of the pairs that are in one site; an interval would be too narrow to see."""
    wanted, said = pairs_within(true), pairs_within(found)
    tally = Tally()
    tally.add("", True, True, len(wanted & said))
    tally.add("", False, True, len(said - wanted))
    tally.add("", True, False, len(wanted - said))
    return {name: figure["value"] for name, figure in tally.measured().items()}


def _truth(folder: Path) -> dict[str, str]:
    return {line["row"]: line["site"] for line in _read(folder / "truth.csv")}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ------------------------------------------------------------------- against a standing register


def standing(count: int, minutes: float) -> dict[str, Any]:
    """A list of 2,000 rows against a register that holds so many rows, kept in a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.duckdb"
        spellings, built = apart(_build, count, path, minutes=minutes)
        figures, used = apart(_against, count, path, minutes=minutes)
        size = path.stat().st_size
    return {
        "register_rows": spellings,
        "list_rows": NEW_LIST,
        **figures,
        "peak_gib": used["peak_gib"],
        "build_seconds": built["seconds"],
        "build_peak_gib": built["peak_gib"],
        "file_gib": round(size / 2**30, 2),
    }


def _build(count: int, path: Path) -> int:
    StandingIndex(path).put(_register(count))
    return len(StandingIndex(path))


def _register(count: int) -> Iterator[RegisterSite]:
    """Sites with one to five different spellings, so many spellings in all."""
    sites, written = Sites(count), 0
    while written < count:
        cells = sites.new()
        spelled = [cells]
        for _ in range(4):
            if sites.chance.random() < 0.4 and (again := sites.again(cells)) not in spelled:
                spelled.append(again)
        records = [Record(f"{written}-{n}", **one) for n, one in enumerate(spelled)]
        yield RegisterSite(f"S{written}", tuple(records))
        written += len(records)


def _against(count: int, path: Path) -> dict[str, Any]:
    """Six rows in ten are sites of the register, written again; the others are new."""
    import time

    known = [site for site, _ in zip(_register(count), range(20_000), strict=False)]
    sites = Sites(1)
    rows, truth = [], []
    for n in range(NEW_LIST):
        if sites.chance.random() < 0.6:
            site = sites.chance.choice(known)
            first = site.records[0]
            cells = {"name": first.name, "address": first.address, "country": first.country}
            rows.append(Record(f"n{n}", **sites.again(cells)))
            truth.append(site.site_id)
        else:
            rows.append(Record(f"n{n}", **sites.new()))
            truth.append("")
    began = time.perf_counter()
    links = match(rows, StandingIndex(path))
    seconds = time.perf_counter() - began
    same = [
        (li.site_id, true) for li, true in zip(links, truth, strict=True) if li.decision == "same"
    ]
    return {
        "seconds": round(seconds, 1),
        "found_again": round(sum(a == b for a, b in same) / sum(map(bool, truth)), 3),
        "at_another_site": sum(a != b and bool(b) for a, b in same),
        "review_share": round(sum(li.decision == "review" for li in links) / NEW_LIST, 4),
    }
