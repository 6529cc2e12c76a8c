"""A row as the matcher sees it: transliterated, split into words that mean something.

Cleaning looks at one row only, so a row is always cleaned the same way whatever else is in the
lists. It never throws information away that tells sites apart: numbers and units stay, and what is
general (legal forms, "garments", "road") is kept beside what is distinctive, at a lower weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from convenant.locations.matching.geo import has_point, is_precise
from convenant.locations.matching.places import (
    country_words,
    place_positions,
)
from convenant.locations.matching.records import Record
from convenant.locations.matching.vocabulary import (
    ADDRESS_SPELLINGS,
    ADDRESS_WORDS,
    AREA_AFTER_NUMBER,
    AREA_BEFORE_NUMBER,
    DOOR_BEFORE_NUMBER,
    EXPANSIONS,
    GENERAL_WORDS,
    KNOWN_WORDS,
    LEGAL_FORMS,
    NAME_SPELLINGS,
    NUMBER_WORDS,
    NUMBERED_STREETS,
    PLAIN_NUMBERS,
    ROMAN,
    ROMAN_AFTER_UNIT_WORD,
    STOP_WORDS,
    STREETS,
    UNIT_WORDS,
    word_table,
)
from convenant.locations.reading import country_at_end, read_country

POSTCODE_LENGTHS: dict[str, tuple[int, ...]] = {
    # Universal Postal Union, postal addressing systems per country; digits only.
    **dict.fromkeys(word_table("CN IN RO SG VN KZ RU BY KG"), (6,)),
    **dict.fromkeys(
        word_table("TR PK LK ID TH IT ES FR DE MX MY US UA RS HR EE LT FI KR MM EG MA JO GT HN KW"),
        (5,),
    ),
    **dict.fromkeys(
        word_table("BD BG AT BE CH HU DK NO AU NZ ZA PH TN GE MK SI CY AL AM SV"), (4,)
    ),
    "KH": (5, 6),
    "TW": (3, 5, 6),
    "PT": (7,),
    "PL": (5,),
    "GR": (5,),
    "CZ": (5,),
    "SK": (5,),
    "SE": (5,),
    "JP": (7,),
    "NL": (4,),
    "BR": (8,),
    "IL": (5, 7),
}
# A cell may hold a page; what comes after this many characters is not looked at.
LONGEST_NAME, LONGEST_ADDRESS = 300, 500

NAME_WEIGHT_GENERAL = 0.15
NAME_WEIGHT_PLACE = 0.25
ADDRESS_WEIGHT_GENERAL = 0.1
ADDRESS_WEIGHT_PLACE = 0.4
# A numbered zone, floor or phase says a little; a numbered street is the street's name.
AREA_WEIGHT = 0.6
ZONES = (
    *(
        "sector",
        "zone",
        "phase",
        "km",
        "kilometro",
        "ward",
        "quarter",
        "section",
        "area",
        "district",
    ),
    *("park", "floor", "level", "kat", "rt", "rw", "mile", "group", "hamlet", "grid", "kisim"),
    *("bolgesi", "cluster", "estate", "industrial"),
)


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


@dataclass(frozen=True, slots=True)
class CleanAddress:
    """An address in words and numbers. `weight` is how much its words say together."""

    words: tuple[str, ...]  # distinctive words, towns, and areas with their number ("sector15")
    weights: dict[str, float]
    weight: float
    doors: frozenset[str]
    units: frozenset[str]  # numbers after "unit" or "factory"
    door_text: str
    postcode: str
    squashed: str


@dataclass(frozen=True, slots=True)
class Clean:
    """A whole row, cleaned."""

    record: Record
    country: str
    name: CleanName
    address: CleanAddress
    os_id: str
    lei: str
    gln: str
    registry: str
    has_point: bool
    precise: bool

    @property
    def content(self) -> tuple[str, ...]:
        """What the row says, without its key: the order in which rows are looked at."""
        r = self.record
        return (
            self.country,
            plain(r.name),
            plain(r.address),
            self.os_id,
            self.lei,
            self.gln,
            self.registry,
            f"{r.lat:.5f},{r.lng:.5f}" if self.has_point else "",
            r.name,
            r.address,
        )


def clean(record: Record) -> Clean:
    """The row in words, numbers and identifiers."""
    country = read_country(record.country).code or country_at_end(record.address) or ""
    return Clean(
        record=record,
        country=country,
        name=clean_name(record.name, country),
        address=clean_address(record.address, country),
        os_id=_letters(record.os_id),
        lei=_letters(record.lei),
        gln=_letters(record.gln),
        registry=_letters(record.registry_number),
        has_point=has_point(record),
        precise=is_precise(record),
    )


# ---------------------------------------------------------------------------------------- text

_MOJIBAKE = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]+")
_DOTTED = re.compile(r"\b(?:[a-z]\s?\.\s?){1,}[a-z]\b\.?|\b[a-z]\.(?=\s|$|[,)])")
_SPLIT = re.compile(r"[^a-z0-9#]+")
_LETTER_DIGIT = re.compile(r"(?<=[a-z]{2})(?=\d)|(?<=\d)(?!(?:st|nd|rd|th)\b)(?=[a-z]{2})")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Lower-case ASCII on one line, with text that was decoded twice put right."""
    text = _MOJIBAKE.sub(_decode_again, text)
    text = anyascii(text).lower()
    return " ".join(text.split())


