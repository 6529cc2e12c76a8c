"""What changed between two texts, word by word, for readers. Plain: no Django, no database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\n+|[^\S\n]+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Run:
    """A stretch of text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


def difference(old: str, new: str) -> list[Run]:
    """The runs that lead from `old` to `new`: same and removed make `old`, same and added make `new`.

    Words are compared, not letters, so that a reader sees whole words change; what lies between two
    changes and is nothing but space changes with them.
    """
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    found: list[Run] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Run("same", "".join(a[i:j])))
            continue
        if i < j:
            found.append(Run("removed", "".join(a[i:j])))
        if k < m:
            found.append(Run("added", "".join(b[k:m])))
    return list(_joined(found))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Runs with a lone space between two changes taken up into both."""
    removed = added = ""
    for n, run in enumerate(runs):
        if run.kind == "removed":
            removed += run.text
        elif run.kind == "added":
            added += run.text
        elif (removed or added) and n + 1 < len(runs) and not run.text.strip(" "):
            removed, added = removed + run.text, added + run.text
        else:
            yield from _changed(removed, added)
            removed = added = ""
            yield run
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run("removed", removed)
    if added:
        yield Run("added", added)
