"""The tables of the year as files that a spreadsheet opens and runs nothing of."""

import csv
import io
import re
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition.labels import choice_label
from convenant.monitoring.queries.report import Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_IN_EXCEL = 32_767


def as_csv(found: list[Table]) -> bytes:
    """One table under the other, in UTF-8 with BOM, which Excel opens well."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for table in found:
        for line in _lines(table):
            writer.writerow([_guarded(value) for value in line])
        writer.writerow([])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", errors="replace")


def as_workbook(found: list[Table]) -> bytes:
    """One table to a sheet; every text is text."""
    from openpyxl import Workbook  # here: it takes longer to load than the rest of the platform
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    for table in found:
        sheet = book.create_sheet(table.key)
        for number, line in enumerate(_lines(table), 1):
            for column, value in enumerate(line, 1):
                cell = sheet.cell(number, column)
                cell.value = value[:_LONGEST_IN_EXCEL] if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"  # as text, also where it starts like a formula
                    cell.number_format = "@"
                if number <= 3:
                    cell.font = Font(bold=number != 2)
        sheet.freeze_panes = "A4"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(table: Table) -> list[list[Any]]:
    """Title, tier, headings, and the rows; beside each number who stands behind it."""
    counted = [
        any(behind[column] is not None for behind in table.behind)
        for column in range(len(table.headings))
    ]
    headings: list[Any] = []
    for heading, has in zip(table.headings, counted, strict=True):
        headings.append(heading)
        if has:
            headings.append(_("%(heading)s: organisations behind it") % {"heading": heading})
    rows = []
    for cells in table.cells:
        row: list[Any] = []
        for (value, behind), has in zip(cells, counted, strict=True):
            row.append(value)
            if has:
                row.append(behind)
        rows.append(row)
    tier = choice_label("tier", table.tier, get_language() or "nl")
    top = [[table.title], [_("Confidentiality tier: %(tier)s") % {"tier": tier}], headings]
    return [[_plain(value) for value in line] for line in [*top, *rows]]


def _plain(value: Any) -> Any:
    """Control characters exist in texts and cannot exist in a workbook."""
    return _NOT_IN_XML.sub("", value) if isinstance(value, str) else value


def _guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
