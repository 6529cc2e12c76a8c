"""Rooms: whoever has the public key puts words in, only the private key takes them out.

A room is an X25519 pair. What is put in has a random key of its own (XSalsa20-Poly1305) and only that key is sealed to the room
(libsodium's sealed box), so that a room can get another pair without touching a word. Everything is bound to
a context, so that a sealed thing moved to another case or place does not open.
"""

from dataclasses import dataclass

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

MARK = 32


class NotHere(ValueError):
    """It does not open with this key in this place: another's, moved, or changed."""


@dataclass(frozen=True)
class Pair:
    """Both halves of a key."""

    private: bytes
    public: bytes


@dataclass(frozen=True)
class SealedEntry:
    """An entry: its content key, sealed to the room, and its sealed body."""

    key: bytes
    body: bytes


def new_pair() -> Pair:
    """A new key pair."""
    made = PrivateKey.generate()
    return Pair(bytes(made), bytes(made.public_key))


def public_of(private: bytes) -> bytes:
    """The other half."""
    return bytes(PrivateKey(private).public_key)


def _mark(about: str) -> bytes:
    return blake2b(about.encode(), digest_size=MARK, person=b"sealed context", encoder=RawEncoder)


def seal(words: bytes, public: bytes, about: str) -> bytes:
    """The words, sealed to the public key and bound to what they are about."""
    return SealedBox(PublicKey(public)).encrypt(_mark(about) + words)


def open_sealed(sealed: bytes, private: bytes, about: str) -> bytes:
    """What `seal` sealed. Raises NotHere for another key or another place."""
    try:
        plain = SealedBox(PrivateKey(private)).decrypt(sealed)
    except (CryptoError, ValueError, TypeError):
        raise NotHere(about) from None
    if plain[:MARK] != _mark(about):
        raise NotHere(about)
    return plain[MARK:]


def grant(room_private: bytes, to: bytes, about: str) -> bytes:
    """A room's private key, sealed to somebody's public key."""
    return seal(room_private, to, about)


def open_grant(sealed: bytes, private: bytes, about: str) -> bytes:
    """The room's private key. Raises NotHere."""
    return open_sealed(sealed, private, about)


def seal_entry(words: bytes, public: bytes, about: str) -> SealedEntry:
    """Words under a key of their own, which is sealed to the room."""
    key = random(SecretBox.KEY_SIZE)
    return SealedEntry(
        seal(key, public, about + "/key"), bytes(SecretBox(key).encrypt(_mark(about) + words))
    )


def open_entry(key: bytes, body: bytes, private: bytes, about: str) -> bytes:
    """The words. Raises NotHere."""
    return open_body(open_sealed(key, private, about + "/key"), body, about)


def open_body(content_key: bytes, body: bytes, about: str) -> bytes:
    """The words, for who has their own key already. Raises NotHere."""
    try:
        plain = SecretBox(content_key).decrypt(body)
    except (CryptoError, ValueError, TypeError):
        raise NotHere(about) from None
    if plain[:MARK] != _mark(about):
        raise NotHere(about)
    return plain[MARK:]


def reseal(key: bytes, old_private: bytes, new_public: bytes, about: str) -> bytes:
    """An entry's or file's content key, sealed to the room's new key; the words stay as they lie."""
    return seal(open_sealed(key, old_private, about + "/key"), new_public, about + "/key")
