"""The matcher's answer becomes sites, links and questions, in one transaction and more than once.

Running it again on the same list changes nothing: rows keep their sites, questions are not asked
twice, and what a person decided stays decided.
"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import verb
from convenant.locations.actions.counts import recount, refresh_faces
from convenant.locations.matching import MODEL_VERSION, Link
from convenant.locations.models import Judgement, ListedSite, MatchQuestion, Site, SiteList
from convenant.locations.queries.standing import sites_by_code
from convenant.locations.rules import may_change_list
from convenant.locations.spelling import spelling_key

State = SiteList.State
BATCH = 500


@verb(may_change_list)
def apply_links(site_list: SiteList, links: Sequence[Link], *, by: Actor) -> SiteList:
    """The list is matched: its rows have sites, doubts are questions, older lists are replaced."""
    site_list = SiteList.objects.select_for_update().get(pk=site_list.pk)
    rows = {f"r{row.pk}": row for row in ListedSite.objects.filter(site_list=site_list)}
    left = {row.site_id for row in rows.values() if row.site_id}
    standing = _standing(links, rows)
    for link in links:
        row = rows[link.key]
        row.site = standing[link.site_id]
        row.decision, row.score = link.decision, round(link.score, 4)
        row.reasons = [
            {"code": reason.code, "values": list(reason.values)} for reason in link.reasons
        ]
        row.current = True
    ListedSite.objects.bulk_update(
        rows.values(), ["site", "decision", "score", "reasons", "current"], batch_size=BATCH
    )
    left |= _replace_older(site_list)
    asked = _ask(links, rows, standing)
    touched = {row.site_id for row in rows.values() if row.site_id} | left
    refresh_faces(touched)
    recount(touched)
    site_list.state, site_list.progress, site_list.step, site_list.problem = (
        State.MATCHED,
        100,
        "",
        "",
    )
    site_list.matched_at, site_list.model_version = timezone.now(), MODEL_VERSION
    site_list.save()
    count = {
        kind: sum(link.decision == kind for link in links) for kind in ("same", "review", "new")
    }
    record(
        "list.matched",
        by=by,
        on=site_list,
        concerns=site_list.organisation_id,
        new={**count, "questions": asked, "model": MODEL_VERSION},
    )
    return site_list


def _standing(links: Sequence[Link], rows: dict[str, ListedSite]) -> dict[str, Site]:
    """The site behind every identifier the matcher used; those it invented are made now.

    A row that founded a site in an earlier run of this list keeps that site.
    """
    known = sites_by_code(link.site_id for link in links)
    known |= sites_by_code(link.candidate_site_id for link in links if link.candidate_site_id)
    made: dict[str, Site] = {}
    for link in links:
        if link.site_id in known or link.site_id in made:
            continue
        row = rows[link.key]
        before = row.site
        if before is not None and before.merged_into_id is None:
            known[link.site_id] = before
            continue
        made[link.site_id] = Site(name=row.name, address=row.address, country=row.country)
    Site.objects.bulk_create(made.values(), batch_size=BATCH)
    return known | made


def _replace_older(site_list: SiteList) -> set[int]:
    """This member's earlier lists are no longer current; gives the sites they named."""
    older = SiteList.objects.filter(
        organisation=site_list.organisation_id,
        period__lte=site_list.period,
        state__in=(State.MATCHED, State.STORED, State.FAILED),
    ).exclude(pk=site_list.pk)
    rows = ListedSite.objects.filter(site_list__in=older, current=True)
    left = set(rows.exclude(site=None).order_by().values_list("site_id", flat=True))
    _carry_questions(site_list, older)
    rows.update(current=False)
    older.update(state=State.REPLACED)
    return left


def _carry_questions(site_list: SiteList, older: QuerySet[SiteList]) -> None:
    """An open question about a row that stands again in the new list goes on about the new row."""
    waiting = MatchQuestion.objects.filter(
        row__site_list__in=older, answer=MatchQuestion.Answer.OPEN
    ).select_related("row")
    if not waiting:
        return
    new = {
        spelling_key(row.name, row.address, row.country): row
        for row in ListedSite.objects.filter(site_list=site_list)
    }
    for question in waiting:
        old = question.row
        row = new.get(spelling_key(old.name, old.address, old.country))
        if row is not None and row.site_id == old.site_id:
            question.row = row
            question.save()
        else:
            question.delete()  # the member no longer names it so; nobody needs the answer


def _ask(links: Sequence[Link], rows: dict[str, ListedSite], standing: dict[str, Site]) -> int:
    """A question per doubt that nobody has answered; those of an earlier run that no longer hold go."""
    judged = set(Judgement.objects.values_list("left", "right"))
    asked = set(
        MatchQuestion.objects.filter(row__in=[row.pk for row in rows.values()]).values_list(
            "row_id", "candidate_id"
        )
        if len(rows) < 900
        else MatchQuestion.objects.values_list("row_id", "candidate_id")
    )
    questions = []
    for link in links:
        if link.decision != "review" or link.candidate_site_id is None:
            continue
        row, candidate = rows[link.key], standing.get(link.candidate_site_id)
        if candidate is None or candidate.pk == row.site_id or (row.pk, candidate.pk) in asked:
            continue
        ours = spelling_key(row.name, row.address, row.country)
        theirs = spelling_key(candidate.name, candidate.address, candidate.country)
        if (min(ours, theirs), max(ours, theirs)) in judged:
            continue
        questions.append(
            MatchQuestion(row=row, candidate=candidate, score=link.score, reasons=row.reasons)
        )
    MatchQuestion.objects.bulk_create(questions, batch_size=BATCH)
    return len(questions)
