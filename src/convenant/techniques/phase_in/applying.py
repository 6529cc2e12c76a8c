"""The day by which a company applies a technique, from the agreement's rule and three days.

The term begins on the day the rule counts from, never before the version itself was published, and has
the years of the company's class, else of the agreement, else four (the platform says so). Who joined after
it began has the term of new members where that ends later, and never less than until joining. Nothing must
be applied before the law that it helps to meet applies.

A later version of a technique begins a new term for everybody, from its own publication where that is
later: what it newly asks nobody could have applied before. The clock of the version it replaces stops.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from convenant.agreements.definition.parts.techniques import PhaseIn
from convenant.techniques.content import Applicability
from convenant.techniques.phase_in.statements import Reason

PLATFORM_YEARS = 4  # Article 21(3) of Directive 2010/75/EU, which counts from publication
From = Literal["adoption", "recognition", "publication", "law"]
YearsFrom = Literal["definition", "class", "new_members", "platform default"]


@dataclass(frozen=True)
class Rule:
    """What an agreement says of phase-in; `counted_from` None and `within_years` None: it does not say."""

    counted_from: From | None = None
    within_years: int | None = None
    new_members_within_years: int | None = None
    class_years: Mapping[str, int] = field(default_factory=dict)
    has_law: bool = False
    law: str = ""
    law_applies_from: date | None = None


@dataclass(frozen=True)
class Dates:
    """A version's days; `recognised` is when the recognition that holds took effect, until when it holds."""

    published: date
    adopted: date
    recognised: date | None = None
    recognised_until: date | None = None


@dataclass(frozen=True)
class Member:
    """A participating company; no class, no roles or no tiers: not known."""

    joined: date
    member_class: str = ""
    chain_roles: frozenset[str] = frozenset()
    tiers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ApplyBy:
    """The day, what it is made of, and why; `day` None: the clock does not run, and a reason says why.

    `applies` is false where the technique is not meant for this company at all.
    """

    day: date | None
    counted_from: From
    start: date | None = None
    years: int | None = None
    years_from: YearsFrom | None = None
    joined_later: bool = False
    not_before: date | None = None
    holds_until: date | None = None
    applies: bool = True
    reasons: tuple[Reason, ...] = ()

    def as_stored(self) -> dict[str, Any]:
        """Everything but the day, as JSON holds it."""
        return {
            "counted_from": self.counted_from,
            "start": _iso(self.start),
            "years": self.years,
            "years_from": self.years_from,
            "joined_later": self.joined_later,
            "not_before": _iso(self.not_before),
            "holds_until": _iso(self.holds_until),
            "applies": self.applies,
            "reasons": [[reason.code, dict(reason.values)] for reason in self.reasons],
        }


def rule_of(said: PhaseIn | None) -> Rule:
    """The rule as the definition writes it; one without this part leaves everything to the platform."""
    if said is None:
        return Rule()
    return Rule(
        counted_from=said.counted_from,
        within_years=said.within_years,
        new_members_within_years=said.new_members_within_years,
        class_years={one.member_class: one.within_years for one in said.classes},
        has_law=said.law is not None,
        law=said.law.reference if said.law else "",
        law_applies_from=said.law.applies_from if said.law else None,
    )


def apply_by(rule: Rule, dates: Dates, member: Member) -> ApplyBy:
    """The day by which this member applies this version, with every reason."""
    counted_from = rule.counted_from or "recognition"
    reasons: list[Reason] = []
    if rule.counted_from is None:
        reasons.append(Reason("platform_counts"))
    counted = {
        "adoption": dates.adopted,
        "publication": dates.published,
        "recognition": dates.recognised,
        "law": rule.law_applies_from,
    }[counted_from]
    if counted is None:
        code = "no_law_day" if counted_from == "law" else "not_recognised"
        return ApplyBy(None, counted_from, reasons=(*reasons, Reason(code, {"law": rule.law})))
    reasons.append(Reason(f"from_{counted_from}", {"day": counted.isoformat(), "law": rule.law}))
    start = max(counted, dates.published)
    if start > counted:
        reasons.append(Reason("from_publication_instead", {"day": start.isoformat()}))
    years, years_from = _years(rule, member)
    values = {"years": years, "member_class": member.member_class}
    day = add_years(start, years)
    joined_later = member.joined > start
    fresh = rule.new_members_within_years
    if joined_later and fresh is not None and add_years(member.joined, fresh) > day:
        years, years_from, day = fresh, "new_members", add_years(member.joined, fresh)
        reasons.append(
            Reason("years_new_members", {"years": fresh, "day": member.joined.isoformat()})
        )
    else:
        reasons.append(Reason(f"years_{years_from.replace(' ', '_')}", values))
        if joined_later and member.joined > day:
            day = member.joined
            reasons.append(Reason("at_joining", {"day": day.isoformat()}))
    not_before = rule.law_applies_from if rule.has_law else None
    if not_before is not None and not_before > day:
        day = not_before
        reasons.append(Reason("not_before_law", {"day": day.isoformat(), "law": rule.law}))
    until = dates.recognised_until if counted_from == "recognition" else None
    return ApplyBy(
        day, counted_from, start, years, years_from, joined_later, not_before, until, True,
        tuple(reasons),
    )  # fmt: skip


def why_not_asked(to: Applicability, member: Member) -> Reason | None:
    """Why the technique is not meant for this member, or None; what is not known leaves nobody out."""
    if to.classes and member.member_class and member.member_class not in to.classes:
        return Reason("not_for_class", {"member_class": member.member_class})
    if to.chain_roles and member.chain_roles and not member.chain_roles & set(to.chain_roles):
        return Reason("not_for_role")
    if to.tiers and member.tiers and not member.tiers & set(to.tiers):
        return Reason("not_for_tier")
    return None


def not_running(rule: Rule, reason: Reason, *, applies: bool = True) -> ApplyBy:
    """A clock that does not run, for this one reason."""
    return ApplyBy(None, rule.counted_from or "recognition", applies=applies, reasons=(reason,))


def add_years(day: date, years: int) -> date:
    """The same day so many years later; 29 February falls on the 28th where that year has none."""
    year = day.year + years
    if year > date.max.year:
        return date.max
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _years(rule: Rule, member: Member) -> tuple[int, YearsFrom]:
    if member.member_class in rule.class_years:
        return rule.class_years[member.member_class], "class"
    if rule.within_years is not None:
        return rule.within_years, "definition"
    return PLATFORM_YEARS, "platform default"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
