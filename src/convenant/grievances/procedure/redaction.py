"""A new text without the words that were struck, and the check that none of them is left. Plain: no Django.

Words are compared without case, accents, invisible signs and kinds of space, so that “JAMÍLA” is found where
“Jamila” was struck; a word goes as a whole, so that “Jamila’s” does. What looks like a letter of another script
is not found, and neither is a person whom the other words describe: somebody has to read the result.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST = 2
APART = 5  # signs from which words are also sought written apart
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_SENTENCE = re.compile(r"(?<=[.!?。؟।])\s+|\n+")


@dataclass(frozen=True)
class Strike:
    """Words that go, and what stands in their place."""

    words: str
    instead: str = "[…]"


class BadStrike(ValueError):
    """It cannot be struck; the text is the words."""


def folded(text: str) -> str:
    """The text as it is compared."""
    return _fold(text)[0].strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text, to choose from."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def redacted(text: str, strikes: Iterable[Strike]) -> str:
    """The text with each struck word or passage replaced. Raises BadStrike where that cannot be."""
    every = sorted(strikes, key=lambda one: -len(one.words))
    for one in every:
        if len(folded(one.words)) < SHORTEST or not any(map(str.isalnum, folded(one.words))):
            raise BadStrike(one.words)
        if left_of(one.instead, every):
            raise BadStrike(one.instead)
    plain, places = _fold(text)
    cuts: list[tuple[int, int, str]] = []
    for one in every:
        for start, end in _found(folded(one.words), plain):
            start, end = _whole(plain, start, end)
            cuts.append((places[start], _after(text, places[end - 1] + 1), one.instead))
    out, at = [], 0
    for start, end, instead in _merged(cuts):
        out += [text[at:start], instead]
        at = end
    return "".join([*out, text[at:]])


def left_of(text: str, strikes: Sequence[Strike]) -> list[str]:
    """The struck words that occur in the text all the same, also written apart."""
    plain = folded(text)
    tight = _tight(plain)
    found = []
    for one in strikes:
        words = folded(one.words)
        apart = _tight(words)
        if words and (words in plain or (len(apart) >= APART and apart in tight)):
            found.append(one.words)
    return found


def names_left(text: str, names: Iterable[str]) -> list[str]:
    """The parts of these names that stand in the text as words: three signs or more."""
    plain = f" {' '.join(_words(folded(text)))} "
    parts = {word for name in names for word in _words(folded(name)) if len(word) > 2}
    return sorted(part for part in parts if f" {part} " in plain)


def _words(plain: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def _tight(plain: str) -> str:
    return "".join(filter(str.isalnum, plain))


def _fold(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its signs stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in _bare(_bare(sign).casefold()).translate(_PLAIN):
            plain = " " if part.isspace() else part
            if plain == " " and signs and signs[-1] == " ":
                continue
            signs.append(plain)
            places.append(place)
    return "".join(signs), places


def _bare(text: str) -> str:
    """Without accents, and spaces and signs in their plain form."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))


def _found(words: str, plain: str) -> list[tuple[int, int]]:
    found, start = [], plain.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = plain.find(words, start + 1)
    return found


def _whole(plain: str, start: int, end: int) -> tuple[int, int]:
    """The whole words that it is part of."""
    while start > 0 and plain[start].isalnum() and plain[start - 1].isalnum():
        start -= 1
    while end < len(plain) and plain[end - 1].isalnum() and plain[end].isalnum():
        end += 1
    return start, end


def _after(text: str, end: int) -> int:
    """Past the accents and invisible signs that belong to the last sign."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Cf"):
        end += 1
    return end


def _merged(cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Cuts that touch become one, with the word of the first."""
    found: list[tuple[int, int, str]] = []
    for start, end, instead in sorted(cuts, key=lambda one: (one[0], -one[1])):
        if found and start < found[-1][1]:
            before = found[-1]
            found[-1] = (before[0], max(before[1], end), before[2])
        else:
            found.append((start, end, instead))
    return found
