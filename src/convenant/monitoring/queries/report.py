"""The yearly report's tables that come out of monitoring; what may be published `publishing` decides."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from convenant.agreements.tiers import tier_of
from convenant.assessments.queries import standing
from convenant.assessments.queries.questionnaire import words
from convenant.base.templatetags.house import number
from convenant.monitoring.models import Commitment, Finding, Step, Visit
from convenant.monitoring.queries import commitments, consequences, outcomes

Judgement = Commitment.Judgement
_STANDINGS = (*(Judgement.MET, Judgement.PARTLY, Judgement.NOT_MET, Judgement.NOT_DUE), "open")


@dataclass(frozen=True)
class Table:
    """One table: headings, rows of plain values, its tier, and who stands behind each cell.

    `behind` has the shape of `rows`: how many organisations a value is about. None where the value is not
    about organisations, or nobody knows how many: unknown is not many, so whoever publishes holds such a
    number back unless it is a name, a year or a target.
    """

    key: str
    title: str
    headings: list[str]
    rows: list[list[Any]]
    tier: str
    behind: list[list[int | None]] = field(default_factory=list)

    @property
    def cells(self) -> list[list[tuple[Any, int | None]]]:
        """Each value with the organisations behind it."""
        return [
            list(zip(row, behind, strict=True))
            for row, behind in zip(self.rows, self.behind, strict=True)
        ]

    @property
    def labelled(self) -> list[list[tuple[str, Any, int | None]]]:
        """Each value as a page writes it, with its heading and the organisations behind it."""
        return [
            [
                (heading, number(value) if isinstance(value, float) else value, behind)
                for heading, (value, behind) in zip(self.headings, row, strict=True)
            ]
            for row in self.cells
        ]


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
        [[None, share.count, share.count, None] for share in (shares.shares if shares else [])],
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
        [[None, *(c.behind.get(standing, 0) for standing in _STANDINGS)] for c in found],
    )


def _consequences(year: int) -> Table:
    held = list(Step.objects.filter(decided_on__year=year, decision=Step.Decision.TAKEN))
    named = consequences.names()
    rows: list[list[Any]] = []
    behind: list[list[int | None]] = []
    gone = {step.consequence for step in held} - set(named)  # steps that the ladder no longer has
    for kind in [*named, *sorted(gone)]:
        of_kind = [step for step in held if step.consequence == kind]
        companies = {step.organisation_id for step in of_kind}
        rows.append([named.get(kind, kind), len(of_kind), len(companies)])
        behind.append([None, len(companies), len(companies)])
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
        [[None, None], [None, None]],
    )


def _outcomes(year: int) -> Table:
    rows: list[list[Any]] = []
    behind: list[list[int | None]] = []
    for line in outcomes.lines():
        said, target = line.indicator, line.indicator.target
        for country in ["", *line.elsewhere]:
            first, now = line.in_year(said.baseline_year, country), line.in_year(year, country)
            aim = [] if country else [_plain(target), said.target_year]
            rows.append(
                [
                    line.name,
                    outcomes.place_name(country),
                    said.unit,
                    _plain(first.value) if first else None,
                    said.baseline_year,
                    _plain(now.value) if now else None,
                    *(aim or [None, None]),  # the target is of the sector as a whole
                    now.observations if now else None,
                    now.source if now else None,
                ]
            )
            before, after = (value.organisations if value else None for value in (first, now))
            behind.append([None, None, None, before, None, after, None, None, after, None])
    return Table(
        "outcomes",
        _("Outcomes"),
        [
            _("Indicator"),
            _("Where"),
            _("Unit"),
            _("Baseline"),
            _("Baseline year"),
            str(year),
            _("Target"),
            _("Target year"),
            _("Observations"),
            _("Source"),
        ],
        rows,
        tier_of("aggregate_results"),
        behind,
    )
