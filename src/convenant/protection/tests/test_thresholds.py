"""Which number may leave the house."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convenant.protection.thresholds import BANDS, leverage_band, shown_count, summed_range

share = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda pair: (min(pair), max(pair)))
shares = st.lists(share, max_size=8)


@given(st.integers(0, 50), st.integers(1, 10))
def test_a_count_is_shown_from_the_minimum_up_and_never_below(count: int, minimum: int) -> None:
    assert shown_count(count, minimum) == (count if count >= minimum else None)


def test_a_minimum_below_one_is_a_fault_not_a_way_to_show_everything() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        shown_count(5, 0)


@given(shares)
def test_a_summed_range_is_in_order_and_within_a_hundred(given_shares: list) -> None:
    low, high = summed_range(given_shares)
    assert 0 <= low <= high <= 100


def test_no_shares_sum_to_nothing() -> None:
    assert summed_range([]) == (0, 0)


@given(shares, st.integers(1, 5))
def test_fewer_than_the_minimum_show_no_band(given_shares: list, minimum: int) -> None:
    assume(len(given_shares) < minimum)
    assert leverage_band(given_shares, minimum) is None


@given(shares, st.integers(1, 5))
def test_enough_show_one_of_the_fixed_bands_with_the_middle_in_it(
    given_shares: list, minimum: int
) -> None:
    assume(len(given_shares) >= minimum)
    band = leverage_band(given_shares, minimum)
    assert band in BANDS
    low, high = summed_range(given_shares)
    assert band[0] <= (low + high) / 2 <= band[1]


def test_the_bands_cover_everything_once() -> None:
    assert BANDS[0][0] == 0
    assert BANDS[-1][1] == 100
    assert all(one[1] == other[0] for one, other in zip(BANDS, BANDS[1:], strict=False))


@pytest.mark.parametrize(
    "others, band",
    [
        ([(0, 10), (0, 10), (0, 10)], (0, 25)),
        ([(20, 30), (0, 0), (0, 0)], (25, 50)),  # the middle on the border counts upwards
        ([(50, 100), (50, 100), (0, 100)], (75, 100)),
        ([(100, 100), (100, 100), (100, 100)], (75, 100)),
    ],
)
def test_a_band_is_the_quarter_that_holds_the_middle(others: list, band: tuple) -> None:
    assert leverage_band(others, 3) == band
