"""A country from whatever a list calls it: a code, or its name in some thirty languages.

Names come from Unicode CLDR (through Babel) and ISO 3166 (through pycountry); what both lack and
lists use is written below. XK (Kosovo) is the user-assigned code the European Commission uses.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry
from babel import Locale
from rapidfuzz import process
from rapidfuzz.distance import OSA

_LANGUAGES = [
    "en",
    "nl",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "tr",
    "pl",
    "ro",
    "cs",
    "sk",
    "hu",
    "bg",
    "hr",
    "sr",
    "el",
    "sv",
    "da",
    "nb",
    "fi",
    "uk",
    "ru",
    "ar",
    "fa",
    "ur",
    "hi",
    "bn",
    "ta",
    "si",
    "id",
    "ms",
    "vi",
    "th",
    "km",
    "my",
    "zh",
    "zh_Hant",
    "ja",
    "ko",
]
# Names that lists use and neither source has; a name here wins over both.
_VARIANTS = {
    "AE": "uae|u a e|emirates", "AG": "antigua", "BA": "bosnia|bosnie", "BO": "bolivia",
    "BN": "brunei", "CD": "drc|dr congo|democratic republic of congo|democratic republic of the congo|congo drc|zaire"
          "|congo kinshasa",
    "CG": "congo|congo brazzaville|republic of congo|republic of the congo", "CI": "ivory coast|cote divoire|ivoorkust",
    "CN": "prc|p r c|p r china|pr china|p r of china|peoples republic of china|mainland china|china mainland"
          "|china prc|volksrepubliek china|vr china",
    "CV": "cape verde", "CZ": "czech republic|czech rep|tsjechische republiek|tjechie",
    "DO": "dominican rep|dominican rep.|dom rep|dom republic|domincan republic",
    "EH": "western sahara", "FK": "falkland islands", "FM": "micronesia",
    "GB": "uk|u k|great britain|britain|england|scotland|wales|northern ireland|engeland|schotland|gb uk"
          "|groot brittannie|noord ierland|united kingdom uk",
    "GR": "el|hellas", "HK": "hong kong|hongkong|hong kong sar|hong kong china|hk sar|china hong kong",
    "IR": "iran|persia", "KP": "north korea|dprk|noord korea", "KR": "south korea|republic of korea|korea south"
          "|korea rep|rep of korea|korea republic of|s korea|rok|zuid korea|korea|korea republic",
    "LA": "laos|lao", "LK": "ceylon", "MD": "moldova|moldavia", "MK": "macedonia|fyrom|fyr macedonia|macedonie"
          "|republic of macedonia", "MM": "burma|birma|myanmar burma", "MO": "macau|macao|macau sar|macau china|macao china",
    "NL": "holland|the netherlands|nederland", "PG": "papua new guinea",
    "PS": "palestine|west bank|gaza|west bank and the gaza strip|west bank and gaza"
          "|palestinian territory|palestinian territories|palestina", "PR": "puerto rico",
    "RU": "russia|russian fed", "SK": "slovak republic|slovak rep|slowaakse republiek",
    "SY": "syria", "SZ": "swaziland", "TL": "east timor|oost timor", "TR": "turkey|turkiye|turquie",
    "TW": "taiwan|taiwan roc|taiwan r o c|chinese taipei|taiwan china|roc taiwan|taiwan republic of china",
    "TZ": "tanzania", "US": "usa|u s a|u s|us of a|united states of america|america|the united states"
          "|united states usa|vs|verenigde staten van amerika|estados unidos de america|etats unis d amerique",
    "VA": "vatican|holy see", "VE": "venezuela", "VN": "viet nam|vietnam|s r vietnam|socialist republic of vietnam",
    "XK": "kosovo",
}  # fmt: skip
# "Georgia" and these end American, Mexican or Indian addresses that are not in that country.
_NOT_AT_AN_END = {"GE", "JO", "TD", "LB", "CU", "JE", "ML", "OM"}
_SHORT_AT_AN_END = {"usa", "uk", "uae", "prc", "u s a", "u k", "p r c", "u a e", "drc"}
_ACCEPT, _SUGGEST, _APART = 0.92, 0.75, 0.08


@dataclass(frozen=True, slots=True)
class CountryReading:
    """What a text says about a country: `code` when sure, else perhaps a `suggestion`.

    `near` marks a code taken in spite of a spelling mistake.
    """

    code: str | None = None
    suggestion: str | None = None
    near: bool = False


NOTHING = CountryReading()


_NO_WORD = re.compile(r"[^\w]+|_")


def _plain(text: str) -> str:
    if text.isascii():
        return _NO_WORD.sub(" ", text.casefold().replace("&", " and ").replace("'", "")).strip()
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c) or ord(c) > 0x36F)
    text = text.replace("&", " and ").replace("'", "").replace("’", "").replace("ı", "i")
    return _NO_WORD.sub(" ", unicodedata.normalize("NFC", text)).strip()


@cache
def codes() -> frozenset[str]:
    """Every ISO 3166-1 alpha-2 code, and XK."""
    return frozenset(country.alpha_2 for country in pycountry.countries) | {"XK"}


@cache
def _index() -> dict[str, str]:
    """Every known name and code, plain, with its alpha-2 code. Names of two countries are out."""
    index: dict[str, str] = {}

    def add(name: str | None, code: str) -> None:
        if name and (key := _plain(name)):
            index.setdefault(key, code)

    # 1. Codes, then what lists use, then ISO: each wins over what comes later.
    for country in pycountry.countries:
        add(country.alpha_2, country.alpha_2)
    for code, names in _VARIANTS.items():
        for name in names.split("|"):
            index[_plain(name)] = code
    add("xkx", "XK")
    for country in pycountry.countries:
        code = country.alpha_2
        add(country.alpha_3, code)
        add(country.numeric, code)
        add(country.numeric.lstrip("0"), code)
        for attribute in ("name", "official_name", "common_name"):
            written = getattr(country, attribute, None)
            add(written, code)
            if written and ", " in written:  # "Korea, Republic of" is also "Republic of Korea"
                last, first = written.split(", ", 1)
                add(f"{first} {last}", code)
                add(f"the {first} {last}", code)
    # 2. Names in other languages; one that means two countries in two of them means neither.
    seen: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in codes() and (key := _plain(name)):
                seen.setdefault(key, set()).add(code)
                bare = _plain(re.sub(r"\s*\([^)]*\)|\bSAR\b.*", "", name))
                if bare:
                    seen.setdefault(bare, set()).add(code)
    for key, found in seen.items():
        if len(found) == 1:
            index.setdefault(key, next(iter(found)))
    return index


@cache
def _short_accented() -> dict[str, str]:
    """Names that look like another country's code once their accents are gone: "Mỹ", "Bỉ", "Áo"."""
    everyday = {"mỹ": "US", "ý": "IT"}  # Vietnamese lists say these; the locale data is formal
    return everyday | {
        unicodedata.normalize("NFC", name).casefold(): code
        for language in _LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if code in codes() and len(_plain(name)) <= 3 and not name.isascii()
    }


