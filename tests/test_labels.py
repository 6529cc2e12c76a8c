"""The judged pairs point at rows that exist, and nothing of `dev` comes back in `kept`."""

import csv
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT / "benchmarks" / "labels" / "pairs.csv"


def by_path(name: str) -> ModuleType:
    """The benchmarks are scripts, not a package: taken from their file."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # a dataclass looks its own module up
    spec.loader.exec_module(module)
    return module


labelled = by_path("labelled")


def lines() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_line_says_all_it_has_to() -> None:
    for line in lines():
        assert line["relation"] in labelled.RELATIONS, line
        assert line["part"] in labelled.PARTS, line
        assert line["reason"], line
        assert float(line["weight"]) >= 1, line


def test_no_pair_is_there_twice_whichever_row_comes_first() -> None:
    pairs = [frozenset(labelled.references(line)) for line in lines()]
    assert len(pairs) >= 800
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


def test_rows_that_hang_together_are_in_one_part() -> None:
    parts: dict[str, set[str]] = {}
    for line in lines():
        for row in labelled.references(line):
            parts.setdefault(row, set()).add(line["part"])
    both = {row for row, found in parts.items() if len(found) > 1}
    assert not both


def test_rows_of_one_list_are_judged_too_but_never_of_the_register() -> None:
    inside = [line for line in lines() if line["list_a"] == line["list_b"]]
    assert inside
    assert all(line["list_a"] != labelled.REGISTER for line in inside)


@pytest.mark.real
def test_every_reference_leads_to_a_row(shared: Path) -> None:
    data = shared / "data" / "matching"
    pairs = [pair for part in labelled.PARTS for pair in labelled.load(part, data=data)]
    assert len(pairs) == len(lines())
    assert all(pair.a.name and pair.b.name for pair in pairs)


@pytest.mark.real
def test_a_cluster_is_in_one_part(shared: Path) -> None:
    """Also when a cluster holds together by names alone."""
    candidates = by_path("label_candidates")
    names = {row.key: row.name for row in labelled.every_row(shared / "data" / "matching")}
    clusters = candidates.clusters_of(lines(), names)
    parts: dict[str, set[str]] = {"dev": set(), "kept": set()}
    for line in lines():
        parts[line["part"]] |= {clusters[row] for row in labelled.references(line)}
    assert not parts["dev"] & parts["kept"]


def test_without_the_lists_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(labelled.NoData, match="Set CONVENANT_SHARED"):
        labelled.load("dev", data=tmp_path)
