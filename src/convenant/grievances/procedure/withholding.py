"""Which counts may be published without singling a person out. Plain: no Django.

A count is withheld where fewer than `minimum`, but somebody, stand behind it, and where it differs from
an earlier published one by fewer than `minimum`: two reports laid side by side would show that few.
A table with a total gives a single withheld cell away, so others are withheld with it until what the
shown ones leave of the total is itself large enough, now and against every earlier report; where
nothing else helps, the total goes too. Nought is shown: it stands for nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

TOTAL = "total"


@dataclass(frozen=True)
class Table:
    """Counts that add up to `total`, because everybody counted is in exactly one cell."""

    id: str
    cells: Mapping[str, int]

    @property
    def total(self) -> int:
        """All counted."""
        return sum(self.cells.values())


# What a report published: the counts of each table, by cell and `total`; None where withheld.
Published = Mapping[str, Mapping[str, int | None]]


def too_few(count: int, minimum: int, earlier: Iterable[int | None] = ()) -> bool:
    """Whether this count, alone or beside what was published of it before, is about too few."""
    if 0 < count < minimum:
        return True
    return any(was is not None and 0 < abs(count - was) < minimum for was in earlier)


def publishable(
    table: Table, minimum: int, earlier: Sequence[Published] = ()
) -> dict[str, int | None]:
    """The cells and the total as they may be published, None where withheld."""
    if minimum < 1:
        raise ValueError("a minimum of people is at least 1")
    if TOTAL in table.cells or any(count < 0 for count in table.cells.values()):
        raise ValueError("a cell has a count of its own, and is not called total")
    before = [report[table.id] for report in earlier if table.id in report]
    hidden = {
        cell
        for cell, count in table.cells.items()
        if too_few(count, minimum, (b.get(cell) for b in before))
    }
    with_total = not too_few(table.total, minimum, (b.get(TOTAL) for b in before))
    while with_total and not _safe(table, hidden, minimum, before):
        shown = [c for c in table.cells if c not in hidden and table.cells[c]]
        if shown:
            hidden.add(min(shown, key=lambda cell: (table.cells[cell], cell)))
        else:
            with_total = False
    cells = {c: None if c in hidden else count for c, count in table.cells.items()}
    return {**cells, TOTAL: table.total if with_total else None}


def _safe(
    table: Table, hidden: set[str], minimum: int, before: list[Mapping[str, int | None]]
) -> bool:
    """Whether what the shown cells leave of the total tells about enough people."""
    if not hidden:
        return True
    rest = sum(table.cells[cell] for cell in hidden)
    # One cell alone is what it leaves, and was withheld for a reason.
    if len(hidden) == 1 or rest < minimum:
        return False
    return not too_few(rest, minimum, (_rest(b, hidden) for b in before))


def _rest(report: Mapping[str, int | None], hidden: set[str]) -> int | None:
    """What an earlier report left for the same cells together, where it can be worked out."""
    total = report.get(TOTAL)
    shown = [count for cell, count in report.items() if cell not in hidden and cell != TOTAL]
    if total is not None and None not in shown:
        return total - sum(count for count in shown if count is not None)
    own = [report.get(cell) for cell in hidden]
    if None in own:
        return None
    return sum(count for count in own if count is not None)