def _decode_again(match: re.Match[str]) -> str:
    """UTF-8 that was read as Windows-1252 ("BagcÄ±lar"), read as it was meant."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return match.group().encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match.group()


def _letters(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())


def _join_dotted(text: str) -> str:
    """ "s.a. de c.v." → "sa de cv", "d.0.0." → "doo"."""
    text = re.sub(r"\bd\.?\s?0\.?\s?0\b\.?", "doo", text)
    return _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", text)


# ---------------------------------------------------------------------------------------- names


@lru_cache(maxsize=65_536)
def clean_name(raw: str, country: str) -> CleanName:
    """The name's words with weights, its units, and its letters where it was letter-spaced."""
    text = _join_dotted(plain(raw[:LONGEST_NAME])).replace("'", "")
    text = re.sub(r"\b([a-z])\s?&\s?([a-z])\b", r"\1\2", text)  # "Y&Q" is one word
    pieces = [t for t in _SPLIT.split(text) if t]
    letters = "".join(pieces)
    spaced = letters if _is_letter_spaced(pieces) else ""
    text = _LETTER_DIGIT.sub(" ", text).replace("#", " # ")
    pieces = [part for t in _SPLIT.split(text) if t for part in _unglue(t)]
    if spaced:
        # Pieces of letters are no words; only whole numbers can be trusted.
        words = [t for t in pieces if not t.isdigit()]
        units = {t.lstrip("0") or "0" for t in pieces if t.isdigit()}
    else:
        words, units = _split_units(pieces)
        words = [NAME_SPELLINGS.get(w, w) for w in _join_initials(words)]
        words = [w for w in words if w not in LEGAL_FORMS and w not in STOP_WORDS] or [
            w for w in words if w not in STOP_WORDS
        ]
    places = place_positions(words, country)
    weights: dict[str, float] = {}
    core: list[str] = []
    for i, word in enumerate(words):
        if word in GENERAL_WORDS:
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


def word_weight(word: str) -> float:
    """How much a distinctive word says. Short ones are initials or syllables that many share."""
    return {1: 0.3, 2: 0.5, 3: 0.8}.get(len(word), 1.0)


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
        if piece[0].isdigit():
            number = re.match(r"\d+", piece).group().lstrip("0") or "0"  # type: ignore[union-attr]
            units.add(number + piece[len(re.match(r"\d+", piece).group()) :])  # type: ignore[union-attr]
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
        elif match := re.fullmatch(r"([a-z]+)(\d+)([a-z]?)", piece):
            # One letter and a number ("u3b"): the letter belongs to the number.
            units.add((match[2].lstrip("0") or "0") + match[3])
            if match[1] not in {"u", "f", "k"}:
                words.append(match[1])
        elif piece in {"unit", "units", "no", "number", "nr", "u"}:
            continue
        else:
            words.append(piece)
    return words, units


# ------------------------------------------------------------------------------------ addresses


