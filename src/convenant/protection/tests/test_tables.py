"""Small tables by hand, and what holds for every table."""

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from convenant.protection.tables import (
    BadInput,
    Pattern,
    Records,
    audit,
    cells_of,
    primary,
    read_records,
    read_spec,
)
from convenant.protection.tables.command import protect
from convenant.protection.tables.spec import spec_from

SPEC = {
    "dimensions": {"country": {"total": "all"}, "product": {"total": "all"}},
    "contributor": "firm",
    "value": "amount",
    "rules": {"minimum": 3, "p_percent": 10},
}


def spec_of(**other: Any):
    return spec_from({**SPEC, **other}, Path(), "spec")


def records_of(rows: list[tuple[str, str, str, float]]) -> Records:
    members = sorted({firm for _country, _product, firm, _amount in rows})
    return Records(
        tuple((country, kind) for country, kind, _firm, _amount in rows),
        np.array([members.index(firm) for _country, _product, firm, _amount in rows]),
        np.array([amount for *_place, amount in rows], dtype=float),
        tuple(members),
    )


def tables_of(rows, **other: Any):
    spec = spec_of(**other)
    cells = cells_of(spec, records_of(rows))
    return spec, cells, primary(spec, cells)


def blank(cells, *places: tuple[str, str]) -> Pattern:
    hidden = np.zeros(len(cells.places), dtype=bool)
    hidden[[cells.index[place] for place in places]] = True
    return Pattern(hidden)


def many(country: str, kind: str, firms: str, amount: float = 100.0):
    return [(country, kind, firm, amount) for firm in firms]


# A is alone in cell (x, p); the other three cells have five firms each.
ROWS = [
    ("x", "p", "A", 50.0),
    *many("x", "q", "BCDEF"),
    *many("y", "p", "BCDEF"),
    *many("y", "q", "BCDEF"),
]
INNER = [("x", "p"), ("x", "q"), ("y", "p"), ("y", "q")]


# --- by hand ----------------------------------------------------------------------------------------------


def test_a_cell_of_one_firm_is_unsafe_and_stays_open_by_ten_per_cent() -> None:
    _spec, cells, found = tables_of(ROWS)
    at = cells.index["x", "p"]
    assert [cells.places[one] for one in np.flatnonzero(found.unsafe)] == [("x", "p")]
    assert found.needed[at] == pytest.approx(5.0)
    assert found.why[at] == ("minimum", "p_percent")


def test_one_blank_in_a_row_is_worked_out_from_its_total() -> None:
    spec, cells, found = tables_of(ROWS)
    result = audit(spec, cells, found, blank(cells, ("x", "p")), members=False)
    assert [(one.low, one.high) for one in result.breaches] == [(50.0, 50.0)]
    said = {cells.equation(number) for number in result.breaches[0].equations}
    assert said & {
        "country=x is the sum over product",
        "product=p is the sum over country",
    }


def test_four_blanks_in_a_square_hold_against_an_outsider_and_every_member() -> None:
    spec, cells, found = tables_of(ROWS)
    result = audit(spec, cells, found, blank(cells, *INNER))
    assert result.safe and result.attackers == 7


def test_a_member_breaks_what_an_outsider_does_not() -> None:
    # B stands alone in the cell that should hide A's: it knows both.
    rows = [*ROWS, ("x", "r", "B", 80.0), *many("y", "r", "CDEFG")]
    spec, cells, found = tables_of(rows)
    pattern = blank(cells, ("x", "p"), ("x", "r"), ("y", "p"), ("y", "r"))
    assert audit(spec, cells, found, pattern, members=False).safe
    result = audit(spec, cells, found, pattern)
    assert {one.attacker.name(cells) for one in result.breaches} >= {"“B”"}
    assert any(one.low == pytest.approx(50) == one.high for one in result.breaches)


def test_two_who_tell_each_other_break_what_neither_breaks_alone() -> None:
    rows = [
        ("x", "p", "A", 50.0),
        ("x", "q", "B", 60.0),
        ("x", "q", "C", 70.0),
        *many("y", "p", "BCDEF"),
        *many("y", "q", "BCDEF"),
    ]
    spec, cells, found = tables_of(rows)
    pattern = blank(cells, *INNER)
    alone = audit(spec, cells, found, pattern)
    both = tuple(cells.members.index(name) for name in "BC")
    together = audit(spec, cells, found, pattern, members=False, coalitions=[both])
    broken = {one.cell for one in alone.breaches}
    assert cells.index["x", "p"] not in broken
    assert cells.index["x", "p"] in {one.cell for one in together.breaches}


def test_an_unsafe_cell_that_is_published_is_a_breach_by_itself() -> None:
    spec, cells, found = tables_of(ROWS)
    result = audit(spec, cells, found, blank(cells), members=False)
    assert [one.published for one in result.breaches] == [True]


