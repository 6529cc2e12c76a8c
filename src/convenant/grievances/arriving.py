"""A file while it comes in: sealed chunk by chunk under a key of its own, never plain on a disk or whole in memory.

Its first bytes say what it is; a kind that is not taken, one too large, or the sign of a virus is not
written any further, and what was written goes away. The key is in memory until it is sealed to the room.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, cast

from convenant.grievances.sealing import cleaning, files
from convenant.grievances.sealing.cleaning.viruses import SIGN


class TooLarge(ValueError):
    """The file is larger than fits."""


class Arriving:
    """Take its parts, then end it. `fault` says why it is not kept, where it is not."""

    def __init__(self, name: str, folder: Path, largest: int) -> None:
        self.name, self.size = name[-200:], 0
        self.kind: cleaning.Kind | None = None
        self.fault: cleaning.Refused | TooLarge | None = None
        self.path, self.key = secrets.token_hex(24), files.new_key()
        self._largest, self._target = largest, folder / self.path
        self._head, self._before = b"", b""
        self._digest, self._sealer = hashlib.sha256(), files.Sealer(self.key)
        self._file: BinaryIO | None = open(  # noqa: SIM115  (closed by `end` or `discard`)
            os.open(self._target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        )

    @property
    def digest(self) -> str:
        """Of the sealed file: what custody is proved with."""
        return self._digest.hexdigest()

    def take(self, part: bytes) -> None:
        """One more part; nothing happens once there is a fault."""
        self.size += len(part)
        if self.fault is not None:
            return
        try:
            self._look_at(part)
        except (cleaning.Refused, TooLarge) as fault:
            self._refuse(fault)
        else:
            self._write(self._sealer.take(part))

    def end(self) -> None:
        """The last part was taken: the file is on the disk for good when this returns, or has a fault."""
        if self.fault is None and self.kind is None:
            try:
                self.kind = cleaning.what_is(self._head, self.name)
            except cleaning.Refused as fault:
                self._refuse(fault)
        if self.fault is None and self._file is not None:
            self._write(self._sealer.end())
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None
            put_down(self._target.parent)

    def discard(self) -> None:
        """Nothing of it is left."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._target.unlink(missing_ok=True)

    def plain(self) -> "Plain":
        """The file, opened again chunk by chunk."""
        return Plain(self._target, self.key)

    def _look_at(self, part: bytes) -> None:
        if self.size > self._largest:
            raise TooLarge
        if SIGN in self._before + part:
            raise cleaning.Refused("virus")
        self._before = (self._before + part)[-len(SIGN) :]
        if self.kind is None:
            self._head += part[: cleaning.HEAD - len(self._head)]
            if len(self._head) == cleaning.HEAD:
                self.kind = cleaning.what_is(self._head, self.name)

    def _refuse(self, fault: cleaning.Refused | TooLarge) -> None:
        self.fault = fault
        self.discard()

    def _write(self, sealed: bytes) -> None:
        if self._file is not None:
            self._digest.update(sealed)
            self._file.write(sealed)


def put_down(folder: Path) -> None:
    """A new name in the folder is there after a power cut too, where the system can say so."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


class Plain(RawIOBase):
    """A sealed file that reads as the plain one; from its beginning, in order. Close it."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__()
        self._path, self._key = path, key
        self._parts = self._opened()
        self._held = b""

    def _opened(self) -> Iterator[bytes]:
        with open(self._path, "rb") as file:
            yield from files.open_stream(iter(lambda: file.read(files.CHUNK), b""), self._key)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """To its beginning; nowhere else."""
        if offset or whence:
            raise OSError("Only to the beginning.")
        self._parts, self._held = self._opened(), b""
        return 0

    def readinto(self, buffer: Any) -> int:
        while not self._held:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._held = part
        given = self._held[: len(buffer)]
        self._held = self._held[len(given) :]
        buffer[: len(given)] = given
        return len(given)

    def as_file(self) -> BinaryIO:
        """The same, as those who read files expect it."""
        return cast(BinaryIO, self)
