"""Files of a case on the disk: sealed before they touch it, there for good before anybody is thanked for them.

Slow work (a copy without metadata) and writing happen before the rows are made, outside any transaction; a file
whose row was never made is sealed rubbish that nobody can open.
"""

import hashlib
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings

from convenant.grievances import sealing
from convenant.grievances.arriving import Arriving, put_down
from convenant.grievances.sealing import cleaning, files

LARGEST = 10 * 2**20
MOST = 5


@dataclass(frozen=True)
class Kept:
    """A file that lies sealed on the disk, before it has a row."""

    name: str
    kind: str
    size: int
    digest: str
    path: str
    key: bytes
    copy_path: str
    copy_key: bytes


def folder() -> Path:
    """Where sealed files lie; made when first needed, for the owner only."""
    made = Path(settings.SEALED_FILES)
    made.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made


def arriving(name: str) -> Arriving:
    """A file that begins to come in."""
    return Arriving(name, folder(), LARGEST)


def keep(name: str, content: bytes, room_public: bytes, case_public: str) -> Kept:
    """The original and a copy without metadata, both sealed to the room. Raises cleaning.Refused, TooLarge."""
    file = arriving(name)
    file.take(content)
    file.end()
    return keep_arrived(file, room_public, case_public)


def keep_arrived(file: Arriving, room_public: bytes, case_public: str) -> Kept:
    """A file that lies sealed already, with its copy: both keys sealed to the room. Raises its fault."""
    if file.fault is not None or file.kind is None:
        raise file.fault or cleaning.Refused("empty")
    copy = BytesIO()
    try:
        with file.plain() as plain:
            cleaning.cleaned_apart(file.kind, plain.as_file(), copy)
    except cleaning.Refused:
        file.discard()
        raise
    key = _to_room(file.path, file.key, room_public, case_public, "file")
    copy_path, copy_key = _write([copy.getvalue()], room_public, case_public, "copy")
    return Kept(
        file.name, file.kind.name, file.size, file.digest, file.path, key, copy_path, copy_key
    )


def copy_of(content: bytes, room_public: bytes, case_public: str) -> tuple[str, str, bytes]:
    """A copy without metadata of what was sealed elsewhere: its kind, path and key. Raises cleaning.Refused."""
    kind = cleaning.what_is(content[: cleaning.HEAD])
    for _part in cleaning.watched([content]):
        pass
    copy = BytesIO()
    cleaning.cleaned_apart(kind, BytesIO(content), copy)
    return kind.name, *_write([copy.getvalue()], room_public, case_public, "copy")


def _write(
    parts: Iterable[bytes], room_public: bytes, case_public: str, what: str
) -> tuple[str, bytes]:
    path, key = secrets.token_hex(24), files.new_key()
    target = folder() / path
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for part in files.seal_stream(parts, key):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    put_down(folder())
    return path, _to_room(path, key, room_public, case_public, what)


def _to_room(path: str, key: bytes, room_public: bytes, case_public: str, what: str) -> bytes:
    about = sealing.place(case_public, "case", f"{what} {path}") + "/key"
    return sealing.seal(key, room_public, about)


def read(path: str, content_key: bytes) -> Iterator[bytes]:
    """The plain file, piece by piece. Raises files.Damaged; keep nothing of it then."""

    def parts() -> Iterator[bytes]:
        with open(folder() / path, "rb") as file:
            while part := file.read(files.CHUNK):
                yield part

    return files.open_stream(parts(), content_key)


def digest_of(path: str) -> str | None:
    """The SHA-256 of a sealed file as it lies there; None where it is gone."""
    try:
        with open(folder() / path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def remove(path: str) -> None:
    """The file is gone from the disk; nothing happens where it is gone already."""
    if path:
        (folder() / path).unlink(missing_ok=True)


def sweep(kept: Collection[str], older_than: float) -> int:
    """Sealed files that no row knows go, where they lie there since before that moment; how many went.

    Nobody can open them: a process died between the file and its row, and its key was only in memory.
    """
    gone = 0
    for one in folder().iterdir():
        if one.is_file() and one.name not in kept and one.stat().st_mtime < older_than:
            one.unlink(missing_ok=True)
            gone += 1
    return gone


def remove_all(paths: Iterable[str]) -> None:
    """All of them are gone."""
    for path in paths:
        remove(path)
