"""From answers to shares: per criterion, per section and in all.

Sums are of exact fractions, so that no order of answers changes a result, and a company at the mark is
at the mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from convenant.agreements.definition.parts.assessment import Assessment
from convenant.assessments.scoring.asking import Respondent, asked, levels_of

Answered = Literal["level", "not_applicable", "refused"]
WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for one criterion: a level, or that it does not apply or was rightly refused."""

    level: str = ""
    standing: Answered = "level"

    @property
    def counts(self) -> bool:
        """Whether it is in the points at all."""
        return self.standing == "level"


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion that was asked: points earned and to be had; `at` the level's place, 0 the lowest.

    A criterion without an answer earns nothing and counts in full.
    """

    criterion: str
    section: str
    earned: Fraction
    possible: Fraction
    at: int | None
    knocked_out: bool
    standing: Answered | Literal["open"]

    @property
    def counts(self) -> bool:
        return self.standing in ("level", "open")


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages as exact fractions; None where nothing in it applies."""

    lines: tuple[Line, ...]
    sections: dict[str, Fraction | None]
    weights: dict[
        str, Fraction
    ]  # of the total, after the weight of empty sections went to the others
    total: Fraction | None


def weights_of(framework: Assessment) -> dict[str, Fraction]:
    """Each section's weight in per cent; sections without one share equally what the others leave."""
    known = {s.id: exact(s.weight) for s in framework.sections if s.weight is not None}
    open_ones = [section.id for section in framework.sections if section.weight is None]
    rest = max(Fraction(0), WHOLE - sum(known.values()))
    return {
        section.id: known.get(section.id, rest / len(open_ones) if open_ones else Fraction(0))
        for section in framework.sections
    }


def shares(framework: Assessment, respondent: Respondent, marks: Mapping[str, Mark]) -> Shares:
    """What the marks earn. Marks for criteria that are not asked are passed over.

    Raises ValueError for a level that the criterion does not have.
    """
    lines = []
    for criterion in asked(framework, respondent):
        levels = levels_of(framework, criterion)
        mark = marks.get(criterion.id)
        at = 0
        if mark is not None and mark.counts:
            places = [n for n, level in enumerate(levels) if level.id == mark.level]
            if not places:
                raise ValueError(f"{criterion.id} has no level {mark.level!r}.")
            at = places[0]
        counts = mark is None or mark.counts
        lines.append(
            Line(
                criterion.id,
                criterion.section,
                exact(levels[at].points) if mark is not None and counts else Fraction(0),
                exact(levels[-1].points) if counts else Fraction(0),
                at if mark is not None and counts else None,
                bool(criterion.knock_out) and counts and at == 0,
                "open" if mark is None else mark.standing,
            )
        )
    return _summed(framework, tuple(lines))


def _summed(framework: Assessment, lines: tuple[Line, ...]) -> Shares:
    earned: dict[str, Fraction] = {}
    possible: dict[str, Fraction] = {}
    for line in lines:
        earned[line.section] = earned.get(line.section, Fraction(0)) + line.earned
        possible[line.section] = possible.get(line.section, Fraction(0)) + line.possible
    sections: dict[str, Fraction | None] = {
        section.id: WHOLE * earned[section.id] / possible[section.id]
        if possible.get(section.id)
        else None
        for section in framework.sections
    }
    stated = weights_of(framework)
    applying = {name: stated[name] for name, share in sections.items() if share is not None}
    whole = sum(applying.values())
    if applying and not whole:  # only sections that weigh nothing apply: they weigh the same
        applying, whole = dict.fromkeys(applying, Fraction(1)), Fraction(len(applying))
    weights = {
        name: WHOLE * applying[name] / whole if name in applying else Fraction(0)
        for name in sections
    }
    total = (
        sum(
            (weights[name] * share for name, share in sections.items() if share is not None),
            Fraction(0),
        )
        / WHOLE
        if applying
        else None
    )
    return Shares(lines, sections, weights, total)


def exact(number: float) -> Fraction:
    """The number as it was written: 33.3 is 333/10, not what a float makes of it."""
    return Fraction(str(number))
