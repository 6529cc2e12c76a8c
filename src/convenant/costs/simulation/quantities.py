"""How many there are of what a line counts: companies and sites in each year, newcomers, active years."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from convenant.costs.simulation.distributions import Values
from convenant.costs.simulation.parts.lines import Line
from convenant.costs.simulation.parts.population import CompanyClass
from convenant.costs.simulation.parts.scenario import Scenario

Active = NDArray[np.bool_]


def in_force(scenario: Scenario, measure: str) -> Active:
    """The years in which a measure is in force."""
    years = np.array(scenario.years.all)
    found = np.zeros(len(years), bool)
    for policy in scenario.policy:
        if policy.measure == measure:
            first = policy.from_year if policy.from_year is not None else years[0]
            last = policy.until_year if policy.until_year is not None else years[-1]
            found |= (first <= years) & (years <= last)
    return found


def active(scenario: Scenario, line: Line) -> Active:
    """The years in which a line can cost something."""
    years = np.array(scenario.years.all)
    found = np.ones(len(years), bool)
    if line.from_year is not None:
        found &= years >= line.from_year
    if line.until_year is not None:
        found &= years <= line.until_year
    if line.phases:
        found &= np.array([scenario.years.phase(int(year)) in line.phases for year in years])
    for measure in line.only_with:
        found &= in_force(scenario, measure)
    for measure in line.not_with:
        found &= ~in_force(scenario, measure)
    if line.in_years:
        found &= np.isin(years, line.in_years)
    elif line.timing == "one_off" and line.per == "agreement" and found.any():
        found &= np.arange(len(years)) == found.argmax()
    return found


def taking_part(scenario: Scenario, one: CompanyClass, values: Mapping[str, Values]) -> Values:
    """Companies of a class in each year (years × draws, or years × 1 where all is certain)."""
    years = np.array(scenario.years.all, float)
    companies = np.atleast_1d(values[one.companies])
    if not one.takes_part:
        return np.repeat(companies[None, :], len(years), axis=0)
    at = np.array([step.year for step in one.takes_part], float)
    after = np.clip(np.searchsorted(at, years, side="right"), 1, max(len(at) - 1, 1))
    share = [np.clip(np.atleast_1d(values[step.share]), 0, 1) for step in one.takes_part]
    if len(share) == 1:
        return np.repeat((companies * share[0])[None, :], len(years), axis=0)
    rows = []
    for place, year in zip(after, years, strict=True):
        low, high = at[place - 1], at[place]
        weight = float(np.clip((year - low) / (high - low), 0, 1))
        rows.append(companies * ((1 - weight) * share[place - 1] + weight * share[place]))
    return np.array(np.broadcast_arrays(*rows))


def newcomers(companies: Values, when: Active) -> Values:
    """Companies that come in: more than there ever were in a year that counts before."""
    counted = np.where(when[:, None], companies, 0.0)
    most = np.maximum.accumulate(counted, axis=0)
    before = np.vstack([np.zeros((1, most.shape[1])), most[:-1]])
    return most - before
