"""Where a company stands, why, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from convenant.agreements.definition.parts.assessment import Assessment
from convenant.assessments.scoring.asking import Respondent, asked, levels_of
from convenant.assessments.scoring.points import Mark, Shares, shares
from convenant.assessments.scoring.requirements import Requirement, requirements

Meets = Literal["all", "part", "none"]
_ORDER: tuple[Meets, ...] = ("none", "part", "all")


@dataclass(frozen=True, slots=True)
class Raise:
    """One answer that would have to be better, and the level that is enough."""

    criterion: str
    to: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The standing (`meets`), the definition's word for it (`status`, None where it has none), and why.

    `missed` are the requirements that are not reached, `knocked_out` the criteria at their lowest level
    that bar the best standing. `way_up` is one way to the next better status: few answers, each raised no
    further than needed; empty at the top.
    """

    shares: Shares
    requirements: list[Requirement]
    meets: Meets | None
    status: str | None
    missed: list[Requirement]
    knocked_out: list[str]
    next_status: str | None = None
    way_up: list[Raise] = field(default_factory=list)

    def share_of(self, requirement: Requirement) -> Fraction | None:
        """The share this requirement is about."""
        if requirement.section is None:
            return self.shares.total
        return self.shares.sections.get(requirement.section)


def outcome(framework: Assessment, respondent: Respondent, marks: Mapping[str, Mark]) -> Outcome:
    """The outcome of these marks; `meets` is None where nothing was asked.

    Better marks never give a worse outcome, shares stay within 0–100, and no order of criteria or marks
    matters (property tests). Raises ValueError for a level that does not exist.
    """
    found = _judged(framework, respondent, marks)
    if found.meets in (None, "all"):
        return found
    raised = _way_up(framework, respondent, marks, found)
    if not raised:
        return found
    after = _judged(framework, respondent, {**marks, **_as_marks(raised)})
    return Outcome(
        found.shares,
        found.requirements,
        found.meets,
        found.status,
        found.missed,
        found.knocked_out,
        after.status,
        raised,
    )


def _judged(framework: Assessment, respondent: Respondent, marks: Mapping[str, Mark]) -> Outcome:
    found = shares(framework, respondent, marks)
    wanted = requirements(framework, respondent.member_class, respondent.membership_year)
    by_scope: dict[str | None, Fraction | None] = {None: found.total}
    by_scope.update(found.sections)
    missed = [each for each in wanted if not each.met(by_scope[each.section])]
    knocked_out = [line.criterion for line in found.lines if line.knocked_out]
    meets: Meets | None
    if found.total is None:
        meets = None
    elif not missed and not knocked_out:
        meets = "all"
    else:
        # Being on the way is judged by the whole; by the sections only where no mark is for the whole.
        whole = [each for each in wanted if each.section is None] or wanted
        on_the_way = all(each.part_met(by_scope[each.section]) for each in whole)
        meets = "part" if on_the_way else "none"
    return Outcome(found, wanted, meets, _status(framework, meets), missed, knocked_out)


def _status(framework: Assessment, meets: Meets | None) -> str | None:
    """The word for it, or for the next lower standing that has one."""
    words = {status.meets: status.id for status in framework.statuses if status.meets}
    if meets is None:
        return None
    for standing in reversed(_ORDER[: _ORDER.index(meets) + 1]):
        if standing in words:
            return words[standing]
    return None


def _way_up(
    framework: Assessment, respondent: Respondent, marks: Mapping[str, Mark], now: Outcome
) -> list[Raise]:
    """Few raises to a better standing: what bars it first, then what gains most; then none too many."""
    levels = {c.id: levels_of(framework, c) for c in asked(framework, respondent)}
    weight = now.shares.weights
    possible: dict[str, Fraction] = {}
    for line in now.shares.lines:
        possible[line.section] = possible.get(line.section, Fraction(0)) + line.possible

    def gain(criterion: str) -> Fraction:
        line = by_name[criterion]
        if not possible[line.section]:
            return Fraction(0)
        return weight[line.section] * (line.possible - line.earned) / possible[line.section]

    by_name = {line.criterion: line for line in now.shares.lines}
    missed_sections = {each.section for each in now.missed if each.section is not None}
    open_ones = [
        line.criterion for line in now.shares.lines if line.counts and line.earned < line.possible
    ]
    place = {criterion.id: n for n, criterion in enumerate(framework.criteria)}
    ranked = sorted(
        open_ones,
        key=lambda c: (
            c not in now.knocked_out,
            by_name[c].section not in missed_sections,
            -gain(c),
            place[c],
        ),
    )
    chosen: dict[str, int] = {}
    for criterion in ranked:
        if _better(framework, respondent, marks, levels, chosen, now):
            break
        chosen[criterion] = len(levels[criterion]) - 1
    if not _better(framework, respondent, marks, levels, chosen, now):
        return []
    for criterion in reversed(list(chosen)):  # each no further than needed, and out where it can be
        low = (by_name[criterion].at or 0) + 1
        rest = {c: at for c, at in chosen.items() if c != criterion}
        if _better(framework, respondent, marks, levels, rest, now):
            chosen = rest
            continue
        for at in range(low, chosen[criterion]):
            tried = {**chosen, criterion: at}
            if _better(framework, respondent, marks, levels, tried, now):
                chosen = tried
                break
    return [Raise(c, levels[c][at].id) for c, at in chosen.items()]


def _better(
    framework: Assessment,
    respondent: Respondent,
    marks: Mapping[str, Mark],
    levels: Mapping[str, list],
    chosen: Mapping[str, int],
    now: Outcome,
) -> bool:
    if not chosen:
        return False
    raised = {c: Mark(levels[c][at].id) for c, at in chosen.items()}
    then = _judged(framework, respondent, {**marks, **raised})
    return _ORDER.index(then.meets or "none") > _ORDER.index(now.meets or "none")


def _as_marks(raised: list[Raise]) -> dict[str, Mark]:
    return {each.criterion: Mark(each.to) for each in raised}
