"""How rows go from one site to another and back, for the verbs that merge, split and review.

Not verbs themselves: each is part of one, which asks who may and leaves the event. Everything a move
changes is written down in its `SiteChange`, so that taking it back restores what was. Where later
work stands on a move, taking it back would guess; then it is refused, with the reason.
"""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.locations.actions.counts import recount, refresh_faces
from convenant.locations.models import Judgement, ListedSite, MatchQuestion, Site, SiteChange
from convenant.locations.queries.families import family
from convenant.locations.spelling import spelling_key

Written = list[list]  # [left, right, what was judged before or None] per judgement
Pair = tuple[str, str]


def key_of(thing: ListedSite | Site) -> str:
    """The spelling of a row or of a site's display name, as judgements know it."""
    return spelling_key(thing.name, thing.address, thing.country)


def spellings_at(site: Site) -> set[str]:
    """Every spelling a site holds: its own and those of all its rows."""
    rows = ListedSite.objects.filter(site=site).values_list("name", "address", "country").distinct()
    return {key_of(site)} | {spelling_key(*row) for row in rows.order_by()}


def pairs(some: Iterable[str], others: Iterable[str]) -> set[Pair]:
    """Each of `some` with each of `others`, in the order judgements keep them; none with itself."""
    others = set(others)
    return {(min(a, b), max(a, b)) for a in some for b in others if a != b}


def judged(wanted: Iterable[Pair], same: bool) -> list[Judgement]:
    """The judgements on these pairs that say `same`."""
    wanted = set(wanted)
    lefts = list({left for left, _right in wanted})
    return [
        judgement
        for start in range(0, len(lefts), 500)
        for judgement in Judgement.objects.filter(
            left__in=lefts[start : start + 500], same=same
        ).select_related("by")
        if (judgement.left, judgement.right) in wanted
    ]


def judge(wanted: Iterable[Pair], same: bool, by: Actor) -> Written:
    """Each pair is judged so from now on; returns what it was before, for undo."""
    wanted = sorted(set(wanted))
    known = {
        (judgement.left, judgement.right): judgement
        for judgement in [*judged(wanted, True), *judged(wanted, False)]
    }
    written: Written = []
    for left, right in wanted:
        before = known.get((left, right))
        written.append([left, right, before.same if before else None])
        if before is not None and before.same != same:
            before.same, before.by_id = same, by.person_id
            before.save()
    Judgement.objects.bulk_create(
        [
            Judgement(left=left, right=right, same=same, by_id=by.person_id)
            for left, right in wanted
            if (left, right) not in known
        ],
        batch_size=500,
    )
    return written


def unjudge(written: Written, same: bool) -> None:
    """Take back judgements written as `same`, except where a later decision says otherwise."""
    now = {
        (judgement.left, judgement.right): judgement
        for judgement in judged([(left, right) for left, right, _before in written], same)
    }
    for left, right, before in written:
        judgement = now.get((left, right))
        if judgement is None or before == same:
            continue
        if before is None:
            judgement.delete()
        else:
            judgement.same = before
            judgement.save()


