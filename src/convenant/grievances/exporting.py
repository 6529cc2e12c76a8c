"""A case file for a court or a National Contact Point: one ZIP, piece by piece, with the hash of everything in it.

Nothing of it touches the disk here. `convenant grievances verify-export` reads it again, on any machine.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

MANIFEST = "manifest.json"
FORM = "convenant case file 1"
PIECE = 2**16


@dataclass(frozen=True)
class Piece:
    """A file of the export: its name, and its content in parts."""

    name: str
    parts: Iterable[bytes]


class _Passing(io.RawIOBase):
    """What the ZIP writes, handed on as it comes; a stream that cannot be wound back."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, part: Any, /) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def taken(self) -> Iterator[bytes]:
        """What was written since it was last asked."""
        parts, self.parts = self.parts, []
        yield from parts


def exported(pieces: Iterable[Piece], about: Mapping[str, Any]) -> Iterator[bytes]:
    """The ZIP in parts; its manifest comes last, with SHA-256 and size of every other file."""
    passing, listed = _Passing(), []
    with zipfile.ZipFile(cast("IO[bytes]", passing), "w", zipfile.ZIP_DEFLATED) as archive:
        for piece in pieces:
            digest, size = hashlib.sha256(), 0
            with archive.open(piece.name, "w", force_zip64=True) as target:
                for part in piece.parts:
                    target.write(part)
                    digest.update(part)
                    size += len(part)
                    yield from passing.taken()
            listed.append({"name": piece.name, "sha256": digest.hexdigest(), "size": size})
            yield from passing.taken()
        told = {"form": FORM, **about, "files": listed}
        archive.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
        yield from passing.taken()
    yield from passing.taken()


def faults(path: str) -> list[str]:
    """What is wrong with an export, in sentences; nothing where every hash agrees and nothing lacks or is extra."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as reason:
        return [f"{path} cannot be read as a ZIP file: {reason}"]
    with archive:
        names = archive.namelist()
        if MANIFEST not in names:
            return [f"{path} holds no {MANIFEST}; it is no case file of Convenant."]
        try:
            told = json.loads(archive.read(MANIFEST))
            listed = {one["name"]: (one["sha256"], one["size"]) for one in told["files"]}
        except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as reason:
            return [f"{MANIFEST} cannot be read: {reason}"]
        found = (
            [] if told.get("form") == FORM else [f"{MANIFEST} is of another form than {FORM!r}."]
        )
        double = {name for name in names if names.count(name) > 1}
        found += [f"{name} stands in the file more than once." for name in sorted(double)]
        found += [f"{name} is missing." for name in listed if name not in names]
        found += [
            f"{name} stands in no list: somebody added it."
            for name in names
            if name != MANIFEST and name not in listed
        ]
        for name, (digest, size) in listed.items():
            if name in names:
                found += _differs(archive, name, digest, size)
    return found


def _differs(archive: zipfile.ZipFile, name: str, digest: str, size: int) -> list[str]:
    found, counted = hashlib.sha256(), 0
    try:
        with archive.open(name) as source:
            while part := source.read(PIECE):
                found.update(part)
                counted += len(part)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as reason:
        return [f"{name} is damaged: {reason}"]
    if counted != size or found.hexdigest() != digest:
        return [f"{name} was changed: its SHA-256 is not the one in {MANIFEST}."]
    return []
