"""What a company pays by a schedule of fees, and what the schedule brings in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.financing.budget import Budget
from convenant.costs.simulation.parts.financing import Fee
from convenant.costs.simulation.parts.population import CompanyClass

ROUNDING = 1e-6  # of the budget: a draw that is short by less is covered


def applies(fee: Fee, one: CompanyClass) -> bool:
    """Whether a fee is for a class; where none is named it is for all but suppliers."""
    return one.id in fee.classes if fee.classes else one.size != "supplier"


def basis(fee: Fee, one: CompanyClass, values: Mapping[str, Values]) -> Values:
    """What the fee is reckoned over: one company, or the part of its turnover between two bounds."""
    if fee.model not in ("turnover", "volume"):
        return np.ones(1)
    measure = one.turnover if fee.model == "turnover" else one.volume
    whole = np.atleast_1d(values[measure or ""])
    above = fee.above or 0.0
    up_to = fee.up_to if fee.up_to is not None else np.inf
    return np.clip(whole, above, max(up_to, above)) - above


def rate(fee: Fee) -> float:
    """What is paid for one of the basis."""
    if fee.model in ("turnover", "volume"):
        return (fee.percent or 0.0) / 100
    return fee.amount or 0.0


def turnover_of(one: CompanyClass, values: Mapping[str, Values]) -> float:
    """The mean turnover of a class; 0 where it is not known or is nothing."""
    return float(np.mean(values[one.turnover])) if one.turnover is not None else 0.0


def one_pays(fee: Fee, one: CompanyClass, values: Mapping[str, Values]) -> Values:
    """What one company of a class pays by this fee, each year (by `entry`: once)."""
    if not applies(fee, one):
        return np.zeros(1)
    paid = basis(fee, one, values) * rate(fee)
    return paid if fee.at_most is None else np.minimum(paid, fee.at_most)


@dataclass(frozen=True)
class Yield:
    """What a schedule brings and means."""

    income: float  # mean a year
    covered: float  # how often budget and reserve are covered over all years
    fee: dict[str, float]  # class: mean a company pays a year, entry spread over the years
    burden: dict[str, float]  # class: that as a share of turnover, where turnover is known
    state_share: float  # of the cost, on average
    shortfall: float  # mean a year, where it falls short


def schedule_yield(fees: Sequence[Fee], plan: Budget, state_share: float = 0.0) -> Yield:
    """What these fees bring, beside other income and a further share of the cost from the state."""
    years = len(plan.cost)
    income = np.zeros(plan.draws)
    paid: dict[str, float] = {}
    burden: dict[str, float] = {}
    for one in plan.scenario.population:
        whole = np.zeros(plan.draws)
        for fee in fees:
            count = plan.entrants[one.id] if fee.model == "entry" else plan.members[one.id]
            whole = whole + one_pays(fee, one, plan.values) * count.sum(axis=0)
        income += whole
        member_years = plan.members[one.id].sum(axis=0)
        some = member_years.mean() > 0
        paid[one.id] = (
            float(whole.mean() / np.broadcast_to(member_years, whole.shape).mean()) if some else 0.0
        )
        if turnover := turnover_of(one, plan.values):
            burden[one.id] = paid[one.id] / turnover
    cost = plan.cost.sum(axis=0)
    from_state = plan.paid_by("state") + state_share * cost
    left = plan.needed - plan.other_income - state_share * cost - income
    short = left > ROUNDING * cost.mean()
    return Yield(
        income=float(income.mean() / years),
        covered=float(1 - short.mean()),
        fee=paid,
        burden=burden,
        state_share=float(from_state.mean() / cost.mean()),
        shortfall=float(left[short].mean() / years) if short.any() else 0.0,
    )