@cache
def _spelled_names() -> tuple[dict[str, str], tuple[str, ...]]:
    """Names long enough to be misspelled, in English and Dutch and as lists write them."""
    names = {}
    for language in ("en", "nl"):
        for code, name in Locale.parse(language).territories.items():
            if code in codes():
                names[_plain(name)] = code
    for code, variants in _VARIANTS.items():
        names.update({_plain(name): code for name in variants.split("|")})
    for country in pycountry.countries:
        names.setdefault(_plain(country.name), country.alpha_2)
    names = {name: code for name, code in names.items() if len(name) >= 4}
    return names, tuple(names)


@lru_cache(maxsize=20_000)
def read_country(text: str) -> CountryReading:
    """The country a cell names, by code (alpha-2, alpha-3, numeric) or by name.

    Case, accents and punctuation do not count. One slip in a long name is corrected (`near`);
    a nearer guess at a short one is only a suggestion.
    """
    plain = _plain(text)
    if not plain or len(plain) > 80:
        return NOTHING
    if len(plain) <= 3 and (written := unicodedata.normalize("NFC", text.strip()).casefold()) in (
        accented := _short_accented()
    ):
        return CountryReading(accented[written])
    index = _index()
    if plain in index:
        return CountryReading(index[plain])
    for shorter in _shorter(text):
        if shorter in index:
            return CountryReading(index[shorter])
    if len(plain) < 4:
        return NOTHING
    by_name, names = _spelled_names()
    close = process.extract(
        plain, names, scorer=OSA.normalized_similarity, score_cutoff=_SUGGEST, limit=8
    )
    if not close:
        return NOTHING
    best_name, best, _ = close[0]
    code = by_name[best_name]
    rival = max((score for name, score, _ in close if by_name[name] != code), default=0.0)
    if best >= _ACCEPT and best - rival >= _APART:
        return CountryReading(code, near=True)
    return CountryReading(suggestion=code) if best > rival else NOTHING


def _shorter(text: str) -> list[str]:
    """Other ways to look at a cell: "CN - China", "China (CN)", "the Philippines"."""
    plain = _plain(text)
    options = [plain.removeprefix("the "), plain.removeprefix("republic of ")]
    options.append(_plain(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)))
    parts = [_plain(part) for part in re.split(r"\s+[-–/|:]\s+|[()\[\]]", text)]
    known = {_index()[part] for part in parts if part in _index()}
    if len(known) == 1 and len([part for part in parts if part]) <= 2:
        options.extend(part for part in parts if part in _index())
    # "Congo, Democratic Republic of the", as registers put names in order.
    if text.count(",") == 1:
        first, then = text.split(",")
        options.append(_plain(f"{then} {first}"))
    # "C H I N A" and "V I E T N A M" come out of designed PDFs.
    if re.fullmatch(r"\w( \w)+", plain) and len(plain) > 5:
        options.append(plain.replace(" ", ""))
    return [option for option in options if option]


_GLUED_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AFTER_A_COUNTRY = " \t\n0123456789.;,-"
# No name of a country with what may follow it (a postcode, a telephone) is longer.
LONGEST_END = 80


@lru_cache(maxsize=20_000)
def country_at_end(address: str) -> str | None:
    """The country whose full name ends an address, or None.

    Only names in English and Dutch, and the few abbreviations nobody mistakes: two letters at an
    end are more often a state, and "Island" is Iceland in German only. Countries that share their
    name with a state or a town are left out.
    """
    spaced = _GLUED_CAPITAL.sub(" ", address[-LONGEST_END:])  # "KhokkhamThailand"
    plain = _plain(spaced.rstrip(_AFTER_A_COUNTRY))
    names, _ = _spelled_names()
    words = plain.split()
    for length in range(min(5, len(words) - 1), 0, -1):
        tail = " ".join(words[-length:])
        code = names.get(tail) or (tail in _SHORT_AT_AN_END and _index().get(tail))
        if not code or tail == "america":
            continue
        before = words[-length - 1]
        if code in _NOT_AT_AN_END or before in ("new", "nueva", "north", "south", "inner"):
            return None
        return code
    return None


@cache
def country_name(code: str, language: str = "en") -> str:
    """The country's name for a person, in CLDR's words."""
    return Locale.parse(language).territories.get(code, code)
