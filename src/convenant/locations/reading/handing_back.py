"""The rows that were rejected, as they came, with the reason beside them.

A person repairs them in the same columns and uploads this file; the reader knows its own reason
and row columns and leaves them alone.
"""

import csv
import io
import re
from collections.abc import Sequence

from convenant.locations.reading.fields import REASON, ROW
from convenant.locations.reading.table import Table, column_letter
from convenant.locations.reading.understanding import Understood

_LONGEST_IN_EXCEL = 32_767
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WOULD_BE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_SHEET = {"nl": "Afgewezen rijen", "en": "Rejected rows"}


def _sheet_rows(understood: Understood, table: Table, language: str) -> list[list[str]]:
    language = "nl" if language[:2] == "nl" else "en"
    own = {*REASON.values(), *ROW.values()}
    old = {column for column, header in enumerate(table.headers) if header in own}

    def theirs(cells: Sequence[str]) -> list[str]:
        """A row without the columns that an earlier handing back added."""
        return [cell for column, cell in enumerate(cells) if column not in old]

    headers = theirs(table.headers)
    bad_rows = [theirs(bad.cells) for bad in understood.rejected]
    width = max(map(len, [headers, *bad_rows]))
    rows = [[*headers, *[""] * (width - len(headers)), ROW[language], REASON[language]]]
    for bad, cells in zip(understood.rejected, bad_rows, strict=True):
        cells.extend([""] * (width - len(cells)))
        rows.append([*cells, str(bad.line), bad.reason(language)])
    # Control characters exist in cells and cannot exist in XML.
    return [[_NOT_IN_XML.sub("", cell) for cell in row] for row in rows]


def handed_back(understood: Understood, table: Table, language: str = "en") -> bytes:
    """An XLSX file with the rejected rows, their row number and the reason; every cell is text."""
    from openpyxl import Workbook  # here: it takes longer to load than the rest of the platform
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET["nl" if language[:2] == "nl" else "en"])
    sheet.freeze_panes = "A2"
    rows = _sheet_rows(understood, table, language)
    sheet.column_dimensions[column_letter(len(rows[0]) - 1)].width = 80
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=None)
            cell.value = text[:_LONGEST_IN_EXCEL]
            # As text, also where it starts like a formula; and it stays text when it is edited.
            cell.data_type = "s"
            cell.number_format = "@"
            if number == 0:
                cell.font = Font(bold=True)
            cell.alignment = Alignment(vertical="top", wrap_text=len(text) > 60)
            cells.append(cell)
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def handed_back_csv(understood: Understood, table: Table, language: str = "en") -> bytes:
    """The same as CSV in UTF-8 with BOM, which Excel opens well, with the list's own separator.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, which
    `read_table` takes off again; plain numbers such as -6.2 stay as they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.separator or ";", lineterminator="\r\n")
    for row in _sheet_rows(understood, table, language):
        writer.writerow([_guarded(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", errors="replace")


def _guarded(cell: str) -> str:
    if cell.startswith(_WOULD_BE_FORMULA) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
