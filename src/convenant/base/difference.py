"""What changed between two texts, word by word, for readers. Plain: no Django, no database."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PARAGRAPHS = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCES = re.compile(r"[^.;:!?\n]*[.;:!?\n]+|[^.;:!?\n]+")
_WORDS = re.compile(r"\n+|[^\S\n]+|\w+|[^\w\s]")
_SIZES = (_PARAGRAPHS, _SENTENCES, _WORDS)
LONG = 3000  # signs
MOST_PAIRS = 1_000_000  # of like pieces: about two seconds' work


@dataclass(frozen=True)
class Run:
    """A stretch of text that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


def difference(old: str, new: str) -> list[Run]:
    """The runs that lead from `old` to `new`: same and removed make `old`, same and added make `new`.

    Words are compared, not letters, so that a reader sees whole words change; what lies between two
    changes and is nothing but space changes with them. Long texts are compared by paragraphs and sentences first,
    and a passage with too many words to compare is shown as gone and come.
    """
    return list(_joined(_merged(_compared(old, new, list(_SIZES), [MOST_PAIRS]))))


def _compared(old: str, new: str, sizes: list[re.Pattern[str]], left: list[int]) -> list[Run]:
    """The runs between two texts in pieces of the first size; what was replaced, in those of the next.

    `left` holds how many pairs of like pieces may still be looked at, all passages of the two texts together.
    """
    found: list[Run] = []
    if not sizes:
        return [*_run("removed", old), *_run("added", new)]
    a, b = sizes[0].findall(old), sizes[0].findall(new)
    # What both begin and end with needs no search.
    start = _alike(a, b)
    end = _alike(a[start:][::-1], b[start:][::-1])
    head, tail = "".join(a[:start]), "".join(a[len(a) - end :])
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    counted = Counter(b)
    pairs = sum(number * counted[piece] for piece, number in Counter(a).items())
    found += _run("same", head)
    if pairs > left[0]:
        found += _compared("".join(a), "".join(b), sizes[1:] if len(sizes) > 1 else [], left)
        return [*found, *_run("same", tail)]
    left[0] -= pairs
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _run("same", "".join(a[i:j]))
        elif kind == "replace":
            for gone, come in _passages(a[i:j], b[k:m]):
                found += _compared(gone, come, sizes[1:], left)
        else:
            found += [*_run("removed", "".join(a[i:j])), *_run("added", "".join(b[k:m]))]
    return [*found, *_run("same", tail)]


def _passages(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    """What to compare in smaller pieces: the whole, or one by one where both are long and have as many pieces."""
    if len(a) == len(b) and sum(map(len, a)) > LONG:
        return list(zip(a, b, strict=True))
    return [("".join(a), "".join(b))]


def _alike(a: list[str], b: list[str]) -> int:
    """With how many pieces in common these begin."""
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def _run(kind: Literal["same", "added", "removed"], text: str) -> list[Run]:
    return [Run(kind, text)] if text else []


def _merged(runs: Iterable[Run]) -> list[Run]:
    """The same runs, neighbours that stayed taken together."""
    found: list[Run] = []
    for run in runs:
        if found and run.kind == found[-1].kind == "same":
            found[-1] = Run("same", found[-1].text + run.text)
        else:
            found.append(run)
    return found


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
