"""Fees as tables for the terminal: what a schedule brings, the least burdensome one, and the trade-off."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from convenant.costs.simulation.financing.budget import Budget
from convenant.costs.simulation.financing.fees import Yield, schedule_yield
from convenant.costs.simulation.financing.optimum import (
    Optimum,
    Step,
    optimum,
    rounded,
    tradeoff_certainty,
    tradeoff_state,
)
from convenant.costs.simulation.financing.tables import fee_table, fees_by
from convenant.costs.simulation.parts.financing import Fee
from convenant.costs.simulation.results import Spread, spread
from convenant.costs.simulation.telling import Telling
from convenant.costs.simulation.wording import number, percent, thousands


def fee_answers(plan: Budget) -> dict[str, Any]:
    """Everything `convenant costs fees` has to say, to be told or written as JSON."""
    years = len(plan.cost)
    found = optimum(plan)
    named: dict[str, Yield] = {}
    if plan.financing.fees:
        named["schedule"] = schedule_yield(plan.financing.fees, plan)
    for use in plan.financing.tables:
        exchange = float(np.mean(plan.values[use.rate])) if use.rate else 1.0
        named[use.table] = schedule_yield(fees_by(use, exchange), plan)
    return {
        "budget": spread(plan.cost.sum(axis=0) / years),
        "needed": spread(plan.needed / years),
        "income": {name: spread(rows.mean(axis=0)) for name, rows in plan.income.items()},
        "optimum": found,
        "rounded": rounded(found, plan) if found else None,
        "yields": named,
        "by_certainty": tradeoff_certainty(plan),
        "by_state_share": tradeoff_state(plan) if plan.financing.limits.state_high else [],
    }


def plain_answers(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as values JSON knows."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        if isinstance(value, Fee):
            return value.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        if isinstance(value, (Spread, Yield, Optimum, Step)):
            return {key: plain(getattr(value, key)) for key in value.__dataclass_fields__}
        return value

    return plain(answers)


def tell_fees(telling: Telling, plan: Budget, answers: dict[str, Any]) -> None:
    """The answers as tables."""
    pick, language = telling.pick, telling.language
    certainty = percent(plan.financing.certainty / 100, language)
    telling.line(plan.scenario.title.get("nl"), plan.scenario.title.get("en"))
    rows = {
        pick("gezamenlijke kosten per jaar", "joint cost a year"): answers["budget"],
        pick("nodig met reserve", "needed with reserve"): answers["needed"],
    }
    names = {each.id: each.name.get(language) for each in plan.financing.income}
    rows |= {names[name]: each for name, each in answers["income"].items()}
    money = f"{plan.scenario.prices.currency} ({plan.scenario.prices.year})"
    telling.spreads(pick(f"Begroting, duizenden {money}", f"Budget, thousands of {money}"), rows)  # fmt: skip
    _tell_optimum(telling, plan, answers["rounded"], certainty)
    _tell_yields(telling, plan, answers["yields"])
    _tell_steps(
        telling,
        plan,
        pick("Wat meer zekerheid kost", "What more certainty costs"),
        [(percent(step.certainty, language), step) for step in answers["by_certainty"]],
    )
    _tell_steps(
        telling,
        plan,
        pick(
            "Wat een ander deel van de overheid betekent", "What another share of the state means"
        ),
        [(percent(step.state_share, language), step) for step in answers["by_state_share"]],
    )


def _classes(plan: Budget, language: str) -> dict[str, str]:
    return {
        one.id: one.name.get(language) for one in plan.scenario.population if one.size != "supplier"
    }


def _tell_optimum(telling: Telling, plan: Budget, found: Optimum | None, certainty: str) -> None:
    pick, language = telling.pick, telling.language
    if found is None:
        telling.line(
            f"Binnen deze grenzen zijn er geen tarieven die de kosten met {certainty} zekerheid dekken."
            " Verruim een plafond of het deel van de overheid.",
            f"No fees within these limits cover the cost with {certainty} certainty."
            " Widen a cap or the share of the state.",
        )
        return
    rows = []
    for fee in found.fees:
        rate = (
            percent((fee.percent or 0) / 100, language, 4)
            if fee.model in ("turnover", "volume")
            else number(fee.amount or 0, language)
        )
        rows.append([fee.name.get(language), rate])
    telling.table(
        pick(
            f"De minst zware tarieven die met {certainty} zekerheid dekken (naar boven afgerond)",
            f"The least burdensome fees that cover with {certainty} certainty (rounded up)",
        ),
        [pick("tarief", "fee"), pick("bedrag of percentage", "amount or percentage")],
        rows,
    )
    brings = found.brings
    heaviest = percent(found.largest_burden, language, 4)
    telling.line(
        f"Ze dekken in {percent(brings.covered, 'nl', 1)} van de trekkingen; grootste last {heaviest} van de omzet;"
        f" overheid {percent(brings.state_share, 'nl')} van de kosten.",
        f"They cover in {percent(brings.covered, 'en', 1)} of the draws; largest burden {heaviest} of turnover;"
        f" state {percent(brings.state_share, 'en')} of the cost.",
    )


def _tell_yields(telling: Telling, plan: Budget, yields: dict[str, Yield]) -> None:
    pick, language = telling.pick, telling.language
    if not yields:
        return
    classes = _classes(plan, language)
    rows = []
    for name, each in yields.items():
        title = (
            pick("de tarieven in dit bestand", "the fees in this file")
            if name == "schedule"
            else fee_table(name).name.get(language)
        )
        fees = [number(each.fee[one], language) for one in classes]
        rows.append([title, *fees, thousands(each.income, language), percent(each.covered, language)])  # fmt: skip
    telling.table(
        pick(
            "Wat andere tarieven zouden opbrengen, zonder overheid",
            "What other fees would bring, without the state",
        ),
        [
            "",
            *classes.values(),
            pick("opbrengst per jaar (duizenden)", "income a year (thousands)"),
            pick("dekt", "covers"),
        ],
        rows,
    )


def _tell_steps(
    telling: Telling, plan: Budget, heading: str, steps: Sequence[tuple[str, Step]]
) -> None:
    pick, language = telling.pick, telling.language
    if not steps:
        return
    classes = _classes(plan, language)
    rows = []
    for label, step in steps:
        if step.found is None:
            rows.append([label, *["–"] * (len(classes) + 1)])
            continue
        fees = [number(step.found.brings.fee[one], language) for one in classes]
        rows.append([label, *fees, percent(step.found.largest_burden, language, 4)])
    columns = ["", *classes.values(), pick("grootste last", "largest burden")]
    telling.table(heading, columns, rows)