def test_a_holding_is_one_contributor(tmp_path: Path) -> None:
    lines = ["country,product,firm,group,amount"]
    lines += [f"x,p,F{n},G{n // 3},100" for n in range(9)]
    (tmp_path / "micro.csv").write_text("\n".join(lines))
    spec = spec_of(holding="group")
    cells = cells_of(spec, read_records(tmp_path / "micro.csv", spec))
    assert cells.members == ("G0", "G1", "G2")
    assert set(cells.counts) == {3}


def test_dominance_and_safe_places() -> None:
    rows = [("x", "p", "A", 900.0), *many("x", "p", "BCDEF", 20.0)]
    rules = {"dominance": {"n": 1, "percent": 85}, "interval": 10}
    _spec, cells, found = tables_of(rows, rules=rules)
    at = cells.index["x", "p"]
    assert found.why[at] == ("dominance",) and found.needed[at] == pytest.approx(100.0)
    _spec, cells, found = tables_of(rows, rules=rules, safe=[{"country": "x"}])
    assert not found.unsafe[cells.index["x", "p"]] and found.unsafe[cells.index["all", "p"]]


# --- for every table --------------------------------------------------------------------------------------

amounts = st.integers(1, 200).map(float)
rows_of_any = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from("pqr"), st.sampled_from("ABCDEF"), amounts),
    min_size=3,
    max_size=18,
)


@st.composite
def releases(draw):
    """Any records, with every unsafe cell blank and any others."""
    spec, cells, found = tables_of(draw(rows_of_any))
    more = draw(st.lists(st.booleans(), min_size=len(cells.places), max_size=len(cells.places)))
    return spec, cells, found, Pattern(found.unsafe | np.array(more))


def reckoned(cells, hidden, attacker: int | None, cell: int) -> float:
    """The largest a cell can be, by a programme written out anew: its unknowns are the inner cells, its totals are sums."""
    inner = [place for place in cells.places if "all" not in place]
    own = np.zeros(len(cells.places))
    if attacker is not None:
        own = cells.share[attacker].toarray().ravel()

    def row(place):
        return [
            float(all(one in ("all", two) for one, two in zip(place, part, strict=True)))
            for part in inner
        ]

    shown = [number for number in range(len(cells.places)) if not hidden[number]]
    least = []
    for place in inner:
        at = cells.index[place]
        alone = attacker is not None and own[at] >= cells.values[at]
        least.append((own[at], cells.values[at] if alone else None))
    found = linprog(
        [-one for one in row(cells.places[cell])],
        A_eq=[row(cells.places[number]) for number in shown] or None,
        b_eq=[cells.values[number] for number in shown] or None,
        bounds=least,
    )
    return float("inf") if found.status == 3 else -found.fun


@settings(max_examples=150)
@given(releases())
def test_the_audit_passes_nothing_that_an_attacker_written_out_anew_breaks(release) -> None:
    spec, cells, found, pattern = release
    result = audit(spec, cells, found, pattern)
    told = {(one.attacker.members, one.cell) for one in result.breaches}
    for member, cell in product([None, *range(len(cells.members))], np.flatnonzero(found.unsafe)):
        part = cells.share[:, [cell]].toarray().ravel()
        own = 0.0 if member is None else part[member]
        others = part if member is None else np.delete(part, member)
        needed = own + 1.1 * others.max(initial=0.0)
        if member is None:
            needed = max(needed, float(cells.values[cell] + found.needed[cell]))
        if needed <= cells.values[cell] * (1 + 1e-9):
            continue
        most = reckoned(cells, pattern.hidden, member, cell)
        if most < needed - 1e-4:
            # A member without a figure in any blank is told of as the outsider it is no better than.
            blanks = cells.share[:, np.flatnonzero(pattern.hidden)]
            outside = member is None or not blanks[[member]].nnz
            assert (() if outside else (member,), int(cell)) in told


@settings(max_examples=80)
@given(releases(), st.data())
def test_publishing_one_cell_more_never_closes_a_breach(release, data) -> None:
    spec, cells, found, pattern = release
    extra = np.flatnonzero(pattern.hidden & ~found.unsafe)
    if not len(extra):
        return
    opened = pattern.hidden.copy()
    opened[data.draw(st.sampled_from(list(extra)))] = False

    def told(hidden):
        breaches = audit(spec, cells, found, Pattern(hidden)).breaches
        return {(one.attacker.members, one.cell) for one in breaches}

    # Whoever has no figure in a blank any more is told of as the outsider it is no better than.
    after = told(opened)
    assert all(one in after or ((), one[1]) in after for one in told(pattern.hidden))


