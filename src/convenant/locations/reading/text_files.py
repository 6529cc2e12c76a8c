"""CSV, TSV and their cousins: encoding, separator and quotes found out, not asked for."""

import csv
import io
import re
from collections import Counter

from convenant.locations.reading.fields import match_header
from convenant.locations.reading.header_rows import find_layout
from convenant.locations.reading.limits import Limits
from convenant.locations.reading.messages import Message
from convenant.locations.reading.table import Table, Unreadable

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")
# No address has this many lines; a cell that does holds other people's rows.
_LINES_IN_A_CELL = 30
_SAMPLE = 100


def read_text(data: bytes, filename: str, limits: Limits) -> Table:
    """A table from separated text; raises `Unreadable` where it is no text or too large."""
    text, encoding, notes = _decoded(data, filename)
    text, separator = _declared_separator(text)
    separator = separator or _find_separator(text)
    records, lines, broken = _records(text, separator, filename, limits)
    if not any(any(record) for record in records):
        raise Unreadable(filename, "empty")
    if broken:
        values = {"count": len(broken), "lines": ", ".join(map(str, broken[:10]))}
        notes.append(Message("quotes_unpaired", values))
    layout = find_layout(records)
    width = _width(records, layout.header_row, layout.headers)
    headers = layout.headers[:width]
    rows, numbers, data_rows = [], [], []
    for index in range(layout.data_from, len(records)):
        record = records[index]
        if not any(record):
            continue
        while len(record) > width and not record[-1]:
            record.pop()
        record.extend([""] * (width - len(record)))
        rows.append(record)
        numbers.append(lines[index])
        data_rows.append(index - layout.data_from + 1)
    return Table(
        filename=filename, kind="tsv" if separator == "\t" else "csv", headers=headers, rows=rows,
        row_numbers=numbers, data_rows=data_rows, encoding=encoding, separator=separator,
        header_row=None if layout.header_row is None else lines[layout.header_row],
        notes=notes + layout.notes,
    )  # fmt: skip


def _decoded(data: bytes, filename: str) -> tuple[str, str, list[Message]]:
    notes: list[Message] = []
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    encoding = marked or _utf16_without_bom(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf-16"):
            text = data.decode(encoding, errors="replace")
            notes.append(Message("characters_lost", {"count": text.count("\ufffd")}))
        else:
            text, encoding, notes = _windows(data)
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) > len(sample) / 500:
        raise Unreadable(filename, "binary")
    return _CONTROL.sub("", text).removeprefix("\ufeff"), encoding.removesuffix("-sig"), notes


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows itself by a zero in every other byte of its commas, digits and line ends."""
    sample = data[: 20_000 - 20_000 % 2]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) / 2 * 0.1
    if odd > enough and odd > even * 4:
        return "utf-16-le"
    if even > enough and even > odd * 4:
        return "utf-16-be"
    return None


def _windows(data: bytes) -> tuple[str, str, list[Message]]:
    """Windows-1252, but line by line where other lines are UTF-8: files glued from two sources."""
    decoded, mixed, lost = [], False, 0
    for line in data.split(b"\n"):
        try:
            part = line.decode("utf-8")
            mixed = mixed or not part.isascii()
        except UnicodeDecodeError:
            part = line.decode("cp1252", errors="replace")
            lost += part.count("\ufffd")
        decoded.append(part)
    notes = [Message("mixed_encoding" if mixed else "windows_encoding")]
    if lost:
        notes.append(Message("characters_lost", {"count": lost}))
    return "\n".join(decoded), "windows-1252", notes


def _declared_separator(text: str) -> tuple[str, str | None]:
    """Excel's own first line "sep=;" honoured, and blanked so that line numbers stay right."""
    found = re.match(r"\"?sep=(.)\"?[ \t]*(?=\r?\n|\r)", text, re.IGNORECASE)
    if not found:
        return text, None
    return text[found.end() :], found[1]


