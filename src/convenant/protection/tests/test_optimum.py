"""The cheapest pattern: proven against every pattern there is, on tables small enough to try them all."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.protection.checker import check
from convenant.protection.tables import BadInput, Pattern, audit, make
from convenant.protection.tables.aggregates import read_cells
from convenant.protection.tables.command import protect
from convenant.protection.tables.making import price_of, usual_price
from convenant.protection.tables.spec import spec_from
from convenant.protection.tests.instances import ACT_SIZE, instance
from convenant.protection.tests.test_tables import tables_of

amounts = st.integers(1, 200).map(float)
small_rows = st.lists(
    st.tuples(st.sampled_from("xy"), st.sampled_from("pq"), st.sampled_from("ABCDE"), amounts),
    min_size=3,
    max_size=14,
)


@settings(max_examples=40)
@given(small_rows, st.booleans())
def test_no_pattern_that_holds_is_cheaper(rows, members) -> None:
    spec, cells, found = tables_of(rows)
    made = make(spec, cells, found, members=members, exact=True)
    price = usual_price(cells)
    assert made.optimum is not None and made.optimum.gap == 0
    assert audit(spec, cells, found, made.pattern, members=members).safe
    cost = float(price[made.pattern.hidden & ~found.unsafe].sum())
    others = np.flatnonzero(~found.unsafe)
    for many in range(made.secondary + 1):
        for chosen in combinations(others, many):
            if price[list(chosen)].sum() < cost - 1e-6:
                hidden = found.unsafe.copy()
                hidden[list(chosen)] = True
                assert not audit(spec, cells, found, Pattern(hidden), members=members).safe


@pytest.mark.real
def test_the_table_of_which_only_cells_are_known_is_proven_optimal_by_value(shared: Path) -> None:
    folder = shared / "data" / "tables" / "act_size"
    spec = spec_from(ACT_SIZE, folder, "act_size")
    cells, found = read_cells(folder / "cells.csv", spec)
    assert int(found.unsafe.sum()) == 77
    made = make(spec, cells, found, price=price_of(cells, "value"), exact=True)
    assert made.optimum is not None and made.optimum.gap == 0 and made.secondary <= 64
    assert audit(spec, cells, found, made.pattern).safe


@pytest.mark.real
@pytest.mark.parametrize(("name", "cells_blank"), [("simple2d", 4), ("ent_region_product", 5)])
def test_known_optima_from_outside_are_found(shared: Path, name: str, cells_blank: int) -> None:
    spec, cells, found = instance(shared, name)
    made = make(spec, cells, found, members=False, exact=True)
    assert made.optimum is not None and made.optimum.gap == 0
    assert made.secondary == cells_blank


def test_a_work_limit_leaves_a_pattern_that_holds_and_a_gap() -> None:
    rows = [
        (c, p, f, 10.0 + 7 * n)
        for n, (c, p, f) in enumerate(zip("xxyyzz", "pqqrrp", "ABCDEF", strict=True))
    ]
    spec, cells, found = tables_of(rows, rules={"p_percent": 10}, safe=[{"country": "y"}])
    made = make(spec, cells, found, exact=True, most_rounds=1)
    assert audit(spec, cells, found, made.pattern).safe
    assert made.optimum is not None and made.optimum.gap >= 0


CELLS = """\
country,product,value,unsafe,needed
x,p,50,1,5
x,q,500,0,
y,p,500,0,
y,q,500,0,
x,all,550,0,
y,all,1000,0,
all,p,550,0,
all,q,1000,0,
all,all,1550,0,
"""
CELLS_SPEC = """\
dimensions: {country: {total: all}, product: {total: all}}
value: value
rules: {minimum: 3}
cells: {unsafe: unsafe, needed: needed}
"""


def test_cells_without_records_are_protected_from_the_outside_and_proven(tmp_path: Path) -> None:
    (tmp_path / "cells.csv").write_text(CELLS)
    (tmp_path / "spec.yaml").write_text(CELLS_SPEC)
    words = [str(tmp_path / "cells.csv"), "--spec", str(tmp_path / "spec.yaml")]
    answer = CliRunner().invoke(protect, [*words, "--exact", "--out", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    assert (
        "3 blank so that" in answer.output and "No pattern that holds blanks less" in answer.output
    )
    result = check(
        tmp_path / "certificate.json", tmp_path / "protected.csv", tmp_path / "cells.csv"
    )
    assert result.unsafe == 1 and result.attackers == 1


def test_totals_that_do_not_add_up_are_named(tmp_path: Path) -> None:
    (tmp_path / "cells.csv").write_text(CELLS.replace("x,all,550", "x,all,560"))
    spec = spec_from(
        {
            "dimensions": {"country": {"total": "all"}, "product": {"total": "all"}},
            "value": "value",
            "rules": {"minimum": 3},
            "cells": {"unsafe": "unsafe", "needed": "needed"},
        },
        tmp_path,
        "spec",
    )
    with pytest.raises(BadInput, match="country=x is the sum over product, and its parts differ"):
        read_cells(tmp_path / "cells.csv", spec)
