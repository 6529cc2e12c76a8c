"""Draws of all numbers of one or several scenarios, the same ones for what they have in common.

Sobol points fill the space more evenly than chance, so that fewer give the same certainty. Each number
is scrambled by the seed and its own name (nested uniform scrambling after Owen, by the hash of Laine
and Karras): a number keeps its draws when others are added after it, and scenarios that are drawn
together share the draws of what they have in common, so that their difference is not blurred by chance.
"""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri
from scipy.stats.qmc import Sobol

from convenant.costs.simulation.checks.correlations import rank_to_normal
from convenant.costs.simulation.distributions import Values, values_at
from convenant.costs.simulation.parts.numbers import Number
from convenant.costs.simulation.parts.scenario import Scenario
from convenant.costs.simulation.units import unit_of

Draws = Mapping[str, Values]  # by number, in basic units: EUR, hours, shares of one
_BITS = 32


def drawn_names(scenarios: Iterable[Scenario]) -> list[str]:
    """The numbers that are drawn in any of the scenarios, in the order they are first met."""
    found = {
        number.id: None
        for scenario in scenarios
        for number in scenario.numbers
        if number.way != "fixed" and not number.follows_from
    }
    return list(found)


def probabilities(names: Sequence[str], count: int, seed: int) -> dict[str, Values]:
    """For each name that many places between 0 and 1, neither included."""
    if not names:
        return {}
    whole = (count - 1).bit_length()  # Sobol points come in powers of two
    points = Sobol(len(names), scramble=False, bits=_BITS).random_base2(whole)[:count]
    return {
        name: (_scrambled(points[:, column], _key(name, seed)) + 0.5) / 2.0**_BITS
        for column, name in enumerate(names)
    }


def _key(name: str, seed: int) -> int:
    return int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=4).digest(), "big")


def _scrambled(column: Values, key: int) -> NDArray[np.uint32]:
    """The digits of each point, each changed by what the higher digits are."""
    found = _reversed(np.floor(column * 2.0**_BITS).astype(np.uint32))
    with np.errstate(over="ignore"):
        found += np.uint32(key)
        found ^= found * np.uint32(0x6C50B47C)
        found ^= found * np.uint32(0xB82F1E52)
        found ^= found * np.uint32(0xC7AFE638)
        found ^= found * np.uint32(0x8D22F6E6)
    return _reversed(found)


def _reversed(digits: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The binary digits back to front."""
    for shift, mask in ((1, 0x55555555), (2, 0x33333333), (4, 0x0F0F0F0F), (8, 0x00FF00FF)):
        keep = np.uint32(mask)
        digits = ((digits >> np.uint32(shift)) & keep) | ((digits & keep) << np.uint32(shift))
    return (digits >> np.uint32(16)) | (digits << np.uint32(16))


def correlated(scenario: Scenario, places: Mapping[str, Values]) -> dict[str, Values]:
    """The places with the scenario's correlations in them (a Gaussian copula)."""
    pairs = [
        (pair.first, pair.second, pair.rank)
        for pair in scenario.correlations
        if pair.first in places and pair.second in places
    ]
    names = list(dict.fromkeys(name for first, second, _ in pairs for name in (first, second)))
    if not names:
        return dict(places)
    matrix = np.eye(len(names))
    for first, second, rank in pairs:
        row, column = names.index(first), names.index(second)
        matrix[row, column] = matrix[column, row] = rank_to_normal(rank)
    normal = ndtri(np.array([places[name] for name in names]))
    mixed = ndtr(np.linalg.cholesky(matrix) @ normal)
    return dict(places) | dict(zip(names, mixed, strict=True))


def values(
    scenario: Scenario, places: Mapping[str, Values], together: bool = True
) -> dict[str, Values]:
    """Every number of the scenario at these places, in basic units and prices of one year.

    `together` mixes the correlations in; without it each number is exactly at its own place.
    """
    at = correlated(scenario, places) if together else dict(places)
    register = {number.id: number for number in scenario.numbers}
    found: dict[str, Values] = {}
    index = scenario.prices.index
    before = {n: [*r.follows_from, *_needs_index(scenario, r)] for n, r in register.items()}
    for name in TopologicalSorter(before).static_order():
        number = register[name]
        if number.follows_from:
            found[name] = _derived(number, found)
            continue
        unit = unit_of(number.unit)
        value = values_at(number, at[name] if name in at else np.zeros(())) * unit.scale
        if index is not None and index in before[name]:
            years = scenario.prices.year - (number.price_year or scenario.prices.year)
            value = value * (1 + found[index]) ** (years * unit.powers[scenario.prices.currency])
        found[name] = value
    return found


def _needs_index(scenario: Scenario, number: Number) -> list[str]:
    prices = scenario.prices
    other_year = number.price_year not in (None, prices.year)
    money = not number.follows_from and prices.currency in unit_of(number.unit).powers
    return [prices.index] if prices.index and other_year and money else []


def _derived(number: Number, found: Mapping[str, Values]) -> Values:
    parts = [found[name] for name in number.follows_from]
    result = parts[0]
    for part in parts[1:]:
        if number.product:
            result = result * part
        elif number.sum:
            result = result + part
        else:
            result = np.divide(
                result, part, out=np.zeros(np.broadcast(result, part).shape), where=part != 0
            )
    return result


def draw(scenario: Scenario, count: int, seed: int) -> dict[str, Values]:
    """So many draws of every number of one scenario."""
    return values(scenario, probabilities(drawn_names([scenario]), count, seed))
