"""A CSV file of pairs, answered row by row: `convenant match --pairs`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from convenant.locations.matching.records import Record
from convenant.locations.matching.scoring import score_pairs

COLUMNS = ("name_a", "address_a", "country_a", "name_b", "address_b", "country_b")
ANSWERS = ("probability", "decision")
_BATCH = 5_000


class UnusablePairs(Exception):
    """A file that cannot be answered; the message says where, what is wrong and what to do."""


@dataclass(slots=True)
class Pairs:
    """The file as it came: its header, its rows, and what is odd about them."""

    header: list[str]
    rows: list[list[str]]
    warnings: list[str]


def read_pairs(path: Path) -> Pairs:
    """The pairs in a CSV file with the columns of `COLUMNS`, in any order and any case.

    Raises UnusablePairs, with a sentence, for everything that is no such file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnusablePairs(f"{path}: cannot be read ({error.strerror}).") from None
    if not data.strip():
        raise UnusablePairs(
            f"{path}: the file is empty. Give a CSV file with the columns {', '.join(COLUMNS)}."
        )
    text = _decoded(data)
    csv.field_size_limit(10_000_000)
    first_line = text.split("\n", 1)[0]
    separator = max(",;\t|", key=first_line.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnusablePairs(f"{path}: is no CSV file ({error}).") from None
    header, rows = lines[0], [row for row in lines[1:] if row]
    known = {name.strip().lower() for name in header}
    if missing := [name for name in COLUMNS if name not in known]:
        raise UnusablePairs(
            f"{path}: the first line must name the columns {', '.join(COLUMNS)}; "
            f"missing: {', '.join(missing)}; found: {', '.join(header) or 'nothing'}."
        )
    warnings = []
    for number, row in enumerate(rows, 1):
        if len(row) > len(header):
            if any(cell.strip() for cell in row[len(header) :]):
                warnings.append(
                    f"{path}: row {number} has {len(row)} cells where the header has "
                    f"{len(header)}; what is beyond was left out. Put text with a "
                    f"{separator!r} in it between quotes."
                )
            del row[len(header) :]
        row.extend([""] * (len(header) - len(row)))
    return Pairs(header, rows, warnings)


def answered(pairs: Pairs) -> Iterator[list[list[str]]]:
    """The rows with probability and decision, in batches, the header as the first batch.

    Columns of these names that the file already has are overwritten where they stand.
    """
    names = [name.strip().lower() for name in pairs.header]
    at = {name: names.index(name) for name in COLUMNS}
    header = list(pairs.header)
    for name in ANSWERS:
        if name in names:
            at[name] = names.index(name)
        else:
            at[name] = len(header)
            header.append(name)
    yield [header]
    for start in range(0, len(pairs.rows), _BATCH):
        batch = pairs.rows[start : start + _BATCH]
        scores = score_pairs([(_side(row, at, "a"), _side(row, at, "b")) for row in batch])
        for row, result in zip(batch, scores, strict=True):
            row.extend([""] * (len(header) - len(row)))
            row[at["probability"]] = f"{result.probability:.6f}"
            row[at["decision"]] = result.decision
        yield batch


def pair_of(pairs: Pairs, number: int) -> tuple[Record, Record]:
    """The two sides of a row, counted from 1."""
    names = [name.strip().lower() for name in pairs.header]
    at = {name: names.index(name) for name in COLUMNS}
    return _side(pairs.rows[number - 1], at, "a"), _side(pairs.rows[number - 1], at, "b")


def _side(row: list[str], at: dict[str, int], side: str) -> Record:
    name, address, country = (row[at[f"{what}_{side}"]] for what in ("name", "address", "country"))
    return Record(side, name, address, country)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
