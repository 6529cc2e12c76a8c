"""The outcome of a decision: by consensus of sides, by majorities, or by the chair's casting vote.

The shares of a definition are of votes cast, so abstaining and standing aside are heard but weigh nothing. Side
by side is what protects a small side: where each side must agree, the number of seats of another does not matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from convenant.decisions.outcome.counting import (
    Bench,
    Test,
    benches,
    more_needed,
    quorum,
    reaches,
)
from convenant.decisions.outcome.rule import Rule, Way
from convenant.decisions.outcome.statements import Statement
from convenant.decisions.outcome.table import CHAIR, Place, Position, Stand


class Result(StrEnum):
    """Where a decision stands."""

    OPEN = "open"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    NO_QUORUM = "no_quorum"
    UNSETTLED = "unsettled"  # the rule itself is not known


@dataclass(frozen=True)
class Outcome:
    """What was decided and why; while open, `stands` is what it would be if it closed now.

    `how` tells consensus from majority and a casting vote; empty where nothing was adopted.
    """

    result: Result
    stands: Result
    how: str
    reasons: tuple[Statement, ...]
    missing: tuple[Statement, ...]
    benches: tuple[Bench, ...]


def outcome(
    rule: Rule, places: Sequence[Place], positions: Mapping[str, Position], *, closed: bool
) -> Outcome:
    """What follows from the positions taken so far (`closed`: from all there will be).

    Raises ValueError where two places share an id, or a position is nobody's.
    """
    names = [place.id for place in places]
    if len(set(names)) != len(names):
        raise ValueError("two places share an id")
    if strangers := set(positions) - set(names):
        raise ValueError(f"nobody sits at {sorted(strangers)[0]!r}")
    found = benches(rule, places, positions)
    if rule.unknown:
        said = tuple(Statement(f"unknown_{one}") for one in rule.unknown)
        return Outcome(Result.UNSETTLED, Result.UNSETTLED, "", said, said, tuple(found))
    tests = quorum(rule, found)
    how, verdict = _verdict(rule, places, positions, found)
    if not all(test.met for test in tests):
        stands, how = Result.NO_QUORUM, ""
    elif all(test.met for test in verdict):
        stands = Result.ADOPTED
    else:
        stands, how = Result.NOT_ADOPTED, ""
    recused = [
        Statement("all_recused", bench.side) for bench in found if bench.recused and not bench.seats
    ]
    first = _consensus(rule, found) if rule.way == Way.CONSENSUS_THEN_MAJORITY else verdict
    missing = [test.missing for test in (*tests, *first) if not test.met and test.missing]
    return Outcome(
        stands if closed else Result.OPEN,
        stands,
        how,
        (*recused, *(test.why for test in tests), *(test.why for test in verdict)),
        () if closed else tuple(missing),
        tuple(found),
    )


def split_views(
    places: Sequence[Place], positions: Mapping[str, Position]
) -> list[tuple[Place, Position]]:
    """Who objected or stood aside, with their reasons, in the order of the table; published with the text."""
    apart = (Stand.OBJECT, Stand.STAND_ASIDE)
    return [
        (place, positions[place.id])
        for place in places
        if not (place.observer or place.recused)
        and place.id in positions
        and positions[place.id].stand in apart
    ]


def _verdict(
    rule: Rule,
    places: Sequence[Place],
    positions: Mapping[str, Position],
    found: Sequence[Bench],
) -> tuple[str, list[Test]]:
    """How it would be adopted, and what that takes."""
    vetoes = [test for side in rule.vetoes if (test := _veto(side, found))]
    if rule.way == Way.CONSENSUS:
        return "consensus", [*_consensus(rule, found), *vetoes]
    votes = _votes(rule, places, positions, found)
    if rule.way == Way.CONSENSUS_THEN_MAJORITY:
        agreed = _consensus(rule, found)
        if all(test.met for test in agreed):
            return "consensus", [Test(True, Statement("consensus")), *agreed]
        return "majority", [Test(True, Statement("no_consensus")), *votes, *vetoes]
    cast = any(test.why.code == "cast_for" for test in votes)
    return "casting_vote" if cast else "majority", [*votes, *vetoes]


def _consensus(rule: Rule, found: Sequence[Bench]) -> list[Test]:
    """No side objects and none is silent. A chair who votes may object, and need not speak."""
    tests = _vacant(rule.sides, found)
    for bench in found:
        if not bench.seats:
            continue
        if bench.against:
            why = Statement("side_objects", bench.side, {"count": bench.against})
            tests.append(Test(False, why, why))
        elif bench.silent == bench.seats:
            if bench.side != CHAIR:
                why = Statement("side_silent", bench.side)
                tests.append(Test(False, why, why))
        else:
            tests.append(Test(True, Statement("side_agrees", bench.side)))
    if not any(bench.support for bench in found):
        tests.append(Test(False, Statement("nobody_supports"), Statement("nobody_supports")))
    return tests


def _vacant(sides: Iterable[str], found: Sequence[Bench]) -> list[Test]:
    """A failed test for each of these sides that has no seat filled: who is not there was not asked."""
    there = {bench.side for bench in found}
    gone = [Statement("side_vacant", side) for side in dict.fromkeys(sides) if side not in there]
    return [Test(False, why, why) for why in gone]


def _votes(
    rule: Rule,
    places: Sequence[Place],
    positions: Mapping[str, Position],
    found: Sequence[Bench],
) -> list[Test]:
    """The majority of all votes, and of each side where the rule asks for it."""
    tests = [_all_votes(rule, places, positions, found)]
    by_side = rule.way == Way.MAJORITY_BY_SIDE or rule.of_each_side is not None
    tests += _vacant([*(rule.sides if by_side else ()), *rule.of_sides], found)
    for bench in found:
        if bench.side == CHAIR or not bench.seats:
            continue
        asked = rule.of_sides.get(bench.side, rule.of_each_side)
        if by_side or bench.side in rule.of_sides:
            tests.append(_side_votes(bench, asked))
    return tests


def _all_votes(
    rule: Rule,
    places: Sequence[Place],
    positions: Mapping[str, Position],
    found: Sequence[Bench],
) -> Test:
    support, cast = sum(bench.support for bench in found), sum(bench.cast for bench in found)
    if rule.chair_casts and rule.at_least is None and cast and support * 2 == cast:
        return _casting_vote(places, positions)
    silent = sum(bench.silent for bench in found)
    return _share_test("all_votes", None, support, cast, silent, rule.at_least)


def _side_votes(bench: Bench, asked: Fraction | None) -> Test:
    if not bench.cast and not bench.silent:
        why = Statement("side_cast_none", bench.side)
        return Test(False, why, why)
    return _share_test("side_votes", bench.side, bench.support, bench.cast, bench.silent, asked)


def _share_test(
    code: str, side: str | None, support: int, cast: int, silent: int, asked: Fraction | None
) -> Test:
    why = Statement(code, side, {"support": support, "cast": cast, "asked": asked})
    more = more_needed(support, cast, silent, asked)
    missing = (
        Statement(f"{code}_out_of_reach", side, {"asked": asked})
        if more is None
        else Statement(f"{code}_missing", side, {"needed": more, "asked": asked})
    )
    return Test(reaches(support, cast, asked), why, missing)


def _casting_vote(places: Sequence[Place], positions: Mapping[str, Position]) -> Test:
    """An equal number for and against: the chair's position decides, if the chair may and does."""
    for place in places:
        if place.side != CHAIR or place.recused or place.observer or place.id not in positions:
            continue
        stand = positions[place.id].stand
        if stand == Stand.SUPPORT:
            return Test(True, Statement("cast_for"))
        if stand == Stand.OBJECT:
            return Test(False, Statement("cast_against"), Statement("cast_against"))
    return Test(False, Statement("cast_missing"), Statement("cast_missing"))


def _veto(side: str, found: Sequence[Bench]) -> Test | None:
    """A side with a veto uses it by a majority of its own votes; None where nobody of it decides."""
    bench = next((one for one in found if one.side == side and one.seats), None)
    if bench is None:
        return None
    told = {"against": bench.against, "cast": bench.cast}
    why = Statement("veto", side, told)
    if reaches(bench.against, bench.cast, None):
        return Test(False, why, why)
    return Test(True, Statement("no_veto", side))
