"""Files sealed while they stream: never whole in memory, never plain on a disk.

libsodium's secretstream (XChaCha20-Poly1305) in chunks of 64 KiB: a chunk that is missing, changed or in another's place,
and an end cut off, are noticed. The file's key is sealed to its room like an entry's.
"""

from collections.abc import Iterable, Iterator

from nacl import bindings as sodium
from nacl.utils import random

CHUNK = 64 * 2**10
KEY = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES
HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MORE_BYTES = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Damaged(ValueError):
    """The file is not as it was sealed."""


def new_key() -> bytes:
    """A file's key."""
    return random(KEY)


class Sealer:
    """A file sealed as its pieces come, whatever their sizes; at most one chunk of it is in memory."""

    def __init__(self, key: bytes) -> None:
        self._state = sodium.crypto_secretstream_xchacha20poly1305_state()
        self._out = sodium.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._held = bytearray()

    def take(self, part: bytes) -> bytes:
        """What can be written by now. The last chunk waits: only `end` knows that it is the last."""
        out = [self._out]
        self._out = b""
        self._held += part
        while len(self._held) > CHUNK:
            out.append(self._push(bytes(self._held[:CHUNK]), MESSAGE))
            del self._held[:CHUNK]
        return b"".join(out)

    def end(self) -> bytes:
        """The rest, with the mark that nothing follows."""
        return self._out + self._push(bytes(self._held), FINAL)

    def _push(self, chunk: bytes, tag: int) -> bytes:
        return sodium.crypto_secretstream_xchacha20poly1305_push(self._state, chunk, None, tag)


def seal_stream(parts: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The sealed file, piece by piece, whatever the pieces' sizes that come in."""
    sealer = Sealer(key)
    for part in parts:
        if out := sealer.take(part):
            yield out
    yield sealer.end()


def open_stream(parts: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The plain file, piece by piece. Raises Damaged, at the end at the latest; keep nothing of it then."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    held, began, ended = bytearray(), False, False
    size = CHUNK + MORE_BYTES

    def opened(chunk: bytes) -> bytes:
        nonlocal ended
        if ended:
            raise Damaged("There is something after the end.")
        try:
            plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, None)
        except Exception:
            raise Damaged("A piece was changed, or is in another's place.") from None
        ended = tag == FINAL
        return plain

    for part in parts:
        held += part
        if not began and len(held) >= HEADER:
            sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, bytes(held[:HEADER]), key)
            del held[:HEADER]
            began = True
        while began and len(held) > size:
            yield opened(bytes(held[:size]))
            del held[:size]
    if not began or len(held) < MORE_BYTES:
        raise Damaged("The file was cut off.")
    yield opened(bytes(held))
    if not ended:
        raise Damaged("The file was cut off.")
