"""A whole intake, sealed in one go: by the server on arrival or by the phone before sending, the same form.

The complainant gets a key pair whose private half is wrapped under the receipt; each of the three rooms gets one, whose private
half is sealed to the complainant and to those who may read there. The mediation room's goes to the
custodians, who hand it to a mediator: who decides never has it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b

from convenant.grievances.sealing import receipts
from convenant.grievances.sealing.rooms import SealedEntry, grant, new_pair, seal, seal_entry
from convenant.grievances.sealing.wrapping import (
    LEAST,
    MOST,
    USUAL,
    Cost,
    bytes_of,
    derive,
    new_salt,
    text_of,
    wrap_with,
)

VERSION = 1
ROOMS = ("case", "identity", "mediation")
LONGEST = 2 * 2**20  # bytes of sealed words in one room; a book of four hundred pages
Reader = tuple[int, bytes]


class BadEnvelope(ValueError):
    """It is not an intake as it should be; the text says what is wrong."""


@dataclass(frozen=True)
class SealedRoom:
    """A room as it comes in."""

    public: bytes
    own: bytes
    grants: tuple[tuple[int, bytes], ...]
    entries: tuple[SealedEntry, ...]


@dataclass(frozen=True)
class Checked:
    """An envelope that has the right form. Whether its words make sense only its readers see."""

    locator: bytes
    complainant: dict[str, Any]
    mark: str
    rooms: dict[str, SealedRoom]


def place(complainant_public: str, room: str, what: str) -> str:
    """The context that everything in a case is bound to."""
    return f"{complainant_public}/{room}/{what}"


def seal_intake(
    receipt: str,
    words: Mapping[str, Mapping[str, Any] | None],
    handlers: Iterable[Reader],
    custodians: Iterable[Reader],
    cost: Cost = USUAL,
) -> dict[str, Any]:
    """The envelope, JSON-able. Derives a key from the receipt: takes 0.15 s of a core, waits for its turn.

    `words` has what goes into the case room and the identity room; readers are (id, public key).
    """
    salt = new_salt()
    key = derive(receipt, salt, cost)
    mine = new_pair()
    public = text_of(mine.public)
    keepers = list(custodians)
    readers = {"case": list(handlers), "identity": keepers, "mediation": keepers}
    rooms, plain = {}, []
    for kind in ROOMS:
        pair, said = new_pair(), words.get(kind)
        entries = []
        if said:
            text = canonical(said)
            plain.append(text)
            sealed = seal_entry(text, pair.public, place(public, kind, "1"))
            entries.append({"key": text_of(sealed.key), "body": text_of(sealed.body)})
        rooms[kind] = {
            "public": text_of(pair.public),
            "own": text_of(grant(pair.private, mine.public, place(public, kind, "own"))),
            "grants": [
                [pk, text_of(grant(pair.private, to, place(public, kind, "grant")))]
                for pk, to in readers[kind]
            ],
            "entries": entries,
        }
    return {
        "v": VERSION,
        "locator": text_of(receipts.locator(receipt)),
        "complainant": {"public": public, "wrapped": wrap_with(mine.private, key, salt, cost)},
        "mark": mark_of(plain, key),
        "rooms": rooms,
    }


def canonical(said: Mapping[str, Any]) -> bytes:
    """The words as JSON, the same bytes whoever wrote them: sorted, no spaces, one kind of line end.

    Values are texts, whole numbers, true, false, null, and lists and mappings of these; keys are ASCII.
    """
    text = json.dumps(_even(said), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _even(said: Any) -> Any:
    if isinstance(said, str):
        return said.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(said, Mapping):
        return {key: _even(value) for key, value in said.items()}
    return [_even(one) for one in said] if isinstance(said, list | tuple) else said


def mark_of(plain: Iterable[bytes], key: bytes) -> str:
    """What recognises the same words under the same receipt; tells nothing without the receipt. 64 hex signs."""
    use = blake2b(b"", key=key, person=b"mark of words", encoder=RawEncoder)
    joined = b"".join(len(text).to_bytes(8, "big") + text for text in plain)
    return blake2b(joined, key=use, encoder=RawEncoder).hex()


def check(given: Any, handlers: Iterable[int], custodians: Iterable[int]) -> Checked:
    """The envelope's parts where its form is right and all of these can read it. Raises BadEnvelope."""
    keepers = set(custodians)
    expected = {"case": set(handlers), "identity": keepers, "mediation": keepers}
    try:
        if given["v"] != VERSION:
            raise BadEnvelope("This form is of another version. Load the page again.")
        wrapped = given["complainant"]["wrapped"]
        memory, passes = int(wrapped["memory"]), int(wrapped["passes"])
        if not (LEAST.memory <= memory <= MOST.memory and LEAST.passes <= passes <= MOST.passes):
            raise BadEnvelope("The cost of the receipt's key is not sensible.")
        complainant = {
            "public": text_of(_public(given["complainant"]["public"])),
            "wrapped": {
                "v": 1,
                "salt": text_of(_bytes(wrapped["salt"], 16)),
                "memory": memory,
                "passes": passes,
                "sealed": text_of(_bytes(wrapped["sealed"], 72)),
            },
        }
        mark = bytes.fromhex(given["mark"]).hex()
        if len(mark) != 64:
            raise BadEnvelope("The mark has another length.")
        rooms = {kind: _room(given["rooms"][kind], kind, expected[kind]) for kind in ROOMS}
        if not rooms["case"].entries:
            raise BadEnvelope("The case is empty.")
        return Checked(_bytes(given["locator"], 32), complainant, mark, rooms)
    except BadEnvelope:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as fault:
        raise BadEnvelope("The form of the sealed message is not right.") from fault


def _room(given: Any, kind: str, expected: set[int]) -> SealedRoom:
    grants = [(int(pk), _bytes(sealed, 112)) for pk, sealed in given["grants"]]
    if {pk for pk, _sealed in grants} != expected or len(grants) != len(expected):
        raise BadEnvelope(
            f"The {kind} is not sealed to those who read it now. Load the page again and send it again."
        )
    entries = tuple(
        SealedEntry(_bytes(one["key"], 112), _bytes(one["body"])) for one in given["entries"]
    )
    if len(entries) > 1 or (kind == "mediation" and entries):
        raise BadEnvelope("There are more parts than fit.")
    return SealedRoom(_public(given["public"]), _bytes(given["own"], 112), tuple(grants), entries)


def _public(text: Any) -> bytes:
    """A public key to which one can seal: some of the 32 bytes that there are lead to no secret at all."""
    key = _bytes(text, 32)
    try:
        seal(b"", key, "")
    except (CryptoError, RuntimeError) as fault:
        raise BadEnvelope("A public key is none.") from fault
    return key


def _bytes(text: Any, length: int | None = None) -> bytes:
    if not isinstance(text, str) or len(text) > LONGEST * 4 // 3 + 4:
        raise BadEnvelope("A part is too long, or is no text.")
    data = bytes_of(text)
    if length is not None and len(data) != length:
        raise BadEnvelope("A part has another length.")
    return data
