"""The matcher's answer becomes rows with their sites, and questions; more than once changes nothing.

First, in short transactions, the rows are written, each with its site, still out of sight. Then the verb
`enter` makes them current at one blow. A try that dies half-way leaves nothing that a reader sees, and
the next one takes over what it left.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import verb
from convenant.locations.actions.counts import face, recount
from convenant.locations.actions.progress import held
from convenant.locations.matching import MODEL_VERSION, Link
from convenant.locations.models import Judgement, ListedSite, MatchQuestion, Site, SiteList
from convenant.locations.queries.families import standing_site
from convenant.locations.queries.standing import sites_by_code
from convenant.locations.rules import may_change_list
from convenant.locations.spelling import spelling_key

State = SiteList.State
BATCH = 1000


def write_links(
    site_list: SiteList, rows: Mapping[str, ListedSite], links: Sequence[Link]
) -> Iterator[float]:
    """Every row (by the link's key) is stored with its site, not yet current; yields 0–1.

    A site is made together with the row that founds it, so that none is left without a row; a row
    that founded one in an earlier try of this list gets that site again.
    """
    sites = {
        code: standing_site(site)
        for code, site in sites_by_code(link.site_id for link in links).items()
    }
    founders = [link for link in links if link.decision != "same" and link.site_id not in sites]
    joiners = [link for link in links if link.decision == "same" or link.site_id in sites]
    founded = _founded_before(site_list)
    _clear(site_list)
    done = 0
    for batch in _batches([*founders, *joiners]):
        made: list[Site] = []
        for link in batch:
            row = rows[link.key]
            if link.site_id not in sites:
                site = sites[link.site_id] = founded.get(row.row) or Site(**face([row]))
                if site.pk is None:
                    made.append(site)
        with held(site_list):
            Site.objects.bulk_create(made, batch_size=BATCH)
            for link in batch:
                row = rows[link.key]
                row.site = sites[link.site_id]
                row.decision, row.score = link.decision, round(link.score, 4)
                row.reasons = [
                    {"code": reason.code, "values": list(reason.values)} for reason in link.reasons
                ]
            ListedSite.objects.bulk_create([rows[link.key] for link in batch], batch_size=BATCH)
        done += len(batch)
        yield done / len(links)
    _write_relations(site_list, rows, links, sites)


def _write_relations(
    site_list: SiteList,
    rows: Mapping[str, ListedSite],
    links: Sequence[Link],
    sites: dict[str, Site],
) -> None:
    """What new sites are to their nearest, once all sites are there to point at."""
    near = [link for link in links if link.related_site_id]
    missing = {link.related_site_id or "" for link in near} - set(sites)
    known = sites | {code: standing_site(site) for code, site in sites_by_code(missing).items()}
    for batch in _batches(near):
        for link in batch:
            rows[link.key].relation = link.relation
            rows[link.key].related = known.get(link.related_site_id or "")
        with held(site_list):
            ListedSite.objects.bulk_update(
                [rows[link.key] for link in batch], ["relation", "related"], batch_size=BATCH
            )


def _founded_before(site_list: SiteList) -> dict[int, Site]:
    """By row number: the sites an earlier try of this list founded and no other list names."""
    founders: dict[int, int] = {}
    rows = ListedSite.objects.filter(site_list=site_list, site__merged_into=None)
    for site_id, row in rows.exclude(decision="same").values_list("site_id", "row"):
        founders[site_id] = row
    if not founders:
        return {}
    others = ListedSite.objects.exclude(site_list=site_list).exclude(site=None)
    for site_id in set(others.order_by().values_list("site_id", flat=True)) & set(founders):
        del founders[site_id]
    found: dict[int, Site] = {}
    for batch in _batches(sorted(founders)):
        found |= {founders[pk]: site for pk, site in Site.objects.in_bulk(batch).items()}
    return found


def _clear(site_list: SiteList) -> None:
    """Nothing is left of what an earlier try wrote: rows that nobody saw."""
    left = list(ListedSite.objects.filter(site_list=site_list).values_list("pk", flat=True))
    for batch in _batches(left):
        with held(site_list):
            ListedSite.objects.filter(pk__in=batch).delete()


def older_lists(site_list: SiteList) -> QuerySet[SiteList]:
    """This member's lists that this one replaces: of the same year or before, whatever their state."""
    return SiteList.objects.filter(
        organisation=site_list.organisation_id,
        period__lte=site_list.period,
        state__in=(State.MATCHED, State.STORED, State.FAILED),
    ).exclude(pk=site_list.pk)


def touched_by(site_list: SiteList, older: QuerySet[SiteList]) -> set[int]:
    """The sites whose members may change: those of the new rows, and of the rows they replace."""
    rows = ListedSite.objects.filter(
        Q(site_list=site_list) | Q(site_list__in=older, current=True), site__isnull=False
    )
    return set(rows.order_by().values_list("site_id", flat=True).distinct())


@verb(may_change_list)
def enter(site_list: SiteList, links: Sequence[Link], *, by: Actor) -> SiteList:
    """The list is matched: its rows are current, older lists replaced, doubts asked as questions."""
    with held(site_list) as now:
        older = older_lists(now)
        touched = touched_by(now, older)
        rows = ListedSite.objects.filter(site_list=now)
        rows.update(current=True)
        _carry_questions(now, older)
        ListedSite.objects.filter(site_list__in=older, current=True).update(current=False)
        older.update(state=State.REPLACED)
        asked = _ask(now, links)
        recount(touched)
        now.state, now.progress, now.step, now.problem = State.MATCHED, 100, "", ""
        now.matched_at, now.model_version = timezone.now(), MODEL_VERSION
        now.save(
            update_fields=["state", "progress", "step", "problem", "matched_at", "model_version"]
        )
        count = {
            kind: sum(link.decision == kind for link in links) for kind in ("same", "review", "new")
        }
        record(
            "list.matched",
            by=by,
            on=now,
            concerns=now.organisation_id,
            new={**count, "questions": asked, "model": MODEL_VERSION},
        )
    return now


def _carry_questions(site_list: SiteList, older: QuerySet[SiteList]) -> None:
    """An open question about a row that stands again in the new list goes on about the new row."""
    waiting = list(
        MatchQuestion.objects.filter(
            row__site_list__in=older, answer=MatchQuestion.Answer.OPEN
        ).select_related("row")
    )
    if not waiting:
        return
    new = {
        spelling_key(row.name, row.address, row.country): row
        for row in ListedSite.objects.filter(site_list=site_list).order_by("-row")
    }
    carried, dropped = [], []
    taken: set[tuple[int, int]] = set()
    for question in waiting:
        old = question.row
        row = new.get(spelling_key(old.name, old.address, old.country))
        if row is None or row.site_id != old.site_id or (row.pk, question.candidate_id) in taken:
            dropped.append(question.pk)  # the member no longer says so; nobody needs the answer
        else:
            taken.add((row.pk, question.candidate_id))
            question.row = row
            carried.append(question)
    MatchQuestion.objects.bulk_update(carried, ["row"], batch_size=BATCH)
    for batch in _batches(dropped):
        MatchQuestion.objects.filter(pk__in=batch).delete()


def _ask(site_list: SiteList, links: Sequence[Link]) -> int:
    """A question per doubt that nobody has answered and that is not already asked."""
    doubts = [link for link in links if link.decision == "review" and link.candidate_site_id]
    if not doubts:
        return 0
    numbers = {link.key: int(link.key.removeprefix("n")) for link in links}
    # A candidate may be a site that this list itself founded: its founding row knows which.
    founded = {link.site_id: numbers[link.key] for link in links if link.decision != "same"}
    standing = sites_by_code(link.candidate_site_id or "" for link in doubts)
    wanted = {numbers[link.key] for link in doubts}
    wanted |= {founded[code] for link in doubts if (code := link.candidate_site_id) in founded}
    rows: dict[int, ListedSite] = {}
    for batch in _batches(sorted(wanted)):
        chosen = ListedSite.objects.filter(site_list=site_list, row__in=batch)
        rows |= {row.row: row for row in chosen.select_related("site")}
    judged = set(Judgement.objects.values_list("left", "right"))
    asked = set(MatchQuestion.objects.values_list("row_id", "candidate_id"))
    questions = []
    for link in doubts:
        row, code = rows[numbers[link.key]], link.candidate_site_id or ""
        candidate = standing.get(code) or (rows[founded[code]].site if code in founded else None)
        if candidate is None:
            continue
        candidate = standing_site(candidate)
        if candidate.pk == row.site_id or (row.pk, candidate.pk) in asked:
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


def _batches(things: Sequence) -> Iterator[Sequence]:
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
