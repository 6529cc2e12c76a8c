"""How far the sector is with each technique: counts, names for the desk, and where it is expected to be."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from convenant.agreements.membership import members
from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.techniques.models import TechniqueVersion
from convenant.techniques.queries.clocks import asked_at_all, clocks_in_force, title_of
from convenant.techniques.queries.uptake import Standing, standings
from convenant.techniques.queries.versions import in_force
from convenant.techniques.readiness import (
    STATES,
    ForMembers,
    Projection,
    Waiting,
    for_members,
    project,
)
from convenant.techniques.rules import may_read_readiness

FEWEST = 5  # where the definition has no number of its own


@dataclass(frozen=True)
class Row:
    """One technique: how many members it is meant for, and how many are in each state."""

    version: TechniqueVersion
    title: str
    members: int
    counts: list[tuple[str, int]]
    not_meant: int
    last_day: date | None
    projection: Projection | None
    waiting: Waiting


@dataclass(frozen=True)
class MemberRow:
    """One technique as members see it: the quarter in which the share lies that showed it, or nothing."""

    version: TechniqueVersion
    title: str
    band: ForMembers | None


def _joined() -> dict[int, date]:
    """Every member and since when."""
    return dict(members().order_by().values_list("organisation_id", "joined"))


def minimum() -> int:
    """How many members must stand behind a figure that others read."""
    said = running_definition().techniques
    return (said.minimum_members if said else None) or FEWEST


def _by_version(number: int | None = None) -> dict[int, list[Standing]]:
    clocks = clocks_in_force()
    if number is not None:
        clocks = clocks.filter(version__technique__number=number)
    found: dict[int, list[Standing]] = {}
    for standing in standings(asked_at_all(clocks)):
        found.setdefault(standing.clock.version_id, []).append(standing)
    return found


def rows_for(by: Actor) -> list[Row]:
    """Every technique in force with its counts, for the desk only."""
    if not may_read_readiness(by):
        return []
    found, joined = _by_version(), _joined()
    return [_row(version, found.get(version.pk, []), joined) for version in in_force()]


def _row(version: TechniqueVersion, held: list[Standing], joined: dict[int, date]) -> Row:
    counted = Counter(one.state for one in held)
    days = [one.day for one in held if one.day is not None]
    waiting = waiting_of(held, joined)
    return Row(
        version,
        title_of(version),
        len(held),
        [(state, counted[state]) for state in STATES],
        len(joined) - len(held),
        max(days, default=None),
        project(waiting) if days else None,
        waiting,
    )


def member_rows() -> list[MemberRow]:
    """Every technique in force as members see it: a band, where it tells of no single company."""
    found, fewest = _by_version(), minimum()
    rows = []
    for version in in_force():
        held = found.get(version.pk, [])
        done = sum(one.is_done for one in held)
        rows.append(MemberRow(version, title_of(version), for_members(done, len(held), fewest)))
    return rows


@dataclass(frozen=True)
class OfTechnique:
    """One technique for the desk: its row, and who stands where."""

    row: Row
    standings: list[Standing]


def readiness_of(by: Actor, number: int) -> OfTechnique | None:
    """For the desk only: the version in force of this technique."""
    version = in_force().filter(technique__number=number).first()
    if version is None or not may_read_readiness(by):
        return None
    held = _by_version(number).get(version.pk, [])
    return OfTechnique(
        _row(version, held, _joined()),
        sorted(held, key=lambda one: (STATES.index(one.state), one.clock.organisation.name)),
    )


def waiting_of(held: list[Standing], joined: dict[int, date]) -> Waiting:
    """What the projection asks: days from publication (or joining) until it was shown or today; days left.

    Who shows it by evidence or by an equal measure counts as applied. A company whose clock stands still has
    no day to be ready by, and counts as one with no time left.
    """
    applied, days, left = 0, 0.0, []
    for one in held:
        start = one.clock.version.published_on
        start = max(start, joined.get(one.clock.organisation_id, start))
        until = one.today
        if one.is_done:
            applied += 1
            until = _done_on(one) or one.today
        else:
            left.append(float(max(0, one.left or 0)))
        days += max(0, (until - start).days)
    return Waiting(applied, days, left)


def _done_on(one: Standing) -> date | None:
    if one.state == "applied":
        return one.uptake.applied_on if one.uptake else None
    equal = one.equal
    return timezone.localdate(equal.judged_at) if equal and equal.judged_at else None
