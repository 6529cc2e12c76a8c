"""The model once more, one draw after the other in plain Python: what the fast one is held against."""

from convenant.costs.simulation.parts.values import PAYERS


def by_hand(scenario, values, draw):
    """Cost by (line, year, payer) of one draw, and the present value."""
    value = {name: float(v[draw] if v.ndim else v) for name, v in values.items()}
    classes = {one.id: one for one in scenario.population}
    years = range(scenario.years.start, scenario.years.end + 1)
    costs = []  # line, size, year, money
    for line in scenario.lines:
        for one in [classes[name] for name in line.classes] or [None]:
            most = 0.0
            first = True
            for year in years:
                if not _counts(scenario, line, year):
                    continue
                quantity = 1.0
                if one is None and line.timing == "one_off" and not line.in_years:
                    quantity = 1.0 if first else 0.0
                first = False
                if one is not None:
                    quantity = _companies(one, value, year)
                    if line.timing == "one_off" and not line.in_years:
                        new = max(0.0, quantity - most)
                        most = max(most, quantity)
                        quantity = new
                costs.append(
                    (
                        line,
                        one.size if one else None,
                        year,
                        quantity * _price(scenario, line, one, value),
                    )
                )
    rules = {rule.id: rule for rule in scenario.shares}
    pools = {}
    for line, size, year, money in costs:
        for key in (
            ((line.paid_by, None, year), (line.paid_by, size, year))
            if size
            else ((line.paid_by, None, year),)
        ):
            pools[key] = pools.get(key, 0.0) + money
    found = {}
    present = 0.0
    rate = value[scenario.prices.discount] if scenario.prices.discount else 0.0
    for line, size, year, money in costs:
        present += money / (1 + rate) ** (year - scenario.years.start)
        for payer, share in _shares(rules.get(line.paid_by), size, year, pools, value).items():
            key = (line.id, year, payer)
            found[key] = found.get(key, 0.0) + money * share
    assert {payer for _, _, payer in found} <= set(PAYERS)
    return found, present


def _counts(scenario, line, year):
    if line.from_year is not None and year < line.from_year:
        return False
    if line.until_year is not None and year > line.until_year:
        return False
    if line.in_years and year not in line.in_years:
        return False
    if line.phases and scenario.years.phase(year) not in line.phases:
        return False
    measures = {
        policy.measure
        for policy in scenario.policy
        if (policy.from_year or 0) <= year <= (policy.until_year or 9999)
    }
    return set(line.only_with) <= measures and not set(line.not_with) & measures


def _companies(one, value, year):
    steps = [(step.year, min(max(value[step.share], 0), 1)) for step in one.takes_part]
    companies = value[one.companies]
    if not steps:
        return companies
    if year <= steps[0][0]:
        return companies * steps[0][1]
    for (low, share), (high, after) in zip(steps, steps[1:], strict=False):
        if low <= year <= high:
            weight = (year - low) / (high - low)
            return companies * ((1 - weight) * share + weight * after)
    return companies * steps[-1][1]


def _price(scenario, line, one, value):
    price = value[line.tariff] * value[line.time] if line.tariff else 0.0
    price += value[line.external] if line.external else 0.0
    for name in line.frequency:
        price *= value[name]
    for name in [*line.savings, *([line.usual] if line.usual else [])]:
        price *= 1 - min(max(value[name], 0), 1)
    if line.per in ("site", "shared_site"):
        price *= value[one.sites]
    if line.per == "shared_site":
        price *= 1 - min(max(value[scenario.shared_sites], 0), 1)
    return price


def _shares(rule, size, year, pools, value):
    if rule is None:
        return {size: 1.0}
    own = any(part.payer == "themselves" for part in rule.parts)
    pool = pools[rule.id, size if own else None, year]
    left, found = 1.0, {}
    for part in rule.parts:
        if part.rest is None:
            share = part.percent / 100 if part.percent is not None else value[part.share]
            share = min(max(share, 0), 1)
            if part.at_most and pool * share > value[part.at_most]:
                share = value[part.at_most] / pool
            share = min(share, left)
            left -= share
            payer = size if part.payer == "themselves" else part.payer
            found[payer] = found.get(payer, 0.0) + share
    for part in rule.parts:
        if part.rest is not None:
            payer = size if part.payer == "themselves" else part.payer
            found[payer] = found.get(payer, 0.0) + left * part.rest / 100
    return found
