"""A company's risks as they rank, the picture of them, and where to look for more."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import get_language

from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.locations.models import ListedSite
from convenant.people.models import Organisation
from convenant.risks.models import Risk, RiskSignal
from convenant.risks.queries.look_up import known_counts
from convenant.risks.ranking import HIGHEST, LOWEST, matrix, rank
from convenant.risks.rules import readable_companies


@dataclass(frozen=True)
class Line:
    """A risk of the register with its place; none while it is only scoped."""

    risk: Risk
    theme: str
    place: int | None = None
    severity: int | None = None


@dataclass(frozen=True)
class Square:
    """A square of the picture: how severe, how likely, and which risks are there."""

    severity: int
    likelihood: int
    lines: list[Line]


@dataclass(frozen=True)
class Suggestion:
    """A theme in a country where the company has sites, and whether sources say something of it."""

    theme_id: str
    theme: str
    country: str
    sites: int
    shared: int
    known: int  # 0 is unknown, not low


def companies_for(by: Actor) -> list[Organisation]:
    """The members whose risks this actor may read, by name."""
    found = members()
    allowed = readable_companies(by)
    if allowed is not None:
        found = found.filter(organisation_id__in=allowed)
    return [party.organisation for party in found]


def company_for(by: Actor, pk: int) -> Organisation | None:
    """One such member, or None where its risks are not this actor's to read."""
    return next((company for company in companies_for(by) if company.pk == pk), None)


def risks_of(organisation_id: int, year: int) -> QuerySet[Risk]:
    """The register of a company whom the caller fetched with `company_for`."""
    return Risk.objects.filter(organisation_id=organisation_id, year=year).select_related(
        "carried_from"
    )


def risk_for(by: Actor, pk: int) -> Risk | None:
    """One risk, or None where it is not this actor's to read."""
    risks = Risk.objects.select_related("organisation")
    allowed = readable_companies(by)
    if allowed is not None:
        risks = risks.filter(organisation_id__in=allowed)
    return risks.filter(pk=pk).first()


def theme_names() -> dict[str, str]:
    """The agreement's themes by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {theme.id: theme.name.get(language) for theme in running_definition().themes}


def ranked(organisation_id: int, year: int) -> list[Line]:
    """The register, most urgent first; risks that are only scoped come after all judged ones."""
    names = theme_names()
    risks = list(risks_of(organisation_id, year))
    by_pk = {risk.pk: risk for risk in risks}
    rated = {risk.pk: one for risk in risks if (one := risk.rated) is not None}
    lines = [
        Line(
            by_pk[p.key],
            names.get(by_pk[p.key].theme, by_pk[p.key].theme),
            p.place,
            p.reading.severity,
        )
        for p in rank(rated)
    ]
    return lines + [
        Line(risk, names.get(risk.theme, risk.theme)) for risk in risks if risk.pk not in rated
    ]


def picture(lines: list[Line]) -> list[list[Square]]:
    """Rows of squares, the most severe on top, the least likely on the left."""
    by_pk = {line.risk.pk: line for line in lines}
    rated = {line.risk.pk: one for line in lines if (one := line.risk.rated) is not None}
    squares = matrix(rated)
    levels = range(LOWEST, HIGHEST + 1)
    return [
        [Square(s, likely, [by_pk[pk] for pk in squares[s, likely]]) for likely in levels]
        for s in reversed(levels)
    ]


def prioritised_risks(organisation_id: int, year: int) -> list[Line]:
    """The risks to tackle now, most urgent first: what an action plan sets goals for."""
    return [
        line for line in ranked(organisation_id, year) if line.risk.decision == Risk.Decision.NOW
    ]


def suggestions(organisation_id: int, year: int) -> list[Suggestion]:
    """Where the company has sites and what sources say there, minus what is on its list already."""
    rows = (
        ListedSite.objects.filter(current=True, organisation_id=organisation_id)
        .exclude(site=None)
        .order_by()
        .values_list("site_id", "site__country", "site__member_count")
        .distinct()
    )
    sites: dict[str, int] = {}
    shared: dict[str, int] = {}
    for _pk, country, listed_by in rows:
        sites[country] = sites.get(country, 0) + 1
        shared[country] = shared.get(country, 0) + (listed_by > 1)
    there = set(risks_of(organisation_id, year).values_list("theme", "country"))
    counts = known_counts(set(sites))
    found = [
        Suggestion(
            theme_id,
            name,
            country,
            sites[country],
            shared[country],
            counts.get((country, theme_id), 0),
        )
        for country in sites
        for theme_id, name in theme_names().items()
        if (theme_id, country) not in there
    ]
    return sorted(found, key=lambda s: (s.known == 0, -s.sites, s.country, s.theme))


def unjudged_count(organisation_id: int, year: int) -> int:
    """How many risks of a company are scoped and not judged yet."""
    return Risk.objects.filter(organisation_id=organisation_id, year=year, likelihood=None).count()


def signals_of(organisation_id: int) -> QuerySet[RiskSignal]:
    """What happened beside this company's chain and asks to be weighed."""
    return RiskSignal.objects.filter(organisation_id=organisation_id)


def years_of(organisation_id: int) -> list[int]:
    """The years in which the company kept a register, newest first."""
    return list(
        Risk.objects.filter(organisation_id=organisation_id)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )


def standings(year: int) -> list[tuple[Party, int, int]]:
    """Every member with how many risks it scoped and how many of them it judged; two queries."""
    counts = {
        row["organisation"]: (row["scoped"], row["judged"])
        for row in Risk.objects.filter(year=year)
        .order_by()
        .values("organisation")
        .annotate(scoped=Count("pk"), judged=Count("likelihood"))
    }
    return [(party, *counts.get(party.organisation_id, (0, 0))) for party in members()]
