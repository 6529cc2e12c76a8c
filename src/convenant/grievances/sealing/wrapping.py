"""A private key under a secret: Argon2id makes the key to it slowly, so that guessing costs.

Cost as RFC 9106 names a second choice for machines with little memory: 64 MiB, three passes. At most as many derivations run at once in
a process as it has cores; the others wait, so that a crowd at the door does not starve the machine of memory.
"""

import base64
import unicodedata
from dataclasses import dataclass
from typing import Any

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

from convenant.grievances.sealing.bounded import derivations

KEY, SALT = SecretBox.KEY_SIZE, pwhash.argon2id.SALTBYTES


class WrongSecret(ValueError):
    """The secret does not open the key."""


@dataclass(frozen=True)
class Cost:
    """What one derivation costs: memory in bytes, and passes over it."""

    memory: int = 64 * 2**20
    passes: int = 3


USUAL = Cost()
# So that a stored cost cannot ask for all of the machine, nor for next to nothing.
LEAST, MOST = Cost(8 * 2**10, 1), Cost(256 * 2**20, 8)


def derive(secret: str, salt: bytes, cost: Cost = USUAL) -> bytes:
    """32 bytes from a receipt or a passphrase; waits for its turn. About 0.15 s of one core at the usual cost."""
    if not (LEAST.memory <= cost.memory <= MOST.memory and 1 <= cost.passes <= MOST.passes):
        raise ValueError(f"A cost of {cost.memory} bytes and {cost.passes} passes is not sensible.")
    plain = unicodedata.normalize("NFKC", secret).encode()
    with derivations.turn():
        return pwhash.argon2id.kdf(KEY, plain, salt, opslimit=cost.passes, memlimit=cost.memory)


def new_salt() -> bytes:
    """16 random bytes."""
    return random(SALT)


def wrap(private: bytes, secret: str, cost: Cost = USUAL) -> dict[str, Any]:
    """The private key under the secret, with what is needed to open it but the secret; JSON-able."""
    salt = new_salt()
    return wrap_with(private, derive(secret, salt, cost), salt, cost)


def wrap_with(private: bytes, key: bytes, salt: bytes, cost: Cost) -> dict[str, Any]:
    """As `wrap`, with a key that was derived before."""
    return {
        "v": 1,
        "salt": text_of(salt),
        "memory": cost.memory,
        "passes": cost.passes,
        "sealed": text_of(bytes(SecretBox(key).encrypt(private))),
    }


def unwrap(wrapped: dict[str, Any], secret: str) -> bytes:
    """The private key. Raises WrongSecret."""
    cost = Cost(int(wrapped["memory"]), int(wrapped["passes"]))
    key = derive(secret, bytes_of(wrapped["salt"]), cost)
    try:
        return SecretBox(key).decrypt(bytes_of(wrapped["sealed"]))
    except CryptoError:
        raise WrongSecret from None


def belongs(private: bytes, public: bytes) -> bool:
    """Whether the two are halves of one pair."""
    return len(private) == KEY and bytes(PrivateKey(private).public_key) == public


def text_of(data: bytes) -> str:
    """Bytes as JSON carries them."""
    return base64.b64encode(data).decode()


def bytes_of(text: str) -> bytes:
    """The bytes of `text_of`; raises ValueError for anything else."""
    return base64.b64decode(text, validate=True)
