"""The order of risks: severity leads, likelihood follows, and nothing else counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.risks.ranking import Rated, matrix, rank, severity

level = st.integers(1, 5)
rated = st.builds(Rated, level, level, level, level)
some_risks = st.dictionaries(st.text(max_size=4), rated, min_size=1, max_size=12)
PARTS = ("scale", "scope", "irremediability", "likelihood")


def places(risks: dict[str, Rated]) -> dict[str, int]:
    return {place.key: place.place for place in rank(risks)}


@given(some_risks, st.randoms(use_true_random=False))
def test_the_order_in_which_risks_are_given_changes_no_place(risks, random) -> None:
    shuffled = list(risks.items())
    random.shuffle(shuffled)
    assert places(dict(shuffled)) == places(risks)


@given(some_risks, st.data())
def test_judging_a_part_higher_never_moves_a_risk_back(risks, data) -> None:
    key = data.draw(st.sampled_from(sorted(risks)))
    part = data.draw(st.sampled_from(PARTS))
    parts = {name: getattr(risks[key], name) for name in PARTS}
    parts[part] = min(5, parts[part] + 1)
    assert places({**risks, key: Rated(**parts)})[key] <= places(risks)[key]


@given(rated, rated)
def test_a_more_severe_risk_comes_first_however_unlikely(a, b) -> None:
    order = places({"a": a, "b": b})
    if severity(a) > severity(b) or severity(a) == severity(b) and a.likelihood > b.likelihood:
        assert order["a"] < order["b"]


@given(some_risks)
def test_places_are_those_of_a_race(risks) -> None:
    ranked = rank(risks)
    assert {place.key for place in ranked} == set(risks)
    for position, place in enumerate(ranked, 1):
        assert place.place <= position
        assert place.place == 1 + sum(other.place < place.place for other in ranked)


@given(some_risks)
def test_every_risk_is_in_one_square_of_the_picture(risks) -> None:
    squares = matrix(risks)
    assert len(squares) == 25
    assert sorted(key for keys in squares.values() for key in keys) == sorted(risks)
    for (severe, likely), keys in squares.items():
        assert all(severity(risks[k]) == severe and risks[k].likelihood == likely for k in keys)


def test_one_grave_part_is_enough_to_be_severe() -> None:
    assert severity(Rated(5, 1, 1, 1)) == severity(Rated(1, 1, 5, 1)) == 5
    assert places({"noise": Rated(2, 2, 2, 5), "child labour": Rated(5, 1, 3, 1)}) == {
        "child labour": 1,
        "noise": 2,
    }


@pytest.mark.parametrize("wrong", [0, 6, True, "3", 2.5, None])
def test_a_part_outside_the_scale_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match="scope must be"):
        Rated(3, wrong, 3, 3)
