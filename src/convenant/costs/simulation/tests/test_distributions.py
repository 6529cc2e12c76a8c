"""The numbers an analyst writes come out with the means, variances and quantiles they are known to have."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from convenant.costs.simulation.distributions import values_at
from convenant.costs.simulation.drawing import probabilities
from convenant.costs.simulation.parts.numbers import Number

PLACES = (np.arange(200_000) + 0.5) / 200_000


def number(**way):
    return Number(id="n", name={"en": "N"}, unit="h", mark="assumption", **way)


spreads = st.tuples(*[st.floats(0, 1000)] * 3).map(sorted).filter(lambda s: s[2] - s[0] > 1e-3)


@given(spreads)
@settings(max_examples=40, deadline=None)
def test_a_triangular_has_its_mean_and_variance(spread):
    low, mode, high = spread
    found = values_at(number(triangular={"low": low, "mode": mode, "high": high}), PLACES)
    assert found.mean() == pytest.approx((low + mode + high) / 3, rel=1e-5)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert found.var() == pytest.approx(variance, rel=1e-3)
    assert low <= found.min() <= found.max() <= high


@given(spreads)
@settings(max_examples=40, deadline=None)
def test_a_pert_is_the_beta_it_stands_for(spread):
    low, mode, high = spread
    places = PLACES[::997]
    found = values_at(number(pert={"low": low, "mode": mode, "high": high}), places)
    alpha = 1 + 4 * (mode - low) / (high - low)
    exact = stats.beta.ppf(places, alpha, 6 - alpha, low, high - low)
    assert np.abs(found - exact).max() <= 2e-6 * (high - low)
    whole = values_at(number(pert={"low": low, "mode": mode, "high": high}), PLACES)
    assert whole.mean() == pytest.approx((low + 4 * mode + high) / 6, rel=1e-4)


@pytest.mark.parametrize("names", [("p5", "p95"), ("p10", "p50"), ("p50", "p90")])
def test_a_lognormal_goes_through_its_two_quantiles(names):
    low, high = names
    found = values_at(
        number(lognormal={low: 20, high: 90}), np.array([int(low[1:]), int(high[1:])]) / 100
    )
    assert found == pytest.approx([20, 90])


def test_a_discrete_number_takes_each_value_as_often_as_is_said():
    chances = [
        {"value": 3, "percent": 20},
        {"value": 1, "percent": 50},
        {"value": 7, "percent": 30},
    ]
    found = values_at(number(discrete=chances), PLACES)
    assert {v: round((found == v).mean(), 4) for v in (1, 3, 7)} == {1: 0.5, 3: 0.2, 7: 0.3}


@given(st.integers(1, 12), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_draws_fill_every_number_evenly_and_every_pair_in_quarters(power, seed):
    names = ["a", "b", "c"]
    count = 2**power
    places = probabilities(names, count, seed)
    for name in names:  # one in each of as many slices
        assert sorted(np.floor(places[name] * count)) == list(range(count))
    if power >= 2:
        quarters = np.floor(places["a"] * 2) * 2 + np.floor(places["b"] * 2)
        assert (np.bincount(quarters.astype(int)) == count // 4).all()


def test_a_number_added_at_the_end_leaves_the_draws_of_the_others():
    few, more = probabilities(["a", "b"], 64, 1), probabilities(["a", "b", "c"], 64, 1)
    assert all((few[name] == more[name]).all() for name in few)
    assert (probabilities(["a"], 64, 2)["a"] != few["a"]).any()
