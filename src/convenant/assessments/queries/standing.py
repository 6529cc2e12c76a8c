"""Where members stand: by name for the desk, in quartiles for a member, in shares for everyone allowed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from django.db.models import QuerySet

from convenant.agreements.definition.parts.assessment import Assessment, Status
from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.agreements.queries import running_definition
from convenant.assessments.models import Cohort, Framework, SelfAssessment
from convenant.assessments.queries.frameworks import asks, framework_for
from convenant.assessments.results import Result, read

ROUNDED_TO = 5  # per cent points: a quartile of a few is otherwise one member's own figure
FEWEST_OTHERS = 5


@dataclass(frozen=True)
class Standing:
    """A member with its assessment of a year, if it began one, and the result that counts."""

    party: Party
    assessment: SelfAssessment | None
    result: Result | None
    final: bool  # the result is the assessor's, not the company's own

    @property
    def state(self) -> str:
        """In words, for the list."""
        return str(self.assessment.get_state_display()) if self.assessment else ""


@dataclass(frozen=True)
class Share:
    """How many of the assessed have a status, and their per cent; `count` None where only the share is known."""

    status: Status
    count: int | None
    percent: float | None


@dataclass(frozen=True)
class YearOfShares:
    """One year's shares by status: of the platform, or published elsewhere and entered with a source."""

    year: int
    assessed: int | None
    shares: list[Share]
    source: str = ""


@dataclass(frozen=True)
class Quartiles:
    """What is between a quarter and three quarters of the others; None where they are too few."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Compared:
    """A member beside the others, in all and per section; `others` is how many they are."""

    others: int
    total: Quartiles | None
    sections: dict[str, Quartiles | None] = field(default_factory=dict)


def standings(year: int) -> list[Standing]:
    """Every member by name with where it stands; three queries, however many members."""
    found = {a.organisation_id: a for a in _assessments(year)}
    return [_standing(party, found.get(party.organisation_id)) for party in members()]


def _standing(party: Party, assessment: SelfAssessment | None) -> Standing:
    held = (assessment.final or assessment.result) if assessment else None
    return Standing(party, assessment, read(held), bool(assessment and assessment.final))


def _assessments(year: int) -> QuerySet[SelfAssessment]:
    return SelfAssessment.objects.filter(year=year).select_related("framework")


def statuses() -> list[Status]:
    """The words the running definition has for where a member stands, best first as it lists them."""
    held = running_definition().assessment
    return list(held.statuses) if held else []


def shares_of(year: int) -> YearOfShares | None:
    """The shares by status of what is final in that year; None where nothing is."""
    finals = [a.final for a in _assessments(year) if a.final is not None]
    if not finals:
        return None
    counted = Counter(final["status"] for final in finals)
    return YearOfShares(
        year,
        len(finals),
        [
            Share(status, counted[status.id], 100 * counted[status.id] / len(finals))
            for status in statuses()
        ],
    )


def years_of_shares() -> list[YearOfShares]:
    """Every year with shares, oldest first; the platform's own go before what was entered for a year."""
    own = {
        year: shares
        for year in set(SelfAssessment.objects.exclude(final=None).values_list("year", flat=True))
        if (shares := shares_of(year)) is not None
    }
    known = statuses()
    for cohort in Cohort.objects.all():
        if cohort.year not in own:
            own[cohort.year] = YearOfShares(
                cohort.year,
                cohort.assessed,
                [Share(s, None, cohort.shares.get(s.id)) for s in known],
                cohort.source,
            )
    return [own[year] for year in sorted(own)]


def cohorts() -> QuerySet[Cohort]:
    """Results that were entered with their source."""
    return Cohort.objects.select_related("entered_by")


def compared(assessment: SelfAssessment) -> Compared:
    """The member beside the others of its year under the same framework: quartiles, never a neighbour.

    Only results of one kind are compared: the assessors' once this one is final, else the companies' own.
    """
    final = assessment.final is not None
    others = SelfAssessment.objects.filter(
        year=assessment.year, framework_id=assessment.framework_id
    ).exclude(organisation_id=assessment.organisation_id)
    held = [each for each in others.values_list("final" if final else "result", flat=True) if each]
    fewest = _fewest_others()
    if fewest is None:
        return Compared(0, None)
    return Compared(
        len(held),
        _quartiles((each["total"] for each in held), fewest),
        {
            name: _quartiles((each["sections"].get(name) for each in held), fewest)
            for name in (assessment.final or assessment.result or {}).get("sections", {})
        },
    )


def _fewest_others() -> int | None:
    """How many others a quartile needs; None where the definition shows members nothing."""
    publication = running_definition().publication
    said = publication.assessment if publication else None
    if said is None:
        return FEWEST_OTHERS
    if said.members_see == "nothing":
        return None
    return max(FEWEST_OTHERS, said.minimum_others or FEWEST_OTHERS)


def _quartiles(values: Iterable[float | None], fewest: int) -> Quartiles | None:
    known = [value for value in values if value is not None]
    if len(known) < fewest:
        return None
    low, middle, high = quantiles(known, n=4, method="inclusive")
    return Quartiles(*(ROUNDED_TO * round(each / ROUNDED_TO) for each in (low, middle, high)))


@dataclass(frozen=True)
class Spread:
    """How members did in one section (or in all, without one): quartiles over who was asked."""

    section: Any
    weight: float | None
    assessed: int
    quartiles: Quartiles | None


def spreads(found: Sequence[Standing], framework: Assessment) -> list[Spread]:
    """The sector's spread in all and per section, from results under this framework."""
    results = [s.result for s in found if s.result is not None]
    totals = [r.total for r in results if r.total is not None]
    lines = [Spread(None, None, len(totals), _quartiles(totals, FEWEST_OTHERS))]
    for section in framework.sections:
        values = [v for r in results if (v := r.sections.get(section.id)) is not None]
        lines.append(
            Spread(section, section.weight, len(values), _quartiles(values, FEWEST_OTHERS))
        )
    return lines


def years_answered() -> list[int]:
    """The years with a framework or an assessment, newest first."""
    years = set(SelfAssessment.objects.order_by().values_list("year", flat=True).distinct())
    years |= set(Framework.objects.order_by().values_list("year", flat=True).distinct())
    return sorted(years, reverse=True)


def framework_of_year(year: int) -> Assessment | None:
    """What a year is assessed by; None where nothing was frozen."""
    found = framework_for(year)
    return asks(found) if found is not None else None
