"""Work that a crowd of machines feels and a person's phone hardly does; asked only under load, kept nowhere.

The server gives a challenge that it can check without having kept it; the solver finds a number whose hash
with the challenge, and with what it is for, begins with so many zero bits. What it is for (a receipt's
locator) keeps one piece of work from paying for many guesses.
"""

import hmac
from hashlib import blake2b

MINUTE = 60
VALID = 10 * MINUTE  # a slow phone on a slow line
MOST_BITS = 20  # a million hashes: seconds on a cheap phone


def difficulty(load: float) -> int:
    """Bits asked: none while the load (waiting per core) is below 1, then two more for each doubling, bounded."""
    bits = 0
    while load >= 1 and bits < MOST_BITS:
        bits, load = (bits or 12) + 2, load / 2
    return min(bits, MOST_BITS)


def challenge(now: float, bits: int, key: bytes) -> str:
    """`minute.bits.tag`: the tag shows that it came from here."""
    return _signed(int(now) // MINUTE, bits, key)


def _signed(minute: int, bits: int, key: bytes) -> str:
    tag = blake2b(f"{minute}.{bits}".encode(), key=key, digest_size=16, person=b"work").hexdigest()
    return f"{minute}.{bits}.{tag}"


def solved(
    given: str, nonce: str, now: float, key: bytes, least_bits: int = 0, about: str = ""
) -> bool:
    """Whether the nonce solves a challenge of ours that is not too old and was hard enough."""
    try:
        minute, bits = (int(part) for part in given.split(".")[:2])
    except ValueError:
        return False
    if not hmac.compare_digest(_signed(minute, bits, key).encode(), given.encode(errors="replace")):
        return False
    age = int(now) // MINUTE - minute
    if not 0 <= age * MINUTE <= VALID or bits < least_bits or len(nonce) > 20:
        return False
    return zero_bits(given, nonce, about) >= bits


def zero_bits(given: str, nonce: str, about: str = "") -> int:
    """How many zero bits the hash of the three begins with; 256 at most."""
    text = f"{given}:{about}:{nonce}".encode(errors="replace")
    value = int.from_bytes(blake2b(text, digest_size=32).digest(), "big")
    return 256 - value.bit_length()


def solve(given: str, about: str = "") -> str:
    """A nonce that solves it; what the page's script does, for tests and measurements."""
    bits, nonce = int(given.split(".")[1]), 0
    while zero_bits(given, str(nonce), about) < bits:
        nonce += 1
    return str(nonce)
