"""Who may decide a case: a chair and one member per side, deputies only in their stead. Plain.

The chair belongs to no side. A deputy stands in when whom he or she deputises for is recused or
absent, and not otherwise, so that nobody can choose the judge of a case.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Seat:
    """Who sits on the body, and for which side; no side: the chair's seat."""

    person: str
    side: str | None = None
    deputy: bool = False


class Code(StrEnum):
    """What is wrong with a panel."""

    NO_CHAIR = "no_chair"
    SIDE_MISSING = "side_missing"
    TOO_MANY = "too_many"  # two for one side, or two chairs
    NOT_ON_BODY = "not_on_body"
    RECUSED = "recused"
    ABSENT = "absent"
    DEPUTY_NOT_NEEDED = "deputy_not_needed"
    NAMED_TWICE = "named_twice"


@dataclass(frozen=True)
class Problem:
    """One fault, about a side or a person."""

    code: Code
    about: str = ""


def problems(
    panel: Sequence[str],
    body: Sequence[Seat],
    *,
    recused: Collection[str] = (),
    absent: Collection[str] = (),
) -> tuple[Problem, ...]:
    """What is wrong with these people as the panel of a case; empty where it is valid."""
    found = [Problem(Code.NAMED_TWICE, p) for p, times in Counter(panel).items() if times > 1]
    seats = {seat.person: seat for seat in body}
    for person in dict.fromkeys(panel):
        if person not in seats:
            found.append(Problem(Code.NOT_ON_BODY, person))
        elif person in recused:
            found.append(Problem(Code.RECUSED, person))
        elif person in absent:
            found.append(Problem(Code.ABSENT, person))
        elif seats[person].deputy and _members_free(seats[person].side, body, recused, absent):
            found.append(Problem(Code.DEPUTY_NOT_NEEDED, person))
    sitting = Counter(seats[p].side for p in set(panel) if p in seats)
    for side in _places(body):
        if not sitting[side]:
            found.append(Problem(Code.SIDE_MISSING, side) if side else Problem(Code.NO_CHAIR))
        elif sitting[side] > 1:
            found.append(Problem(Code.TOO_MANY, side or ""))
    return tuple(sorted(found, key=lambda p: (p.code, p.about)))


def proposed(
    body: Sequence[Seat], *, recused: Collection[str] = (), absent: Collection[str] = ()
) -> dict[str | None, str | None]:
    """Who would sit per side (None: as chair), in the order of the body; None where nobody can."""
    return {side: _first_free(side, body, recused, absent) for side in _places(body)}


def _places(body: Sequence[Seat]) -> tuple[str | None, ...]:
    """The chair's place, which always exists, and that of every side."""
    return (None, *dict.fromkeys(seat.side for seat in body if seat.side is not None))


def _first_free(
    side: str | None, body: Sequence[Seat], recused: Collection[str], absent: Collection[str]
) -> str | None:
    free = _members_free(side, body, recused, absent) or [
        s.person for s in body if s.side == side and s.deputy and _free(s, recused, absent)
    ]
    return free[0] if free else None


def _members_free(
    side: str | None, body: Sequence[Seat], recused: Collection[str], absent: Collection[str]
) -> list[str]:
    return [s.person for s in body if s.side == side and not s.deputy and _free(s, recused, absent)]


def _free(seat: Seat, recused: Collection[str], absent: Collection[str]) -> bool:
    return seat.person not in recused and seat.person not in absent
