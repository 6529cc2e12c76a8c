"""Readers and sites drawn from a seed: even, without conflicts, and the same for whoever repeats it."""

import itertools
from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from convenant.monitoring.drawing import Unassignable, agreement_of_readers, allocate, draw

COMPANIES = [f"company {i:02}" for i in range(12)]
ASSESSORS = ["Eva", "Mo", "Lin", "Ada"]
conflicts_of_anyone = st.dictionaries(
    st.sampled_from(ASSESSORS), st.sets(st.sampled_from(COMPANIES), max_size=8), max_size=4
)
seeds = st.text("abc123", min_size=1, max_size=6)


@given(conflicts_of_anyone, seeds, st.floats(0, 1))
def test_nobody_reads_a_company_it_has_a_conflict_with_nor_twice(conflicts, seed, share):
    try:
        found = allocate(COMPANIES, ASSESSORS, conflicts, seed=seed, second_share=share)
    except Unassignable:
        assume(False)
    assert set(found.first) == set(COMPANIES)
    for readings in (found.first, found.second):
        assert all(company not in conflicts.get(reader, ()) for company, reader in readings.items())
    assert all(found.first[company] != reader for company, reader in found.second.items())
    assert abs(len(found.second) - share * len(COMPANIES)) < 1


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_loads_are_as_even_as_the_conflicts_allow(data):
    companies, assessors = COMPANIES[:5], ASSESSORS[:3]
    conflicts = data.draw(
        st.dictionaries(st.sampled_from(assessors), st.sets(st.sampled_from(companies)), max_size=3)
    )
    allowed = [[r for r in assessors if c not in conflicts.get(r, ())] for c in companies]
    assume(all(allowed))
    loads = Counter(allocate(companies, assessors, conflicts, seed="s").first.values())
    best = min(
        sum(n * n for n in Counter(choice).values()) for choice in itertools.product(*allowed)
    )
    assert sum(n * n for n in loads.values()) == best


@given(conflicts_of_anyone, seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_names_makes_no_difference(conflicts, seed, rnd):
    companies, assessors = COMPANIES[:], ASSESSORS[:]
    rnd.shuffle(companies)
    rnd.shuffle(assessors)
    try:
        one = allocate(COMPANIES, ASSESSORS, conflicts, seed=seed, second_share=0.3)
    except Unassignable:
        assume(False)
    assert allocate(companies, assessors, conflicts, seed=seed, second_share=0.3) == one


def test_readers_that_stand_stay_and_count():
    kept = dict.fromkeys(COMPANIES[:4], "Eva")
    found = allocate(COMPANIES, ASSESSORS, {}, seed="2026", kept=kept).first
    assert all(found[company] == "Eva" for company in kept)
    assert sorted(Counter(found.values()).values()) == [2, 3, 3, 4]


def test_a_company_that_nobody_may_read_is_named_with_what_to_do():
    conflicts = {assessor: {"company 03"} for assessor in ASSESSORS}
    with pytest.raises(Unassignable) as caught:
        allocate(COMPANIES, ASSESSORS, conflicts, seed="2026")
    assert caught.value.sentence("en").startswith("company 03: every assessor has a conflict")
    assert "Voeg een beoordelaar toe" in caught.value.sentence("nl")


def test_one_assessor_cannot_read_twice():
    with pytest.raises(Unassignable) as caught:
        allocate(COMPANIES, ["Eva"], {}, seed="2026", second_share=0.1)
    assert caught.value.second


def test_a_kept_reader_with_a_conflict_is_refused():
    with pytest.raises(ValueError, match="Eva reads company 00 already"):
        allocate(
            COMPANIES, ASSESSORS, {"Eva": {"company 00"}}, seed="s", kept={"company 00": "Eva"}
        )


SITES = [f"S-{i:03}" for i in range(40)]


@given(seeds, st.integers(0, 45), st.randoms(use_true_random=False))
def test_a_sample_repeats_from_its_seed_and_grows_at_its_end(seed, size, rnd):
    shuffled = SITES[:]
    rnd.shuffle(shuffled)
    one = [each.name for each in draw(SITES, size, seed)]
    assert [each.name for each in draw(shuffled, size, seed)] == one
    assert len(one) == min(size, len(SITES)) == len(set(one))
    assert [each.name for each in draw(SITES, len(SITES), seed)][: len(one)] == one


def test_weights_give_the_chance_they_say():
    weights = {"heavy": 3.0, "light": 1.0}
    first = Counter(draw(["heavy", "light"], 1, f"seed {i}", weights)[0].name for i in range(4000))
    assert 0.72 < first["heavy"] / 4000 < 0.78


def test_every_site_has_the_same_chance_without_weights():
    counts = Counter(each.name for i in range(2000) for each in draw(SITES[:10], 2, f"seed {i}"))
    assert all(320 < counts[site] < 480 for site in SITES[:10])


def test_a_site_without_weight_is_never_drawn():
    assert [each.name for each in draw(["a", "b"], 2, "s", {"a": 0})] == ["b"]


@pytest.mark.parametrize(
    ("names", "size", "seed", "weights", "said"),
    [
        (["a", "a"], 1, "s", None, "a is among the units twice"),
        (["a"], 1, " ", None, "needs a seed"),
        (["a"], -1, "s", None, "sample of -1"),
        (["a"], 1, "s", {"a": float("nan")}, "weight of a is nan"),
    ],
)
def test_what_cannot_be_drawn_is_said(names, size, seed, weights, said):
    with pytest.raises(ValueError, match=said):
        draw(names, size, seed, weights)


def test_agreement_of_a_worked_example():
    """Two observers, twelve units, nominal: Krippendorff (2011), "Computing Krippendorff's alpha", part B."""
    first = list("aabbdcccedda")
    second = list("babbbccceddd")
    number = {letter: float(i) for i, letter in enumerate("abcde")}
    pairs = [(number[a], number[b]) for a, b in zip(first, second, strict=True)]
    found = agreement_of_readers(pairs, "nominal")
    assert found.alpha == pytest.approx(0.692, abs=0.001)
    assert found.low < found.alpha < found.high <= 1
    assert (found.units, found.equal) == (12, 9)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.integers(0, 4), min_size=3, max_size=20).filter(lambda s: len(set(s)) > 1))
def test_readers_who_agree_throughout_have_one(scores):
    found = agreement_of_readers([(float(s), float(s)) for s in scores])
    assert found.alpha == found.low == found.high == 1


def test_a_miss_by_one_step_weighs_less_than_by_three():
    base = [(float(i % 5), float(i % 5)) for i in range(20)]
    near, far = agreement_of_readers([*base, (1, 2)]), agreement_of_readers([*base, (1, 4)])
    assert near.alpha > far.alpha


@pytest.mark.parametrize("pairs", [[], [(1.0, 1.0)], [(2.0, 2.0)] * 5])
def test_where_nothing_can_be_said_nothing_is_said(pairs):
    assert agreement_of_readers(pairs).alpha is None