@settings(max_examples=60)
@given(rows_of_any, st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_nothing(rows, random) -> None:
    names = {"x": "k", "y": "b", "z": "a"}
    mixed = [(names[country], *rest) for country, *rest in rows]
    random.shuffle(mixed)
    outcomes = []
    for given_rows, back in ((rows, {}), (mixed, {new: old for old, new in names.items()})):
        spec, cells, found = tables_of(given_rows)
        result = audit(spec, cells, found, Pattern(found.unsafe.copy()))
        outcomes.append(
            {
                (
                    one.attacker.name(cells),
                    back.get(cells.places[one.cell][0], cells.places[one.cell][0]),
                    cells.places[one.cell][1],
                    round(one.low, 3),
                    round(min(one.high, 1e6), 3),
                )
                for one in result.breaches
            }
        )
    assert outcomes[0] == outcomes[1]


# --- bad input, and the command -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rules": {}}, "No rule is given"),
        ({"rules": {"p_percent": -1}}, "rules.p_percent"),
        ({"tables": [["country", "colour"]]}, "“colour” is no dimension"),
        ({"dimensions": {"country": {"parents": {"a": "b", "b": "a"}}}}, "lies above itself"),
        ({"dimensions": {"country": {"parents": {"a": "b", "c": "d"}}}}, "There are 2 totals"),
        ({"dimensions": {"country": {"file": "no.csv"}}}, "cannot be read"),
        ({"value": "country"}, "Two things are in one column"),
        ({"colour": 1}, "colour"),
        ({"safe": [{"colour": "red"}]}, "“colour” is no dimension"),
        (
            {"dimensions": {"country": {"parents": {"a": "b"}}}, "safe": [{"country": "c"}]},
            "country has no code “c”",
        ),
        ({"rules": {"request": {"contributors": [], "percent": 70}}}, "request.contributors"),
    ],
)
def test_a_wrong_spec_is_told_what_is_wrong(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        spec_of(**change)


def test_every_wrong_record_is_told_with_its_line(tmp_path: Path) -> None:
    tree = {"parents": {"x": "world", "y": "world"}}
    spec = spec_of(dimensions={"country": tree, "product": {"total": "all"}})
    (tmp_path / "m.csv").write_text(
        "country,product,firm,amount\nx,p,A,-1\nz,p,A,1\nworld,p,A,1\nx,,A,1\nx,p,,1\nx,p,A,nan\n"
    )
    with pytest.raises(BadInput) as wrong:
        read_records(tmp_path / "m.csv", spec)
    said = [str(one) for one in wrong.value.faults]
    assert [one.split(":")[1] for one in said] == ["2", "3", "4", "5", "6", "7"]
    assert "not negative" in said[0] and "no code “z”" in said[1] and "is a sum" in said[2]


SPEC_FILE = """\
dimensions: {country: {total: all}, product: {total: all}}
contributor: firm
value: amount
rules: {minimum: 3, p_percent: 10}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spec.yaml").write_text(SPEC_FILE)
    lines = [",".join(map(str, row)) for row in ROWS]
    (tmp_path / "micro.csv").write_text("\n".join(["country,product,firm,amount", *lines]))
    return tmp_path


def release(folder: Path, *blanks: tuple[str, str]) -> Path:
    spec = read_spec(folder / "spec.yaml")
    cells = cells_of(spec, read_records(folder / "micro.csv", spec))
    lines = ["country,product,value,status"]
    for place, value in zip(cells.places, cells.values, strict=True):
        shown = place not in blanks
        lines.append(
            f"{','.join(place)},{value if shown else ''},{'published' if shown else 'primary'}"
        )
    (folder / "protected.csv").write_text("\n".join(lines))
    return folder / "protected.csv"


def run(folder: Path, *words: str):
    common = ["--micro", str(folder / "micro.csv"), "--spec", str(folder / "spec.yaml")]
    return CliRunner().invoke(protect, ["audit", str(folder / "protected.csv"), *common, *words])


def test_an_analyst_is_told_who_can_work_out_what(folder: Path) -> None:
    release(folder, ("x", "p"))
    answer = run(folder)
    assert answer.exit_code == 1
    assert "an outsider knows that country=x, product=p is exactly 50" in answer.output
    release(folder, *INNER)
    answer = run(folder)
    assert answer.exit_code == 0 and "Nobody who was tried" in answer.output


def test_a_release_of_other_figures_is_not_audited(folder: Path) -> None:
    path = release(folder, *INNER)
    path.write_text(path.read_text().replace("all,all,1550.0", "all,all,1500.0"))
    answer = run(folder)
    assert answer.exit_code == 2
    assert "1500.0 is published, and the records add up to 1550" in answer.output


def test_nobody_of_that_name_contributed(folder: Path) -> None:
    release(folder, *INNER)
    answer = run(folder, "--coalition", "A,Nobody")
    assert answer.exit_code == 2 and "“Nobody”" in answer.output


def test_an_analyst_lists_what_tells_too_much(folder: Path) -> None:
    words = ["cells", str(folder / "micro.csv"), "--spec", str(folder / "spec.yaml")]
    answer = CliRunner().invoke(protect, words)
    assert answer.exit_code == 0
    assert "country=x, product=p: 1 contributors, unsafe by minimum, p_percent" in answer.output
