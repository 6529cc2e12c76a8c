"""What the places of each side said, and whether enough of them took part."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from convenant.decisions.outcome.rule import Rule
from convenant.decisions.outcome.statements import Statement
from convenant.decisions.outcome.table import CHAIR, Place, Position, Stand


@dataclass(frozen=True)
class Bench:
    """One side's seats at this decision. `seats` are those that may decide; recused ones stand apart."""

    side: str
    seats: int
    recused: int
    present: int
    support: int
    against: int
    abstain: int
    aside: int

    @property
    def cast(self) -> int:
        """Votes for and against."""
        return self.support + self.against

    @property
    def silent(self) -> int:
        """Seats from which nothing was heard."""
        return self.seats - self.cast - self.abstain - self.aside


def voting(rule: Rule, places: Iterable[Place]) -> list[Place]:
    """The places that count, recused ones included: no observers, and the chair only where the chair votes."""
    return [
        place
        for place in places
        if not place.observer and (place.side != CHAIR or rule.chair_votes)
    ]


def benches(rule: Rule, places: Iterable[Place], positions: Mapping[str, Position]) -> list[Bench]:
    """A bench for each side with a voting place, by name of the side. A recused seat's position is not heard."""
    by_side: dict[str, list[Place]] = {}
    for place in voting(rule, places):
        by_side.setdefault(place.side, []).append(place)
    return [_bench(side, found, positions) for side, found in sorted(by_side.items())]


def _bench(side: str, places: list[Place], positions: Mapping[str, Position]) -> Bench:
    deciding = [place for place in places if not place.recused]
    said = [positions[place.id].stand for place in deciding if place.id in positions]
    return Bench(
        side,
        seats=len(deciding),
        recused=len(places) - len(deciding),
        present=sum(place.present or place.id in positions for place in deciding),
        support=said.count(Stand.SUPPORT),
        against=said.count(Stand.OBJECT),
        abstain=said.count(Stand.ABSTAIN),
        aside=said.count(Stand.STAND_ASIDE),
    )


@dataclass(frozen=True)
class Test:
    """One thing that must hold: whether it does, why, and what is missing while it does not."""

    met: bool
    why: Statement
    missing: Statement | None = None

    __test__ = False  # not for the test runner


def quorum(rule: Rule, found: Sequence[Bench]) -> list[Test]:
    """Whether enough seats and the named sides took part; empty where the agreement asks for no quorum."""
    tests = []
    seats = sum(bench.seats for bench in found)
    if not seats:
        return [Test(False, Statement("nobody"), Statement("nobody"))]
    if rule.quorum_seats is not None:
        base = seats + (sum(bench.recused for bench in found) if rule.recused_stay else 0)
        present = sum(bench.present for bench in found)
        needed = math.ceil(rule.quorum_seats * base / 100)
        told = {"present": present, "seats": base, "share": rule.quorum_seats}
        gap = Statement(
            "quorum_seats_missing",
            values={"needed": needed - present, "share": rule.quorum_seats},
        )
        tests.append(Test(present >= needed, Statement("quorum_seats", values=told), gap))
    by_side = {bench.side: bench for bench in found}
    for side in rule.quorum_sides:
        bench = by_side.get(side)
        if bench is not None and not bench.seats and not rule.recused_stay:
            tests.append(Test(True, Statement("quorum_side_recused", side)))
        elif bench is None or not bench.present:
            gap = Statement("quorum_side_missing", side)
            tests.append(Test(False, gap, gap))
        else:
            tests.append(Test(True, Statement("quorum_side", side)))
    return tests


def reaches(support: int, cast: int, share: Fraction | None) -> bool:
    """Whether so many of the votes cast are the share asked for; None is more than half."""
    if not cast:
        return False
    return support * 2 > cast if share is None else support * 100 >= share * cast


def more_needed(support: int, cast: int, silent: int, share: Fraction | None) -> int | None:
    """The fewest further votes for it that reach the share; None where all that may come are too few."""
    return next(
        (more for more in range(silent + 1) if reaches(support + more, cast + more, share)), None
    )
