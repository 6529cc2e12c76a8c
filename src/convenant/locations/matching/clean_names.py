"""A name in words: what is distinctive, what is general or a place, and which unit it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from convenant.locations.matching.places import place_positions
from convenant.locations.matching.text import (
    LETTER_DIGIT,
    SPLIT,
    join_dotted,
    plain,
    word_weight,
)
from convenant.locations.matching.vocabulary import (
    KNOWN_WORDS,
    LEGAL_FORMS,
    NUMBER_WORDS,
    PLAIN_NUMBERS,
    ROMAN,
    ROMAN_AFTER_UNIT_WORD,
    UNIT_WORDS,
    general_words,
    name_spellings,
    stop_words,
)

# A cell may hold a page; what comes after this many characters is not looked at.
LONGEST_NAME = 300
NAME_WEIGHT_GENERAL = 0.15
NAME_WEIGHT_PLACE = 0.25


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name in words. `core` is what is neither general nor a place; both keep their order."""

    words: tuple[str, ...]  # without legal forms, numbers and units
    core: tuple[str, ...]
    weights: dict[str, float]
    squashed: str  # all words joined
    core_squashed: str
    letters: str  # the whole name without spaces, legal form and all
    spaced: str  # the same where the name was letter-spaced, else ""
    units: frozenset[str]

    def __reduce__(self) -> tuple[type[CleanName], tuple[object, ...]]:
        """Sent to another process in one piece: a dataclass's own way takes twice as long."""
        return CleanName, (
            self.words,
            self.core,
            self.weights,
            self.squashed,
            self.core_squashed,
            self.letters,
            self.spaced,
            self.units,
        )


@lru_cache(maxsize=65_536)
def clean_name(raw: str, country: str) -> CleanName:
    """The name's words with weights, its units, and its letters where it was letter-spaced."""
    text = join_dotted(plain(raw[:LONGEST_NAME])).replace("'", "")
    if "&" in text:
        text = _TWO_LETTERS.sub(r"\1\2", text)  # "Y&Q" is one word
    if "(" in text:
        text = _BRACKETED.sub(lambda m: "" if _is_short_for(m[1], text) else m[0], text)
    pieces = [t for t in SPLIT.split(text) if t]
    letters = "".join(pieces)
    spaced = letters if _is_letter_spaced(pieces) else ""
    text = LETTER_DIGIT.sub(" ", text).replace("#", " # ")
    pieces = [part for t in SPLIT.split(text) if t for part in _unglue(t)]
    if spaced:
        # Pieces of letters are no words; only whole numbers can be trusted.
        words = [t for t in pieces if not t.isdigit()]
        units = {t.lstrip("0") or "0" for t in pieces if t.isdigit()}
    else:
        words, units = _split_units(pieces)
        spellings = name_spellings(country)
        words = [spellings.get(w, w) for w in _join_initials(words)]
        little = stop_words(country)
        words = [w for w in words if w not in LEGAL_FORMS and w not in little] or [
            w for w in words if w not in little
        ]
    places, general = place_positions(words, country), general_words(country)
    weights: dict[str, float] = {}
    core: list[str] = []
    for i, word in enumerate(words):
        if word in general:
            weights[word] = NAME_WEIGHT_GENERAL
        elif i in places:
            weights.setdefault(word, NAME_WEIGHT_PLACE)
        else:
            weights[word] = word_weight(word)
            core.append(word)
    return CleanName(
        words=tuple(dict.fromkeys(words)),
        core=tuple(dict.fromkeys(core)),
        weights=weights,
        squashed="".join(words),
        core_squashed="".join(core),
        letters=letters,
        spaced=spaced,
        units=frozenset(units),
    )


_TWO_LETTERS = re.compile(r"\b([a-z])\s?&\s?([a-z])\b")
_NUMBERED = re.compile(r"0*(\d+)(.*)")
_LETTERS_AND_NUMBER = re.compile(r"([a-z]+)(\d+)([a-z]?)")
_BRACKETED = re.compile(r"\(([a-z]{2,5})\)")


def _is_short_for(short: str, text: str) -> bool:
    """The bracketed letters abbreviate the name they follow ("Pou Yuen Vietnam (PVN)")."""
    before = iter("".join(c for c in text.partition("(")[0] if c.isalpha()))
    return text.startswith(short[0]) and all(letter in before for letter in short)


def _is_letter_spaced(pieces: list[str]) -> bool:
    """Text taken out of a PDF with a gap inside words ("m e r c u r y appar e l").

    Such a name has many pieces that are short and no words; a name with a few initials
    ("H & M", "M & V Int'l") has not.
    """
    letters = [t for t in pieces if t.isalpha() and t not in LEGAL_FORMS]
    if len(letters) < 4:
        return False
    short = sum(len(t) <= 2 for t in letters)
    single = sum(len(t) == 1 for t in letters)
    average = sum(map(len, letters)) / len(letters)
    known = sum(t in KNOWN_WORDS and len(t) > 3 for t in letters)
    return average <= 3.2 and short / len(letters) >= 0.5 and single >= 1 and known <= 1


def _unglue(piece: str) -> list[str]:
    """ "ltdunit" → "ltd unit": two known words without the space between them."""
    if len(piece) < 6 or piece in KNOWN_WORDS or not piece.isalpha():
        return [piece]
    for cut in range(3, len(piece) - 2):
        if piece[:cut] in LEGAL_FORMS and piece[cut:] in UNIT_WORDS:
            return [piece[:cut], piece[cut:]]
    return [piece]


def _join_initials(words: list[str]) -> list[str]:
    """ "m v intl" → "mv intl": single letters in a row are one abbreviation."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha() and word not in {"y", "e"}:
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined


def _split_units(pieces: list[str]) -> tuple[list[str], set[str]]:
    """Words without numbers, and the units ("Unit II", "Fty 3", "#2", "MK2") as plain numbers."""
    words: list[str] = []
    units: set[str] = set()
    for i, piece in enumerate(pieces):
        before = pieces[i - 1] if i else ""
        if piece == "#":
            continue
        if numbered := _NUMBERED.match(piece):
            units.add(numbered[1] + numbered[2])
        elif piece in ROMAN:
            units.add(ROMAN[piece])
        elif before in UNIT_WORDS and piece in ROMAN_AFTER_UNIT_WORD:
            units.add(ROMAN_AFTER_UNIT_WORD[piece])
        elif (before in UNIT_WORDS or before == "#") and len(piece) == 1:
            units.add(piece)
        elif piece in NUMBER_WORDS and (before in UNIT_WORDS or (i and piece in PLAIN_NUMBERS)):
            units.add(NUMBER_WORDS[piece])
        elif piece == "i" and i == len(pieces) - 1 and i > 0:
            units.add("1")
        elif match := _LETTERS_AND_NUMBER.fullmatch(piece):
            # One letter and a number ("u3b"): the letter belongs to the number.
            units.add((match[2].lstrip("0") or "0") + match[3])
            if match[1] not in {"u", "f", "k"}:
                words.append(match[1])
        elif piece in {"unit", "units", "no", "number", "nr", "u"}:
            continue
        else:
            words.append(piece)
    return words, units
