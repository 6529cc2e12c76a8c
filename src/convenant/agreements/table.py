"""The table as a page shows it: parties by side, bodies and their seats, the term, the activation.

Pure arrangements of the definition and the rows at hand; nothing here asks the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from convenant.agreements.definition import Definition, Text
from convenant.agreements.definition.parts.activation import Condition
from convenant.agreements.definition.parts.bodies import Body
from convenant.agreements.definition.parts.bodies import Seat as Places
from convenant.agreements.membership import is_member
from convenant.agreements.models import Party, Seat
from convenant.agreements.seating import sides_together

# A sum of two shares tells each of two the other's.
SHARES_SHOWN_FROM = 3


@dataclass(frozen=True)
class SideAtTable:
    """A side with its parties; supporters stand apart."""

    id: str
    name: Text
    description: Text | None
    parties: list[Party]
    supporters: list[Party]


def sides_at_table(definition: Definition, parties: Sequence[Party]) -> list[SideAtTable]:
    """Every side of the definition, in its order, empty ones too."""
    return [
        SideAtTable(
            side.id,
            side.name,
            side.description,
            [p for p in parties if p.side == side.id and not p.is_supporter],
            [p for p in parties if p.side == side.id and p.is_supporter],
        )
        for side in definition.sides
    ]


@dataclass(frozen=True)
class Bench:
    """The seats of one side (or of sides together) in a body; `free` is None where no number is known."""

    sides: list[Text]
    first_side: str
    places: Places | None
    held: list[Seat]

    @property
    def count(self) -> int | None:
        return self.places.count if self.places else None

    @property
    def free(self) -> int | None:
        return None if self.count is None else max(self.count - len(self.held), 0)

    @property
    def can_take_more(self) -> bool:
        return self.free is None or self.free > 0


@dataclass(frozen=True)
class BodyAtTable:
    """A body with its benches and its chair."""

    body: Body
    benches: list[Bench]
    chair: Seat | None

    @property
    def has_chair(self) -> bool | None:
        """Whether it has an independent chair by the definition; None where that is not known."""
        return self.body.independent_chair


def bodies_at_table(definition: Definition, seats: Sequence[Seat]) -> list[BodyAtTable]:
    """Every body of the definition with who sits there; seats of sides it does not name come last."""
    names = {side.id: side.name for side in definition.sides}
    found = []
    for body in definition.bodies:
        here = [seat for seat in seats if seat.body == body.id]
        benches = []
        for places in body.seats:
            together = sides_together(places)
            held = [seat for seat in here if seat.side in together]
            benches.append(Bench([names[s] for s in together], places.side, places, held))
        named = {side for places in body.seats for side in sides_together(places)}
        for side in dict.fromkeys(s.side for s in here if s.side and s.side not in named):
            held = [seat for seat in here if seat.side == side]
            benches.append(Bench([names[side]] if side in names else [], side, None, held))
        found.append(BodyAtTable(body, benches, next((s for s in here if not s.side), None)))
    return found


@dataclass(frozen=True)
class TermNow:
    """Where the agreement stands in its term on a day; days are None where a date is not known."""

    start: date | None
    end: date | None
    tail_end: date | None
    today: date

    @property
    def days(self) -> int | None:
        """The length of the term, first and last day included."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def days_left(self) -> int | None:
        return (self.end - self.today).days if self.end else None

    @property
    def days_gone(self) -> int | None:
        if self.days is None or self.start is None:
            return None
        return min(max((self.today - self.start).days + 1, 0), self.days)

    @property
    def days_to_start(self) -> int | None:
        return (self.start - self.today).days if self.start else None

    @property
    def state(self) -> str:
        """`before`, `running`, `tail`, `over`, or `unknown` where the end is not known."""
        if self.start and self.today < self.start:
            return "before"
        if self.end is None:
            return "unknown"
        if self.today <= self.end:
            return "running"
        return "tail" if self.tail_end and self.today <= self.tail_end else "over"


def term_now(definition: Definition, today: date) -> TermNow:
    """The term on this day."""
    term = definition.term
    return TermNow(term.start, term.end, term.tail_end, today)


@dataclass(frozen=True)
class Progress:
    """How far one activation condition is.

    `now` is None where the platform cannot count it, or may not show it (`hidden`). `given` of `of`
    members gave their share of the turnover.
    """

    condition: Condition
    now: Decimal | int | None = None
    needed: float | int | None = None
    given: int | None = None
    of: int | None = None
    hidden: bool = False

    @property
    def met(self) -> bool | None:
        """Whether it is met as far as is known; None where nobody can tell."""
        if self.now is None or self.needed is None:
            return None
        if float(self.now) >= self.needed:
            return True
        # What the others did not give may still make the difference.
        return None if self.given != self.of else False

    @property
    def shown(self) -> float:
        """For a progress bar: never beyond its end."""
        return min(float(self.now or 0), float(self.needed or 0))


def activation_progress(
    definition: Definition, parties: Iterable[Party], *, sees_all: bool
) -> list[Progress]:
    """How far each condition is; `sees_all` shows a sum of fewer than three members' shares as well."""
    parties = list(parties)
    members = [p for p in parties if is_member(p, definition)]
    shares = [p.turnover_share for p in members if p.turnover_share is not None]
    found = []
    for condition in definition.activation.conditions:
        needed = condition.at_least
        if condition.kind == "companies":
            found.append(Progress(condition, len(members), needed))
        elif condition.kind == "sides_signed":
            signed = {p.side for p in parties if not p.is_supporter}
            found.append(Progress(condition, len(signed), needed))
        elif condition.kind == "turnover_share":
            hidden = not sees_all and 0 < len(shares) < SHARES_SHOWN_FROM
            total = None if hidden else sum(shares, Decimal(0))
            found.append(Progress(condition, total, needed, len(shares), len(members), hidden))
        else:
            found.append(Progress(condition))
    return found


@dataclass
class Table:
    """Everything the agreement's page shows about who is at the table."""

    sides: list[SideAtTable]
    bodies: list[BodyAtTable]
    term: TermNow
    activation: list[Progress] = field(default_factory=list)
