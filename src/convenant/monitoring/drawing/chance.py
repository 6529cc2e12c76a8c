"""A number per name from a seed: chance that anybody can work out again with a hash and a pencil."""

from __future__ import annotations

from hashlib import sha256


def chance(seed: str, name: str) -> float:
    """A number in (0, 1) that follows from seed and name: the first 52 bits of SHA-256 of "seed|name".

    Seeds are published before they are used (the outcome of a public lottery, say), so that nobody could
    have chosen the draw; and a unit that is added later changes nobody else's number.
    """
    digest = sha256(f"{seed}|{name}".encode()).digest()
    return ((int.from_bytes(digest[:8], "big") >> 12) + 0.5) / 2**52
