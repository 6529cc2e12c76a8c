"""Lists as files: named apart, read with the same reader as the platform, sentences for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from convenant.locations.matching.records import Record
from convenant.locations.reading import (
    DEFAULT,
    Rejected,
    SiteRow,
    Unreadable,
    guess_mapping,
    read_table,
    understand,
)

# On an analyst's own machine a list may be larger than on a server that others share.
LIMITS = replace(
    DEFAULT, size=512 * 2**20, rows=2_000_000, cells=60_000_000, memory=3 * 2**30, seconds=1_800
)


@dataclass(slots=True)
class ReadList:
    """One list: its name, the records in the order of its rows, and the rows refused."""

    name: str
    records: list[Record] = field(default_factory=list)
    row_of_key: dict[str, int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)


def named_apart(paths: Sequence[Path]) -> tuple[list[tuple[str, Path]], list[str]]:
    """A name for each file, and sentences on files that were given twice.

    The name is the file's without extension. Files that share one are told apart by their
    extension where that is enough, else by as many of their folders as it takes.
    """
    files: list[Path] = []
    said: list[str] = []
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            said.append(f"{path}: was given more than once and is read once.")
            continue
        seen.add(path.resolve())
        files.append(path)
    names = [path.stem for path in files]
    for depth in range(12):
        clashes = {name for name, count in Counter(names).items() if count > 1}
        if not clashes:
            break
        names = [
            _longer(path, depth) if name in clashes else name
            for name, path in zip(names, files, strict=True)
        ]
    return list(zip(names, files, strict=True)), said


def _longer(path: Path, depth: int) -> str:
    if depth == 0:
        return path.name
    return "/".join(path.resolve().parts[-1 - depth :])


def read_list(name: str, path: Path, language: str) -> ReadList:
    """The list's rows as records.

    Raises UnreadableList with a sentence where the file is no list.
    """
    try:
        table = read_table(path.read_bytes(), str(path), LIMITS)
        understood = understand(table, guess_mapping(table))
    except Unreadable as problem:
        raise UnreadableList(problem.sentence(language)) from None
    except OSError as error:
        raise UnreadableList(f"{path}: {error.strerror}.") from None
    result = ReadList(name, rejected=understood.rejected)
    for row in understood.rows:
        record = _record(name, row)
        result.records.append(record)
        result.row_of_key[record.key] = row.row
    return result


class UnreadableList(Exception):
    """A file that is no list; the message is for the person who gave it."""


def _record(name: str, row: SiteRow) -> Record:
    return Record(
        key=f"{name}:{row.row}",
        name=row.name,
        address=row.address,
        country=row.country,
        lat=row.lat,
        lng=row.lng,
        os_id=row.os_id or "",
        lei=row.lei or "",
        gln=row.gln or "",
        registry_number=row.registry_number or "",
    )
