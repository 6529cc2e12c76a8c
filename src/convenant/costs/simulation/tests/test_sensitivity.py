"""An analyst asks which numbers drive the answer, and what it is worth to know them better."""

import numpy as np
import pytest
from scipy import stats

from convenant.costs.simulation import load
from convenant.costs.simulation.drawing import draw, drawn_names, probabilities
from convenant.costs.simulation.information import (
    worth_for_budget,
    worth_for_choice,
    worth_of_everything_for_budget,
    worth_of_everything_for_choice,
)
from convenant.costs.simulation.running import totals
from convenant.costs.simulation.sensitivity import factors_of, indices, sobol_indices, tornado
from convenant.costs.simulation.tests.small import small

A, B = 7.0, 0.1


def ishigami(places):
    x, y, z = (np.pi * (2 * places[name] - 1) for name in ("x", "y", "z"))
    return np.sin(x) + A * np.sin(y) ** 2 + B * z**4 * np.sin(x)


def test_the_indices_of_the_ishigami_function_are_those_that_are_known():
    # Ishigami and Homma (1990): the variance and its parts have closed forms
    whole = A**2 / 8 + B * np.pi**4 / 5 + B**2 * np.pi**8 / 18 + 0.5
    of_x = 0.5 * (1 + B * np.pi**4 / 5) ** 2
    of_y = A**2 / 8
    of_xz = 8 * B**2 * np.pi**8 / 225
    found = sobol_indices(ishigami, [("x",), ("y",), ("z",)], 16_384, 3)
    assert [index.first for index in found] == pytest.approx(
        [of_x / whole, of_y / whole, 0], abs=0.01
    )
    assert [index.total for index in found] == pytest.approx(
        [(of_x + of_xz) / whole, of_y / whole, of_xz / whole], abs=0.01
    )


def test_the_indices_are_those_of_scipy():
    theirs = stats.sobol_indices(
        func=lambda x: ishigami(dict(zip("xyz", x, strict=True))),
        n=8_192,
        dists=[stats.uniform()] * 3,
        rng=np.random.default_rng(1),
    )
    ours = sobol_indices(ishigami, [("x",), ("y",), ("z",)], 8_192, 1)
    assert [i.first for i in ours] == pytest.approx(list(theirs.first_order), abs=0.02)
    assert [i.total for i in ours] == pytest.approx(list(theirs.total_order), abs=0.02)


def test_numbers_joined_in_a_factor_are_judged_together():
    joined, alone = sobol_indices(ishigami, [("x", "z"), ("y",)], 8_192, 1)
    assert joined.first + alone.first == pytest.approx(1, abs=0.02)
    assert joined.total == pytest.approx(joined.first, abs=0.02)


def test_what_drives_a_scenario_comes_first():
    scenario = load(small(), "small.yaml")
    assert ("asking", "usual") in factors_of(scenario)
    found = indices(scenario, 1_024, 1)
    assert found[0].numbers == ("audit",)
    assert sum(index.first for index in found) == pytest.approx(1, abs=0.06)
    assert all(index.total > index.first - 0.03 for index in found)
    # Who pays does not change what it costs
    assert next(i for i in found if i.numbers == ("state_part",)).total == 0


def test_a_tornado_is_as_wide_as_the_answer_moves():
    scenario = load(small(), "small.yaml")
    bars = tornado(scenario)
    assert [bar.width for bar in bars] == sorted((b.width for b in bars), reverse=True)
    assert {bar.number for bar in bars} == set(drawn_names([scenario]))
    office = next(bar for bar in bars if bar.number == "office")
    worth = sum(1 / 1.03**year for year in range(5))
    assert office.width == pytest.approx((office.high - office.low) * worth)


def evenly_normal(count):
    places = probabilities(["known", "unknown"], count, 1)
    return stats.norm.ppf(places["known"]), stats.norm.ppf(places["unknown"])


def test_knowing_a_number_for_a_choice_is_worth_what_the_formula_says():
    rng = np.random.default_rng(1)
    known, unknown = evenly_normal(32_768)
    # one costs 0; the other a normal sum, of which one part can be known
    costs = np.array([np.zeros(32_768), 3 * known + 4 * unknown])
    numbers = {"known": known, "unknown": unknown, "nothing": rng.normal(size=32_768)}
    found = {each.number: each.worth for each in worth_for_choice(costs, numbers)}
    density = 1 / np.sqrt(2 * np.pi)
    assert found["known"] == pytest.approx(3 * density, rel=0.03)
    assert found["unknown"] == pytest.approx(4 * density, rel=0.03)
    assert found["nothing"] < 0.02 * worth_of_everything_for_choice(costs)
    assert worth_of_everything_for_choice(costs) == pytest.approx(5 * density, rel=0.03)


def test_knowing_a_number_for_a_budget_is_worth_what_the_formula_says():
    known, unknown = evenly_normal(32_768)
    costs = 100 + 3 * known + 4 * unknown
    tail = stats.norm.pdf(stats.norm.ppf(0.9)) / 0.1  # expected shortfall of a normal
    found = worth_for_budget(costs, {"known": known, "unknown": unknown}, 0.9)
    assert [each.number for each in found] == ["unknown", "known"]
    assert [each.worth for each in found] == pytest.approx(
        [(5 - 3) * tail, (5 - 4) * tail], rel=0.03
    )
    assert worth_of_everything_for_budget(costs, 0.9) == pytest.approx(5 * tail, rel=0.03)


def test_a_number_with_two_values_is_looked_at_value_by_value():
    scenario = load(small(), "small.yaml")
    values = draw(scenario, 4_096, 1)
    costs = totals(scenario, values, 4_096)
    names = {name: values[name] for name in drawn_names([scenario])}
    found = {each.number: each.worth for each in worth_for_budget(costs, names, 0.9)}
    assert found["firms"] > 0
    assert all(found["audit"] >= worth for worth in found.values())
