"""The browser's script and the server write the same: what one seals the other opens."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from convenant.grievances import sealing
from convenant.grievances.sealing import envelope, files, proof_of_work, receipts, wrapping

HERE = Path(__file__).resolve()
SCRIPT = HERE.parents[2] / "static" / "grievances" / "sealing.js"
NODE = Path(sys.executable).with_name("node")
CHEAP = wrapping.Cost(8 * 2**10, 1)
MODULES = Path(os.environ.get("CONVENANT_NODE_MODULES", HERE.parents[5] / "node_modules")).resolve()
LIBRARY = MODULES / "libsodium-wrappers-sumo"

pytestmark = pytest.mark.skipif(
    not NODE.exists() or not LIBRARY.exists(),
    reason="node_modules is not here; python3 do.py test fetches it.",
)


def browser(what: str, **given: Any) -> Any:
    done = subprocess.run(
        [NODE, HERE.with_name("browser.mjs"), SCRIPT, MODULES],
        input=json.dumps({"what": what, **given}),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_browser_s_receipts_are_receipts() -> None:
    made = browser("receipts", count=200)
    assert [receipts.read(receipts.shown(each)) for each in made] == made
    assert len({each[:5] for each in made}) > 150


def test_both_find_the_same_mistakes_in_a_receipt() -> None:
    right = receipts.new()
    typed = [right, receipts.shown(right), right[:-1], f"{right}٣", "", "no digits"]
    for place in range(25):
        typed.append(right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :])
    typed.append(right[5:10] + right[:5] + right[10:])

    def told(each: str) -> Any:
        try:
            return receipts.read(each)
        except receipts.Mistyped as fault:
            return [list(fault.groups), fault.count]

    assert browser("read", typed=typed) == [told(each) for each in typed]


def test_both_read_the_digits_of_every_script() -> None:
    receipt = receipts.new()
    zeros = [
        sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.decimal(sign, None) == 0
    ]
    typed = ["".join(chr(ord(zero) + int(digit)) for digit in receipt) for zero in zeros]
    assert len(typed) > 40
    assert {receipts.read(each) for each in typed} == {receipt}
    assert set(browser("read", typed=typed)) == {receipt}


def test_both_name_a_receipt_alike() -> None:
    made = [receipts.new() for _each in range(20)]
    ours = [sealing.text_of(receipts.locator(each)) for each in made]
    assert browser("locators", receipts=made) == ours


SAID: list[dict[str, Any]] = [
    {"what": "we were not paid", "wanted": ["wages", "a \"letter\" \\ /"], "afraid": True},
    {"b": 1, "a": {"d": None, "c": "আমরা তিন মাস\r\nবেতন\rপাইনি"}, "empty": ""},
    {"signs": "\u2028\u2029\x7f\x00\x1f\t<&>é👩‍🏭"},
    {"half": "a\ud800b\udc00", "whole": "\ud83d\ude00"},
]  # fmt: skip


def test_both_spell_the_words_alike() -> None:
    ours = [sealing.text_of(envelope.canonical(each)) for each in SAID]
    assert browser("canonical", said=SAID) == ours


def test_both_mark_and_derive_alike() -> None:
    key, plain = bytes(range(32)), [envelope.canonical(each) for each in SAID]
    given = [sealing.text_of(each) for each in plain]
    assert browser("mark", plain=given, key=sealing.text_of(key)) == sealing.mark_of(plain, key)
    salt, secret = bytes(range(16)), "ﬁve wörds (NFKC)"
    theirs = browser(
        "derive",
        secret=secret,
        salt=sealing.text_of(salt),
        cost={"memory": CHEAP.memory, "passes": CHEAP.passes},
    )
    assert sealing.bytes_of(theirs) == wrapping.derive(secret, salt, CHEAP)


@pytest.mark.parametrize("identity", [None, {"name": "Jamila", "reach": "through my aunt"}])
def test_what_the_browser_sealed_is_opened_here(identity: dict[str, str] | None) -> None:
    receipt, handlers, custodian = (
        receipts.new(),
        [sealing.new_pair(), sealing.new_pair()],
        sealing.new_pair(),
    )
    words = {"case": SAID[1], "identity": identity}
    made = browser(
        "intake",
        receipt=receipt,
        words=words,
        readers={
            "handlers": [[7, sealing.text_of(handlers[0].public)], [9, sealing.text_of(handlers[1].public)]],
            "custodians": [[8, sealing.text_of(custodian.public)]],
        },
        cost={"memory": CHEAP.memory, "passes": CHEAP.passes},
    )  # fmt: skip
    checked = sealing.check(made, [7, 9], [8])
    assert checked.locator == receipts.locator(receipt)
    public = checked.complainant["public"]
    mine = sealing.unwrap(checked.complainant["wrapped"], receipt)
    assert sealing.belongs(mine, sealing.bytes_of(public))

    def key_of(room: str, reader: int, private: bytes) -> bytes:
        grant = dict(checked.rooms[room].grants)[reader]
        return sealing.open_grant(grant, private, sealing.place(public, room, "grant"))

    for room, reader, private in (
        ("case", 7, handlers[0].private),
        ("case", 9, handlers[1].private),
        ("identity", 8, custodian.private),
        ("mediation", 8, custodian.private),
    ):
        sealed = checked.rooms[room]
        opened = key_of(room, reader, private)
        assert sealing.public_of(opened) == sealed.public
        assert opened == sealing.open_grant(sealed.own, mine, sealing.place(public, room, "own"))
        said = [
            sealing.open_entry(one.key, one.body, opened, sealing.place(public, room, "1"))
            for one in sealed.entries
        ]
        expected = words.get(room)
        assert said == ([envelope.canonical(expected)] if expected else [])
    # The server, given the same words and receipt, would know them again.
    wrapped = checked.complainant["wrapped"]
    key = wrapping.derive(receipt, sealing.bytes_of(wrapped["salt"]), CHEAP)
    plain = [envelope.canonical(each) for each in words.values() if each]
    assert checked.mark == sealing.mark_of(plain, key)


def test_what_was_made_there_and_here_looks_alike() -> None:
    pair, receipt = sealing.new_pair(), receipts.new()
    ours = sealing.seal_intake(
        receipt, {"case": SAID[0]}, [(1, pair.public)], [(2, pair.public)], CHEAP
    )
    theirs = browser(
        "intake",
        receipt=receipt,
        words={"case": SAID[0]},
        readers={"handlers": [[1, sealing.text_of(pair.public)]], "custodians": [[2, sealing.text_of(pair.public)]]},
        cost={"memory": CHEAP.memory, "passes": CHEAP.passes},
    )  # fmt: skip

    def shape(given: Any) -> Any:
        if isinstance(given, dict):
            return {key: shape(value) for key, value in given.items()}
        if isinstance(given, list):
            return [shape(each) for each in given]
        return len(given) if isinstance(given, str) else given

    assert shape(ours) == shape(theirs)
    assert ours["locator"] == theirs["locator"]


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_a_file_sealed_there_is_opened_here(size: int) -> None:
    pair, data = sealing.new_pair(), bytes(number % 251 for number in range(size))
    made = browser(
        "file",
        data=sealing.text_of(data),
        to=sealing.text_of(pair.public),
        about="a case/case/file 1/key",
    )
    key = sealing.open_sealed(sealing.bytes_of(made["key"]), pair.private, "a case/case/file 1/key")
    pieces = [sealing.bytes_of(each) for each in made["pieces"]]
    assert b"".join(files.open_stream(pieces, key)) == data
    ours = list(files.seal_stream([data], key))
    assert sum(map(len, ours)) == sum(map(len, pieces))


def test_a_draft_opens_with_its_own_key_only() -> None:
    assert browser("draft", said={"what": "words"}) == [{"what": "words"}, None, False]


def test_the_browser_does_the_work_that_is_asked() -> None:
    asked = proof_of_work.challenge(1_000_000, 10, b"key")
    about = sealing.text_of(receipts.locator(receipts.new()))
    nonce = browser("work", challenge=asked, about=about)
    assert proof_of_work.solved(asked, nonce, 1_000_000, b"key", 10, about)
    assert nonce == proof_of_work.solve(asked, about)
