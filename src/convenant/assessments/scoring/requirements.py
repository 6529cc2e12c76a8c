"""Which marks a company has to reach in its year of membership."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from convenant.agreements.definition.parts.assessment import Assessment, PassMark
from convenant.assessments.scoring.points import WHOLE, exact


@dataclass(frozen=True, slots=True)
class Requirement:
    """A percentage to reach, of the whole or of one section.

    `part_from` is where a company that misses it is still on the way; `above_zero` says that anything
    more than nothing is. `stated` tells on what the percentage rests: a mark of this year (or one kept for
    later years), the last known one where later marks are not known, or no marks at all: then everything asked.
    """

    section: str | None
    percent: Fraction
    part_from: Fraction
    stated: str = "mark"  # mark | last_known | everything

    def met(self, share: Fraction | None) -> bool:
        """Reached; what does not apply is not missed."""
        return share is None or share >= self.percent

    def part_met(self, share: Fraction | None) -> bool:
        """At least on the way."""
        return share is None or self.met(share) or (share > 0 and share >= self.part_from)


def requirements(framework: Assessment, member_class: str, year: int) -> list[Requirement]:
    """What holds in this year of membership (from 1) for this class: the whole first, then sections.

    A class's own mark goes before one for all; a framework without marks asks for everything (100 %).
    """
    from_share = next(
        (exact(s.from_share) for s in framework.statuses if s.from_share is not None), None
    )
    if not framework.pass_marks:
        part = WHOLE * from_share / WHOLE if from_share is not None else Fraction(0)
        return [Requirement(None, WHOLE, part, "everything")]
    found = []
    scopes = [None, *(section.id for section in framework.sections)]
    for scope in scopes:
        marks = [m for m in framework.pass_marks if m.section == scope]
        own = [m for m in marks if m.member_class == member_class and member_class]
        mark = _holding(own, year) or _holding((m for m in marks if not m.member_class), year)
        if mark is None:
            continue
        percent = exact(mark.percent)
        if from_share is not None:
            part = percent * from_share / WHOLE
        else:
            before = _holding(own, year - 1) or _holding(
                (m for m in marks if not m.member_class), year - 1
            )
            part = min(percent, exact(before.percent)) if before is not None else Fraction(0)
        known = mark.year == year or mark.and_later
        found.append(Requirement(scope, percent, part, "mark" if known else "last_known"))
    return found


def _holding(marks: Iterable[PassMark], year: int) -> PassMark | None:
    """The mark of this year, or the last one before it."""
    earlier = [mark for mark in marks if mark.year <= year]
    return max(earlier, key=lambda mark: mark.year, default=None)
