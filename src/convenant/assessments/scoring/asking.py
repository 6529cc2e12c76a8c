"""Which criteria a company is asked, and which of those it may refuse.

What is asked follows from the definition alone, so that two companies in the same position are asked the
same. Method: proportionality by class, role and tier (`docs/definition.md`, "How members are assessed").
"""

from __future__ import annotations

from dataclasses import dataclass

from convenant.agreements.definition.parts.assessment import (
    Assessment,
    AssessmentCriterion,
    Level,
    SizeLimit,
)


@dataclass(frozen=True, slots=True)
class Respondent:
    """What decides which criteria are asked of a company and which pass mark holds for it.

    `membership_year` counts from 1. Empty `chain_roles` or `tiers` mean that the company has not said
    them: it is then asked everything, for nobody should be asked less by staying silent.
    """

    member_class: str = ""
    membership_year: int = 1
    chain_roles: frozenset[str] = frozenset()
    tiers: frozenset[int] = frozenset()
    employees: int | None = None


def asked(framework: Assessment, respondent: Respondent) -> list[AssessmentCriterion]:
    """The criteria this company is asked, in the framework's order."""
    return [criterion for criterion in framework.criteria if is_asked(criterion, respondent)]


def is_asked(criterion: AssessmentCriterion, respondent: Respondent) -> bool:
    """Whether class, role, tier and year of membership all admit the criterion."""
    year = respondent.membership_year
    if year < criterion.from_year or (
        criterion.until_year is not None and year > criterion.until_year
    ):
        return False
    if criterion.classes and respondent.member_class not in criterion.classes:
        return False
    for wanted, has in (
        (set(criterion.chain_roles), respondent.chain_roles),
        (set(criterion.tiers), respondent.tiers),
    ):
        if wanted and has and not wanted & has:
            return False
    return True


def may_refuse(
    framework: Assessment, criterion: AssessmentCriterion, respondent: Respondent
) -> SizeLimit | None:
    """The limit under which this company may refuse the criterion, or None where it must answer.

    A company whose size is not known is taken to be small: the right to refuse protects it. A criterion
    that rests on a ground which the limit allows is to be answered.
    """
    for limit in framework.size_limits:
        within = respondent.employees is None or respondent.employees <= limit.up_to_staff
        if limit.purpose != criterion.purpose or not within:
            continue
        if criterion.basis is None or criterion.basis.kind not in limit.allows:
            return limit
    return None


def levels_of(framework: Assessment, criterion: AssessmentCriterion) -> list[Level]:
    """The criterion's levels, its own or those of its scale, from fewest points to most."""
    levels = criterion.levels
    if criterion.scale is not None:
        levels = next(scale.levels for scale in framework.scales if scale.id == criterion.scale)
    return sorted(levels, key=lambda level: level.points)
