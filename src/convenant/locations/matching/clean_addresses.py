"""An address in words and numbers: streets and places, doors, areas with a number, a postcode."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from convenant.locations.matching.address_words import (
    ADDRESS_WORDS,
    AREA_AFTER_NUMBER,
    AREA_BEFORE_NUMBER,
    DOOR_BEFORE_NUMBER,
    EXPANSIONS,
    GLUED_ENDINGS,
    LOCAL_WORDS,
    NUMBERED_STREETS,
    POST_BOX,
    STATE_ROAD,
    STREET_AFTER_NAME,
    STREET_BEFORE_NAME,
    STREETS,
    address_spellings,
)
from convenant.locations.matching.places import country_words, place_positions
from convenant.locations.matching.text import (
    LETTER_DIGIT,
    SPLIT,
    join_dotted,
    plain,
    word_weight,
)
from convenant.locations.matching.towns import join_towns, towns_of
from convenant.locations.matching.vocabulary import (
    LEGAL_FORMS,
    ROMAN,
    ROMAN_AFTER_UNIT_WORD,
    general_words,
    stop_words,
    word_table,
)

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
LONGEST_ADDRESS = 500
ADDRESS_WEIGHT_GENERAL = 0.1
ADDRESS_WEIGHT_PLACE = 0.4
# A numbered zone, floor or phase says a little; a numbered street is the street's name.
AREA_WEIGHT = 0.6
ZONES = (
    *(
        "sector",
        "zone",
        "phase",
        "ward",
        "quarter",
        "section",
        "area",
        "district",
    ),
    *("park", "floor", "level", "kat", "rt", "rw", "group", "hamlet", "grid", "kisim"),
    *("bolgesi", "cluster", "estate", "industrial"),
)


@dataclass(frozen=True, slots=True)
class CleanAddress:
    """An address in words and numbers. `weight` is how much its words say together."""

    words: tuple[str, ...]  # distinctive words, towns, and areas with their number ("sector15")
    weights: dict[str, float]
    weight: float
    doors: frozenset[str]
    parted: frozenset[str]  # doors of two parts ("226/8")
    units: frozenset[str]  # numbers after "unit" or "factory"
    door_text: str
    towns: frozenset[str]
    postcode: str
    squashed: str

    def __reduce__(self) -> tuple[type[CleanAddress], tuple[object, ...]]:
        """As `CleanName`."""
        return CleanAddress, (
            self.words,
            self.weights,
            self.weight,
            self.doors,
            self.parted,
            self.units,
            self.door_text,
            self.towns,
            self.postcode,
            self.squashed,
        )


@lru_cache(maxsize=65_536)
def clean_address(raw: str, country: str) -> CleanAddress:
    """The address's words with weights, its door numbers and its postcode."""
    text = POST_BOX.sub(" ", _POSTCODE_SIGN.sub(" ", plain(raw[:LONGEST_ADDRESS])))
    for pattern, word in LOCAL_WORDS.get(country, ()):
        text = pattern.sub(word, text)
    text = STATE_ROAD.sub("highway ", text)
    if country in {"PT", "BR"}:
        text = _POSTCODE_IN_TWO.sub("", text)
    text = _NUMBER_SIGN.sub(" number ", join_dotted(text))
    if "km" in text:
        text = _KILOMETRES.sub(r"km \1 ", text)
    text = _LETTER_FOR_ZERO.sub("0", text).replace("'", "")
    parted = frozenset(f"{m[1]}/{m[2]}" for m in _PARTED.finditer(text)) if "/" in text else NOTHING
    text = LETTER_DIGIT.sub(" ", text).replace("#", " # ")
    pieces: list[str] = []
    spellings = address_spellings(country)
    for piece in SPLIT.split(text):
        if not piece:
            continue
        piece = EXPANSIONS.get(piece, piece)
        pieces.extend(spellings.get(t, t) for t in _unglued(piece).split())
    little, general = stop_words(country), general_words(country)
    pieces = [t for t in pieces if t not in little]
    while pieces and pieces[-1] in country_words():
        pieces.pop()

    pieces = join_towns(pieces, country)
    known_towns = towns_of(country)
    postcode_at = _postcode_position(pieces, country)
    postcode = pieces[postcode_at] if postcode_at is not None else ""
    places, countries = place_positions(pieces, country), country_words()
    towns: dict[str, None] = {}
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
        elif piece in ADDRESS_WORDS or piece in general or piece in LEGAL_FORMS:
            weights.setdefault(piece, ADDRESS_WEIGHT_GENERAL)
        elif len(piece) <= 2 and before in DOOR_BEFORE_NUMBER:
            doors[piece] = None
        elif len(piece) == 1:
            continue
        elif (i in places or piece in known_towns) and not _names_a_street(pieces, i):
            weights.setdefault(piece, ADDRESS_WEIGHT_PLACE)
            if piece in known_towns:
                towns[piece] = None
        else:
            weights[piece] = word_weight(piece)
    return CleanAddress(
        words=tuple(w for w, weight in weights.items() if weight > ADDRESS_WEIGHT_GENERAL),
        weights=weights,
        weight=sum(weights.values()),
        doors=frozenset(doors),
        parted=parted,
        units=frozenset(units),
        door_text=" ".join(doors),
        towns=frozenset(towns),
        postcode=postcode,
        squashed="".join(t for t in pieces if t != "#" and t != "number"),
    )


NOTHING: frozenset[str] = frozenset()
_POSTCODE_SIGN = re.compile(r"\bp\.?\s?c\.?\s+(?=\d)")
_POSTCODE_IN_TWO = re.compile(r"(?<=\d)\s*-\s*(?=\d{3}\b)")
_NUMBER_SIGN = re.compile(r"\bn[o0][.:]?\s?(?=\d)")
_KILOMETRES = re.compile(r"\bkm\.?\s*(\d+)[.,]\d+")
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)o\b")
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)")
_PARTED = re.compile(r"(?<![\d/])(\d{1,4}) ?/ ?(\d{1,3}[a-z]?)(?![\d/])")


def _unglued(piece: str) -> str:
    if not piece.endswith(GLUED_ENDINGS):
        return piece
    for ending in GLUED_ENDINGS:
        if piece.endswith(ending) and len(piece) >= len(ending) + 3:
            return f"{piece.removesuffix(ending)} {ending}"
    return piece


def _names_a_street(pieces: list[str], i: int) -> bool:
    after = pieces[i + 1] if i + 1 < len(pieces) else ""
    return after in STREET_AFTER_NAME or (i > 0 and pieces[i - 1] in STREET_BEFORE_NAME)


def _area(pieces: list[str], i: int, country: str) -> str:
    """The area or street that a number names ("sector15", "sokak140"), or "" where it is a door."""
    number = pieces[i].lstrip("0") or "0"
    before = pieces[i - 1] if i else ""
    after = pieces[i + 1] if i + 1 < len(pieces) else ""
    if ordinal := _ORDINAL.fullmatch(number):
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
