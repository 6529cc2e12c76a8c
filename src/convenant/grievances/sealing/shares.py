"""A secret in shares: any m of n make it again, fewer tell nothing (A. Shamir, "How to share a secret", 1979).

Byte by byte over the field of 256 elements, with the polynomial of AES. Each share carries its place and a check on itself, so
that a damaged one is named; the secret carries a check too.
"""

import secrets
from collections.abc import Sequence

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

CHECK = 16
MOST = 255


class Damaged(ValueError):
    """A share is not as it was made; `places` says which of those given, from 0."""

    def __init__(self, places: Sequence[int]) -> None:
        super().__init__(f"shares {list(places)}")
        self.places = tuple(places)


class TooFew(ValueError):
    """These shares do not make the secret."""


def _times(a: int, b: int) -> int:
    """Product in GF(2^8) modulo x^8+x^4+x^3+x+1, in the same steps whatever the numbers."""
    product = 0
    for _bit in range(8):
        product ^= a & -(b & 1)
        a = (a << 1) ^ (0x11B & -(a >> 7))
        b >>= 1
    return product


def _inverse(a: int) -> int:
    result = 1
    for bit in (1, 1, 1, 1, 1, 1, 1, 0):  # a to the 254th
        result = _times(result, result)
        if bit:
            result = _times(result, a)
    return result


def _check(data: bytes, use: bytes) -> bytes:
    return blake2b(data, digest_size=CHECK, person=use, encoder=RawEncoder)


def split(secret: bytes, needed: int, count: int) -> list[bytes]:
    """`count` shares, of which `needed` make the secret. Raises ValueError for numbers that make no sense."""
    if not 2 <= needed <= count <= MOST:
        raise ValueError(f"{needed} of {count} shares make no sense.")
    body = secret + _check(secret, b"shared secret")
    curves = [[byte, *secrets.token_bytes(needed - 1)] for byte in body]
    shares = []
    for at in range(1, count + 1):
        values = bytearray([needed, at])
        for curve in curves:
            value = 0
            for part in reversed(curve):
                value = _times(value, at) ^ part
            values.append(value)
        shares.append(bytes(values) + _check(bytes(values), b"one share"))
    return shares


def join(shares: Sequence[bytes]) -> bytes:
    """The secret. Raises Damaged (which shares) or TooFew."""
    bad = [
        place
        for place, share in enumerate(shares)
        if len(share) <= CHECK + 2 or _check(share[:-CHECK], b"one share") != share[-CHECK:]
    ]
    if bad:
        raise Damaged(bad)
    by_place = {share[1]: share[2:-CHECK] for share in shares}
    if not shares or len(by_place) < shares[0][0]:
        raise TooFew
    if len({len(values) for values in by_place.values()}) != 1:
        raise TooFew
    places = list(by_place)[: shares[0][0]]
    body = bytearray()
    for number in range(len(by_place[places[0]])):
        value = 0
        for at in places:
            weight = 1
            for other in places:
                if other != at:
                    weight = _times(weight, _times(other, _inverse(other ^ at)))
            value ^= _times(by_place[at][number], weight)
        body.append(value)
    secret, check = bytes(body[:-CHECK]), bytes(body[-CHECK:])
    if _check(secret, b"shared secret") != check:
        raise TooFew
    return secret
