"""Whoever knows one answer and reads what is released cannot give another member a figure."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.techniques.queries.releasing import (
    STEPS_APART,
    as_released,
    enough,
    released,
    step_of,
)

answers = st.lists(
    st.decimals(min_value=-(10**6), max_value=10**9, places=3), min_size=0, max_size=40
)
close_answers = st.lists(
    st.decimals(min_value=90, max_value=110, places=1), min_size=6, max_size=12
)


def values(*said: float) -> list[Decimal]:
    return [Decimal(str(one)) for one in said]


def test_too_few_are_not_counted_either() -> None:
    for few in ([], [10], [10, 20, 30], [10, 20, 30, 40, 50]):
        assert released(values(*few), None).as_kept() == {"fewer_than": 6}


def test_five_alone_are_too_few_for_each_knows_its_own_figure() -> None:
    assert enough(None) == enough(5) == 6
    assert released(values(10, 20, 30, 40, 50), 5).as_kept() == {"fewer_than": 6}
    assert enough(12) == 12


def test_quartiles_are_rounded_to_what_the_figures_are_worth() -> None:
    found = released(values(41, 53, 58, 62, 77, 83, 91, 99), 5)
    assert (found.low, found.middle, found.high, found.step) == (55, 70, 85, 5)
    assert as_released(found.as_kept()) == found


def test_answers_that_are_alike_show_their_number_only() -> None:
    assert released(values(*[100] * 9), 5).as_kept() == {"count": 9, "held_back": True}
    # One alone stands apart and would know that all the others answered the same.
    assert released(values(0, *[100] * 8), 5).as_kept() == {"count": 9, "held_back": True}
    assert released(values(0, 50, *[100] * 7), 5).has_figures


def test_nearly_the_same_members_again_show_their_number_only() -> None:
    assert released(values(10, 20, 30, 40, 50, 60, 70), 5, again=True).as_kept() == {
        "count": 7,
        "held_back": True,
    }


@pytest.mark.parametrize(
    ("size", "step"),
    [("0", "1"), ("100", "5"), ("101", "10"), ("60", "5"), ("3", "0.2"), ("0.4", "0.02")],
)
def test_steps_are_round_numbers(size: str, step: str) -> None:
    assert step_of(Decimal(size)) == Decimal(step)


@given(st.one_of(answers, close_answers), st.sampled_from([None, 5, 8]))
def test_each_member_leaves_the_others_exchangeable_and_apart(
    said: list[Decimal], minimum: int | None
) -> None:
    """The attack: a member takes its own answer away and asks what another one may have said.

    The release stays the same whichever of the others said what, so each may have said anything that one
    of them did; and these lie further apart than two steps.
    """
    found = released(said, minimum)
    if not found.has_figures:
        assert not {"low", "middle", "high"} & set(found.as_kept())
        return
    assert len(said) >= enough(minimum)
    for own in range(len(said)):
        others = [one for n, one in enumerate(said) if n != own]
        assert len(others) >= 5
        assert max(others) - min(others) >= STEPS_APART * found.step
    assert found.low <= found.middle <= found.high
    assert all(one % found.step == 0 for one in (found.low, found.middle, found.high))


@given(st.permutations(values(12, 25, 33, 48, 61, 77)))
def test_who_said_what_makes_no_difference(said: list[Decimal]) -> None:
    assert released(said, 5) == released(sorted(said), 5)


def test_a_competitor_who_tries_every_world_finds_no_figure() -> None:
    """Six members on a coarse scale: every assignment that gives the same release, by brute force."""
    truth = values(20, 35, 50, 65, 80, 95)
    seen = released(truth, 5)
    for own in range(6):
        rest = [one for n, one in enumerate(truth) if n != own]
        for other in range(5):
            possible = {
                world[other]
                for world in permutations(rest)
                if released([truth[own], *world], 5) == seen
            }
            assert max(possible) - min(possible) >= STEPS_APART * seen.step