def merge_into(source: Site, target: Site, *, by: Actor, reason: str = "") -> SiteChange:
    """All rows of `source` are at `target`, to which the code of `source` leads from now on."""
    source, target = _locked(source, target)
    if source.pk == target.pk:
        raise Refused(_("These two are already one site."))
    moved = list(ListedSite.objects.filter(site=source).values_list("pk", flat=True))
    stayed = list(ListedSite.objects.filter(site=target).values_list("pk", flat=True))
    ListedSite.objects.filter(site=source).update(site=target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    change = SiteChange.objects.create(
        what=SiteChange.What.MERGE,
        site=target,
        other=source,
        moved_rows=sorted(moved),
        before={"stayed": sorted(stayed)},
        reason=reason,
        by_id=by.person_id,
    )
    change.before["questions"] = _close_settled(target, change, by)
    change.save()
    _show_again(source, target)
    return change


def _close_settled(target: Site, change: SiteChange, by: Actor) -> list[int]:
    """A question whose row and candidate are now one site asks nothing any more."""
    settled = MatchQuestion.objects.filter(
        answer=MatchQuestion.Answer.OPEN, row__site=target, candidate__in=family(target)
    )
    closed = list(settled.values_list("pk", flat=True))
    MatchQuestion.objects.filter(pk__in=closed).update(
        answer=MatchQuestion.Answer.SAME,
        answered_by_id=by.person_id,
        answered_at=timezone.now(),
        undo={"settled_by": change.pk},
    )
    return closed


def split_off(site: Site, rows: list[ListedSite], *, by: Actor, reason: str) -> SiteChange:
    """These rows are at a new site of their own, and are never again taken for the old one's."""
    first = rows[0]
    made = Site.objects.create(name=first.name, address=first.address, country=first.country)
    moved = [row.pk for row in rows]
    ListedSite.objects.filter(pk__in=moved).update(site=made)
    gone = {key_of(row) for row in rows}
    written = judge(pairs(gone, spellings_at(site) - gone), False, by)
    change = SiteChange.objects.create(
        what=SiteChange.What.SPLIT,
        site=site,
        other=made,
        moved_rows=sorted(moved),
        before={"judgements": written},
        reason=reason,
        by_id=by.person_id,
    )
    _show_again(site, made)
    return change


def take_back(change: SiteChange, *, by: Actor) -> None:
    """What the change did is undone exactly; refused where later work makes that a guess."""
    change = SiteChange.objects.select_for_update().get(pk=change.pk)
    if change.undone_at is not None:
        raise Refused(_("This was already undone."))
    site = Site.objects.select_for_update().get(pk=change.site_id)
    other = Site.objects.select_for_update().get(pk=change.other_id)
    if site.merged_into_id is not None:
        raise Refused(
            _("%(site)s has since been merged into another site. Undo that first.") % {"site": site}
        )
    if change.what == SiteChange.What.MERGE:
        _take_back_merge(change, site, other)
    else:
        _take_back_split(change, site, other)
        _close_settled(site, change, by)
    change.undone_at = timezone.now()
    change.save()
    _show_again(site, other)


def _take_back_merge(change: SiteChange, site: Site, other: Site) -> None:
    moved = set(change.moved_rows)
    _all_still_at(moved, site)
    # Rows that came by a merge of their own since belong to that merge; others could belong to
    # either half, and nothing says which.
    later = SiteChange.objects.filter(
        what=SiteChange.What.MERGE, site=site, undone_at=None, pk__gt=change.pk
    )
    explained = moved | set(change.before.get("stayed", []))
    for rows in later.values_list("moved_rows", flat=True):
        explained |= set(rows)
    added = set(ListedSite.objects.filter(site=site).values_list("pk", flat=True)) - explained
    if added:
        raise Refused(
            ngettext(
                "Since then %(count)d row of a newer list was added to this site, and which of the "
                "two it belongs to is not known. Split the site instead.",
                "Since then %(count)d rows of newer lists were added to this site, and which of the "
                "two they belong to is not known. Split the site instead.",
                len(added),
            )
            % {"count": len(added)}
        )
    ListedSite.objects.filter(pk__in=moved).update(site=other)
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    MatchQuestion.objects.filter(
        pk__in=change.before.get("questions", []), undo__settled_by=change.pk
    ).update(answer=MatchQuestion.Answer.OPEN, answered_by=None, answered_at=None, undo=None)
    unjudge(change.before.get("judgements", []), True)


def _take_back_split(change: SiteChange, site: Site, other: Site) -> None:
    if other.merged_into_id is not None:
        raise Refused(
            _("%(site)s has since been merged into another site. Undo that first.")
            % {"site": other}
        )
    moved = set(change.moved_rows)
    _all_still_at(moved, other)
    if ListedSite.objects.filter(site=other).exclude(pk__in=moved).exists():
        raise Refused(
            _(
                "Since then rows of other lists were added to the site that was split off. Merge the "
                "two sites instead."
            )
        )
    ListedSite.objects.filter(pk__in=moved).update(site=site)
    # The code of the site split off was given out: it leads to the one it came from.
    other.merged_into = site
    other.save(update_fields=["merged_into"])
    unjudge(change.before.get("judgements", []), False)


def _all_still_at(moved: set[int], site: Site) -> None:
    strayed = ListedSite.objects.filter(pk__in=moved).exclude(site=site)
    if strayed.exists():
        raise Refused(
            _(
                "Some of the rows that moved then have since moved on. Undo the later merge or split "
                "first."
            )
        )


def _locked(source: Site, target: Site) -> tuple[Site, Site]:
    """Both rows locked, in one order whoever asks; refused where one no longer stands."""
    found = {
        site.pk: site
        for site in Site.objects.select_for_update()
        .filter(pk__in=[source.pk, target.pk])
        .order_by("pk")
    }
    for site in found.values():
        if site.merged_into_id is not None:
            raise Refused(
                _("%(site)s has meanwhile been merged into another site. Look again.")
                % {"site": site}
            )
    return found[source.pk], found[target.pk]


def _show_again(one: Site, other: Site) -> None:
    """Both sites count their members and take their face from the rows they now have.

    The face follows from the rows alone, so putting rows back puts the face back.
    """
    recount([one.pk, other.pk])
    refresh_faces([one.pk, other.pk])
