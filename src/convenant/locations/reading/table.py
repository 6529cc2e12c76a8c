"""What a file says, as text in rows and columns, before anybody decides what it means."""

from dataclasses import dataclass, field

from convenant.locations.reading.messages import Message

Note = Message


class Unreadable(Exception):
    """A file we cannot read as a list; `sentence(language)` says which, why, and what to do."""

    def __init__(self, filename: str, code: str, **values):
        self.filename = filename
        self.message = Message(code, values | {"file": filename})
        super().__init__(self.message.sentence("en"))

    @property
    def code(self) -> str:
        return self.message.code

    def sentence(self, language: str = "en") -> str:
        return self.message.sentence(language)


@dataclass(slots=True)
class Table:
    """One list as text.

    `rows[i]` stands on line (CSV) or sheet row (spreadsheet) `row_numbers[i]`, as a person sees
    it in an editor or in Excel, and is data row `data_rows[i]`: 1 for the first row below the
    header. Empty rows are left out of `rows`; in a spreadsheet, and in a CSV where they hold
    separators, they keep their number, so numbering agrees with other tools.

    A row is at least as wide as `headers`, and wider where the file's row was: those rows are
    refused by `understand`, because their values have shifted.
    `header_row` is None where the file has no header; `headers` are then A, B, C…
    """

    filename: str
    kind: str
    headers: list[str]
    rows: list[list[str]]
    row_numbers: list[int]
    data_rows: list[int]
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    notes: list[Note] = field(default_factory=list)

    @property
    def headed(self) -> bool:
        return self.header_row is not None

    def column(self, index: int) -> list[str]:
        return [row[index] for row in self.rows]


def column_letter(index: int) -> str:
    """The name Excel gives the column with this 0-based index: A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
