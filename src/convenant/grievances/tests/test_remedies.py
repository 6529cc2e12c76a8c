"""Shares of a remedy add up to the cent, whatever is divided among whomever."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances.remedies import difference, divided

MONEY = st.decimals(0, 10**9, places=2)
WEIGHTS = st.dictionaries(
    st.integers(1, 50), st.decimals(0, 1000, places=3), min_size=1, max_size=12
).filter(lambda weights: sum(weights.values()) > 0)


@given(MONEY, WEIGHTS)
def test_no_cent_is_lost_or_made(whole: Decimal, weights: dict[int, Decimal]) -> None:
    parts = divided(whole, weights)
    assert sum(parts.values()) == whole
    assert difference(whole, list(parts.values())) == 0
    total = sum(weights.values())
    for key, part in parts.items():
        assert part >= 0
        assert abs(part - whole * weights[key] / total) < Decimal("0.0100001")


@given(MONEY, WEIGHTS)
def test_the_order_of_the_companies_makes_no_difference(
    whole: Decimal, weights: dict[int, Decimal]
) -> None:
    turned = dict(reversed(list(weights.items())))
    assert divided(whole, weights) == divided(whole, turned)


@given(MONEY, WEIGHTS)
def test_who_bears_nothing_pays_nothing(whole: Decimal, weights: dict[int, Decimal]) -> None:
    parts = divided(whole, weights)
    assert all(parts[key] == 0 for key, weight in weights.items() if weight == 0)


@pytest.mark.parametrize("weights", [{}, {1: Decimal(0)}, {1: Decimal(-1), 2: Decimal(2)}])
def test_shares_that_make_no_sense_are_refused(weights: dict[int, Decimal]) -> None:
    with pytest.raises(ValueError, match="weights"):
        divided(Decimal(10), weights)
