"""The fees that cover a budget with a stated certainty at the least burden, by linear optimisation.

The burden is what a company pays as a share of its turnover; the largest of all classes is made as small
as it can be, and where that leaves a choice the least is asked in all. "Covered in 90 % of the draws" is no
convex condition. The nearest convex one is that the worst draws are covered on average (conditional value at risk);
how many worst draws is then searched, and all fees lowered alike as far as the 90 % allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.financing.budget import Budget
from convenant.costs.simulation.financing.fees import (
    ROUNDING,
    Yield,
    applies,
    basis,
    schedule_yield,
    turnover_of,
)
from convenant.costs.simulation.parts.financing import Fee

_STEPS = 16  # halvings of the search
_CUTS = 200
_TIE = 1e-4  # weight of what is asked in all beside the largest burden


class TurnoverUnknown(ValueError):
    """The burden of a class cannot be told; `classes` are its names."""

    def __init__(self, classes: list[str]):
        self.classes = classes
        super().__init__(", ".join(classes))


@dataclass(frozen=True)
class Optimum:
    """Fees that keep to the limits, and what they bring and mean."""

    certainty: float
    fees: list[Fee]
    further_state_share: float  # beside the income the scenario has
    largest_burden: float
    brings: Yield


@dataclass(frozen=True)
class _Problem:
    """Everything as shares of the mean budget, so that the numbers are of one size."""

    fees: list[Fee]
    unit: Values  # fees: money for each unit of the variable
    income: Values  # fees × draws
    cost: Values  # draws
    need: Values  # draws: what is needed beside other income
    one_pays: Values  # classes × fees: share of turnover one company pays for each unit
    caps: Values  # classes: largest share of turnover
    most: Values  # classes × fees: money one company pays for each unit
    highest: float
    state: tuple[float, float]  # bounds of the further share of the state


def structure(plan: Budget) -> list[Fee]:
    """The fees whose amounts are sought: those of the scenario, or one for each class."""
    if plan.financing.fees:
        return list(plan.financing.fees)
    return [
        Fee(id=one.id, name=one.name, model="by_class", classes=[one.id], amount=0)
        for one in plan.scenario.population
        if one.size != "supplier"
    ]


def optimum(
    plan: Budget,
    certainty: float | None = None,
    state: tuple[float, float] | None = None,
) -> Optimum | None:
    """The least burdensome fees, or None where no fees keep to the limits.

    `state` bounds the share of the cost the state bears in all, in place of the scenario's limits.
    """
    certainty = plan.financing.certainty / 100 if certainty is None else certainty
    problem = _problem(plan, state)
    if problem is None:
        return None
    low, high = 0.0, certainty
    found = _solve(problem, high)
    if found is None:
        found = _solve(problem, low)
        if found is None or _covered(problem, found) < certainty:
            return _between(plan, problem, certainty)
        return _told(plan, problem, found, certainty)
    return _told(plan, problem, _search(problem, certainty, low, high, found), certainty)


def _search(problem: _Problem, certainty: float, low: float, high: float, found: Values) -> Values:
    """The fewest worst draws that, covered on average, cover as many draws as are asked."""
    for _ in range(_STEPS):
        if _covered(problem, found) < certainty + 1 / len(problem.need):
            break  # not one draw more than needed
        middle = (low + high) / 2
        tried = _solve(problem, middle)
        if tried is not None and _covered(problem, tried) >= certainty:
            high, found = middle, tried
        else:
            low = middle
    return found


def _between(plan: Budget, problem: _Problem, certainty: float) -> Optimum | None:
    """Where the convex condition itself cannot be met, a milder one may still cover enough draws."""
    low, high = 0.0, certainty
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = _solve(problem, middle)
        if tried is not None and _covered(problem, tried) >= certainty:
            return _told(plan, problem, _search(problem, certainty, low, middle, tried), certainty)
        low, high = (low, middle) if tried is None else (middle, high)
    return None


def _problem(plan: Budget, state: tuple[float, float] | None) -> _Problem | None:
    scenario, limits = plan.scenario, plan.financing.limits
    members = [
        one for one in scenario.population if one.size != "supplier" and plan.members[one.id].any()
    ]
    if unknown := [one.id for one in members if not turnover_of(one, plan.values)]:
        raise TurnoverUnknown(unknown)
    years = len(plan.cost)
    cost = plan.cost.sum(axis=0)
    mean = cost.mean()
    fees = structure(plan)
    income, pays = np.zeros((len(fees), plan.draws)), np.zeros((len(members), len(fees)))
    ceilings = np.full(len(fees), np.inf)
    for column, fee in enumerate(fees):
        for row, one in enumerate(members):
            if not applies(fee, one):
                continue
            over = basis(fee, one, plan.values)
            count = plan.entrants[one.id] if fee.model == "entry" else plan.members[one.id]
            income[column] += over * count.sum(axis=0)
            pays[row, column] = over.mean() / (years if fee.model == "entry" else 1)
            if fee.at_most is not None and over.mean() > 0:
                ceilings[column] = min(ceilings[column], fee.at_most / over.mean())
    brings = income.mean(axis=1)
    used = brings > 0
    if not used.any():
        return None
    fees = [fee for fee, one in zip(fees, used, strict=True) if one]
    unit = mean / brings[used]
    turnover = np.array([turnover_of(one, plan.values) for one in members])
    caps = np.array(
        [
            np.inf if cap is None else cap / 100
            for one in members
            for cap in [limits.sme_cap if one.size == "sme" else limits.large_cap]
        ]
    )
    already = float(plan.paid_by("state").mean() / mean)
    least, most = state or ((limits.state_low or 0) / 100, (limits.state_high or 0) / 100)
    bounds = (max(0.0, least - already), max(0.0, most - already))
    if most < already - ROUNDING and (state or limits.state_high is not None):
        return None  # what the state gives already is more than it may
    return _Problem(
        fees,
        unit,
        income[used] * unit[:, None] / mean,
        cost / mean,
        (plan.needed - plan.other_income) / mean,
        pays[:, used] * unit / turnover[:, None],
        caps,
        np.vstack([pays[:, used] * unit, np.diag(unit / ceilings[used])]),
        limits.highest_fee or np.inf,
        bounds,
    )


def _solve(problem: _Problem, certainty: float) -> Values | None:
    """Fees, the state's share and the largest burden, where the worst 1 - certainty are covered on average.

    Worst draws are added as conditions until no fees are left that fail them.
    """
    fees = len(problem.fees)
    scale = float(problem.one_pays.mean())
    burden = np.hstack([problem.one_pays / scale, np.zeros((len(problem.one_pays), 1))])
    above: list[Values] = [np.hstack([burden, -np.ones((len(burden), 1))])]
    limit: list[Values] = [np.zeros(len(burden))]
    capped = np.isfinite(problem.caps)
    above.append(np.hstack([burden[capped], np.zeros((int(capped.sum()), 1))]))
    limit.append(problem.caps[capped] / scale)
    classes = len(problem.one_pays)
    for row, height in zip(problem.most, [problem.highest] * classes + [1.0] * fees, strict=True):
        if np.isfinite(height) and row.any():
            above.append(np.hstack([row / height, 0, 0])[None, :])
            limit.append(np.ones(1))
    goal = np.concatenate([np.full(fees, _TIE), [0.0, 1.0]])
    bounds = [(0, None)] * fees + [problem.state, (0, None)]
    worst = max(1, round((1 - certainty) * len(problem.need)))
    tail = np.arange(len(problem.need))
    for _ in range(_CUTS):
        brought = np.concatenate(
            [problem.income[:, tail].mean(axis=1), [problem.cost[tail].mean(), 0.0]]
        )
        above.append(-brought[None, :])
        limit.append(np.array([-problem.need[tail].mean()]))
        solved = linprog(
            goal, np.vstack(above), np.concatenate(limit), bounds=bounds, method="highs"
        )
        if not solved.success:
            return None
        short = _short(problem, solved.x)
        tail = np.argpartition(short, len(short) - worst)[len(short) - worst :]
        if short[tail].mean() <= ROUNDING / 2:
            break
    return solved.x


def _short(problem: _Problem, found: Values) -> Values:
    fees = len(problem.fees)
    return problem.need - found[:fees] @ problem.income - found[fees] * problem.cost


def _covered(problem: _Problem, found: Values) -> float:
    return float((_short(problem, found) <= ROUNDING).mean())


def _eased(problem: _Problem, found: Values, certainty: float) -> Values:
    """The fees all lowered alike, as far as the certainty allows."""
    fees = len(problem.fees)
    brought = found[:fees] @ problem.income
    left = problem.need - found[fees] * problem.cost
    if brought.min() <= 0:
        return found
    scale = np.quantile(left / brought, certainty, method="inverted_cdf")
    return np.concatenate([found[:fees] * np.clip(scale, 0, 1), found[fees:]])


def _told(plan: Budget, problem: _Problem, found: Values, certainty: float) -> Optimum:
    found = _eased(problem, found, certainty)
    rates = found[: len(problem.fees)] * problem.unit
    fees = [_with_rate(fee, float(rate)) for fee, rate in zip(problem.fees, rates, strict=True)]
    state = float(found[len(problem.fees)])
    brings = schedule_yield(fees, plan, state)
    return Optimum(certainty, fees, state, max(brings.burden.values()), brings)


def _with_rate(fee: Fee, rate: float) -> Fee:
    if fee.model in ("turnover", "volume"):
        return fee.model_copy(update={"percent": rate * 100})
    return fee.model_copy(update={"amount": rate})


@dataclass(frozen=True)
class Step:
    """One place on the trade-off curve; None where no fees keep to the limits."""

    certainty: float
    state_share: float | None
    found: Optimum | None


CERTAINTIES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


def tradeoff_certainty(plan: Budget, certainties: Sequence[float] = CERTAINTIES) -> list[Step]:
    """What more certainty costs those who pay."""
    return [Step(each, None, optimum(plan, each)) for each in certainties]


def tradeoff_state(plan: Budget, steps: int = 5) -> list[Step]:
    """What companies bear at each share of the state, between the scenario's limits."""
    limits = plan.financing.limits
    certainty = plan.financing.certainty / 100
    shares = np.linspace((limits.state_low or 0) / 100, (limits.state_high or 0) / 100, steps)
    return [
        Step(certainty, float(share), optimum(plan, certainty, (float(share), float(share))))
        for share in np.unique(shares)
    ]


def rounded(found: Optimum, plan: Budget, to: float = 10) -> Optimum:
    """The fees rounded up to whole tens, as a schedule is written."""
    fees = [
        fee
        if fee.model in ("turnover", "volume") or not fee.amount
        else fee.model_copy(update={"amount": float(np.ceil(fee.amount / to - 1e-6) * to)})
        for fee in found.fees
    ]
    brings = schedule_yield(fees, plan, found.further_state_share)
    return replace(found, fees=fees, brings=brings, largest_burden=max(brings.burden.values()))
