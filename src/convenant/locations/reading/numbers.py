"""Numbers as people write them: thousands and decimals in Dutch and English, ranges, shares."""

import re
from collections.abc import Callable
from functools import lru_cache

Range = tuple[float | None, float | None]

_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d+)*")
_TO = r"\s*(?:-|–|—|−|~|\bto\b|\bt/m\b|\btot en met\b|\btot\b|\band\b|\ben\b|\bbis\b|\bà\b|\bà\b|\.\.+)\s*"
_NUM = r"(\d+(?:[.,'’\u00a0\u202f ]\d+)*)"
_RANGE = re.compile(rf"^(?:between|tussen|from|van|zwischen|entre|von)?\s*{_NUM}\s*%?{_TO}{_NUM}$")
_BELOW = re.compile(
    rf"^(?:<|less than|fewer than|under|below|minder dan|onder|weniger als|moins de)\s*{_NUM}$"
)
_AT_MOST = re.compile(
    rf"^(?:<=|≤|=<|up to|at most|max\.?|maximum|maximaal|tot|t/m|ten hoogste|hooguit|bis|jusqu'à)\s*{_NUM}$"
)
_ABOVE = re.compile(rf"^(?:>|more than|over|above|meer dan|boven|mehr als|plus de)\s*{_NUM}$")
_AT_LEAST = re.compile(
    rf"^(?:>=|≥|=>|at least|min\.?|minimum|minimaal|vanaf|ten minste|minstens|mindestens|from)\s*{_NUM}$"
)
_PLUS = re.compile(rf"^{_NUM}\s*(?:\+|plus|and more|or more|en meer|of meer|und mehr|et plus)$")
_ABOUT = re.compile(r"^(?:ca\.?|circa|c\.|about|approx\.?|approximately|around|ongeveer|plm\.?|±|~|≈|rond|"
                    r"etwa|env\.?|environ|est\.?)\s*")  # fmt: skip
_UNITS = re.compile(
    r"\s*(?:workers?|employees?|people|persons?|pax|fte'?s?|ppl|werknemers?|medewerkers?|personen|arbeiders|"
    r"mitarbeiter(?:innen)?|employés|headcount)\.?$"
)
_EXCEL_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}[-/ ](?:jan|feb|mar|mrt|apr|may|mei|jun|jul|aug|sep|oct|okt|"
                         r"nov|dec)[a-z]*\.?$|^(?:jan|feb|mar|mrt|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec)"
                         r"[a-z]*\.?[-/ ]\d{2,4}$", re.IGNORECASE)  # fmt: skip


def looks_like_date(text: str) -> bool:
    """Whether Excel turned a range ("1-50") into a date ("jan-50", "1950-01-01")."""
    return bool(_EXCEL_DATE.match(text.strip()))


def whole(text: str) -> int | None:
    """A whole number of things: "1.234", "1,234", "1 234" and "1'234" are one thousand odd."""
    digits = re.sub(r"['’\u00a0\u202f ]", "", text)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", digits):
        return int(re.sub(r"[.,]", "", digits))
    if re.fullmatch(r"\d{1,9}[.,]0{1,2}", digits):
        return int(re.split(r"[.,]", digits)[0])
    return int(digits) if re.fullmatch(r"\d{1,12}", digits) else None


def decimal(text: str) -> float | None:
    """A number with a decimal point or comma and an optional sign; None where it is neither.

    With both a point and a comma the last one is the decimal; a single one always is, since this
    reads coordinates and shares, where thousands do not occur.
    """
    digits = re.sub(r"['’\u00a0\u202f ]", "", text.strip()).replace("−", "-")
    if "," in digits and "." in digits:
        thousands = "," if digits.rfind(".") > digits.rfind(",") else "."
        digits = digits.replace(thousands, "")
    digits = digits.replace(",", ".")
    return (
        float(digits) if re.fullmatch(r"[+-]?(\d{1,18}(\.\d{0,30})?|\.\d{1,30})", digits) else None
    )


def _range(text: str, number: Callable[[str], float | None], step: float) -> Range | None:
    """Low and high of a written amount; `step` separates "less than" from "at most"."""
    text = _ABOUT.sub("", text.strip())
    if (value := number(text)) is not None:
        return value, value
    if found := _RANGE.match(text):
        low, high = number(found[1]), number(found[2])
        return None if low is None or high is None or low > high else (low, high)
    for pattern, low_side, shift in (
        (_BELOW, False, -step), (_AT_MOST, False, 0), (_ABOVE, True, step), (_AT_LEAST, True, 0),
        (_PLUS, True, 0),
    ):  # fmt: skip
        if found := pattern.match(text):
            value = number(found[1])
            if value is None:
                return None
            return (value + shift, None) if low_side else (None, max(value + shift, 0))
    return None


