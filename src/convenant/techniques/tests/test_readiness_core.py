"""Where a sector is expected to be at its deadlines: against simulation, at its bounds, and what is over."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.techniques.readiness import (
    STATES,
    Waiting,
    expected,
    for_members,
    project,
    state_of,
)

LEFT = st.lists(st.integers(0, 3000).map(float), max_size=12)


@pytest.mark.parametrize(
    "waiting",
    [
        Waiting(6, 14 * 400.0, [900.0] * 5 + [100.0, 500.0, 0.0]),
        Waiting(0, 20 * 90.0, [1200.0] * 20),
        Waiting(30, 60 * 700.0, [365.0] * 30),
        Waiting(1, 5.0, [1460.0] * 6),
    ],
)
def test_the_distribution_is_that_of_a_simulation(waiting: Waiting) -> None:
    chance = np.random.default_rng(20310312)
    drawn = 200_000
    rates = chance.gamma(waiting.applied + 0.5, 1 / waiting.days, drawn)
    more = np.zeros(drawn, dtype=int)
    for days in waiting.left:
        more += chance.random(drawn) < -np.expm1(-rates * days)
    final = waiting.applied + more
    found = project(waiting)
    assert found is not None
    assert found.mean == pytest.approx(final.mean(), abs=0.03)
    for point, got in ((5, found.low), (50, found.middle), (95, found.high)):
        # Of a whole number: the point itself, or its neighbour where the chance lies on the edge.
        assert abs(got - np.percentile(final, point, method="inverted_cdf")) <= 1
        share_below = (final < got).mean()
        assert share_below <= point / 100 + 0.005
        assert (final <= got).mean() >= point / 100 - 0.005


def test_one_company_left_has_a_chance_known_in_closed_form() -> None:
    # The chance not to apply is (T / (T + r))^(k + ½).
    found = project(Waiting(2, 1000.0, [500.0]))
    assert found is not None and found.mean == pytest.approx(3 - (1000 / 1500) ** 2.5)


def test_when_the_deadline_has_passed_it_is_what_it_is() -> None:
    found = project(Waiting(7, 9000.0, [0.0, 0.0, 0.0]))
    assert found is not None and found.is_over
    assert (found.mean, found.low, found.middle, found.high) == (7, 7, 7, 7)
    assert found.share(found.mean) == 70


def test_nothing_is_said_before_a_day_went_by_or_without_companies() -> None:
    assert project(Waiting(0, 0.0, [1460.0] * 4)) is None
    assert project(Waiting(0, 0.0, [])) is None


def test_without_progress_the_range_is_wide() -> None:
    found = project(Waiting(0, 40 * 30.0, [1430.0] * 40))
    assert found is not None and found.known_from == 0
    assert found.low <= 2 and found.high >= 34


@settings(max_examples=60)
@given(st.integers(0, 12), st.integers(1, 20_000).map(float), LEFT)
def test_it_stays_within_what_is_possible_and_is_monotone(
    applied: int, days: float, left: list[float]
) -> None:
    found = project(Waiting(applied, days, left))
    if found is None:
        assert not applied and not left
        return
    open_ones = sum(1 for each in left if each > 0)
    assert applied <= found.low <= found.middle <= found.high <= applied + open_ones
    assert applied - 1e-9 <= found.mean <= applied + open_ones + 1e-9
    more_time = project(Waiting(applied, days, [each + 100 for each in left]))
    slower = project(Waiting(applied, days + 500, left))
    assert more_time is not None and slower is not None
    assert more_time.mean >= found.mean - 1e-9 and more_time.low >= found.low
    assert slower.mean <= found.mean + 1e-9 and slower.high <= found.high
    assert expected(Waiting(applied, days, left)) == pytest.approx(found.mean)


@settings(max_examples=60)
@given(st.integers(0, 12), st.integers(1, 20_000).map(float), LEFT)
def test_the_order_of_companies_does_not_matter(
    applied: int, days: float, left: list[float]
) -> None:
    assert project(Waiting(applied, days, left)) == project(Waiting(applied, days, left[::-1]))


def test_what_is_shown_goes_before_what_is_allowed_and_that_before_what_is_meant() -> None:
    said = [
        state_of(complete=c, equal=e, derogation=d, begun=b)
        for c, e, d, b in (
            (True, True, True, True),
            (False, True, True, True),
            (False, False, True, True),
            (False, False, False, True),
            (False, False, False, False),
        )
    ]
    assert tuple(said) == STATES


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 20))
def test_a_member_sees_a_band_only_where_both_groups_are_large_without_it(
    shown: int, others: int, minimum: int
) -> None:
    found = for_members(shown, shown + others, minimum)
    if shown <= minimum or others <= minimum:
        assert found is None
    else:
        assert found is not None and found.low <= 100 * shown / (shown + others) <= found.high
