"""The plain core: what opens, what does not, and what a typing mistake is told."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.grievances import sealing
from convenant.grievances.sealing import files, proof_of_work, receipts, shares
from convenant.grievances.sealing.wrapping import Cost

CHEAP = Cost(8 * 2**10, 1)
DIGITS = st.text("0123456789", min_size=4, max_size=4)


def test_a_receipt_reads_back_in_any_script_and_spacing() -> None:
    receipt = receipts.new()
    assert receipts.read(receipts.shown(receipt)) == receipt
    bengali = "".join(chr(0x09E6 + int(digit)) for digit in receipt)
    arabic = "".join(chr(0x0660 + int(digit)) for digit in receipt)
    assert receipts.read(f" {bengali[:7]}-{bengali[7:]} ") == receipts.read(arabic) == receipt


@given(st.integers(0, 24), st.integers(1, 9))
def test_one_wrong_digit_names_its_group(place: int, more: int) -> None:
    receipt = receipts.new()
    wrong = receipt[:place] + str((int(receipt[place]) + more) % 10) + receipt[place + 1 :]
    with pytest.raises(receipts.Mistyped) as told:
        receipts.read(wrong)
    assert told.value.groups == (place // 5 + 1,)


@given(st.integers(0, 23))
def test_two_neighbours_in_each_other_s_place_are_noticed(place: int) -> None:
    receipt = receipts.new()
    swapped = receipt[:place] + receipt[place + 1] + receipt[place] + receipt[place + 2 :]
    if swapped == receipt:
        return
    with pytest.raises(receipts.Mistyped):
        receipts.read(swapped)


@given(st.integers(0, 3))
def test_two_groups_in_each_other_s_place_are_noticed(place: int) -> None:
    groups = receipts.shown(receipts.new()).split()
    groups[place], groups[place + 1] = groups[place + 1], groups[place]
    with pytest.raises(receipts.Mistyped) as told:
        receipts.read(" ".join(groups))
    assert set(told.value.groups) == {place + 1, place + 2}


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_receipt_or_told_to_be_none(typed: str) -> None:
    try:
        assert len(receipts.read(typed)) == 25
    except receipts.Mistyped as told:
        assert told.groups or told.count != 25


def test_a_wrong_secret_opens_nothing() -> None:
    private = sealing.new_pair().private
    wrapped = sealing.wrap(private, "a long secret", CHEAP)
    assert sealing.unwrap(json.loads(json.dumps(wrapped)), "a long secret") == private
    with pytest.raises(sealing.WrongSecret):
        sealing.unwrap(wrapped, "a long secreT")


@given(st.binary(max_size=500))
def test_what_is_sealed_opens_here_and_nowhere_else(words: bytes) -> None:
    pair, other = sealing.new_pair(), sealing.new_pair()
    entry = sealing.seal_entry(words, pair.public, "case/1")
    assert sealing.open_entry(entry.key, entry.body, pair.private, "case/1") == words
    for private, about in ((other.private, "case/1"), (pair.private, "case/2")):
        with pytest.raises(sealing.NotHere):
            sealing.open_entry(entry.key, entry.body, private, about)
    moved = sealing.reseal(entry.key, pair.private, other.public, "case/1")
    assert sealing.open_entry(moved, entry.body, other.private, "case/1") == words
    with pytest.raises(sealing.NotHere):
        sealing.open_entry(moved, entry.body, pair.private, "case/1")


@given(st.binary(max_size=64), st.integers(2, 4), st.integers(0, 2), st.data())
def test_any_so_many_shares_make_the_secret(
    secret: bytes, needed: int, more: int, data: st.DataObject
) -> None:
    made = sealing.split(secret, needed, needed + more)
    chosen = data.draw(st.permutations(made))[:needed]
    assert sealing.join(chosen) == secret
    with pytest.raises(sealing.TooFew):
        sealing.join(chosen[:-1])


def test_a_damaged_share_is_named() -> None:
    made = sealing.split(b"x" * 32, 2, 3)
    with pytest.raises(shares.Damaged) as told:
        sealing.join([made[0], made[1][:-1] + bytes([made[1][-1] ^ 1])])
    assert told.value.places == (1,)


@given(st.lists(st.binary(max_size=90_000), max_size=4))
def test_a_file_is_itself_again(parts: list[bytes]) -> None:
    key = files.new_key()
    sealed = b"".join(files.seal_stream(parts, key))
    assert b"".join(files.open_stream([sealed], key)) == b"".join(parts)
    assert b"".join(
        files.open_stream([bytes([b]) for b in sealed[:100]] + [sealed[100:]], key)
    ) == (b"".join(parts))


@pytest.mark.parametrize("harm", ["cut", "swapped", "changed", "longer", "header", "nothing"])
def test_a_harmed_file_is_noticed(harm: str) -> None:
    key = files.new_key()
    sealed = b"".join(files.seal_stream([b"a" * 200_000], key))
    one = files.CHUNK + files.MORE_BYTES
    head, body = sealed[: files.HEADER], sealed[files.HEADER :]
    harmed = {
        "cut": head + body[:one],
        "swapped": head + body[one : 2 * one] + body[:one] + body[2 * one :],
        "changed": sealed[:5000] + bytes([sealed[5000] ^ 1]) + sealed[5001:],
        "longer": sealed + sealed[-100:],
        "header": sealed[:10],
        "nothing": b"",
    }[harm]
    with pytest.raises(files.Damaged):
        b"".join(files.open_stream([harmed], key))


def sealed_intake() -> tuple[str, dict[str, Any], dict[str, sealing.Pair]]:
    pairs = {name: sealing.new_pair() for name in ("leila", "omar", "maarten")}
    receipt = receipts.new()
    envelope = sealing.seal_intake(
        receipt,
        {"case": {"what": "three months without pay"}, "identity": {"name": "Jamila"}},
        [(1, pairs["leila"].public), (2, pairs["omar"].public)],
        [(3, pairs["maarten"].public)],
        CHEAP,
    )
    return receipt, json.loads(json.dumps(envelope)), pairs


def test_each_reads_what_is_for_them() -> None:
    receipt, envelope, pairs = sealed_intake()
    checked = sealing.check(envelope, [1, 2], [3])
    public = checked.complainant["public"]
    mine = sealing.unwrap(checked.complainant["wrapped"], receipt)

    def words(room: str, private: bytes) -> str:
        entry = checked.rooms[room].entries[0]
        about = sealing.place(public, room, "1")
        return sealing.open_entry(entry.key, entry.body, private, about).decode()

    def room_key(room: str, who: int, private: bytes) -> bytes:
        sealed = dict(checked.rooms[room].grants)[who]
        return sealing.open_grant(sealed, private, sealing.place(public, room, "grant"))

    own = {
        room: sealing.open_grant(checked.rooms[room].own, mine, sealing.place(public, room, "own"))
        for room in checked.rooms
    }
    assert "three months" in words("case", own["case"])
    assert "Jamila" in words("identity", own["identity"])
    assert "three months" in words("case", room_key("case", 2, pairs["omar"].private))
    assert "Jamila" in words("identity", room_key("identity", 3, pairs["maarten"].private))
    assert room_key("mediation", 3, pairs["maarten"].private) == own["mediation"]
    with pytest.raises(KeyError):
        room_key("identity", 1, pairs["leila"].private)  # the handlers were not given the name
    with pytest.raises(sealing.NotHere):
        room_key("identity", 3, pairs["leila"].private)
    assert b"Jamila" not in json.dumps(envelope).encode()


def test_the_same_words_have_the_same_mark_under_one_receipt_only() -> None:
    key, other = b"k" * 32, b"o" * 32
    assert sealing.mark_of([b"a", b"b"], key) == sealing.mark_of([b"a", b"b"], key)
    assert len({sealing.mark_of(p, k) for p in ([b"ab"], [b"a", b"b"]) for k in (key, other)}) == 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda e: e.update(v=2),
        lambda e: e.pop("locator"),
        lambda e: e.update(locator="%%%"),
        lambda e: e.update(rooms=[]),
        lambda e: e["rooms"]["case"].update(grants=[]),
        lambda e: e["rooms"]["case"]["grants"].append(e["rooms"]["case"]["grants"][0]),
        lambda e: e["rooms"]["case"].update(entries=[]),
        lambda e: e["rooms"]["identity"].update(public="AAAA"),
        lambda e: e["complainant"]["wrapped"].update(memory=2**40),
        lambda e: e["complainant"]["wrapped"].update(passes=0),
        lambda e: e.update(mark="zz"),
        lambda e: e.update(mark=5),
    ],
)
def test_an_envelope_of_another_form_is_refused_in_words(spoil: Any) -> None:
    envelope = sealed_intake()[1]
    spoil(envelope)
    with pytest.raises(sealing.BadEnvelope):
        sealing.check(envelope, [1, 2], [3])


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSONS)
def test_nothing_strange_passes_for_an_envelope(strange: Any) -> None:
    with pytest.raises(sealing.BadEnvelope):
        sealing.check(strange, [1], [2])


def test_a_ticket_opens_its_own_key_only() -> None:
    private = sealing.new_pair().private
    ticket, locator, sealed = sealing.new_ticket(private)
    assert sealing.ticket_locator(ticket) == locator
    assert sealing.redeem(ticket, sealed) == private
    assert sealing.redeem(sealing.new_ticket(private)[0], sealed) is None
    assert sealing.redeem("nonsense", sealed) is None


def test_work_is_asked_under_load_only_and_checked_without_keeping_it() -> None:
    assert proof_of_work.difficulty(0.5) == 0 < proof_of_work.difficulty(1)
    assert proof_of_work.difficulty(1e9) == proof_of_work.MOST_BITS
    asked = proof_of_work.challenge(1_000_000, 8, b"key")
    nonce = proof_of_work.solve(asked)
    assert proof_of_work.solved(asked, nonce, 1_000_060, b"key", 8)
    assert not proof_of_work.solved(asked, nonce, 1_000_060, b"another key")
    assert not proof_of_work.solved(asked, nonce, 1_002_000, b"key")
    assert not proof_of_work.solved(asked, nonce, 1_000_060, b"key", 9)
    assert not proof_of_work.solved("nonsense", nonce, 1_000_060, b"key")
