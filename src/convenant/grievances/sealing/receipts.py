"""Receipts: 25 digits that lead back to a case, that no one can guess, and that say where they are mistyped.

Five groups of five. Each group is four random digits and a check digit by Damm's method (H. M. Damm, "Total
anti-symmetrische Quasigruppen", Marburg 2004), which notices every single wrong digit and every swap of two
neighbours. The check starts from the group's place, so that two groups in each other's place are noticed too.
Twenty random digits are 66.4 bits.
"""

import secrets
import unicodedata
from collections.abc import Sequence

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

GROUPS, SIZE = 5, 5
LENGTH = GROUPS * SIZE

# A totally anti-symmetric quasigroup of order ten, with a zero diagonal.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class Mistyped(ValueError):
    """A receipt that cannot be one: `groups` are the numbers (from 1) that do not hold, or `count` the digits."""

    def __init__(self, groups: Sequence[int] = (), count: int | None = None) -> None:
        super().__init__(f"groups {list(groups)}" if groups else f"{count} digits")
        self.groups, self.count = tuple(groups), count


def new() -> str:
    """A new receipt: 25 digits without spaces."""
    groups = []
    for place in range(GROUPS):
        digits = "".join(str(secrets.randbelow(10)) for _digit in range(SIZE - 1))
        groups.append(digits + str(_check(digits, place)))
    return "".join(groups)


def _check(digits: str, place: int) -> int:
    interim = place + 1
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return interim


def read(typed: str) -> str:
    """The 25 digits, in whatever script and with whatever spaces they were typed. Raises Mistyped."""
    found = []
    for sign in unicodedata.normalize("NFKC", typed):
        number = unicodedata.decimal(sign, None)
        if number is not None:
            found.append(str(number))
    if len(found) != LENGTH:
        raise Mistyped(count=len(found))
    digits = "".join(found)
    wrong = [
        place + 1
        for place in range(GROUPS)
        if _check(digits[place * SIZE : place * SIZE + SIZE - 1], place)
        != int(digits[place * SIZE + SIZE - 1])
    ]
    if wrong:
        raise Mistyped(groups=wrong)
    return digits


def shown(receipt: str) -> str:
    """The receipt as one reads and writes it: five groups."""
    return " ".join(receipt[at : at + SIZE] for at in range(0, LENGTH, SIZE))


def prefix(receipt: str) -> str:
    """The first group: what wrong guesses are counted by."""
    return receipt[:SIZE]


def locator(receipt: str) -> bytes:
    """32 bytes that name the receipt without telling it: BLAKE2b, with a use of its own."""
    return blake2b(receipt.encode(), person=b"receipt locator", encoder=RawEncoder)


def index(locator: bytes, pepper: bytes) -> str:
    """What the database is searched by: keyed with a pepper that lies outside it. 64 hex signs."""
    return blake2b(locator, key=pepper, person=b"receipt index", encoder=RawEncoder).hex()