def _find_separator(text: str) -> str:
    """The separator under which rows have the same number of cells and the header is known."""
    best, most = ",", 0.0
    head = text[:200_000]
    for separator in _SEPARATORS:
        if separator not in head:
            continue
        sample = []
        try:
            for record in csv.reader(
                io.StringIO(head, newline=""), delimiter=separator, skipinitialspace=True
            ):
                if any(record):
                    sample.append(record)
                if len(sample) >= _SAMPLE:
                    break
        except csv.Error:
            continue
        if not sample:
            continue
        counts = Counter(len(record) for record in sample)
        width, times = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
        if width < 2:
            continue
        known = max(
            len({m[0] for cell in record[:60] if (m := match_header(cell.strip())) and m[1] > 0.9})
            for record in sample[:10]
        )
        score = times / len(sample) + known + min(width, 20) / 100
        if score > most:
            best, most = separator, score
    return best


def _records(
    text: str, separator: str, filename: str, limits: Limits
) -> tuple[list[list[str]], list[int], list[int]]:
    """Rows, the line each begins on, and the lines whose quotation marks do not pair up.

    Such a line is cut at every separator, so that it spoils itself and not the rows after it.
    """
    lines = list(io.StringIO(text, newline=""))
    records: list[list[str]] = []
    began: list[int] = []
    broken: list[int] = []
    at = 0
    while at < len(lines):
        # One reader goes on until a quote goes wrong; then the next begins below that line.
        feed = _Feed(lines, at)
        reader = csv.reader(feed, delimiter=separator, strict=True, skipinitialspace=True)
        while True:
            at = feed.at
            feed.until = at + _LINES_IN_A_CELL
            try:
                record = next(reader, None)
            except csv.Error:
                record = _cut(lines[at], separator, at + 1, filename, limits)
                broken.append(at + 1)
                _keep(record, at + 1, records, began, filename, limits)
                at += 1
                break
            if record is None:
                at = len(lines)
                break
            _keep(record, at + 1, records, began, filename, limits)
    return records, began, broken


class _Feed:
    """Lines for a csv reader, with an end that no single record may pass."""

    def __init__(self, lines: list[str], at: int):
        self.lines, self.at, self.until = lines, at, at

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.lines):
            raise StopIteration
        if self.at > self.until:
            raise csv.Error("a quotation mark is never closed")
        self.at += 1
        return self.lines[self.at - 1]


def _cut(line: str, separator: str, number: int, filename: str, limits: Limits) -> list[str]:
    try:
        record = next(csv.reader([line], delimiter=separator, quoting=csv.QUOTE_NONE), [])
    except csv.Error:
        raise Unreadable(filename, "cell_too_long", limit=limits.cell, row=number) from None
    return [cell.strip().strip('"') for cell in record]


def _keep(
    record: list[str],
    line: int,
    records: list[list[str]],
    began: list[int],
    filename: str,
    limits: Limits,
) -> None:
    if not record:
        return
    if len(records) > limits.rows + 50:
        raise Unreadable(filename, "too_many_rows", limit=limits.rows)
    while len(record) > limits.columns and not record[-1].strip():
        record.pop()
    if len(record) > limits.columns:
        values = {"count": len(record), "limit": limits.columns, "row": line}
        raise Unreadable(filename, "too_many_columns", **values)
    records.append([_unguarded(cell.strip()) for cell in record])
    began.append(line)


def _unguarded(cell: str) -> str:
    """A cell without the apostrophe that `handed_back_csv` sets before a would-be formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell


def _width(records: list[list[str]], header_row: int | None, headers: list[str]) -> int:
    """Columns the list has: its named ones, or without a header the commonest number."""
    if header_row is None:
        counts = Counter(len(record) for record in records if any(record))
        return max(counts.items(), key=lambda pair: (pair[1], pair[0]))[0]
    # A column without a name counts when more than half of the rows fill it: shifted rows do not.
    width = max((i + 1 for i, header in enumerate(headers) if header), default=1)
    while width < len(headers):
        data = records[header_row + 1 :]
        filled = sum(1 for record in data if len(record) > width and record[width])
        if filled * 2 <= len(data):
            break
        width += 1
    return width
