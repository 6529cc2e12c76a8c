"""A frame is frozen, weighed and repeated: by this code, or by anyone with a hash and a logarithm."""

from hashlib import sha256
from math import log

from hypothesis import given
from hypothesis import strategies as st

from convenant.monitoring.drawing.frames import (
    draw_from,
    fingerprint,
    frame_file,
    freeze,
    keys_file,
    unit_of,
)
from convenant.monitoring.drawing.weighing import MOST, Why, weigh

whys = st.builds(Why, st.integers(0, 90), st.integers(0, 9), st.integers(0, 12))
frames = st.dictionaries(
    st.integers(0, 10**6).map(lambda n: f"S-{n:012X}"), whys, min_size=1, max_size=40
)
salts = st.text("0123456789abcdef", min_size=4, max_size=8)


@given(whys, whys)
def test_more_reason_never_weighs_less_and_no_site_weighs_nothing(one, other):
    assert 1 <= weigh(one) <= 1 + 3 * MOST
    if one.members <= other.members and one.notices <= other.notices and one.themes <= other.themes:
        assert weigh(one) <= weigh(other)


def test_a_site_nobody_knows_anything_of_weighs_one():
    assert weigh(Why(members=1)) == weigh(Why()) == 1
    assert weigh(Why(members=3, notices=1, themes=2)) == 1 + 2 + 2 + 2
    assert weigh(Why(members=99, notices=99, themes=99)) == 13


@given(
    frames,
    salts,
    st.text("abc 12", min_size=1).filter(str.strip),
    st.randoms(use_true_random=False),
)
def test_the_same_frame_and_seed_give_the_same_draw_in_whatever_order(sites, salt, seed, rnd):
    units = freeze(sites, salt, by_risk=True)
    shuffled = list(sites.items())
    rnd.shuffle(shuffled)
    again = freeze(dict(shuffled), salt, by_risk=True)
    assert again == units
    assert [unit_of(unit.row()) for unit in units] == units
    assert fingerprint(frame_file(units)) == fingerprint(frame_file(again))
    assert draw_from(again, 5, seed) == draw_from(units, 5, seed)
    assert keys_file(again, seed) == keys_file(units, seed)


@given(frames, salts, st.text("abc 12", min_size=1).filter(str.strip))
def test_whoever_has_the_files_repeats_the_draw_with_a_hash_and_a_logarithm(sites, salt, seed):
    units = freeze(sites, salt, by_risk=True)
    file = frame_file(units)
    assert sha256(file.encode()).hexdigest() == fingerprint(file)
    keys = {}
    for line in file.splitlines()[1:]:
        mark, weight = line.split(",")
        digest = sha256(f"{seed}|{mark}".encode()).hexdigest()
        u = (int(digest[:13], 16) + 0.5) / 2**52
        keys[mark] = log(u) / int(weight)
    by_hand = sorted(keys, key=lambda mark: (-keys[mark], mark))
    assert [line.split(",")[1] for line in keys_file(units, seed).splitlines()[1:]] == by_hand
    assert [one.name for one in draw_from(units, 3, seed)] == by_hand[:3]


@given(frames, salts)
def test_a_frame_names_no_site_and_another_weight_another_fingerprint(sites, salt):
    units = freeze(sites, salt, by_risk=False)
    file = frame_file(units)
    assert not any(code in file for code in sites)
    assert {unit.weight for unit in units} == {1}
    code = min(sites)
    heavier = freeze({**sites, code: Why(members=5)}, salt, by_risk=True)
    assert fingerprint(frame_file(heavier)) != fingerprint(file)
    for unit in units:
        assert unit.mark == sha256(f"{salt}|{unit.code}".encode()).hexdigest()[:16]
