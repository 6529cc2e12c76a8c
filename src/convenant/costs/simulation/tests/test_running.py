"""An analyst runs a scenario: the answer is right to the formula, adds up, and comes again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from convenant.costs.simulation import load, simulate, summarise
from convenant.costs.simulation.drawing import draw
from convenant.costs.simulation.parts.values import PAYERS
from convenant.costs.simulation.quantities import newcomers
from convenant.costs.simulation.running import run, totals
from convenant.costs.simulation.tests.by_hand import by_hand
from convenant.costs.simulation.tests.small import small

ONE_LINE = """\
slug: one
title: {en: One}
languages: [en]
years: {start: 2027, end: 2027}
prices: {currency: EUR, year: 2026}
numbers:
  - {id: hour, name: {en: H}, unit: EUR/h, price_year: 2026, mark: expert, triangular: {low: 40, mode: 45, high: 60}}
  - {id: time, name: {en: T}, unit: h/company/year, mark: expert, triangular: {low: 10, mode: 20, high: 60}}
  - {id: fee, name: {en: F}, unit: EUR/company/year, price_year: 2026, mark: expert, triangular: {low: 100, mode: 700, high: 900}}
  - {id: firms, name: {en: F}, unit: company, mark: expert, fixed: 7}
population: [{id: all, name: {en: A}, size: sme, companies: firms}]
lines:
  - {id: asking, name: {en: A}, group: due_diligence, kind: administrative, timing: recurring, per: company, classes: [all], tariff: hour, time: time, external: fee}
