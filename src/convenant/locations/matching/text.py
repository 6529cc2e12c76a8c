"""Text as it comes, made into plain lower-case words: the first step of all cleaning."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_MOJIBAKE = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]+")
_ZEROS_FOR_DOO = re.compile(r"\bd\.?\s?0\.?\s?0\b\.?")
_DOTTED = re.compile(r"\b(?:[a-z]\s?\.\s?){1,}[a-z]\b\.?|\b[a-z]\.(?=\s|$|[,)])")
SPLIT = re.compile(r"[^a-z0-9#]+")
LETTER_DIGIT = re.compile(r"(?<=[a-z]{2})(?=\d)|(?<=\d)(?!(?:st|nd|rd|th)\b)(?=[a-z]{2})")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Lower-case ASCII on one line, with text that was decoded twice put right."""
    if not text.isascii():
        text = anyascii(_MOJIBAKE.sub(_decode_again, text))
    return " ".join(text.lower().split())


def _decode_again(match: re.Match[str]) -> str:
    """UTF-8 that was read as Windows-1252 ("BagcÄ±lar"), read as it was meant."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return match.group().encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match.group()


def letters_of(text: str) -> str:
    """An identifier without spaces and punctuation, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum())


def join_dotted(text: str) -> str:
    """ "s.a. de c.v." → "sa de cv", "d.0.0." → "doo"."""
    text = _ZEROS_FOR_DOO.sub("doo", text)
    if "." not in text:
        return text
    return _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", text)


def word_weight(word: str) -> float:
    """How much a distinctive word says. Short ones are initials or syllables that many share."""
    return {1: 0.3, 2: 0.5, 3: 0.8}.get(len(word), 1.0)