@lru_cache(maxsize=5_000)
def workers(text: str) -> tuple[int | None, int | None] | None:
    """Lowest and highest number of workers; an open end is None; None where it cannot be read.

    "1,001-5,000", "251 t/m 500", "Less than 1000" (at most 999), "More than 10000" (at least
    10,001), "500+" (at least 500), "ca. 300".
    """
    plain = _UNITS.sub("", re.sub(r"\s+", " ", text.strip().casefold()))
    found = _range(plain, whole, 1)
    if found is None:
        return None
    low, high = found
    if max(low or 0, high or 0) > 5_000_000:  # more than any site ever had: another column's number
        return None
    return None if low is None else int(low), None if high is None else int(high)


@lru_cache(maxsize=5_000)
def share(text: str, fraction: bool = False) -> Range | None:
    """A share in percent as low and high, 0–100; an open end is None; None where unreadable.

    "12,5%", "10-20 %", "<5%", "about 30". `fraction`: the column holds 0–1, as spreadsheets store
    percentages. Exclusive bounds stay as written, a share being continuous.
    """
    plain = (
        re.sub(r"\s+", " ", text.strip().casefold()).replace("procent", "%").replace("percent", "%")
    )
    percent = "%" in plain
    plain = re.sub(r"\s*%\s*", " ", plain).strip()
    found = _range(plain, decimal, 0)
    if found is None:
        return None
    factor = 100 if fraction and not percent else 1
    low, high = (None if value is None else round(value * factor, 6) for value in found)
    if any(value is not None and not 0 <= value <= 100 for value in (low, high)):
        return None
    return low, high


_TIER = re.compile(r"^(?:tier|t|schakel|level|niveau|laag|rang|stufe)?[\s\-_.:]*(\d)$")
_TIER_NAMES = {
    "first tier": 1, "second tier": 2, "third tier": 3, "fourth tier": 4, "tier one": 1, "tier two": 2,
    "tier three": 3, "tier four": 4, "eerste schakel": 1, "tweede schakel": 2, "derde schakel": 3,
    "vierde schakel": 4, "1st tier": 1, "2nd tier": 2, "3rd tier": 3, "4th tier": 4, "1e schakel": 1,
    "2e schakel": 2, "3e schakel": 3, "4e schakel": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip


@lru_cache(maxsize=5_000)
def tiers(text: str) -> tuple[int, ...] | None:
    """The tiers a cell names, lowest first ("Tier 1", "T2", "tier1/2"); None where unreadable."""
    plain = re.sub(r"\s+", " ", text.strip().casefold())
    plain = re.sub(r"\s*\(.*\)$|\s*[:\-–]\s*[^\W\d]{3}.*$", "", plain) or plain
    found = set()
    for part in re.split(r"\s*(?:[/,;&+|]|\band\b|\ben\b|(?<=\d)\s*-)\s*", plain):
        match = _TIER.match(part)
        if match:
            found.add(int(match[1]))
        elif part in _TIER_NAMES:
            found.add(_TIER_NAMES[part])
        else:
            return None
    return tuple(sorted(found)) or None


_DEGREES = re.compile(
    r"^([NSEWOZ])?\s*(\d{1,3})\s*[°º d:]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’ m:]\s*)?"
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|”|s)?\s*)?([NSEWOZ])?$", re.IGNORECASE,
)  # fmt: skip


def coordinate(text: str) -> float | None:
    """Degrees as a signed decimal: "51,92", "4.48 E", "52°22'12\\"N"; None where unreadable.

    South (Z, Dutch *zuid*) and west are negative; O is read as east (Dutch *oost*).
    """
    text = text.strip()
    if (value := decimal(text)) is not None:
        return value
    if found := re.fullmatch(
        r"([NSEWOZ])?\s*([+-]?\d+(?:[.,]\d+)?)\s*°?\s*([NSEWOZ])?", text, re.IGNORECASE
    ):
        value, letter = decimal(found[2]), (found[1] or found[3] or "N").upper()
    elif found := _DEGREES.match(text):
        parts = [decimal(part or "0") or 0.0 for part in found.group(2, 3, 4)]
        if parts[1] >= 60 or parts[2] >= 60:
            return None
        value, letter = (
            parts[0] + parts[1] / 60 + parts[2] / 3600,
            (found[1] or found[5] or "N").upper(),
        )
    else:
        return None
    return None if value is None else -value if letter in "SWZ" else value


def coordinate_pair(text: str) -> tuple[float, float] | None:
    """Latitude and longitude from one cell: "51.92, 4.48", "51,92; 4,48", "(51.92 4.48)"."""
    plain = text.strip().strip("()[]")
    for pattern in (
        r"\s*[;|/]\s*",
        r"\s*,\s+",
        r"(?<=[NSZ])[\s,]+",
        r"(?<=\.\d)(?<!,),(?=[\s\d+-])",
        r"\s+",
        r",",
    ):
        parts = [part for part in re.split(pattern, plain) if part]
        if len(parts) == 2:
            lat, lng = coordinate(parts[0]), coordinate(parts[1])
            if lat is not None and lng is not None:
                return lat, lng
    return None
