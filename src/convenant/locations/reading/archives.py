"""Zip files measured before anything opens them: no bombs, no XML entities.

XLSX and ODS are zip archives of XML. What the archive says about its own sizes may be a lie, so
every entry is unpacked here in pieces, counted, thrown away, and stopped at the ceiling.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from convenant.locations.reading.limits import Limits
from convenant.locations.reading.table import Unreadable

_PIECE = 256 * 1024
_STORED, _DEFLATED = 0, 8
# Small parts (a theme, an empty style sheet) may be packed very tightly without harm.
_HARMLESS = 8 * 2**20
_ENTITIES = [
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
]
_KEEP = max(map(len, _ENTITIES)) - 1


def inspect(data: bytes, filename: str, limits: Limits) -> str:
    """Which spreadsheet a safe archive is: "xlsx", "xlsb" or "ods".

    Raises `Unreadable` for a bomb, XML with a document type or entities, a password, a damaged
    archive, or an archive that is no spreadsheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            kind = _kind(archive, names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, zlib.error):
        raise Unreadable(filename, "damaged") from None
    except (struct.error, RuntimeError, UnicodeError, IndexError, OverflowError):
        raise Unreadable(filename, "damaged") from None
    if len(entries) > limits.entries:
        raise Unreadable(filename, "bomb_entries", count=len(entries), limit=limits.entries)
    if kind not in ("xlsx", "xlsb", "ods"):
        raise Unreadable(filename, kind)
    declared = sum(entry.file_size for entry in entries)
    if declared > limits.unpacked:
        raise _bomb(filename, limits)
    total = 0
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unreadable(filename, "password")
        total += _measure(data, entry, filename, limits, limits.unpacked - total)
    return kind


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        mimetype = archive.read("mimetype").strip()
        if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return "numbers"
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"  # a workbook elsewhere; the reader finds it by its relations, or says no
    return "archive"


def _bomb(filename: str, limits: Limits) -> Unreadable:
    return Unreadable(filename, "bomb_size", limit=limits.unpacked // 2**20)


def _measure(data: bytes, entry: zipfile.ZipInfo, filename: str, limits: Limits, room: int) -> int:
    """The true unpacked size of one entry, after looking for entities in every piece of it."""
    size = 0
    tail = b""
    looks = entry.filename.lower().endswith((".xml", ".rels", ".vml", ".rdf"))
    for piece in _pieces(data, entry, filename):
        size += len(piece)
        if size > room:
            raise _bomb(filename, limits)
        if size > _HARMLESS and size > limits.ratio * max(entry.compress_size, 1):
            raise Unreadable(filename, "bomb_ratio", part=entry.filename)
        if looks:
            window = tail + piece
            if any(word in window for word in _ENTITIES):
                raise Unreadable(filename, "entities", part=entry.filename)
            tail = window[-_KEEP:]
    return size


def _pieces(data: bytes, entry: zipfile.ZipInfo, filename: str) -> Iterator[bytes]:
    start = entry.header_offset
    if data[start : start + 4] != b"PK\x03\x04" or start + 30 > len(data):
        raise Unreadable(filename, "damaged")
    name, extra = struct.unpack("<HH", data[start + 26 : start + 30])
    start += 30 + name + extra
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == _STORED:
        for at in range(0, len(packed), _PIECE):
            yield bytes(packed[at : at + _PIECE])
        return
    if entry.compress_type != _DEFLATED:
        raise Unreadable(filename, "damaged")
    inflate = zlib.decompressobj(-15)
    rest: bytes | memoryview = packed
    try:
        while rest and not inflate.eof:
            yield inflate.decompress(rest, _PIECE)
            rest = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error:
        raise Unreadable(filename, "damaged") from None
