"""Visits as each may read them: all, those at one's own sites, or what the definition opens to parties."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.locations.queries.families import standing_ids
from convenant.locations.queries.introductions import company_of, own_site_ids
from convenant.monitoring.models import CorrectiveAction, DrawnSite, Finding, Visit
from convenant.monitoring.rules import may_read_all_visits
from convenant.people.models import PARTY_KINDS

Stage = CorrectiveAction.Stage
State = Visit.State


@dataclass(frozen=True)
class Sight:
    """How far an actor sees: everything, its own sites, and whether findings are open to all parties."""

    everything: bool
    company: int | None = None
    sites: frozenset[int] = field(default=frozenset())  # drawn sites where the company sources now
    as_party: bool = False

    def sources_at(self, drawn: DrawnSite) -> bool:
        """Whether the company sources at this site."""
        return drawn.site_id in self.sites


def finding_tier() -> str:
    """How far findings go by the definition; where it says nothing, to the secretariat and monitor."""
    for each in running_definition().confidentiality:
        if each.data == "finding":
            return each.tier
    return "secretariat_and_monitor"


def findings_open_to_parties() -> bool:
    """Whether the definition lets parties read findings at all."""
    return finding_tier() in ("parties", "public")


def sight_of(by: Actor) -> Sight:
    """What this actor may see of visits; a fixed number of queries."""
    if may_read_all_visits(by):
        return Sight(everything=True)
    company = company_of(by)
    sites: frozenset[int] = frozenset()
    if company is not None:
        visited = Visit.objects.order_by().values_list("drawn__site_id", flat=True).distinct()
        own = own_site_ids(company)
        sites = frozenset(pk for pk, up in standing_ids(visited).items() if up in own)
    as_party = by.has(*PARTY_KINDS) and findings_open_to_parties()
    return Sight(False, company, sites, as_party)


def visits_for(by: Actor, sight: Sight | None = None) -> QuerySet[Visit]:
    """The visits this actor may read.

    A company finds out about a visit at its site that is not announced once it was made; also about
    one where it was given an action, wherever it sources today.
    """
    sight = sight or sight_of(by)
    visits = Visit.objects.select_related("drawn__site")
    if sight.everything:
        return visits
    allowed = Q(pk__in=[])
    if sight.company is not None:
        allowed |= Q(drawn__site__in=sight.sites) & (Q(announced=True) | ~Q(state=State.PLANNED))
        named = Finding.objects.filter(actions__organisation=sight.company)
        allowed |= Q(pk__in=named.order_by().values("visit"))
    if sight.as_party:
        allowed |= Q(state=State.DONE)
    return visits.filter(allowed)


def visit_for(by: Actor, pk: int) -> Visit | None:
    """One visit, or None where it is not this actor's to read."""
    return visits_for(by).select_related("drawn__draw", "drawn__site").filter(pk=pk).first()


def findings_for(by: Actor, visit: Visit, sight: Sight | None = None) -> QuerySet[Finding]:
    """The findings of a readable visit that this actor may read."""
    sight = sight or sight_of(by)
    findings = Finding.objects.filter(visit=visit)
    if sight.everything or sight.sources_at(visit.drawn):
        return findings
    allowed = Q(pk__in=[])
    if sight.company is not None:
        named = CorrectiveAction.objects.filter(organisation=sight.company)
        allowed |= Q(pk__in=named.order_by().values("finding"))
    if sight.as_party:
        allowed |= Q(tier=Finding.Tier.PARTIES)
    return findings.filter(allowed)


def finding_for(by: Actor, pk: int) -> Finding | None:
    """One finding, or None where it is not this actor's to read."""
    found = Finding.objects.select_related("visit__drawn__site").filter(pk=pk).first()
    if found is None:
        return None
    sight = sight_of(by)
    if not visits_for(by, sight).filter(pk=found.visit_id).exists():
        return None
    return found if findings_for(by, found.visit, sight).filter(pk=pk).exists() else None


@dataclass(frozen=True)
class VisitLine:
    """A visit in the list, with how many findings and actions this reader sees of it."""

    visit: Visit
    findings: int
    open_actions: int
    overdue: int


def lines_for(by: Actor, visits: list[Visit], today: date) -> list[VisitLine]:
    """These readable visits with their numbers; the same few queries however many."""
    sight = sight_of(by)
    findings = Finding.objects.filter(visit__in=visits)
    if not sight.everything:
        own = Q(visit__drawn__site__in=sight.sites)
        if sight.company is not None:
            named = CorrectiveAction.objects.filter(organisation=sight.company)
            own |= Q(pk__in=named.order_by().values("finding"))
        if sight.as_party:
            own |= Q(tier=Finding.Tier.PARTIES)
        findings = findings.filter(own)
    counts = _by_visit(findings.order_by().values("visit").annotate(n=Count("pk")), "visit")
    open_actions = actions_within(sight).exclude(stage=Stage.CLOSED)
    open_actions = open_actions.filter(finding__in=findings.order_by().values("pk"))
    grouped = open_actions.order_by().values("finding__visit")
    still = _by_visit(grouped.annotate(n=Count("pk")), "finding__visit")
    late = _by_visit(
        grouped.filter(deadline__lt=today).exclude(stage=Stage.DONE).annotate(n=Count("pk")),
        "finding__visit",
    )
    return [
        VisitLine(v, counts.get(v.pk, 0), still.get(v.pk, 0), late.get(v.pk, 0)) for v in visits
    ]


def _by_visit(rows: QuerySet, key: str) -> dict[int, int]:
    return {row[key]: row["n"] for row in rows}


def actions_within(sight: Sight) -> QuerySet[CorrectiveAction]:
    """The actions within sight: a company never sees those of another, nor that there are any."""
    actions = CorrectiveAction.objects.all()
    if sight.everything:
        return actions
    allowed = Q(pk__in=[])
    if sight.company is not None:
        allowed |= Q(organisation=sight.company)
        allowed |= Q(organisation=None, finding__visit__drawn__site__in=sight.sites)
    if sight.as_party:
        # Of a company's action a party reads neither the company nor, at its own sites, that it is there.
        open_to_all = Q(finding__tier=Finding.Tier.PARTIES)
        if sight.company is not None:
            open_to_all &= Q(organisation=None)
        allowed |= open_to_all
    return actions.filter(allowed)
