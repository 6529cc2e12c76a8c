"""Plain values out of a YAML file, with the line of each, from a file nobody vouches for.

The parser's events are followed one by one, so nothing is built that the limits below forbid:
no aliases (a few lines of them can unfold into gigabytes), no tags (they name program code), no
second key of the same name (the first would be lost without a word). YAML 1.2: `yes` and `no`
are words; a day stays text until a model reads it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.file_format import FileFormat
from convenant.agreements.definition.shape import Path, in_words

MAX_BYTES = 256 * 1024  # the fullest real definition is a tenth of this
MAX_DEPTH = 20
MAX_VALUES = 20_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE, _FALSE = {"true", "True", "TRUE"}, {"false", "False", "FALSE"}


@dataclass
class Document:
    """What was read: plain values, the line of each path, and the faults found on the way."""

    name: str
    format: FileFormat
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, code: str, **values: Any) -> Fault:
        """A fault at `path`."""
        return self.fault_on(self.line(path), in_words(path, self.value), code, values)

    def fault_on(self, line: int, path: str, code: str, values: dict[str, Any]) -> Fault:
        """A fault on a line that no path leads to."""
        return Fault(self.name, line, path, code, values, self.format.messages)


class _Stop(Exception):
    """Reading ends here; the fault says why."""

    def __init__(self, line: int, code: str, **values: str):
        self.line, self.code, self.values = line, code, values


def read(text: str | bytes, name: str, format: FileFormat) -> Document:
    """Read a file of this format. `value` is None where the file could not be read at all."""
    document = Document(name, format)
    try:
        plain = _decoded(text)
        _build(plain, document)
        if document.value is None:
            raise _Stop(1, "empty_file")
        if not isinstance(document.value, dict):
            raise _Stop(1, "not_a_mapping")
    except _Stop as stop:
        document.value = None
        document.faults.append(document.fault_on(stop.line, "", stop.code, stop.values))
    return document


def _decoded(text: str | bytes) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise _Stop(1, "too_big", size=f"{size // 1024}", limit=f"{MAX_BYTES // 1024}")
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Stop(text.count(b"\n", 0, error.start) + 1, "not_utf8") from None


def _build(text: str, document: Document) -> None:
    try:
        _follow(text, document)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise _Stop(line, "not_yaml", excerpt=_excerpt(text, line)) from None
    except (YAMLError, ValueError, RecursionError) as error:
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        raise _Stop(line, "not_yaml", excerpt=_excerpt(text, line)) from None


def _excerpt(text: str, line: int) -> str:
    lines = text.splitlines()
    found = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in found[:60])


@dataclass
class _Open:
    """A mapping or list that has not ended yet."""

    value: Any
    path: Path
    key: Any = None
    keys: set[str] = field(default_factory=set)
    awaits_key: bool = True
    repeated: bool = False  # the key being read was there before
    lost: bool = False  # its place was taken already: read on, keep nothing


def _follow(text: str, document: Document) -> None:
    open_: list[_Open] = []
    documents = count = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Stop(line, "several_documents")
        elif isinstance(event, AliasEvent):
            raise _Stop(line, "alias", name=str(event.anchor))
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            open_.pop()
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent, ScalarEvent)):
            count += 1
            if count > MAX_VALUES:
                raise _Stop(line, "too_many_values", limit=str(MAX_VALUES))
            if event.tag and str(event.tag) != "!":
                raise _Stop(line, "tag", tag=str(event.tag))
            _take(event, line, open_, document)


def _take(event: Any, line: int, open_: list[_Open], document: Document) -> None:
    parent = open_[-1] if open_ else None
    scalar = isinstance(event, ScalarEvent)
    if parent and isinstance(parent.value, dict) and parent.awaits_key:
        _take_key(event, line, parent, document)
        return
    value = _plain(event) if scalar else {} if isinstance(event, MappingStartEvent) else []
    path, lost = _place(parent, value, line, document)
    if not scalar:
        if len(open_) >= MAX_DEPTH:
            raise _Stop(line, "too_deep", limit=str(MAX_DEPTH))
        open_.append(_Open(value, path, lost=lost))


def _take_key(event: Any, line: int, parent: _Open, document: Document) -> None:
    if not isinstance(event, ScalarEvent):
        raise _Stop(line, "key_not_text")
    parent.key, parent.awaits_key = event.value, False
    parent.repeated = parent.key in parent.keys
    parent.keys.add(parent.key)
    here = (*parent.path, parent.key)
    if parent.repeated and not parent.lost:
        document.faults.append(
            document.fault_on(
                line,
                in_words(here, document.value),
                "duplicate_key",
                {"key": parent.key, "line": str(document.lines.get(here, line))},
            )
        )
    elif not parent.lost:
        document.lines[here] = line


def _place(parent: _Open | None, value: Any, line: int, document: Document) -> tuple[Path, bool]:
    """Put a value where it belongs; an empty value of a key means unknown and is left out."""
    if parent is None:
        document.value = value
        document.lines[()] = line
        return (), False
    if isinstance(parent.value, list):
        path: Path = (*parent.path, len(parent.value))
        parent.value.append(value)
        if not parent.lost:
            document.lines[path] = line
        return path, parent.lost
    parent.awaits_key = True
    path = (*parent.path, parent.key)
    lost = parent.lost or parent.repeated
    if not lost and value is not None:
        parent.value[parent.key] = value
    return path, lost


def _plain(event: ScalarEvent) -> Any:
    """The value of a scalar by the core schema of YAML 1.2; anything quoted is text."""
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
