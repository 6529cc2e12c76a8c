"""The small values every part of a definition is written in: names, texts, days, shares.

Each type says what it accepts, so that a fault can say what would be right.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1900, 2200  # beyond these a date is a slip of the keyboard
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_LEAP_YEAR = 2000  # so that 02-29 is a day of the year


@dataclass(frozen=True)
class Reference:
    """Marks a field as the name of something elsewhere in the definition: `Reference("sides")`."""

    to: str


@dataclass(frozen=True)
class Says:
    """Names what a value should look like (a key of `expected.EXPECTED`), with its bounds."""

    expected: str
    low: int = 0
    high: int | None = None


class Text(RootModel[dict[str, str]]):
    """A text in several languages, `{nl: Vakbonden, en: Unions}`."""

    model_config = ConfigDict(frozen=True)

    root: Annotated[
        dict[
            Annotated[str, Field(pattern=r"^[a-z]{2,3}$")],
            Annotated[str, Field(strict=True, min_length=1, pattern=r"\S")],
        ],
        Field(min_length=1),
    ]

    def get(self, language: str) -> str:
        """The text in `language`, or in the first language written where that one is absent."""
        return self.root.get(language) or next(iter(self.root.values()))

    def __str__(self) -> str:
        return next(iter(self.root.values()))


def _day(value: Any) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "no such day") from None
    if type(value) is not date:
        raise PydanticCustomError("not_a_day", "not a day")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("year_out_of_reach", "year out of reach")
    return value


def _month_day(value: Any) -> str:
    match = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("not_a_month_day", "not a month and day")
    try:
        date(_LEAP_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None
    return value


def month_day_in(year: int, month_day: str) -> date:
    """The date of `month_day` ("07-04") in `year`; 02-29 falls on 28 February where there is none."""
    month, day = map(int, month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)


Id = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z0-9_]*$", max_length=80), Says("id")]
Slug = Annotated[
    str, Field(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80), Says("slug")
]
Language = Annotated[str, Field(strict=True, pattern=r"^[a-z]{2,3}$"), Says("language")]
Country = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{2}$"), Says("country")]
Currency = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{3}$"), Says("currency")]
Words = Annotated[
    str, Field(strict=True, min_length=1, max_length=500, pattern=r"\S"), Says("words")
]
Flag = Annotated[bool, Field(strict=True), Says("flag")]
Count = Annotated[int, Field(strict=True, ge=1, le=1_000_000), Says("whole", 1, 1_000_000)]
Days = Annotated[int, Field(strict=True, ge=0, le=3660), Says("whole", 0, 3660)]
Months = Annotated[int, Field(strict=True, ge=1, le=600), Says("whole", 1, 600)]
Year = Annotated[
    int, Field(strict=True, ge=1, le=100), Says("whole", 1, 100)
]  # a year of membership, 1 is the first
Percent = Annotated[float, Field(strict=True, ge=0, le=100), Says("number", 0, 100)]
Points = Annotated[float, Field(strict=True, ge=0, le=1000), Says("number", 0, 1000)]
ChainTier = Annotated[int, Field(strict=True, ge=1, le=9), Says("whole", 1, 9)]
Amount = Annotated[float, Field(strict=True, ge=0, le=1e13), Says("number")]
# A group smaller than three tells each of two who the other is.
GroupOfThree = Annotated[int, Field(strict=True, ge=3, le=1000), Says("whole", 3, 1000)]
# A decision can be asked after for at least five years; what one can open alone is not shared.
RecordYears = Annotated[int, Field(strict=True, ge=5, le=100), Says("whole", 5, 100)]
SeveralPeople = Annotated[int, Field(strict=True, ge=2, le=20), Says("whole", 2, 20)]
# Quartiles of fewer than five are their values.
GroupOfFive = Annotated[int, Field(strict=True, ge=5, le=1000), Says("whole", 5, 1000)]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date"}),
    Says("day"),
]
MonthDay = Annotated[
    str,
    BeforeValidator(_month_day),
    WithJsonSchema({"type": "string", "pattern": r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}),
    Says("month_day"),
]

SideId = Annotated[Id, Reference("sides")]
BodyId = Annotated[Id, Reference("bodies")]
RoleId = Annotated[Id, Reference("roles")]
ClassId = Annotated[Id, Reference("classes")]
ThemeId = Annotated[Id, Reference("themes")]
ObligationId = Annotated[Id, Reference("obligations")]
SectionId = Annotated[Id, Reference("assessment.sections")]
ScaleId = Annotated[Id, Reference("assessment.scales")]
EvidenceKindId = Annotated[Id, Reference("assessment.evidence_kinds")]
ChainRoleId = Annotated[Id, Reference("assessment.chain_roles")]
ClockId = Annotated[Id, Reference("clocks")]
SourceId = Annotated[Id, Reference("sources")]
