"""Name and address each in its own field, where a list put both in one or took one for the other.

Only where one field says too little by itself is the other looked at, so that a row whose fields are
filled as they should be is read as it stands, whatever words its name has.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from convenant.locations.matching.address_words import (
    ADDRESS_WORDS,
    EXPANSIONS,
    STREET_AFTER_NAME,
    STREET_BEFORE_NAME,
    STREETS,
    address_spellings,
)
from convenant.locations.matching.clean_addresses import clean_address
from convenant.locations.matching.text import LETTER_DIGIT, SPLIT, join_dotted, plain
from convenant.locations.matching.towns import join_towns, towns_of
from convenant.locations.matching.vocabulary import LEGAL_FORMS, general_words, word_table

# Words that hardly ever stand in a name and say that an address goes on here.
SIGNS = (
    STREETS
    | STREET_AFTER_NAME
    | STREET_BEFORE_NAME
    | word_table(
        """
        plot lot village commune ward subdistrict district upazila thana tehsil taluk mandal mahallesi
        mevkii desa kecamatan kabupaten tambon amphoe sangkat khan phum barangay colonia manzana
        lugar freguesia localita sector km building floor zone lu jie zhen
        """
    )
) - LEGAL_FORMS
# A town and its province, by the weight of their words: a street beside them would weigh more.
TOO_LITTLE = 0.9

# What parts a name from what follows: a mark, or the end of a legal form.
_MARK = re.compile(r"[,;|\n(]|\s[-–—]\s|:\s|\.\s+(?=\d)")
_WORD = re.compile(r"[A-Za-z]+")


def fields_in_place(name: str, address: str, country: str) -> tuple[str, str]:
    """The name and the address of a row, from whichever of its fields they stand in."""
    if not name.strip():
        parted = _parted(address, country, _is_firm, _says_something)
        return parted or (name, address)
    if not _may_be_address(name):
        return name, address
    if _is_address(name, country) and not _is_firm(name, country):
        taken_for_the_other = _is_firm(address, country) and not _is_address(address, country)
        return (address, name) if taken_for_the_other else (name, address)
    if _says_too_little(address, country) and (
        parted := _parted(name, country, _says_something, _is_address)
    ):
        head, tail = parted
        return head, f"{tail}, {address}" if address.strip() else tail
    return name, address


def _parted(
    text: str,
    country: str,
    is_head: Callable[[str, str], bool],
    is_tail: Callable[[str, str], bool],
) -> tuple[str, str] | None:
    """What stands before and behind the first mark with a head and a tail as wanted."""
    marks = {(mark.start(), mark.end()) for mark in _MARK.finditer(text)}
    marks |= {(w.end(), w.end()) for w in _WORD.finditer(text) if w[0].lower() in LEGAL_FORMS}
    for start, end in sorted(marks):
        head, tail = text[:start].strip(" ,.;:-"), text[end:].strip(" ,.;:-)")
        if is_head(head, country) and is_tail(tail, country):
            return head, tail
    return None


def _says_too_little(address: str, country: str) -> bool:
    said = clean_address(address, country)
    return not said.doors and sum(said.weights[w] for w in said.words) < TOO_LITTLE


def _may_be_address(name: str) -> bool:
    """Cheap, and true of few names: a number, or so long that more than a name may be in it."""
    return len(name) > 40 or any(c.isdigit() for c in name)


def _words(text: str, country: str) -> list[str]:
    pieces = SPLIT.split(LETTER_DIGIT.sub(" ", join_dotted(plain(text))))
    spelled = address_spellings(country)
    words = [
        spelled.get(piece, piece) for p in pieces if p for piece in EXPANSIONS.get(p, p).split()
    ]
    return join_towns(words, country)


def _is_address(text: str, country: str) -> bool:
    """A word of addresses with a number or a known town beside it, and no legal form."""
    words = set(_words(text, country))
    if not words & SIGNS or words & LEGAL_FORMS - {"co", "sp"}:
        return False
    return any(c.isdigit() for c in text) or any(w in towns_of(country) for w in words)


def _is_firm(text: str, country: str) -> bool:
    """A legal form, or what a factory makes or does."""
    words = set(_words(text, country))
    return bool(words & LEGAL_FORMS or (words - ADDRESS_WORDS) & general_words(country))


def _says_something(text: str, country: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3
