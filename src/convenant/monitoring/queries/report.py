"""The yearly report's tables that come out of monitoring; what may be published `publishing` decides."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from convenant.agreements.tiers import tier_of
from convenant.assessments.queries import standing
from convenant.assessments.queries.questionnaire import words
from convenant.monitoring.models import Finding, Step, Visit
from convenant.monitoring.queries import commitments, consequences, outcomes


@dataclass(frozen=True)
class Table:
    """One table: headings, rows of plain values, its tier, and per row how many organisations stand behind it."""

    key: str
    title: str
    headings: list[str]
    rows: list[list[Any]]
    tier: str
    behind: list[int | None] = field(default_factory=list)


def yearly_tables(year: int) -> list[Table]:
    """Results by standing, commitments by side, consequences, visits, and outcome indicators."""
    return [
        _results(year),
        _commitments(year),
        _consequences(year),
        _visits(year),
        _outcomes(year),
    ]


def _results(year: int) -> Table:
    shares = next((each for each in standing.years_of_shares() if each.year == year), None)
    source = shares.source if shares else ""
    rows: list[list[Any]] = [
        [words(share.status.name), share.count, _rounded(share.percent), source]
        for share in (shares.shares if shares else [])
    ]
    return Table(
        "results",
        _("Members by standing"),
        [_("Standing"), _("Members"), "%", _("Source")],
        rows,
        tier_of("aggregate_results"),
        [share.count for share in (shares.shares if shares else [])],
    )


def _plain(value: Decimal | None) -> int | float | None:
    """A number without the noughts it is stored with."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)


def _commitments(year: int) -> Table:
    found = commitments.counts(year)
    return Table(
        "commitments",
        _("Commitments of each side"),
        [_("Side"), _("Met"), _("Met in part"), _("Not met"), _("Not due yet"), _("Not final")],
        [[c.name or _("Bodies"), c.met, c.partly, c.not_met, c.not_due, c.open] for c in found],
        tier_of("aggregate_results"),
        [c.parties for c in found],
    )


def _consequences(year: int) -> Table:
    held = list(Step.objects.filter(decided_on__year=year, decision=Step.Decision.TAKEN))
    named = consequences.names()
    rows: list[list[Any]] = []
    behind: list[int | None] = []
    for each in consequences.ladder():
        of_kind = [step for step in held if step.consequence == each.id]
        companies = {step.organisation_id for step in of_kind}
        rows.append([named[each.id], len(of_kind), len(companies)])
        behind.append(len(companies))
    return Table(
        "consequences",
        _("Steps taken"),
        [_("Step"), _("Times"), _("Companies")],
        rows,
        tier_of("aggregate_results"),
        behind,
    )


def _visits(year: int) -> Table:
    made = Visit.objects.filter(done_on__year=year).count()
    findings = Finding.objects.filter(visit__done_on__year=year).count()
    return Table(
        "visits",
        _("Site visits"),
        [_("What"), _("Number")],
        [[_("Visits made"), made], [_("Findings"), findings]],
        tier_of("finding"),
        [None, None],
    )


def _outcomes(year: int) -> Table:
    rows: list[list[Any]] = []
    behind: list[int | None] = []
    for line in outcomes.lines():
        now = next((v for v in line.values if v.year == year), None)
        first = line.baseline
        rows.append(
            [
                line.name,
                line.indicator.unit,
                _plain(first.value) if first else None,
                line.indicator.baseline_year,
                _plain(now.value) if now else None,
                _plain(line.indicator.target),
                line.indicator.target_year,
                now.source if now else None,
            ]
        )
        behind.append(now.organisations if now else None)
    return Table(
        "outcomes",
        _("Outcomes"),
        [
            _("Indicator"),
            _("Unit"),
            _("Baseline"),
            _("Baseline year"),
            str(year),
            _("Target"),
            _("Target year"),
            _("Source"),
        ],
        rows,
        tier_of("aggregate_results"),
        behind,
    )