"""


def mean_and_variance(low, mode, high):
    return (
        (low + mode + high) / 3,
        (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18,
    )


def test_sums_and_products_of_triangulars_have_their_exact_mean_and_variance():
    outcome = simulate(load(ONE_LINE, "one.yaml"), 65_536, 1)
    (hour, hour_var), (time, time_var), (fee, fee_var) = (
        mean_and_variance(*three) for three in ((40, 45, 60), (10, 20, 60), (100, 700, 900))
    )
    product_var = hour_var * time_var + hour_var * time**2 + time_var * hour**2
    assert outcome.total.mean() == pytest.approx(7 * (hour * time + fee), rel=1e-5)
    assert outcome.total.var() == pytest.approx(49 * (product_var + fee_var), rel=1e-3)


CHANGES = [
    ("fixed: 25}", "triangular: {low: 0, mode: 20, high: 90}}"),
    ("takes_part: [{year: 2027, share: taking}]", "takes_part: [{year: 2028, share: taking}, {year: 2030, share: shared}]"),
    ("{payer: large, rest: 60}, {payer: sme, rest: 40}]", "{payer: union, percent: 30}, {payer: eu, rest: 100}]"),
    ("only_with: [sector_agreement]", "only_with: [legislation]"),
    ("only_with: [sector_agreement]", "not_with: [legislation]"),
    ("only_with: [sector_agreement]", "in_years: [2028, 2031]"),
    ("only_with: [sector_agreement]", "phases: [start, phase_in]"),
    ("only_with: [sector_agreement]", "from_year: 2028, until_year: 2029"),
    ("fixed: 150000}", "triangular: {low: 0, mode: 100000, high: 900000}}"),
    ("timing: one_off, per: company, classes: [small, large]", "timing: one_off, per: company, classes: [small, large], only_with: [legislation]"),
    ("tariff: hour, time: asking, usual: usual}", "tariff: hour, time: asking, usual: usual, savings: [shared], paid_by: own}"),
    ("unit: EUR/h, price_year: 2026", "unit: EUR/h, price_year: 2024"),
    ('unit: "%", mark: assumption, fixed: 0}', 'unit: "%", mark: assumption, triangular: {low: 1, mode: 2, high: 5}}'),
]  # fmt: skip
OWN = "shares:\n  - {id: own, name: {nl: E, en: O}, parts: [{payer: ngo, percent: 10}, {payer: themselves, percent: 90}]}\n"


@given(st.sets(st.sampled_from(CHANGES)), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_whatever_is_changed_the_answer_is_that_of_the_plain_loop_and_adds_up(changes, seed):
    text = small(("shares:\n", OWN))
    for old, new in changes:
        text = text.replace(old, new, 1)
    scenario = load(text, "small.yaml")
    values = draw(scenario, 8, seed)
    outcome = run(scenario, values, 8)
    expected = [by_hand(scenario, values, each) for each in range(8)]
    for each, (costs, present) in enumerate(expected):
        assert outcome.present[each] == pytest.approx(present)
        for place, payer in enumerate(PAYERS):
            for column, year in enumerate(scenario.years.all):
                money = sum(m for (_, y, p), m in costs.items() if (y, p) == (year, payer))
                assert outcome.by_payer[place, column, each] == pytest.approx(money, abs=1e-6)
    for row, line in enumerate(scenario.lines):
        for column, year in enumerate(scenario.years.all):
            for place, payer in enumerate(PAYERS):
                mean = np.mean([costs.get((line.id, year, payer), 0) for costs, _ in expected])
                assert outcome.cube[row, column, place] == pytest.approx(mean, abs=1e-6)
    whole = outcome.by_year.sum(axis=0)
    assert outcome.by_line.sum(axis=0) == pytest.approx(whole)
    assert outcome.by_payer.sum(axis=(0, 1)) == pytest.approx(whole)
    assert totals(scenario, values, 8) == pytest.approx(outcome.present)


def test_the_same_seed_gives_the_same_answer_and_another_nearly_the_same():
    scenario = load(small(), "small.yaml")
    first, again = (summarise(simulate(scenario, 4_096, 5)) for _ in range(2))
    other = summarise(simulate(scenario, 4_096, 6))
    assert first == again != other
    assert other.total.mean == pytest.approx(first.total.mean, rel=0.002)


def test_a_run_in_pieces_is_the_run_in_one():
    scenario = load(small(), "small.yaml")
    values = draw(scenario, 10_000, 3)
    whole = run(scenario, values, 10_000)
    part = {name: v[:100] if v.ndim else v for name, v in values.items()}
    assert (run(scenario, part, 100).by_payer == whole.by_payer[:, :, :100]).all()


def test_what_is_said_to_go_together_does():
    values = draw(load(small(), "small.yaml"), 8_192, 1)
    assert spearmanr(values["asking"], values["usual"]).statistic == pytest.approx(0.5, abs=0.02)
    assert spearmanr(values["asking"], values["hour"]).statistic == pytest.approx(0, abs=0.02)


def test_old_prices_are_told_in_those_of_the_scenario():
    text = small(
        ('unit: "%", mark: assumption, fixed: 0}', 'unit: "%", mark: assumption, fixed: 10}'),
        ("price_year: 2026, mark: assumption, fixed: 150000", "price_year: 2024, mark: assumption, fixed: 150000"),
    )  # fmt: skip
    assert float(draw(load(text, "x"), 8, 1)["ceiling"]) == pytest.approx(150_000 * 1.21)


@given(st.lists(st.floats(0, 1000), min_size=4, max_size=4), st.lists(st.booleans(), min_size=4, max_size=4))  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_nobody_comes_in_twice(companies, when):
    came = newcomers(np.array(companies)[:, None], np.array(when))
    assert (came >= 0).all()
    counted = [c for c, w in zip(companies, when, strict=True) if w]
    assert came.sum() == pytest.approx(max(counted, default=0))


def test_a_summary_names_every_phase_payer_and_line():
    result = summarise(simulate(load(small(), "small.yaml"), 1_024, 1))
    assert list(result.by_phase) == ["start", "running", "phase_in", "recognised"]
    assert set(result.by_payer) == {"state", "large", "sme"}
    assert list(result.by_line) == ["secretariat", "survey", "start_up", "audits"]
    assert result.total.p5 < result.total.p50 < result.total.p95
    assert result.total.mean == pytest.approx(sum(s.mean for s in result.by_year.values()))
    assert result.present_value.mean < result.total.mean
    assert result.per_site_year.mean > 0 and set(result.per_company_year) == {"small", "large"}
    money = sum(m for years in result.means.values() for row in years.values() for m in row.values())  # fmt: skip
    assert money == pytest.approx(result.total.mean)
