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


def _even(parts: Iterable[bytes], size: int) -> Iterator[bytes]:
    held = bytearray()
    for part in parts:
        held += part
        while len(held) > size:
            yield bytes(held[:size])
            del held[:size]
    yield bytes(held)


def seal_stream(parts: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The sealed file, piece by piece, whatever the pieces' sizes that come in."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    before: bytes | None = None
    for part in _even(parts, CHUNK):
        if before is not None:
            yield sodium.crypto_secretstream_xchacha20poly1305_push(state, before, None, MESSAGE)
        before = part
    yield sodium.crypto_secretstream_xchacha20poly1305_push(state, before or b"", None, FINAL)


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
