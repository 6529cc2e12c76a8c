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
    assert len(pairs) >= 300
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


def test_rows_that_hang_together_are_in_one_part() -> None:
    parts: dict[str, set[str]] = {}
    for line in lines():
        for row in labelled.references(line):
            parts.setdefault(row, set()).add(line["part"])
    both = {row for row, found in parts.items() if len(found) > 1}
    assert not both


@pytest.mark.real
def test_every_reference_leads_to_a_row(shared: Path) -> None:
    data = shared / "data" / "matching"
    pairs = [pair for part in labelled.PARTS for pair in labelled.load(part, data=data)]
    assert len(pairs) == len(lines())
    assert all(pair.a.name and pair.b.name for pair in pairs)


@pytest.mark.real
def test_rows_of_one_name_are_in_one_part(shared: Path) -> None:
    data = shared / "data" / "matching"
    names = {
        part: {
            "".join(row.name.casefold().split())
            for pair in labelled.load(part, data=data)
            for row in (pair.a, pair.b)
        }
        for part in labelled.PARTS
    }
    assert not names["dev"] & names["kept"]


def test_without_the_lists_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(labelled.NoData, match="Set CONVENANT_SHARED"):
        labelled.load("dev", data=tmp_path)
