"""The sheet of a workbook that looks like a list, as text."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from convenant.locations.reading.header_rows import Layout, find_layout
from convenant.locations.reading.limits import Limits
from convenant.locations.reading.messages import Message
from convenant.locations.reading.table import Table, Unreadable

_CHILD = Path(__file__).with_name("spreadsheet_child.py")
_OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV)


def read_spreadsheet(data: bytes, filename: str, kind: str, limits: Limits) -> Table:
    """The first sheet with a known header, else the first with two columns and two rows.

    Hidden sheets (drop-down values) are looked at only where no visible sheet holds anything.
    """
    sheets = [sheet for sheet in _sheets(data, filename, limits) if _filled(sheet["rows"])]
    candidates = [sheet for sheet in sheets if not sheet["hidden"]] or sheets
    if not candidates:
        raise Unreadable(filename, "empty")
    layouts = [find_layout(sheet["rows"]) for sheet in candidates]
    chosen = _choose(candidates, layouts)
    sheet, layout = candidates[chosen], layouts[chosen]
    table = _table(sheet, layout, filename, kind, limits)
    skipped = [other["sheet"] for other in sheets if other is not sheet]
    if skipped:
        values = {"sheet": sheet["sheet"], "skipped": ", ".join(skipped)}
        table.notes.insert(0, Message("sheet_chosen", values))
    return table


def _sheets(data: bytes, filename: str, limits: Limits) -> list[dict]:
    ceilings = (limits.rows, limits.columns, limits.cells, limits.cell, limits.memory)
    command = [sys.executable, "-I", str(_CHILD), *map(str, ceilings)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(filename, "slow", seconds=limits.seconds) from None
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")]
    last = lines[-1] if lines else {}
    fault = last.get("fault")
    if fault == "spread":
        raise Unreadable(
            filename, "spread", sheet=last["sheet"], rows=last["height"], columns=last["width"],
            max_rows=limits.rows, max_columns=limits.columns,
        )  # fmt: skip
    if fault == "memory" or (not last.get("done") and done.returncode in _OUT_OF_MEMORY):
        raise Unreadable(filename, "too_many_cells")
    if fault == "password":
        raise Unreadable(filename, "password")
    if not last.get("done"):
        raise Unreadable(filename, "damaged")
    return lines[:-1]


def _filled(rows: list[list[str]]) -> bool:
    return any(cell.strip() for row in rows for cell in row)


def _choose(sheets: list[dict], layouts: list[Layout]) -> int:
    for index, layout in enumerate(layouts):
        if layout.recognised >= 2:
            return index
    for index, sheet in enumerate(sheets):
        wide = [row for row in sheet["rows"] if sum(1 for cell in row if cell.strip()) > 1]
        if len(wide) > 1:
            return index
    return 0


def _table(sheet: dict, layout: Layout, filename: str, kind: str, limits: Limits) -> Table:
    top = sheet["top"]
    rows, numbers, data_rows = [], [], []
    for index, row in enumerate(sheet["rows"][layout.data_from :], start=layout.data_from):
        cells = [cell.strip() for cell in row]
        if any(cells):
            rows.append(cells)
            numbers.append(top + index + 1)
            data_rows.append(index - layout.data_from + 1)
    # Columns without header and without content are only formatting.
    width = len(layout.headers)
    keep = [c for c in range(width) if layout.headers[c] or any(row[c] for row in rows)]
    headers = [layout.headers[c] for c in keep]
    if len(keep) < width:
        rows = [[row[c] for c in keep] for row in rows]
    return Table(
        filename=filename, kind=kind, headers=headers, rows=rows, row_numbers=numbers,
        data_rows=data_rows, sheet=sheet["sheet"], notes=list(layout.notes),
        header_row=None if layout.header_row is None else top + layout.header_row + 1,
    )  # fmt: skip
