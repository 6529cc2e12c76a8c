"""Reading parts of a file that may be wrong in places: only what has the right kind is returned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document
from convenant.agreements.definition.shape import Path, at


@dataclass(frozen=True)
class Cursor:
    """A place in the file that holds a mapping (or nothing)."""

    document: Document
    path: Path = ()

    @property
    def _raw(self) -> dict[str, Any]:
        value = at(self.document.value, self.path)
        return value if isinstance(value, dict) else {}

    def __contains__(self, key: str) -> bool:
        return key in self._raw

    @property
    def line(self) -> int:
        """The line this part is written on."""
        return self.document.line(self.path)

    def into(self, key: str) -> "Cursor":
        """The part under `key`."""
        return Cursor(self.document, (*self.path, key))

    def each(self, key: str) -> Iterator["Cursor"]:
        """The parts of the list under `key`."""
        items = self._raw.get(key)
        for position, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                yield Cursor(self.document, (*self.path, key, position))

    def text(self, key: str) -> str | None:
        """The string under `key`."""
        value = self._raw.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> int | float | None:
        """The number under `key`."""
        value = self._raw.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def flag(self, key: str) -> bool:
        """Whether `key` says yes."""
        return self._raw.get(key) is True

    def day(self, key: str) -> date | None:
        """The day under `key`."""
        try:
            return date.fromisoformat(self.text(key) or "")
        except ValueError:
            return None

    def names(self, key: str) -> list[tuple[int, str]]:
        """The strings of the list under `key`, with their positions."""
        items = self._raw.get(key)
        return [
            (position, item)
            for position, item in enumerate(items if isinstance(items, list) else [])
            if isinstance(item, str)
        ]

    def fault(self, code: str, *steps: str | int, **values: Any) -> Fault:
        """A fault here, or the given steps further in."""
        return self.document.fault((*self.path, *steps), code, **values)
