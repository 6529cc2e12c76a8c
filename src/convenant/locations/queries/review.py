"""What the secretariat is asked: open questions in order, one beside the other, and past answers."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from convenant.base.actors import Actor
from convenant.locations.models import ListedSite, MatchQuestion, Site
from convenant.locations.queries.families import standing_site
from convenant.locations.rules import may_review
from convenant.locations.spelling import spelling_key

Answer = MatchQuestion.Answer
ORDERS = ("score", "members")


def asked() -> QuerySet[MatchQuestion]:
    """Every question about a row of a current list, open or answered."""
    return MatchQuestion.objects.filter(row__current=True)


def open_questions(order: str = "score") -> QuerySet[MatchQuestion]:
    """Open questions: the likeliest first, or those that touch most members first."""
    found = (
        asked()
        .filter(answer=Answer.OPEN)
        .annotate(members=Coalesce(F("row__site__member_count"), 1) + F("candidate__member_count"))
        .select_related("row", "candidate")
    )
    return found.order_by(*(("-members",) if order == "members" else ()), "-score", "pk")


def open_questions_count() -> int:
    """How many questions wait for the secretariat."""
    return asked().filter(answer=Answer.OPEN).count()


@dataclass(frozen=True)
class Progress:
    """How far the review is."""

    done: int
    total: int


def progress() -> Progress:
    """Answered and all questions about current lists."""
    total = asked().count()
    return Progress(total - open_questions_count(), total)


def question_by_pk(by: Actor, pk: int) -> MatchQuestion | None:
    """One question, for who reviews."""
    if not may_review(by):
        return None
    return (
        MatchQuestion.objects.select_related("row", "candidate", "answered_by")
        .filter(pk=pk)
        .first()
    )


def question_after(question: MatchQuestion, order: str = "score") -> MatchQuestion | None:
    """The open question that follows in the queue; from the end it goes on at the start."""
    found = open_questions(order).exclude(pk=question.pk)
    later = Q(score__lt=question.score) | Q(score=question.score, pk__gt=question.pk)
    if order == "members":
        row = ListedSite.objects.select_related("site").get(pk=question.row_id)
        here = (row.site.member_count if row.site else 1) + question.candidate.member_count
        later = Q(members__lt=here) | (Q(members=here) & later)
    return found.filter(later).first() or found.first()


def spelled_alike(question: MatchQuestion) -> list[MatchQuestion]:
    """Other open questions about the same two spellings, whichever way round."""
    wanted = _pair(question)
    others = (
        open_questions()
        .exclude(pk=question.pk)
        .filter(row__country=question.row.country, candidate__country=question.candidate.country)
    )
    turned = (
        open_questions()
        .exclude(pk=question.pk)
        .filter(row__country=question.candidate.country, candidate__country=question.row.country)
    )
    found = {each.pk: each for each in [*others, *turned] if _pair(each) == wanted}
    return [found[pk] for pk in sorted(found)]


def _pair(question: MatchQuestion) -> frozenset[str]:
    row, site = question.row, question.candidate
    return frozenset(
        {
            spelling_key(row.name, row.address, row.country),
            spelling_key(site.name, site.address, site.country),
        }
    )


@dataclass(frozen=True)
class Spelling:
    """One way a site is written in the lists, without who wrote it."""

    name: str
    address: str


def candidate_of(question: MatchQuestion) -> Site:
    """The candidate as it stands today."""
    return standing_site(question.candidate)


def spellings_of(site: Site, at_most: int = 20) -> list[Spelling]:
    """The other ways current and earlier lists write this site."""
    rows = (
        ListedSite.objects.filter(site=site)
        .exclude(name=site.name, address=site.address)
        .order_by("name", "address")
        .values_list("name", "address")
        .distinct()[:at_most]
    )
    return [Spelling(*row) for row in rows]


def decided() -> QuerySet[MatchQuestion]:
    """Decisions people took, newest first; what was answered along with one is part of it."""
    return (
        MatchQuestion.objects.exclude(answer=Answer.OPEN)
        .filter(undo__has_key="changes")
        .select_related("row", "candidate", "answered_by")
        .order_by("-answered_at", "-pk")
    )


def suggestions_for(site: Site, at_most: int = 8) -> list[Site]:
    """Sites that may be the same as this one: what was ever asked about both, then like names nearby."""
    asked_about = MatchQuestion.objects.filter(Q(candidate=site) | Q(row__site=site)).values_list(
        "candidate_id", "row__site_id"
    )[:100]
    ids = {pk for pair in asked_about for pk in pair if pk is not None} - {site.pk}
    found = list(Site.objects.filter(pk__in=ids, merged_into=None)[:at_most])
    word = max(site.name.split() or [""], key=len)
    if len(found) < at_most and len(word) > 3:
        found += (
            Site.objects.filter(country=site.country, merged_into=None, name__icontains=word)
            .exclude(pk__in=[site.pk, *(each.pk for each in found)])
            .order_by("name", "pk")[: at_most - len(found)]
        )
    return found
