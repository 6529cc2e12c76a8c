"""The matcher's answer becomes sites, links and questions; more than once changes nothing.

First, in short transactions, the rows get their sites, still out of sight. Then the verb `enter` makes
them current at one blow. A try that dies half-way leaves nothing that a reader sees, and the next one
takes over what it left.
"""

from collections.abc import Iterator, Sequence

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
BATCH = 500
LINKED = ["site", "decision", "score", "reasons"]


def write_links(site_list: SiteList, links: Sequence[Link]) -> Iterator[float]:
    """Every row has its site, still not current; yields how much is done (0–1).

    A row that founds a site is written with it, so that no site is left without a row; a row that
    founded one in an earlier try keeps that site.
    """
    rows = {f"r{row.pk}": row for row in ListedSite.objects.filter(site_list=site_list)}
    sites = {
        code: standing_site(site)
        for code, site in sites_by_code(link.site_id for link in links).items()
    }
    founders = [link for link in links if link.decision != "same" and link.site_id not in sites]
    joiners = [link for link in links if link.decision == "same" or link.site_id in sites]
    own = _founded_before(site_list)
    done = 0
    for batch in _batches(founders):
        made = []
        for link in batch:
            row = rows[link.key]
            site = own.pop(row.site_id or 0, None)
            if site is None:
                site = Site(**face([row]))
                made.append(site)
            sites[link.site_id] = site
        with held(site_list):
            Site.objects.bulk_create(made, batch_size=BATCH)
            _save(rows, batch, sites)
        done += len(batch)
        yield done / len(links)
    for batch in _batches(joiners):
        with held(site_list):
            _save(rows, batch, sites)
        done += len(batch)
        yield done / len(links)


def _founded_before(site_list: SiteList) -> dict[int, Site]:
    """Sites that an earlier try of this list founded: no row of another list is there."""
    own = set(
        ListedSite.objects.filter(site_list=site_list, site__merged_into=None)
        .exclude(site=None)
        .order_by()
        .values_list("site_id", flat=True)
    )
    if not own:
        return {}
    others = ListedSite.objects.exclude(site_list=site_list).exclude(site=None)
    own -= set(others.order_by().values_list("site_id", flat=True))
    found: dict[int, Site] = {}
    for batch in _batches(sorted(own)):
        found |= Site.objects.in_bulk(batch)
    return found


def _save(rows: dict[str, ListedSite], links: Sequence[Link], sites: dict[str, Site]) -> None:
    for link in links:
        row = rows[link.key]
        row.site = sites[link.site_id]
        row.decision, row.score = link.decision, round(link.score, 4)
        row.reasons = [
            {"code": reason.code, "values": list(reason.values)} for reason in link.reasons
        ]
    ListedSite.objects.bulk_update([rows[link.key] for link in links], LINKED, batch_size=100)


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
    rows = {}
    for batch in _batches(doubts):
        keys = [int(link.key.removeprefix("r")) for link in batch]
        rows |= {f"r{pk}": row for pk, row in ListedSite.objects.in_bulk(keys).items()}
    # A candidate may be a site that this list itself founded: its founding row knows which.
    founded = {link.site_id: link.key for link in links if link.decision != "same"}
    wanted = {link.candidate_site_id or "" for link in doubts}
    standing = sites_by_code(wanted)
    missing = {code: founded[code] for code in wanted - set(standing) if code in founded}
    pks = [int(key.removeprefix("r")) for key in missing.values()]
    found = {}
    for batch in _batches(pks):
        chosen = ListedSite.objects.filter(pk__in=batch).select_related("site")
        found |= {f"r{row.pk}": row.site for row in chosen}
    standing |= {code: found[key] for code, key in missing.items() if found.get(key)}
    judged = set(Judgement.objects.values_list("left", "right"))
    asked = set(MatchQuestion.objects.values_list("row_id", "candidate_id"))
    questions = []
    for link in doubts:
        row, candidate = rows[link.key], standing.get(link.candidate_site_id or "")
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
