"""`read_table`: a file as it comes, as a table of text."""

from convenant.locations.reading.archives import inspect
from convenant.locations.reading.limits import DEFAULT, Limits
from convenant.locations.reading.messages import Message
from convenant.locations.reading.spreadsheets import read_spreadsheet
from convenant.locations.reading.table import Table, Unreadable
from convenant.locations.reading.text_files import read_text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Old Excel 2–4 files without a container: rare, and the reader does not know them.
_NOT_A_LIST = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)


def read_table(data: bytes, filename: str, limits: Limits = DEFAULT) -> Table:
    """The list in `data` as a `Table`; what kind of file it is, its content says, not its name.

    `filename` is for the sentences only. Reads CSV and TSV (UTF-8, UTF-16, Windows-1252), XLSX,
    XLSB, XLS and ODS. Raises `Unreadable`, and nothing else, for everything that is no list.
    """
    if len(data) > limits.size:
        size, limit = len(data) / 2**20, limits.size / 2**20
        raise Unreadable(filename, "too_large", size=f"{size:.1f}", limit=f"{limit:g}")
    if not data.strip():
        raise Unreadable(filename, "empty")
    if data.startswith(_ZIP):
        table = read_spreadsheet(data, filename, inspect(data, filename, limits), limits)
    elif data.startswith(_OLE):
        table = read_spreadsheet(data, filename, "xls", limits)
    else:
        _refuse_others(data, filename)
        table = read_text(data, filename, limits)
    return _checked(table, limits)


def _refuse_others(data: bytes, filename: str) -> None:
    for magic, code in _NOT_A_LIST:
        if data.startswith(magic):
            raise Unreadable(filename, code)
    start = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")):
        raise Unreadable(filename, "web_page")
    if start.startswith((b"{", b"[{", b"[[")):
        raise Unreadable(filename, "json")


def _checked(table: Table, limits: Limits) -> Table:
    """The table within its limits, without rows that repeat the header."""
    if len(table.rows) > limits.rows:
        raise Unreadable(table.filename, "too_many_rows", limit=limits.rows)
    if len(table.headers) > limits.columns:
        raise Unreadable(
            table.filename, "too_many_columns", count=len(table.headers), limit=limits.columns,
            row=table.header_row or 1,
        )  # fmt: skip
    for number, row in zip(table.row_numbers, table.rows, strict=True):
        for cell in row:
            if len(cell) > limits.cell:
                raise Unreadable(table.filename, "cell_too_long", limit=limits.cell, row=number)
    if not table.rows:
        raise Unreadable(table.filename, "no_rows")
    if table.headed:
        _drop_repeated_headers(table)
    _note_empty_rows(table)
    return table


def _drop_repeated_headers(table: Table) -> None:
    """Printed lists repeat their header on every page; those rows are nobody's site."""
    keep = [i for i, row in enumerate(table.rows) if row != table.headers]
    repeated = len(table.rows) - len(keep)
    if not repeated:
        return
    table.rows = [table.rows[i] for i in keep]
    table.row_numbers = [table.row_numbers[i] for i in keep]
    table.data_rows = [table.data_rows[i] for i in keep]
    table.notes.append(Message("header_repeated", {"count": repeated}))
    if not keep:
        raise Unreadable(table.filename, "no_rows")


def _note_empty_rows(table: Table) -> None:
    empty = table.data_rows[-1] - len(table.rows)
    repeated = sum(n.values["count"] for n in table.notes if n.code == "header_repeated")
    if empty > repeated:
        table.notes.append(Message("empty_rows", {"count": empty - repeated}))
