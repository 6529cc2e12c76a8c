"""What the secretariat is asked: open questions in order, one beside the other, and past answers."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from convenant.base.actors import Actor
from convenant.locations.models import ListedSite, MatchQuestion, Site
from convenant.locations.queries.families import standing_site
from convenant.locations.rules import may_review
from convenant.locations.spelling import spelling_key

Answer = MatchQuestion.Answer
ORDERS = ("value", "score", "members")  # the first is how the queue comes by itself


def asked() -> QuerySet[MatchQuestion]:
    """Every question about a row of a current list, open or answered."""
    return MatchQuestion.objects.filter(row__current=True)


def queue(order: str = ORDERS[0]) -> list[int]:
    """The keys of all open questions, in one of the ORDERS.

    By value: how many members the answer touches times how much it is in doubt, and questions that
    share a site one after the other, for who has the site before their eyes answers the next at once.
    By score: the likeliest first. By members: those that touch most first.

    Ordered here rather than in the database: a join of four tables, each twice narrowed to the
    agreement, is planned badly right after a large first import, when a database's statistics still
    say that the tables are empty.
    """
    found = [
        Waiting(*line)
        for line in asked()
        .filter(answer=Answer.OPEN)
        .order_by()
        .values_list("pk", "score", "row__site_id", "candidate_id")
    ]
    if order == "score":
        return [one.pk for one in sorted(found, key=lambda one: (-one.score, one.pk))]
    members = _member_counts({site for one in found for site in one.sites})

    def touched(one: Waiting) -> int:
        return sum(members.get(site, 0) for site in one.sites)

    if order == "members":
        found.sort(key=lambda one: (-touched(one), -one.score, one.pk))
        return [one.pk for one in found]
    return by_value([(one, touched(one)) for one in found])


@dataclass(frozen=True)
class Waiting:
    """An open question: how likely its two sites are the same one."""

    pk: int
    score: float
    site: int | None
    candidate: int

    @property
    def sites(self) -> tuple[int, ...]:
        """The sites that the answer is about."""
        return (self.candidate,) if self.site is None else (self.site, self.candidate)


def by_value(found: list[tuple[Waiting, int]]) -> list[int]:
    """Keys of questions, each given with the members it touches: the most valuable group first.

    A group is what hangs together by shared sites; doubt is 4p(1 - p), 1 at even odds and 0 where
    the model is sure.
    """
    values = {one.pk: members * 4 * one.score * (1 - one.score) for one, members in found}
    leader: dict[int, int] = {}

    def top(site: int) -> int:
        while leader.setdefault(site, site) != site:
            leader[site] = leader[leader[site]]
            site = leader[site]
        return site

    for one, _members in found:
        for site in one.sites:
            leader[top(site)] = top(one.candidate)
    best: dict[int, tuple[float, int]] = {}
    for one, _members in found:
        group, this = top(one.candidate), (-values[one.pk], one.pk)
        best[group] = min(best.get(group, this), this)
    in_order = sorted(found, key=lambda f: (best[top(f[0].candidate)], -values[f[0].pk], f[0].pk))
    return [one.pk for one, _members in in_order]


def _member_counts(site_ids: set[int]) -> dict[int, int]:
    ids = sorted(site_ids)
    return {
        pk: count
        for start in range(0, len(ids), 5000)
        for pk, count in Site.objects.filter(pk__in=ids[start : start + 5000]).values_list(
            "pk", "member_count"
        )
    }


def questions(pks: list[int]) -> list[MatchQuestion]:
    """These questions with their rows and sites, in this order; `members` counts those they touch."""
    found = (
        MatchQuestion.objects.filter(pk__in=pks)
        .prefetch_related("row__site", "candidate")
        .in_bulk()
    )
    for question in found.values():
        ours = question.row.site.member_count if question.row.site else 1
        question.members = ours + question.candidate.member_count  # type: ignore[attr-defined]
    return [found[pk] for pk in pks if pk in found]


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


def question_after(question: MatchQuestion, order: str = ORDERS[0]) -> int | None:
    """The open question that follows in the queue, by its key; from the end it goes on at the start."""
    waiting = queue(order)
    if question.pk in waiting:
        at = waiting.index(question.pk)
        waiting = waiting[at + 1 :] + waiting[:at]
    return waiting[0] if waiting else None


def spelled_alike(question: MatchQuestion) -> list[MatchQuestion]:
    """Other open questions about the same two spellings, whichever way round."""
    row, site = question.row, question.candidate
    wanted = {
        spelling_key(row.name, row.address, row.country),
        spelling_key(site.name, site.address, site.country),
    }
    # First those whose row is written like one of the two, then those whose candidate is the other.
    half = {
        pk: (key, candidate)
        for pk, candidate, *words in asked()
        .filter(answer=Answer.OPEN, row__country__in={row.country, site.country})
        .exclude(pk=question.pk)
        .order_by("pk")
        .values_list("pk", "candidate_id", "row__name", "row__address", "row__country")
        if (key := spelling_key(*words)) in wanted
    }
    written = {
        pk: spelling_key(*words)
        for pk, *words in Site.objects.filter(
            pk__in={candidate for _key, candidate in half.values()}
        ).values_list("pk", "name", "address", "country")
    }
    alike = [pk for pk, (key, candidate) in half.items() if {key, written[candidate]} == wanted]
    return list(MatchQuestion.objects.filter(pk__in=alike).order_by("pk"))


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
