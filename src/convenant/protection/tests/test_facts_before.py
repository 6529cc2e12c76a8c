"""What is published already, who asked to be guarded, and who waived it."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.protection.tables import BadInput, audit, make
from convenant.protection.tables.command import protect
from convenant.protection.tables.frozen import forced, read_frozen
from convenant.protection.tests.test_certificate import proven, write_records
from convenant.protection.tests.test_tables import (
    INNER,
    ROWS,
    SPEC_FILE,
    many,
    rows_of_any,
    tables_of,
)


def frozen_at(cells, *places) -> np.ndarray:
    flags = np.zeros(len(cells.places), dtype=bool)
    flags[[cells.index[place] for place in places]] = True
    return flags


def test_what_was_published_before_stays_published() -> None:
    rows = [*ROWS, *many("x", "r", "BCDEF"), *many("y", "r", "BCDEF")]
    spec, cells, found = tables_of(rows)
    made = make(spec, cells, found, frozen=frozen_at(cells, ("x", "q"), ("y", "q")))
    blank = {cells.places[at] for at in np.flatnonzero(made.pattern.hidden)}
    assert not made.impossible
    assert blank == {("x", "p"), ("x", "r"), ("y", "p"), ("y", "r")}


def test_a_cell_that_earlier_tables_give_away_is_named_with_the_sums() -> None:
    spec, cells, found = tables_of(ROWS)
    frozen = frozen_at(cells, ("x", "all"), ("x", "q"))
    made = make(spec, cells, found, frozen=frozen)
    told = forced(spec, cells, found, made, frozen)
    assert {cells.places[one.cell] for one in told} == {("x", "p")}
    assert {cells.equation(number) for number in told[0].equations} == {
        "country=x is the sum over product"
    }


def test_an_unsafe_cell_that_was_published_is_named() -> None:
    spec, cells, found = tables_of(ROWS)
    frozen = frozen_at(cells, ("x", "p"))
    told = forced(spec, cells, found, make(spec, cells, found, frozen=frozen), frozen)
    assert [one.published for one in told] == [True]


@settings(max_examples=60)
@given(rows_of_any, st.data())
def test_with_facts_before_it_holds_or_the_forced_cell_is_named(rows, data) -> None:
    spec, cells, found = tables_of(rows)
    flags = data.draw(
        st.lists(st.booleans(), min_size=len(cells.places), max_size=len(cells.places))
    )
    frozen = np.array(flags)
    made = make(spec, cells, found, frozen=frozen)
    assert not (made.pattern.hidden & frozen).any()
    if made.impossible:
        assert {one.cell for one in forced(spec, cells, found, made, frozen)} == {
            cell for cell, _attacker in made.impossible
        }
    else:
        assert audit(spec, cells, found, made.pattern).safe


def test_a_figure_before_that_is_another_now_is_told(tmp_path: Path) -> None:
    _spec, cells, _found = tables_of(ROWS)
    path = tmp_path / "before.csv"
    path.write_text("country,product,value\nx,all,551\nx,zz,3\nall,all,1550\ny,q,\n")
    with pytest.raises(BadInput) as wrong:
        read_frozen((path,), cells)
    said = [str(one) for one in wrong.value.faults]
    assert len(said) == 2 and ":2: 551 is published" in said[0] and "no such cell" in said[1]
    path.write_text("country,product,value\nall,all,1550\ny,q,\n")
    assert read_frozen((path,), cells).sum() == 1


def test_the_command_makes_no_release_that_earlier_tables_break(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC_FILE + "before: [before.csv]\n")
    (tmp_path / "before.csv").write_text("country,product,value\nx,all,550\nx,q,500\n")
    micro = write_records(tmp_path / "micro.csv", ROWS)
    words = [str(micro), "--spec", str(tmp_path / "spec.yaml"), "--out", str(tmp_path / "out")]
    answer = CliRunner().invoke(protect, words)
    assert answer.exit_code == 1 and not (tmp_path / "out").exists()
    assert "country=x, product=p is exactly 50" in answer.output
    assert "country=x is the sum over product" in answer.output


def test_who_waived_it_is_not_guarded_and_others_are() -> None:
    _spec, _cells, found = tables_of(ROWS, waivers=["A"])
    assert not found.unsafe.any()
    rows = [("x", "p", "A", 90.0), ("x", "p", "B", 10.0), *ROWS[1:]]
    _spec, cells, found = tables_of(rows, waivers=["A"])
    at = cells.index["x", "p"]
    assert found.unsafe[at] and found.largest[at] == 10 and found.needed[at] == pytest.approx(1.0)


def test_only_who_asked_is_guarded_by_the_request_rule() -> None:
    rows = [("x", "p", "A", 80.0), ("x", "p", "B", 20.0), *ROWS[1:]]
    for asks, unsafe in (("A", True), ("B", False)):
        rules = {"request": {"contributors": [asks], "percent": 70}}
        _spec, cells, found = tables_of(rows, rules=rules)
        assert bool(found.unsafe[cells.index["x", "p"]]) is unsafe


def test_a_name_that_nobody_has_is_told() -> None:
    with pytest.raises(BadInput, match="Nobody called “Z”"):
        tables_of(ROWS, waivers=["Z"])


RULES = (
    {"minimum": 3},
    {"p_percent": 15},
    {"dominance": {"n": 1, "percent": 60}},
    {"dominance": {"n": 2, "percent": 80}, "minimum": 2, "interval": 20},
)


@settings(max_examples=100)
@given(rows_of_any, st.sampled_from(RULES), st.booleans(), st.booleans(), st.data())
def test_under_any_rules_a_release_is_audited_safe_and_proven_exactly(
    tmp_path_factory, rows, rules, waives, asks, data
) -> None:
    who = sorted({row[2] for row in rows})
    one = data.draw(st.sampled_from(who))
    rules = {**rules, "request": {"contributors": [one], "percent": 50}} if asks else rules
    if asks and data.draw(st.booleans()):
        rules = {"request": rules["request"]}
    waivers = [data.draw(st.sampled_from(who))] if waives else []
    spec, cells, found = tables_of(rows, rules=rules, waivers=waivers)
    folder = tmp_path_factory.mktemp("rules")
    micro = write_records(folder / "micro.csv", rows)
    coalitions = [tuple(range(min(2, len(who))))]
    made = make(spec, cells, found, coalitions=coalitions)
    assert audit(spec, cells, found, made.pattern, coalitions=coalitions).safe
    result = proven(folder, micro, spec, cells, found, coalitions=coalitions)
    assert result.unsafe == int(found.unsafe.sum())


def test_nothing_inner_is_left_out_of_the_square() -> None:
    spec, cells, found = tables_of(ROWS)
    made = make(spec, cells, found)
    assert {cells.places[at] for at in np.flatnonzero(made.pattern.hidden)} == set(INNER)
