"""A policy officer sets scenarios side by side, and beside what others estimated."""

import json

import numpy as np
import pytest

from convenant.costs.simulation import CannotCompare, compare, explain, load, simulate, variants
from convenant.costs.simulation.tests.small import small

CHEAPER = small(
    ("slug: small", "slug: cheaper"), ("id: shared, name: {nl: D, en: S}, unit: \"%\", mark: assumption, fixed: 25", "id: shared, name: {nl: D, en: S}, unit: \"%\", mark: assumption, fixed: 60")
)  # fmt: skip


def test_a_difference_is_taken_draw_by_draw_and_so_is_sharp():
    first, second = load(small(), "a"), load(CHEAPER, "b")
    found = compare([("first", first), ("second", second)], 4_096, 1)
    (difference,) = found.differences
    # Only audits differ: 75 % of the sites against 40 %
    alone = simulate(first, 4_096, 1)
    audits = alone.by_line[3]
    assert difference.present_value.mean < 0 and difference.cheaper == 1
    assert sum(s.mean for s in difference.by_payer.values()) == pytest.approx(
        -audits.mean() * 35 / 75
    )
    width = difference.present_value.p95 - difference.present_value.p5
    apart = np.hypot(*[r.present_value.p95 - r.present_value.p5 for r in found.results])
    assert width < apart / 2
    assert found.cheapest == [0, 1]
    assert found.worth_of_everything == 0


def test_the_first_gives_the_numbers_it_gives_alone():
    first, second = load(small(), "a"), load(CHEAPER, "b")
    found = compare([("first", first), ("second", second)], 1_024, 9)
    assert found.results[0].present_value.mean == simulate(first, 1_024, 9).present.mean()


def test_a_scenario_that_is_the_same_differs_by_nothing():
    one = load(small(), "a")
    found = compare([("a", one), ("b", one), ("c", one)], 512, 1)
    assert [d.present_value.p95 for d in found.differences] == [0, 0]
    assert json.dumps(found.plain())


def test_alternatives_of_one_file_are_compared():
    found = variants(load(small(), "a"))
    assert [name for name, _ in found] == ["small", "alone"]
    comparison = compare(found, 512, 1)
    assert comparison.differences[0].present_value.mean > 0  # nothing shared costs more


REFUSED = {"currency": ("prices", "USD"), "year": ("prices", 2025), "start": ("years", 2028)}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_go_together_is_refused(what):
    one = load(small(), "a")
    part, value = REFUSED[what]
    changed = getattr(one, part).model_copy(update={what: value})
    with pytest.raises(CannotCompare) as raised:
        compare([("a", one), ("b", one.model_copy(update={part: changed}))], 64, 1)
    assert raised.value.code == what


def test_fewer_than_two_or_more_than_six_are_refused():
    one = load(small(), "a")
    for count in (1, 7):
        with pytest.raises(CannotCompare):
            compare([("a", one)] * count, 64, 1)


def test_a_difference_with_a_total_of_others_is_explained_to_the_last_euro():
    text = small(
        ("correlations:", "  - {id: theirs, name: {nl: T, en: T}, unit: MEUR/year, price_year: 2026, mark: assumption, fixed: 0.05}\n  - {id: they, name: {nl: Z, en: T}, unit: company, mark: assumption, fixed: 80}\ncorrelations:"),
        ("alternatives:", "yardsticks:\n  - {id: official, name: {nl: O, en: O}, amount: theirs, companies: they, lines: [survey]}\nalternatives:"),
    )  # fmt: skip
    scenario = load(text, "x")
    (found,) = explain(scenario, 4_096, 1)
    survey = simulate(scenario, 4_096, 1).by_line[1].mean() / 5
    assert found.ours.mean == pytest.approx(survey)
    assert (found.theirs, found.their_companies) == (50_000, 80)
    assert found.our_companies == pytest.approx(60)
    assert found.by_number == pytest.approx(-20 * 50_000 / 80)
    assert found.by_number + found.by_cost == pytest.approx(found.difference)
    (line,) = found.lines
    assert set(line.numbers) == {"hour", "asking", "usual"}
    assert line.each * 60 == pytest.approx(survey, rel=0.01)
