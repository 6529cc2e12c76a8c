"""A crowd waits in order, strange keys and numbers are refused, and fewer shares than needed say nothing."""

import json
import threading
import time
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances import sealing
from convenant.grievances.sealing import envelope, proof_of_work, receipts, shares
from convenant.grievances.sealing.bounded import Turns
from convenant.grievances.sealing.wrapping import Cost

CHEAP = Cost(8 * 2**10, 1)


@pytest.mark.parametrize("places", [1, 2])
def test_a_crowd_is_served_in_its_order_and_never_more_at_once_than_fit(places: int) -> None:
    turns, served, at_once, most = Turns(places), list[int](), 0, 0
    lock, go = threading.Lock(), threading.Event()

    def works(number: int) -> None:
        nonlocal at_once, most
        with turns.turn():
            with lock:
                served.append(number)
                at_once += 1
                most = max(most, at_once)
            go.wait(5)
            with lock:
                at_once -= 1

    crowd = [threading.Thread(target=works, args=(number,)) for number in range(12)]
    for number, one in enumerate(crowd):
        one.start()
        while len(served) + round(turns.load * places) <= number:
            time.sleep(0.001)
    assert turns.load == (12 - places) / places
    go.set()
    for one in crowd:
        one.join(5)
    assert sorted(served) == list(range(12))
    assert places > 1 or served == sorted(served)
    assert (most, turns.load) == (places, 0)


def test_who_fails_at_their_turn_gives_the_place_back() -> None:
    turns = Turns(1)
    for _time in range(3):
        with pytest.raises(RuntimeError), turns.turn():
            raise RuntimeError
    with turns.turn():
        assert turns.load == 0


@given(st.permutations(range(5)))
def test_groups_in_any_other_order_are_noticed(order: list[int]) -> None:
    groups = receipts.shown(receipts.new()).split()
    moved = [place + 1 for place, number in enumerate(order) if place != number]
    typed = " ".join(groups[number] for number in order)
    if moved:
        with pytest.raises(receipts.Mistyped) as told:
            receipts.read(typed)
        assert list(told.value.groups) == moved
    else:
        receipts.read(typed)


NO_POINTS = [
    bytes(32),
    b"\1" + bytes(31),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
]


def envelope_to(pair: sealing.Pair) -> dict[str, Any]:
    readers = [(1, pair.public)]
    return json.loads(
        json.dumps(sealing.seal_intake("1", {"case": {"a": "b"}}, readers, readers, CHEAP))
    )


@pytest.mark.parametrize("key", NO_POINTS, ids=lambda each: each[:2].hex())
@pytest.mark.parametrize("where", ["complainant", "case", "mediation"])
def test_a_key_to_which_nothing_can_be_sealed_is_refused(key: bytes, where: str) -> None:
    given = envelope_to(sealing.new_pair())
    holder = given["complainant"] if where == "complainant" else given["rooms"][where]
    holder["public"] = sealing.text_of(key)
    with pytest.raises(sealing.BadEnvelope):
        sealing.check(given, [1], [1])


@pytest.mark.parametrize(
    "number", ["Infinity", "NaN", "1e400", '"²"', "[]", '"' + "9" * 5000 + '"']
)
def test_numbers_that_are_none_are_refused(number: str) -> None:
    text = json.dumps(envelope_to(sealing.new_pair()))
    for place, here in (('"memory": 8192', "8192"), ('"v": 1', "1"), ("[1, ", "1")):
        spoilt = text.replace(place, place.replace(here, number))
        assert spoilt != text
        with pytest.raises(sealing.BadEnvelope):
            sealing.check(json.loads(spoilt), [1], [1])


@given(st.binary(min_size=1, max_size=4), st.integers(2, 4), st.data())
def test_one_share_too_few_fits_every_secret_there_could_be(
    secret: bytes, needed: int, data: st.DataObject
) -> None:
    """For each other secret there is one more share with which the same shares would make it."""
    made = sealing.split(secret, needed, needed + 1)
    known = [(share[1], share[2]) for share in data.draw(st.permutations(made))[: needed - 1]]
    possible = set()
    for last in range(256):
        points = [*known, (200, last)]
        value = 0
        for at, height in points:
            weight = 1
            for other, _height in points:
                if other != at:
                    inverse = shares._inverse(other ^ at)
                    weight = shares._times(weight, shares._times(other, inverse))
            value ^= shares._times(height, weight)
        possible.add(value)
    assert possible == set(range(256))


def test_every_choice_of_shares_makes_the_secret_and_two_circles_do_not_mix() -> None:
    secret = sealing.new_pair().private
    made, others = sealing.split(secret, 3, 5), sealing.split(secret, 3, 5)
    for chosen in combinations(made, 3):
        assert sealing.join(chosen) == secret
    with pytest.raises(sealing.TooFew):
        sealing.join([made[0], made[1], others[2]])


@given(st.integers(1, 255), st.integers(1, 255))
def test_the_field_is_a_field(a: int, b: int) -> None:
    assert shares._times(a, shares._inverse(a)) == 1
    assert shares._times(a, b) == shares._times(b, a) != 0
    assert shares._times(a, 1) == a


def test_work_for_one_receipt_pays_for_no_other() -> None:
    asked = proof_of_work.challenge(0, 12, b"key")
    nonce = proof_of_work.solve(asked, "this")
    assert proof_of_work.solved(asked, nonce, 0, b"key", 12, "this")
    others = [proof_of_work.solved(asked, nonce, 0, b"key", 12, f"that {n}") for n in range(20)]
    assert sum(others) <= 1  # one in 4096 by chance
    assert not proof_of_work.solved("1.2.\ud800", "\ud800", 0, b"key")


def test_a_line_end_of_the_browser_does_not_change_the_words() -> None:
    assert envelope.canonical({"a": "x\r\ny\rz"}) == envelope.canonical({"a": "x\ny\nz"})
    assert envelope.canonical({"b": 1, "a": 2}) == b'{"a":2,"b":1}'
