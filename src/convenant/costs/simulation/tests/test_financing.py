"""A treasurer asks what carries the joint cost: incomes, fees, and the fees that are least of a burden."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.costs.simulation import load
from convenant.costs.simulation.financing.budget import NothingToFinance, budget
from convenant.costs.simulation.financing.fees import one_pays, schedule_yield
from convenant.costs.simulation.financing.optimum import (
    TurnoverUnknown,
    optimum,
    rounded,
    tradeoff_certainty,
    tradeoff_state,
)
from convenant.costs.simulation.financing.tables import fee_table, fees_by
from convenant.costs.simulation.parts.financing import Fee
from convenant.costs.simulation.parts.values import FEE_TABLES
from convenant.costs.simulation.tests.small import small

FEES = "fees: [{id: small, name: {nl: K, en: S}, model: by_class, classes: [small], amount: 500}]"
INCOME = "income: [{id: match, name: {nl: S, en: M}, model: matching_subsidy, payer: state, share: state_part, at_most: ceiling}]"
LIMITS = "limits: {sme_cap: 0.1, state_low: 0, state_high: 60}"


def plan_of(*changes, draws=4_096, seed=1):
    return budget(load(small(*changes), "small.yaml"), draws, seed)


def fee(model, **more):
    return Fee(id="f", name={"en": "F"}, model=model, **more)


def test_a_budget_holds_the_groups_it_covers():
    plan = plan_of()
    per_site = plan.values["audit"] * plan.values["visits"] * plan.values["sites_each"] * 0.75
    audits = per_site * plan.values["firms"] / 2
    assert plan.cost[0] == pytest.approx(plan.values["office"] + audits)
    assert plan.needed == pytest.approx(plan.cost.sum(axis=0))
    with pytest.raises(NothingToFinance):
        plan_of(("covers: [secretariat, monitoring]", "covers: [platform]"))


def test_a_reserve_is_asked_on_top_of_the_cost():
    reserve = "  - {id: reserve, name: {nl: R, en: R}, unit: '%', mark: assumption, fixed: 10}\n"
    with_it = plan_of(
        ("correlations:", reserve + "correlations:"),
        ("  certainty: 90", "  certainty: 90\n  reserve: reserve"),
        (FEES, "fees: []"),
    )
    without = plan_of((FEES, "fees: []"))
    assert with_it.needed == pytest.approx(1.1 * without.needed)
    assert optimum(with_it).largest_burden > optimum(without).largest_burden


INCOMES = [
    ("matching_subsidy, payer: state, share: state_part, at_most: ceiling", lambda p: np.minimum(p.cost * p.values["state_part"], 150_000)),
    ("levy, payer: large, share: shared", lambda p: p.cost * 0.25),
    ("cofinance, payer: eu, share: shared, groups: [secretariat]", lambda p: p.values["office"] * 0.25 * np.ones((5, 1))),
    ("grant, payer: state, at_most: ceiling", lambda p: np.full((5, 1), 150_000)),
    ("in_kind, payer: union, hours: helping, tariff: hour", lambda p: 300 * p.values["hour"] * np.ones((5, 1))),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), INCOMES)
def test_an_income_is_what_its_model_says(written, expected):
    hours = "  - {id: helping, name: {nl: H, en: H}, unit: h/year, mark: assumption, fixed: 300}\n"
    changed = INCOME.replace(
        "matching_subsidy, payer: state, share: state_part, at_most: ceiling", written
    )
    plan = plan_of((INCOME, changed), ("correlations:", hours + "correlations:"), draws=256)
    assert plan.income["match"] == pytest.approx(np.broadcast_to(expected(plan), (5, 256)))


def test_a_fee_is_what_its_model_says():
    plan = plan_of(draws=256)
    small_one, large_one = plan.scenario.population
    assert one_pays(fee("flat", amount=100), small_one, plan.values) == [100]
    assert one_pays(fee("by_class", amount=100, classes=["large"]), small_one, plan.values) == [0]
    progressive = fee("turnover", percent=0.01, above=2e6, up_to=5e8)
    assert one_pays(progressive, small_one, plan.values) == pytest.approx([800])
    assert one_pays(progressive, large_one, plan.values) == pytest.approx([49_800])
    capped = progressive.model_copy(update={"at_most": 30_000.0})
    assert one_pays(capped, large_one, plan.values) == pytest.approx([30_000])


def test_a_schedule_brings_what_its_members_pay():
    plan = plan_of()
    found = schedule_yield([fee("flat", amount=1_000), fee("entry", amount=500)], plan)
    # 50 small and 10 large on average, who come in once in five years
    assert found.income == pytest.approx(60 * 1_000 + 60 * 500 / 5, rel=1e-3)
    assert found.fee["large"] == pytest.approx(1_100)
    assert found.burden["small"] == pytest.approx(1_100 / 10e6)
    assert found.covered < 0.01 and found.shortfall > 0


def by_brute_force(plan, certainty, cap):
    """Every fee of the small class in small steps; for each the least the large can be asked."""
    need = plan.needed - plan.other_income
    count = {name: each.sum(axis=0) for name, each in plan.members.items()}
    least = np.inf
    for ask in np.linspace(0, cap, 4_001):
        open_ = (need - ask * count["small"]) / count["large"]
        large = np.quantile(open_, certainty, method="inverted_cdf")
        least = min(least, max(ask / 10e6, large / 1e9))
    return least


@pytest.mark.parametrize("cap", [0.002, 0.02])  # the lower one binds
@pytest.mark.parametrize("certainty", [0.7, 0.9, 0.97])
def test_the_least_burden_is_that_of_brute_force(certainty, cap):
    plan = plan_of(
        (FEES, "fees: []"),
        (LIMITS, f"limits: {{sme_cap: {cap}}}"),
        ("id: giants, name: {nl: G, en: G}, unit: company, mark: assumption, fixed: 10", "id: giants, name: {nl: G, en: G}, unit: company, mark: assumption, triangular: {low: 5, mode: 10, high: 14}"),
        draws=1_024,
    )  # fmt: skip
    found = optimum(plan, certainty)
    brute = by_brute_force(plan, certainty, cap / 100 * 10e6)
    assert found.largest_burden == pytest.approx(brute, rel=2e-3)
    assert found.brings.burden["small"] <= cap / 100 * (1 + 1e-6)
    assert found.brings.covered >= certainty


@given(
    st.sampled_from([0.6, 0.75, 0.9, 0.95]),
    st.floats(0.001, 0.05),
    st.floats(0, 40),
    st.floats(0, 60),
    st.integers(2_000, 200_000),
)
@settings(max_examples=25, deadline=None)
def test_fees_keep_to_every_limit_and_cover_as_often_as_asked(certainty, cap, low, more, highest):
    cap, low, high = round(cap, 4), round(low, 2), round(min(100, low + more), 2)
    plan = plan_of(
        (FEES, "fees: []"),
        (INCOME, "income: []"),
        (LIMITS, f"limits: {{sme_cap: {cap:.4f}, state_low: {low:.2f}, state_high: {high:.2f}, highest_fee: {highest}}}"),
        draws=512,
    )  # fmt: skip
    found = optimum(plan, certainty)
    if found is None:
        return
    assert found.brings.covered >= certainty
    assert found.brings.burden["small"] <= cap / 100 * 1.001
    assert low / 100 - 0.001 <= found.brings.state_share <= high / 100 + 0.001
    assert max(found.brings.fee.values()) <= highest * 1.001
    assert all(fee.amount >= 0 for fee in found.fees)


def test_fees_hold_on_draws_they_were_not_made_on():
    plan = plan_of((FEES, "fees: []"), draws=8_192)
    found = optimum(plan)
    fresh = plan_of((FEES, "fees: []"), draws=8_192, seed=77)
    again = schedule_yield(found.fees, fresh, found.further_state_share)
    assert again.covered == pytest.approx(0.9, abs=0.01)


def test_where_no_fees_keep_to_the_limits_that_is_said():
    nothing = (LIMITS, "limits: {sme_cap: 0.0001, large_cap: 0.0001}")
    assert optimum(plan_of((FEES, "fees: []"), nothing, draws=512)) is None
    gives_too_much = (LIMITS, "limits: {state_low: 0, state_high: 1}")
    assert optimum(plan_of((FEES, "fees: []"), gives_too_much, draws=512)) is None
    unknown = ("    turnover: small_turnover\n", "")
    no_cap = (LIMITS, "limits: {state_high: 60}")
    with pytest.raises(TurnoverUnknown) as raised:
        optimum(plan_of(unknown, no_cap, draws=64))
    assert raised.value.classes == ["small"]


def test_a_percentage_of_turnover_and_an_entry_fee_can_be_sought_too():
    fees = (
        "fees: [{id: share, name: {nl: D, en: S}, model: turnover, percent: 0, above: 1000000,"
        " up_to: 500000000}, {id: entry, name: {nl: T, en: E}, model: entry, amount: 0}]"
    )
    plan = plan_of((FEES, fees), (LIMITS, "limits: {sme_cap: 0.1, highest_fee: 200000}"))
    found = optimum(plan)
    assert {each.id for each in found.fees} == {"share", "entry"}
    assert found.brings.covered == pytest.approx(0.9, abs=0.002)
    assert max(found.brings.fee.values()) <= 200_000 * 1.001


def test_more_certainty_and_less_state_cost_companies_more():
    plan = plan_of((FEES, "fees: []"), draws=1_024)
    burdens = [step.found.largest_burden for step in tradeoff_certainty(plan)]
    assert burdens == sorted(burdens)
    steps = [step for step in tradeoff_state(plan) if step.found]
    assert steps[0].state_share > 0  # the subsidy is there already, so 0 cannot be
    burdens = [step.found.largest_burden for step in steps]
    assert burdens == sorted(burdens, reverse=True)


def test_rounded_fees_still_cover():
    plan = plan_of((FEES, "fees: []"))
    found = rounded(optimum(plan), plan)
    assert all(each.amount % 10 == 0 for each in found.fees)
    assert found.brings.covered >= 0.9


@pytest.mark.parametrize("name", FEE_TABLES)
def test_a_table_names_its_source(name):
    table = fee_table(name)
    assert table.rows and table.sources
    assert all(source.basis == "public" for source in table.sources)


def test_tables_are_those_of_the_agreements():
    amounts = {name: [row.amount for row in fee_table(name).rows] for name in FEE_TABLES}
    assert amounts["metals-2019"] == [500, 2_000, 5_000, 10_000]
    assert fee_table("metals-2019").entry == 1_500
    assert amounts["renewable-energy-2023"] == [500, 1_500, 5_000, 10_000, 3_000]
    assert amounts["trustone-2019"] == [400, 1_200]
    assert amounts["accord-2013"][-1] == 500_000 and fee_table("accord-2013").currency == "USD"
    with pytest.raises(KeyError):
        fee_table("garments-2016")


def test_a_real_table_can_be_tried_on_a_scenario():
    plan = plan_of()
    metals, accord = plan.financing.tables
    found = schedule_yield(fees_by(metals), plan)
    assert found.income == pytest.approx(50 * 2_000 + 10 * 10_000 + 60 * 1_500 / 5, rel=1e-3)
    found = schedule_yield(fees_by(accord, 0.9), plan)
    assert found.fee["large"] == pytest.approx(75_000 * 0.9)
