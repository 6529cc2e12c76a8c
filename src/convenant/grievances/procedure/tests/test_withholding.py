"""No report, alone or beside earlier ones, tells of fewer people than the minimum."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.grievances.procedure.withholding import TOTAL, Table, publishable, too_few

CELLS = ("founded", "settled", "unfounded", "withdrawn")
some_counts = st.fixed_dictionaries({cell: st.integers(0, 9) for cell in CELLS})


def shown(cells, earlier=(), minimum=3):
    return publishable(Table("outcomes", cells), minimum, [{"outcomes": e} for e in earlier])


def test_a_count_of_one_or_two_is_withheld_and_nought_is_shown():
    found = shown({"founded": 0, "settled": 7, "unfounded": 2, "withdrawn": 1})
    assert found["founded"] == 0
    assert found["unfounded"] is found["withdrawn"] is None
    assert (found["settled"], found[TOTAL]) == (7, 10)


def test_a_single_withheld_cell_takes_another_with_it():
    found = shown({"founded": 8, "settled": 7, "unfounded": 2, "withdrawn": 0})
    assert found == {
        "founded": 8,
        "settled": None,
        "unfounded": None,
        "withdrawn": 0,
        TOTAL: 17,
    }


def test_a_count_that_grew_by_one_is_withheld_beside_the_earlier_report():
    assert too_few(6, 3, [5]) and not too_few(8, 3, [5]) and not too_few(5, 3, [5, None])
    found = shown({"founded": 6, "settled": 9}, [{"founded": 5, "settled": 5, TOTAL: 10}])
    assert found["founded"] is None and found["settled"] is None


def test_where_one_case_came_in_altogether_the_total_is_withheld():
    assert shown({"founded": 11}, [{"founded": 10, TOTAL: 10}]) == {"founded": None, TOTAL: None}


def test_counts_that_cannot_be_are_refused():
    for cells in ({"founded": -1}, {TOTAL: 3}):
        with pytest.raises(ValueError, match="cell"):
            shown(cells)
    with pytest.raises(ValueError, match="at least 1"):
        shown({"founded": 4}, minimum=0)


def worked_out(report):
    """Every sum of cells that a reader can work out: of the shown ones, and what they leave."""
    known = {frozenset({c}): n for c, n in report.items() if c != TOTAL and n is not None}
    hidden = frozenset(c for c, n in report.items() if c != TOTAL and n is None)
    if report[TOTAL] is not None and hidden:
        known[hidden] = report[TOTAL] - sum(known.values())
    return known


@given(some_counts, st.integers(1, 6))
def test_nothing_that_can_be_worked_out_of_one_report_is_too_few(cells, minimum):
    for number in worked_out(shown(cells, minimum=minimum)).values():
        assert number == 0 or number >= minimum


def sums(report):
    """Every set of cells whose sum a reader can work out, with that sum."""
    known = list(worked_out(report).items())
    found = {}
    for chosen in product((False, True), repeat=len(known)):
        taken = [item for item, yes in zip(known, chosen, strict=True) if yes]
        found[frozenset().union(*(cells for cells, _ in taken))] = sum(n for _, n in taken)
    return found


@settings(max_examples=300)
@given(st.tuples(some_counts, some_counts, some_counts))
def test_no_group_that_can_be_worked_out_of_reports_side_by_side_grew_by_too_few(counts):
    """Cases come in and none goes: each year's counts hold those of the year before."""
    running = [
        {cell: sum(year[cell] for year in counts[: n + 1]) for cell in CELLS} for n in range(3)
    ]
    reports = []
    for cells in running:
        reports.append(shown(cells, reports))
    for one, two in combinations(reports, 2):
        before, after = sums(one), sums(two)
        for cells in before.keys() & after.keys():
            grew = after[cells] - before[cells]
            assert grew == 0 or grew >= 3, cells


def test_what_was_withheld_together_is_not_told_apart_from_its_sum_later():
    first = shown({"founded": 2, "settled": 2, "unfounded": 9, "withdrawn": 9})
    assert first["founded"] is first["settled"] is None and first[TOTAL] == 22
    later = shown({"founded": 2, "settled": 3, "unfounded": 13, "withdrawn": 9}, [first])
    assert later["settled"] is None or later["founded"] is None


@given(some_counts)
def test_the_same_counts_again_are_shown_again(cells):
    first = shown(cells)
    assert shown(cells, [first]) == first


@given(some_counts)
def test_what_is_shown_is_true(cells):
    for cell, number in shown(cells).items():
        assert number in (None, cells.get(cell, sum(cells.values())))