@lru_cache(maxsize=65_536)
def clean_address(raw: str, country: str) -> CleanAddress:
    """The address's words with weights, its door numbers and its postcode."""
    text = re.sub(r"\bp\.?\s?c\.?\s+(?=\d)", " ", plain(raw[:LONGEST_ADDRESS]))
    text = re.sub(r"(?<=\d)\s*-\s*(?=\d{3}\b)", "", text) if country in {"PT", "BR"} else text
    text = re.sub(r"\bn[o0][.:]?\s?(?=\d)", " number ", _join_dotted(text))
    text = re.sub(r"\bkm\.?\s*(\d+)[.,]\d+", r"km \1 ", text)
    text = re.sub(r"(?<=\d)o\b", "0", text).replace("'", "")
    text = _LETTER_DIGIT.sub(" ", text).replace("#", " # ")
    pieces: list[str] = []
    for piece in _SPLIT.split(text):
        if not piece:
            continue
        piece = EXPANSIONS.get(piece, piece)
        pieces.extend(ADDRESS_SPELLINGS.get(t, t) for t in piece.split())
    pieces = [t for t in pieces if t not in STOP_WORDS or t == "#"]
    while pieces and pieces[-1] in country_words():
        pieces.pop()

    postcode_at = _postcode_position(pieces, country)
    postcode = pieces[postcode_at] if postcode_at is not None else ""
    places, countries = place_positions(pieces, country), country_words()
    weights: dict[str, float] = {}
    doors: dict[str, None] = {}
    units: set[str] = set()
    for i, piece in enumerate(pieces):
        if i == postcode_at or piece == "#" or piece in countries:
            continue
        before = pieces[i - 1] if i else ""
        if any(c.isdigit() for c in piece):
            number = piece.lstrip("0") or "0"
            if area := _area(pieces, i, country):
                weights[area] = AREA_WEIGHT if area.startswith(ZONES) else 1.0
            elif len(number) <= 4 or i == 0 or pieces[i - 1] in DOOR_BEFORE_NUMBER:
                doors[number] = None
                if before in {"unit", "factory"}:
                    units.add(number)
        elif piece in ROMAN or (piece in ROMAN_AFTER_UNIT_WORD and before in AREA_BEFORE_NUMBER):
            number = ROMAN.get(piece) or ROMAN_AFTER_UNIT_WORD[piece]
            weights[f"{before if before in AREA_BEFORE_NUMBER else 'area'}{number}"] = 0.4
        elif piece in ADDRESS_WORDS or piece in GENERAL_WORDS or piece in LEGAL_FORMS:
            weights.setdefault(piece, ADDRESS_WEIGHT_GENERAL)
        elif len(piece) <= 2 and before in DOOR_BEFORE_NUMBER:
            doors[piece] = None
        elif len(piece) == 1:
            continue
        elif i in places:
            weights.setdefault(piece, ADDRESS_WEIGHT_PLACE)
        else:
            weights[piece] = word_weight(piece)
    return CleanAddress(
        words=tuple(w for w, weight in weights.items() if weight > ADDRESS_WEIGHT_GENERAL),
        weights=weights,
        weight=sum(weights.values()),
        doors=frozenset(doors),
        units=frozenset(units),
        door_text=" ".join(doors),
        postcode=postcode,
        squashed="".join(t for t in pieces if t != "#" and t != "number"),
    )


def _area(pieces: list[str], i: int, country: str) -> str:
    """The area or street that a number names ("sector15", "sokak140"), or "" where it is a door."""
    number = pieces[i].lstrip("0") or "0"
    before = pieces[i - 1] if i else ""
    after = pieces[i + 1] if i + 1 < len(pieces) else ""
    if ordinal := re.fullmatch(r"(\d+)(st|nd|rd|th)", number):
        return f"street{ordinal[1]}"
    if len(number) > 4:
        return ""
    if before == "number" and i > 1 and pieces[i - 2] in {"road", "zone", "park", "sector", "moo"}:
        return f"{pieces[i - 2]}{number}"
    if before in DOOR_BEFORE_NUMBER:
        return ""
    if after in AREA_AFTER_NUMBER or (
        after in {"avenue", "street", "calle"} and country in NUMBERED_STREETS
    ):
        return f"{after}{number}"
    if before in STREETS:
        named = pieces[i - 2] if i > 1 else ""
        plainly = not named or named in ADDRESS_WORDS or named[0].isdigit()
        return f"{before}{number}" if plainly else ""
    return f"{before}{number}" if before in AREA_BEFORE_NUMBER else ""


def _postcode_position(pieces: list[str], country: str) -> int | None:
    """Where the postcode stands: the last number of the country's length that is not a door."""
    lengths = POSTCODE_LENGTHS.get(country, (5, 6))
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        if not piece.isdigit() or len(piece) not in lengths:
            continue
        before = pieces[i - 1] if i else ""
        if before in DOOR_BEFORE_NUMBER or (len(piece) <= 4 and before in AREA_BEFORE_NUMBER):
            continue
        if i < len(pieces) / 2 and len(pieces) > 2:
            continue  # "10420 Col. Parque": a door; postcodes stand near the end
        return i
    return None
