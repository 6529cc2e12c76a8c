"""Units of numbers: read, multiplied out, and compared, so that no line adds hours to money.

A unit is written as symbols joined by `*` and `/`, such as `EUR/h` or `h/company/year`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CURRENCIES = ("EUR", "USD", "GBP")
_COUNTED = ("h", "FTE", "company", "site", "case", "visit", "risk", "project", "year")
# Symbols that are another one a number of times.
_TIMES = {"%": ("", 0.01), "kEUR": ("EUR", 1e3), "MEUR": ("EUR", 1e6), "1": ("", 1.0)}
SYMBOLS = (*CURRENCIES, *_COUNTED, *_TIMES)


class UnknownUnit(ValueError):
    """A symbol that stands for nothing; `symbol` is the one."""

    def __init__(self, symbol: str):
        self.symbol = symbol
        super().__init__(symbol)


@dataclass(frozen=True)
class Unit:
    """Powers of symbols, and what one of it counts for (`%` is a hundredth of nothing else)."""

    powers: Mapping[str, int] = field(default_factory=dict)
    scale: float = 1.0

    def __mul__(self, other: "Unit") -> "Unit":
        powers = Counter(self.powers)
        for symbol, power in other.powers.items():
            powers[symbol] += power
        return Unit({s: p for s, p in powers.items() if p}, self.scale * other.scale)

    def __truediv__(self, other: "Unit") -> "Unit":
        inverse = Unit({s: -p for s, p in other.powers.items()}, 1 / other.scale)
        return self * inverse

    def like(self, other: "Unit") -> bool:
        """Whether both measure the same thing, whatever the scale."""
        return dict(self.powers) == dict(other.powers)

    @property
    def is_money(self) -> bool:
        return any(symbol in CURRENCIES for symbol in self.powers)

    def __str__(self) -> str:
        def side(sign: int) -> Iterable[str]:
            for symbol in sorted(self.powers):
                yield from [symbol] * max(0, sign * self.powers[symbol])

        return "/".join(["*".join(side(1)) or "1", *side(-1)])


def unit_of(text: str) -> Unit:
    """The unit a text stands for; raises UnknownUnit."""
    found = Unit()
    for position, over in enumerate(text.split("/")):
        for symbol in over.split("*"):
            one = _symbol(symbol.strip())
            found = found / one if position else found * one
    return found


def _symbol(symbol: str) -> Unit:
    if symbol in _TIMES:
        base, scale = _TIMES[symbol]
        return Unit({base: 1} if base else {}, scale)
    if symbol in CURRENCIES or symbol in _COUNTED:
        return Unit({symbol: 1})
    raise UnknownUnit(symbol)


def product(units: Iterable[Unit]) -> Unit:
    """All of them multiplied."""
    found = Unit()
    for one in units:
        found = found * one
    return found
