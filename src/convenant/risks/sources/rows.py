"""A table's rows under its headers, from CSV or a spreadsheet, with the row's number in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from convenant.locations.reading import DEFAULT, Unreadable, read_country, read_table
from convenant.risks.sources.facts import Rejected, UnreadableSource

LIMITS = replace(DEFAULT, rows=100_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its headers, in lower case; empty where the file has nothing."""

    number: int
    cells: dict[str, str]

    def get(self, *names: str) -> str:
        """The first of these columns that is there and filled."""
        return next((self.cells[n] for n in names if self.cells.get(n)), "")

    def rejected(self, nl: str, en: str) -> Rejected:
        return Rejected(self.number, {"nl": nl, "en": en}, tuple(self.cells.values()))


def rows_of(content: bytes, name: str, needed: Sequence[Sequence[str]]) -> Iterator[Row]:
    """The rows of a table that has a column of each of the `needed` names.

    Raises UnreadableSource where the file is no table or lacks a column.
    """
    try:
        table = read_table(content, name, LIMITS)
    except Unreadable as problem:
        raise UnreadableSource(problem.sentence("nl"), problem.sentence("en")) from None
    lines = list(zip(table.row_numbers, table.rows, strict=True))
    named = table.headers
    if table.header_row is None and lines:
        # These files have headers that no list of sites has.
        (_, named), *lines = lines
    headers = [_plain(header) for header in named]
    for names in needed:
        if not set(names) & set(headers):
            there = ", ".join(h for h in named if h) or "–"
            raise UnreadableSource(
                f"{name}: er is geen kolom “{names[0]}”. De kolommen zijn: {there}. Kies het bestand dat bij "
                "deze bron hoort, of noem de kolom zo.",
                f"{name}: there is no column “{names[0]}”. The columns are: {there}. Choose the file that "
                "belongs to this source, or name the column so.",
            )
    for number, cells in lines:
        said = dict(zip(headers, [str(c or "").strip() for c in cells], strict=False))
        if any(said.values()):
            yield Row(number, said)


def _plain(header: str) -> str:
    return "_".join(str(header or "").lower().replace("-", " ").replace("_", " ").split())


def country_of(row: Row, *names: str) -> str | Rejected:
    """The country a row names, as ISO 3166 alpha-2, or why not."""
    text = row.get(*names)
    read = read_country(text)
    if read.code:
        return read.code
    return row.rejected(
        f"Rij {row.number}, kolom {names[0]}: “{text}” is geen land dat wij kennen. Schrijf de naam of de "
        "code (ISO 3166) van één land.",
        f"Row {row.number}, column {names[0]}: “{text}” is no country we know. Write the name or the code "
        "(ISO 3166) of one country.",
    )
