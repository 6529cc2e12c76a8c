"""Runs as a process of its own: spreadsheet bytes in, JSON lines with text cells out.

A sheet with one cell at A1 and one at XFD1048576 makes any reader reserve seventeen thousand
million cells, and a reader written in Rust aborts the whole process when that fails. Here only
this child dies, under a memory ceiling, and the parent tells the person.

Called with `rows columns cells characters memory` as arguments. Imports nothing of the project,
so that it starts fast and holds no secrets of its parent.
"""

import datetime
import io
import json
import sys


def text(value, longest: int) -> str:
    """A cell as a person would type it: no ".0", dates in ISO, times without microseconds."""
    if isinstance(value, str):
        return value if len(value) <= longest else value[: longest + 1]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        # A spreadsheet keeps 15 digits; the rest is binary noise (0.1 + 0.2).
        return format(value, ".15g")
    if isinstance(value, datetime.datetime):
        if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        return value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def rows_of(sheet, longest: int) -> list[list[str]]:
    rows = [[text(value, longest) for value in row] for row in sheet.to_python()]
    top, left = sheet.start or (0, 0)
    for (first_row, first_column), (last_row, _) in sheet.merged_cell_ranges or ():
        # Only downwards: a country merged over five rows belongs to all five of them.
        first_row, last_row, column = first_row - top, last_row - top, first_column - left
        if not (0 <= first_row < len(rows) and 0 <= column < len(rows[first_row])):
            continue
        value = rows[first_row][column]
        for row in rows[first_row + 1 : last_row + 1] if value else ():
            if not row[column]:
                row[column] = value
    return rows


def limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the parent's clock still holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    most_rows, most_columns, most_cells, longest, memory = map(int, sys.argv[1:6])
    data = sys.stdin.buffer.read()
    import python_calamine as calamine

    limit_memory(memory)
    out = sys.stdout
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        cells = 0
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            cells += sheet.height * sheet.width
            if cells > most_cells or sheet.height > 2 * most_rows or sheet.width > 4 * most_columns:
                fault = {"fault": "spread", "sheet": meta.name}
                out.write(json.dumps(fault | {"height": sheet.height, "width": sheet.width}) + "\n")
                return
            rows = rows_of(sheet, longest)
            line = {
                "sheet": meta.name,
                "hidden": meta.visible != calamine.SheetVisibleEnum.Visible,
                "top": (sheet.start or (0, 0))[0],
                "rows": rows,
            }
            out.write(json.dumps(line) + "\n")
        out.write(json.dumps({"done": True}) + "\n")
    except calamine.PasswordError:
        out.write(json.dumps({"fault": "password"}) + "\n")
    except BaseException as error:  # a panic in the reader is no Exception
        what = "memory" if isinstance(error, MemoryError) else "damaged"
        out.write(json.dumps({"fault": what, "detail": str(error)[:200]}) + "\n")


if __name__ == "__main__":
    main()
