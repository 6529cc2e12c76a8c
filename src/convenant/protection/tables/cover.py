"""Which duties a witness answers for, at whatever size: a table that shows one cell is secret shows it of others too.

A witness scaled, and turned round, is a witness again as long as no cell falls below what an attacker knows is there. Who fails at a cell is
kept as the bits of a number, so that what is left open of a cell is the common bits of all witnesses through it.
"""

import numpy as np

from convenant.protection.tables.duties import DOWN, FIRST, PLAIN, UP, Duties
from convenant.protection.tables.finder import Witness

NEAR = 1e-12  # of the need; the certificate reckons exactly
LEFT = 1e-9  # of the need, where amounts are no whole numbers


class Cover:
    """Witnesses with the duties each fails at. `open[i]`: the bits of the duties of cell i that none answers for."""

    def __init__(self, duties: Duties) -> None:
        self.duties = duties
        self.everyone = (1 << (FIRST + len(duties.attackers))) - 1 if duties.attackers else 0b011
        self.witnesses: dict[int, Witness] = {}
        self.fails: dict[int, dict[int, int]] = {}
        self.through: dict[int, set[int]] = {}
        self.stuck: dict[int, int] = {}  # duties that nothing can, or need, answer for
        self.next = 0
        self.open = {int(cell): self.everyone for cell in np.flatnonzero(duties.unsafe)}

    def add(self, witness: Witness) -> None:
        """Keep this witness too."""
        number, self.next = self.next, self.next + 1
        self.witnesses[number] = witness
        self.fails[number] = self.failing(witness)
        for cell in map(int, witness.cells):
            self.through.setdefault(cell, set()).add(number)
        for cell, bits in self.fails[number].items():
            self.open[cell] &= bits

    def drop(self, number: int) -> None:
        """Forget a witness; the caller says anew what is open."""
        for cell in map(int, self.witnesses.pop(number).cells):
            self.through[cell].discard(number)
        del self.fails[number]

    def left_open(self, cell: int, without: set[int]) -> int:
        """The duties of a cell that no other witness answers for."""
        bits = self.everyone
        for number in self.through.get(cell, ()):
            if number not in without:
                bits &= self.fails[number][cell]
                if not bits:
                    break
        return bits

    def needed(self) -> list[int]:
        """The witnesses without which some duty has none; those that answer for most cells are kept first."""
        used: set[int] = set()
        many = {number: len(cells) for number, cells in self.fails.items()}
        for cell in sorted(self.open):
            bits = self.everyone & ~self.stuck.get(cell, 0)
            by_use = sorted(
                self.through.get(cell, ()), key=lambda one: (one not in used, -many[one], one)
            )
            for number in by_use:
                if not bits:
                    break
                if bits & ~self.fails[number][cell]:
                    bits &= self.fails[number][cell]
                    used.add(number)
        return sorted(used)

    def failing(self, witness: Witness) -> dict[int, int]:
        """For every unsafe cell that moves, whom this witness does not hold off."""
        duties = self.duties
        enough = 1 - NEAR if witness.exact is None else 1 + LEFT
        at, size = witness.cells, np.abs(witness.amounts)
        falls = {1: witness.amounts < 0, -1: witness.amounts > 0}
        with np.errstate(divide="ignore"):
            plain = {
                turned: float(np.min(duties.values[at[down]] / size[down], initial=np.inf))
                for turned, down in falls.items()
            }
        who, most, entries = self._touched(at, size, falls, plain)
        result = {}
        for place in np.flatnonzero(duties.unsafe[at]):
            cell, moved = int(at[place]), float(size[place])
            turned = 1 if witness.amounts[place] > 0 else -1
            bits = 0
            if plain[turned] * moved < duties.up[cell] * enough:
                bits |= 1 << UP
            if plain[-turned] * moved < duties.down[cell] * enough:
                bits |= 1 << DOWN
            if len(duties.attackers):
                needs = np.full(len(who), duties.plain[cell])
                needs[entries[place][0]] = entries[place][1]
                lacking = most[turned] * moved < needs * enough
                if plain[turned] * moved < duties.plain[cell] * enough:
                    rest = np.ones(len(duties.attackers), dtype=bool)
                    rest[who[~lacking]] = False
                    bits |= (1 << PLAIN) | _bits(np.flatnonzero(rest))
                else:
                    bits |= _bits(who[lacking])
            result[cell] = bits
        return result

    def _touched(
        self,
        at: np.ndarray,
        size: np.ndarray,
        falls: dict[int, np.ndarray],
        plain: dict[int, float],
    ) -> tuple[np.ndarray, dict[int, np.ndarray], list[tuple[np.ndarray, np.ndarray]]]:
        """Who has a figure in a cell that moves; how large the witness may be for them either way; their needs per place."""
        duties = self.duties
        start, stop = duties.own.indptr[at], duties.own.indptr[at + 1]
        parts = [np.arange(one, two) for one, two in zip(start, stop, strict=True)]
        entry = np.concatenate(parts) if parts else np.zeros(0, dtype=int)
        place = np.repeat(np.arange(len(at)), stop - start)
        who, row = np.unique(duties.own.indices[entry], return_inverse=True)
        left = duties.left[entry]
        most = {}
        for turned, down in falls.items():
            limit = np.full(len(who), plain[turned])
            falling = down[place]
            np.minimum.at(limit, row[falling], left[falling] / size[place[falling]])
            limit[row[left <= 0]] = 0.0
            most[turned] = limit
        cut = np.searchsorted(place, np.arange(len(at) + 1))
        needs = [
            (row[one:two], duties.need[entry[one:two]])
            for one, two in zip(cut[:-1], cut[1:], strict=True)
        ]
        return who, most, needs


def _bits(attackers: np.ndarray) -> int:
    if not len(attackers):
        return 0
    flags = np.zeros(int(attackers.max()) + 1, dtype=np.uint8)
    flags[attackers] = 1
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little") << FIRST
