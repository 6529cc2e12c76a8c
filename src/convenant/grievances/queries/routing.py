"""Who is told of a case, when, and what came back: for handlers all of it, for a company its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from convenant.base.actors import Actor
from convenant.grievances.models import Case, Hold, Notice, Release
from convenant.grievances.queries.opened import today
from convenant.locations.queries.introductions import company_of, members_at
from convenant.locations.queries.leverage import Leverage, leverage_at, shares_at


@dataclass(frozen=True)
class Told:
    """A notice as the handlers see it."""

    notice: Notice
    answered: bool
    late: bool


def next_batch(after: date, days: int) -> date:
    """The first batch day after this one: the same days for every case, so that the day tells nothing."""
    days = max(days, 1)
    return after + timedelta(days=days - after.toordinal() % days)


def hold_on(case: Case) -> Hold | None:
    """What keeps the companies from being told."""
    return Hold.objects.filter(case=case, lifted_on=None).first()


def to_be_told(case: Case) -> set[int]:
    """The members sourcing at the site, and those the case is about. For deeds; no page shows it to a member."""
    found = set(case.respondents.values_list("organisation_id", flat=True))
    return found | (members_at(case.site) if case.site is not None else set())


def notices_of(by: Actor) -> QuerySet[Notice]:
    """What the actor's company was told, from the day it may read it; nothing of anybody else."""
    company = company_of(by)
    if company is None:
        return Notice.objects.none()
    return (
        Notice.objects.filter(organisation_id=company, told_on__lte=today())
        .select_related("release__case")
        .order_by("-told_on", "-pk")
    )


def notice_of(by: Actor, code: str) -> Notice | None:
    """One of them."""
    return notices_of(by).filter(code=code).first()


def told_in(case: Case) -> list[Told]:
    """Every company of a case beside each other, for its handlers."""
    found = (
        Notice.objects.filter(release__case=case)
        .select_related("organisation", "release")
        .prefetch_related("words__files", "words__author")
        .order_by("organisation__name", "pk")
    )
    said = []
    for notice in found:
        answered = any(word.kind not in ("question", "hearing") for word in notice.words.all())
        said.append(Told(notice, answered, not answered and notice.due < today()))
    return said


def releases_of(case: Case) -> QuerySet[Release]:
    """The texts for the companies, newest first."""
    return Release.objects.filter(case=case).select_related("proposed_by").order_by("-pk")


def group_leverage(case: Case) -> Leverage | None:
    """How much of the site the members take together, for the committee; None where nobody said."""
    return leverage_at(shares_at(case.site)) if case.site is not None else None


def waiting_for(by: Actor) -> QuerySet[Notice]:
    """The company's notices without an answer, the first due first."""
    return notices_of(by).exclude(words__kind__in=["answer", "measure", "offer"]).order_by("due")
