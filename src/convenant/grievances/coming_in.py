"""Files that a phone sealed and sends in pieces: each piece is there for good before it is acknowledged.

A line drops, the phone asks how far it came and goes on from there. What nobody asks for within a day is taken away. What lies
here is sealed: the server has neither key nor name of it.
"""

import hashlib
import os
import re
import time
from pathlib import Path

from convenant.grievances.keeping import LARGEST, folder
from convenant.grievances.sealing import files

NAME = re.compile(r"\A[0-9a-f]{48}\Z")
# Sealed, a file is its header and a tag for each chunk longer.
LARGEST_SEALED = LARGEST + 64 + (LARGEST // files.CHUNK + 2) * 32
LARGEST_PIECE = 2**20
MOST_WAITING = 2 * 2**30  # bytes of what nobody asked for yet; more waits until some was
A_DAY = 24 * 60 * 60


class NotTaken(ValueError):
    """A piece that is not taken: `size` is how far the file came."""

    def __init__(self, size: int, full: bool = False) -> None:
        super().__init__(size)
        self.size, self.full = size, full


def _waiting() -> Path:
    made = folder() / "coming"
    made.mkdir(exist_ok=True, mode=0o700)
    return made


def size_of(name: str) -> int:
    """How far a file came; 0 where nothing of it is here."""
    try:
        return (_waiting() / name).stat().st_size
    except FileNotFoundError:
        return 0


def take(name: str, offset: int, piece: bytes) -> int:
    """The piece is on the disk; how far the file is now. Raises NotTaken where it does not follow on what is here."""
    path = _waiting() / name
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if offset + len(piece) == size and offset < size:
            file.seek(offset)
            if file.read() == piece:
                return size  # the same piece again: its answer was lost on the line
        if offset != size or size + len(piece) > LARGEST_SEALED or len(piece) > LARGEST_PIECE:
            raise NotTaken(size)
        if size == 0 and clear_old() > MOST_WAITING:
            raise NotTaken(size, full=True)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        return size + len(piece)


def clear_old() -> int:
    """What nobody asked for within a day goes; the bytes that still wait."""
    now, waiting = time.time(), 0
    for one in _waiting().iterdir():
        try:
            known = one.stat()
            if known.st_mtime < now - A_DAY:
                one.unlink(missing_ok=True)
            else:
                waiting += known.st_size
        except FileNotFoundError:
            continue
    return waiting


def keep(name: str, size: int, digest: str) -> bool:
    """The file is one of a case from now on, where it is whole; again is as good as once."""
    source, target = _waiting() / name, folder() / name
    if not source.exists():
        return target.exists() and _is(target, size, digest)
    if not _is(source, size, digest):
        return False
    try:
        os.link(source, target)  # never over a file that is there
    except FileExistsError:
        return False
    source.unlink()
    for place in {source.parent, target.parent}:
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return True


def _is(path: Path, size: int, digest: str) -> bool:
    if path.stat().st_size != size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest
