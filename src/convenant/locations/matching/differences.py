"""Two rows field by field, with what is equal and what is not, for people who compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from convenant.locations.matching.address_words import ADDRESS_SPELLINGS
from convenant.locations.matching.records import Record
from convenant.locations.matching.text import plain

FIELDS = ("name", "address", "country", "os_id", "lei", "gln", "registry_number")
_PIECES = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text and whether the other row has it too."""

    text: str
    equal: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of both rows; the spans of a side put together are its text, unchanged."""

    field: str
    a: tuple[Span, ...]
    b: tuple[Span, ...]

    @property
    def equal(self) -> bool:
        """True where both say the same, apart from case, accents and punctuation."""
        return all(span.equal for span in (*self.a, *self.b))


def differences(a: Record, b: Record) -> tuple[Difference, ...]:
    """The fields that at least one row fills, in a fixed order, with the differing words apart.

    Words are compared without case and accents, and with abbreviations written out: "Rd." and
    "Road" are equal. Punctuation and space are never a difference.
    """
    result = []
    for field in FIELDS:
        text_a, text_b = getattr(a, field), getattr(b, field)
        if text_a or text_b:
            spans_a, spans_b = _spans(text_a, text_b)
            result.append(Difference(field, spans_a, spans_b))
    return tuple(result)


def _spans(text_a: str, text_b: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    pieces_a, pieces_b = _PIECES.findall(text_a), _PIECES.findall(text_b)
    words_a = [i for i, p in enumerate(pieces_a) if p[0].isalnum()]
    words_b = [i for i, p in enumerate(pieces_b) if p[0].isalnum()]
    said_a, said_b = [_said(pieces_a[i]) for i in words_a], [_said(pieces_b[i]) for i in words_b]
    # Each word of the other side answers for one word here, in order first and then anywhere.
    equal_a, equal_b = set(), set()
    for start_a, start_b, size in SequenceMatcher(
        None, said_a, said_b, autojunk=False
    ).get_matching_blocks():
        equal_a.update(words_a[start_a : start_a + size])
        equal_b.update(words_b[start_b : start_b + size])
    left_b: dict[str, list[int]] = {}
    for at, said in zip(words_b, said_b, strict=True):
        if at not in equal_b:
            left_b.setdefault(said, []).append(at)
    for at, said in zip(words_a, said_a, strict=True):
        if at not in equal_a and left_b.get(said):
            equal_a.add(at)
            equal_b.add(left_b[said].pop(0))
    return _joined(pieces_a, equal_a), _joined(pieces_b, equal_b)


def _said(word: str) -> str:
    word = plain(word)
    return ADDRESS_SPELLINGS.get(word, word).lstrip("0") or "0"


def _joined(pieces: list[str], equal: set[int]) -> tuple[Span, ...]:
    """Neighbouring pieces of one kind put together; what is between two words goes with the first."""
    spans: list[Span] = []
    same = True
    for i, piece in enumerate(pieces):
        if piece[0].isalnum():
            same = i in equal
        if spans and spans[-1].equal == same:
            spans[-1] = Span(spans[-1].text + piece, same)
        else:
            spans.append(Span(piece, same))
    return tuple(spans)
