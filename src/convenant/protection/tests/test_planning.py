"""Merging levels and rounding, instead of many blanks."""

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.protection.tables.command import protect
from convenant.protection.tables.hierarchy import from_parents
from convenant.protection.tables.planning import merge_finest, plan
from convenant.protection.tables.rounding import rounded
from convenant.protection.tests.test_certificate import write_records
from convenant.protection.tests.test_tables import (
    ROWS,
    many,
    records_of,
    rows_of_any,
    spec_of,
    tables_of,
)

TREE = {"x": "north", "y": "north", "z": "south", "north": "all", "south": "all"}


def test_the_finest_level_is_merged_into_the_one_above() -> None:
    tree = from_parents("country", TREE, "")
    merged = merge_finest(tree)
    assert merged is not None
    assert merged.leaves == {"north", "south"} and merged.total == "all"
    assert merge_finest(merged) is None


def test_a_plan_says_what_each_step_hides_and_what_it_makes_safe() -> None:
    # Each country has few firms; the north together has many.
    rows = [*many("x", "p", "AB"), *many("y", "p", "CD"), *many("z", "p", "EFG")]
    spec = spec_of(dimensions={"country": {"parents": TREE}, "product": {"total": "all"}})
    choices = plan(spec, records_of(rows), bearable=0.0)
    assert choices[0].unsafe > 0 and choices[0].steps == ()
    assert choices[-1].unsafe == 0 and choices[-1].hides == 3
    assert choices[-1].steps == ("merge the finest 3 codes of country into those above",)


def test_three_dimensions_may_be_published_as_pairs() -> None:
    rows = [
        (c, p, f, 100.0) for n, f in enumerate("ABCDEFGH") for c, p in [("xy"[n % 2], "pq"[n // 4])]
    ]
    spec = spec_of(
        dimensions={
            "country": {"total": "all"},
            "product": {"total": "all"},
            "risk": {"total": "all"},
        }
    )
    records = records_of(rows)
    places = tuple((*place, "rst"[at % 3]) for at, place in enumerate(records.places))
    choices = plan(spec, type(records)(places, records.who, records.values, records.members))
    assert any("publish 3 tables of 2 dimensions" in step for one in choices for step in one.steps)
    assert choices[-1].share < choices[0].share


@settings(max_examples=60)
@given(rows_of_any, st.sampled_from([3.0, 10.0, 50.0]))
def test_rounded_tables_add_up_and_nothing_moves_further_than_the_base(rows, base: float) -> None:
    _spec, cells, found = tables_of(rows)
    answer = rounded(cells, found, base)
    assert answer is not None
    assert not (cells.sums @ answer.values).any()
    assert np.all(np.mod(answer.values, base) == 0) and answer.furthest < base
    assert answer.enough == (base >= 2 * found.needed.max(initial=0.0))


def test_a_base_of_nothing_is_a_fault() -> None:
    _spec, cells, found = tables_of(ROWS)
    with pytest.raises(ValueError, match="more than 0"):
        rounded(cells, found, 0)


def test_an_analyst_is_shown_the_choices(tmp_path) -> None:
    (tmp_path / "spec.yaml").write_text(
        "dimensions:\n  country: {parents: {x: north, y: north, z: south, north: all, south: all}}\n"
        "  product: {total: all}\ncontributor: firm\nvalue: amount\nrules: {minimum: 3}\n"
    )
    rows = [*many("x", "p", "AB"), *many("y", "p", "CD"), *many("z", "p", "EFG")]
    micro = write_records(tmp_path / "micro.csv", rows)
    answer = CliRunner().invoke(
        protect, ["plan", str(micro), "--spec", str(tmp_path / "spec.yaml"), "--bearable", "0"]
    )
    assert answer.exit_code == 0, answer.output
    assert "As it is: 12 cells, 4 unsafe (33 %)." in answer.output
    assert "merge the finest 3 codes of country" in answer.output
