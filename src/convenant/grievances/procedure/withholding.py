"""Which counts may be published without singling a person out. Plain: no Django.

A count is withheld where fewer than `minimum`, but somebody, stand behind it, and where it differs from
an earlier published one by fewer than `minimum`: two reports laid side by side would show that few.
A table with a total gives a single withheld cell away, so others are withheld with it until every sum
that can be worked out is itself large enough, now and against each earlier report; where nothing else
helps, the total goes too. Nought is shown: it stands for nobody.
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
    while not _safe(_now(table, hidden, with_total), table, minimum, before):
        shown = [c for c in table.cells if c not in hidden and table.cells[c]]
        if shown:
            hidden.add(min(shown, key=lambda cell: (table.cells[cell], cell)))
        else:
            with_total = False
    return _now(table, hidden, with_total)


def _now(table: Table, hidden: set[str], with_total: bool) -> dict[str, int | None]:
    cells = {c: None if c in hidden else count for c, count in table.cells.items()}
    return {**cells, TOTAL: table.total if with_total else None}


def _safe(
    now: Mapping[str, int | None],
    table: Table,
    minimum: int,
    before: list[Mapping[str, int | None]],
) -> bool:
    """Whether nothing that can be worked out, now or with an earlier report, is about too few."""
    hidden = {cell for cell in table.cells if now[cell] is None}
    rest = sum(table.cells[cell] for cell in hidden)
    # One cell alone is what it leaves, and was withheld for a reason.
    if now[TOTAL] is not None and (len(hidden) == 1 or too_few(rest, minimum)):
        return False
    return not any(
        too_few(count, minimum, [was]) for then in before for count, was in _both(now, then)
    )


def _both(one: Mapping[str, int | None], other: Mapping[str, int | None]) -> list[tuple[int, int]]:
    """The smallest groups of cells whose sum can be worked out of both reports, with both sums.

    A report tells each shown cell, and what its withheld ones are together where it has a total. A
    cell that one of them does not have is nought there.
    """
    groups = [{cell} for cell in {*one, *other} - {TOTAL}]
    for report in (one, other):
        withheld = {cell for cell, count in report.items() if cell != TOTAL and count is None}
        joined = [group for group in groups if group & withheld]
        if joined:
            groups = [group for group in groups if not group & withheld]
            groups.append(set().union(*joined))
    sums = [(_sum(one, group), _sum(other, group)) for group in groups]
    return [(now, then) for now, then in sums if now is not None and then is not None]


def _sum(report: Mapping[str, int | None], group: set[str]) -> int | None:
    """What the group is together, where the report lets one work it out."""
    if all(report.get(cell, 0) is not None for cell in group):
        return sum(report.get(cell) or 0 for cell in group)
    total = report.get(TOTAL)
    if total is None:
        return None
    return total - sum(count or 0 for c, count in report.items() if c != TOTAL and c not in group)
