"""The tables of the year as files that a spreadsheet opens and runs nothing of."""

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from convenant.monitoring.queries.report import Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: list[Table]) -> bytes:
    """One table under the other, in UTF-8 with BOM, which Excel opens well."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for table in found:
        writer.writerow([_guarded(table.title)])
        behind_and_tier = (_("Organisations behind it"), _("Who may read this"))
        writer.writerow([*map(_guarded, table.headings), *behind_and_tier])
        for row, behind in zip(table.rows, table.behind, strict=True):
            writer.writerow([*map(_guarded, row), behind, table.tier])
        writer.writerow([])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_workbook(found: list[Table]) -> bytes:
    """One table to a sheet; every text is text."""
    from openpyxl import Workbook  # here: it takes longer to load than the rest of the platform
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    for table in found:
        sheet = book.create_sheet(table.key)
        lines = [
            [table.title],
            [*table.headings, _("Organisations behind it"), _("Who may read this")],
            *(
                [*row, behind, table.tier]
                for row, behind in zip(table.rows, table.behind, strict=True)
            ),
        ]
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # as text, also where it starts like a formula
                if number <= 2:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
