"""Files as people make them, built in memory for the tests of the reader."""

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook

ROWS = [
    ["name", "address", "country", "number_of_workers"],
    ["Émile Textiles", "Road 1, Dhaka", "Bangladesh", "1.234"],
    ["Şişli Örme San.", 'The "Blue" yard; Denizli', "Türkiye", "251 t/m 500"],
    ["Café Knits", "Line one\nline two", "NL", ""],
]


def csv_text(rows: Sequence[Sequence[str]] = ROWS, separator: str = ",", end: str = "\r\n") -> str:
    def quoted(cell: str) -> str:
        if any(c in cell for c in f'"{separator}\r\n'):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    return end.join(separator.join(map(quoted, row)) for row in rows) + end


def xlsx(*sheets: tuple[str, Sequence[Sequence]], merged: Sequence[str] = ()) -> bytes:
    """A workbook of (name, rows); `merged` ranges are merged on the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(*sheets: tuple[str, Sequence[Sequence]], prologue: str = "") -> bytes:
    """An OpenDocument spreadsheet, as LibreOffice lays it out, with its empty tail of repeats."""
    tables = []
    for name, rows in sheets:
        lines = []
        for row in rows:
            cells = "".join(map(_ods_cell, row))
            tail = '<table:table-cell table:number-columns-repeated="16000"/>'
            lines.append(f"<table:table-row>{cells}{tail}</table:table-row>")
        lines.append(
            '<table:table-row table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        tables.append(f'<table:table table:name="{escape(name)}">{"".join(lines)}</table:table>')
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _ods_cell(value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
    )


def archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return file.getvalue()


def with_part(data: bytes, name: str, change) -> bytes:
    """A copy of an archive with one part put through `change`."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {entry: source.read(entry) for entry in source.namelist()}
    parts[name] = change(parts.get(name, b""))
    return archive(parts)


def xls(rows: Sequence[Sequence], stray: tuple[int, int] | None = None) -> bytes:
    """A workbook of Excel 97: BIFF8 records in a compound file. `stray`: one more cell there."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row: int, column: int, value) -> bytes:
        at = struct.pack("<HHH", row, column, 0)
        if isinstance(value, (int, float)):
            return record(0x0203, at + struct.pack("<d", value))
        return record(0x0204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))

    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    name = b"List"
    bound = record(0x0085, struct.pack("<IHBB", 0, 0, len(name), 0) + name)
    book = record(0x0809, begin) + bound + record(0x000A)
    book = book.replace(
        bound, record(0x0085, struct.pack("<IHBB", len(book), 0, len(name), 0) + name)
    )
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value not in (None, ""):
                sheet += cell(number, column, value)
    if stray:
        sheet += cell(*stray, "stray")
    return _compound(book + sheet + record(0x000A))


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream called Workbook: table of sectors, directory, stream."""
    size = max(len(stream), 4096)  # shorter streams live elsewhere
    count = -(-size // 512)
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors = [table, end, *range(3, count + 2), end]
    assert len(sectors) <= 128, "one table of sectors holds 64 KB"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<109I", 0, *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        links = struct.pack("<BBIII", kind, 1, free, free, child)
        return (
            text.ljust(64, b"\0")
            + struct.pack("<H", len(text))
            + links
            + bytes(36)
            + struct.pack("<IQ", start, length)
        )

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, size)
    directory = directory.ljust(512, b"\0")
    fat = struct.pack("<128I", *sectors, *[free] * (128 - len(sectors)))
    return header + fat + directory + stream.ljust(count * 512, b"\0")
