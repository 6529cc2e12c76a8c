"""The verbs on a site: merge, split, take back, and a member's word on its share."""

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.actions.moves import (
    judge,
    judged,
    key_of,
    merge_into,
    pairs,
    spellings_at,
    split_off,
    take_back,
)
from convenant.locations.models import ListedSite, MatchQuestion, Site, SiteChange
from convenant.locations.queries.introductions import company_of
from convenant.locations.queries.leverage import row_share, share_of
from convenant.people.rules import is_company, is_secretariat

REASON_AT_MOST = 500


@verb(is_secretariat)
def merge_sites(source: Site, target: Site, reason: str, *, by: Actor) -> SiteChange:
    """The two are one site, under the code of `target`; the code of `source` leads there.

    A deliberate merge overrules what was judged before about their spellings, so that the next list
    does not take them apart again.
    """
    reason = _reason(reason)
    across = pairs(spellings_at(source), spellings_at(target))
    against = {(judgement.left, judgement.right) for judgement in judged(across, False)}
    names = pairs([key_of(source)], [key_of(target)])
    change = merge_into(source, target, by=by, reason=reason)
    change.before["judgements"] = judge(names | against, True, by)
    change.save()
    record(
        "site.merged",
        by=by,
        on=target,
        old={"site": source.code},
        new={"site": target.code, "rows": change.moved_rows, "reason": reason},
    )
    return change


@verb(is_secretariat)
def split_site(site: Site, rows: list[ListedSite], reason: str, *, by: Actor) -> SiteChange:
    """The chosen rows are at a new site; the others stay, and keep the old code."""
    reason = _reason(reason)
    site = Site.objects.select_for_update().get(pk=site.pk)
    if site.merged_into_id is not None:
        raise Refused(
            _("%(site)s has meanwhile been merged into another site. Look again.") % {"site": site}
        )
    if not rows:
        raise Refused(_("Choose the rows that belong to another site."))
    if any(row.site_id != site.pk for row in rows):
        raise Refused(_("Some of these rows are no longer at this site. Look again."))
    if not ListedSite.objects.filter(site=site).exclude(pk__in=[row.pk for row in rows]).exists():
        raise Refused(_("At least one row stays at this site; you chose all of them."))
    change = split_off(site, rows, by=by, reason=reason)
    record(
        "site.split",
        by=by,
        on=site,
        new={"site": change.other.code, "rows": change.moved_rows, "reason": reason},
    )
    return change


@verb(is_secretariat)
def undo_change(change: SiteChange, *, by: Actor) -> None:
    """A merge or split is taken back; one that came from the review is taken back there."""
    if MatchQuestion.objects.filter(pk=change.before.get("question")).exists():
        raise Refused(
            _("This merge came from a decision in the review. Undo that decision instead.")
        )
    take_back(change, by=by)
    record("site.change_undone", by=by, on=change, label=str(change.site))


@verb(is_company)
def declare_share(site: Site, low: float | None, high: float | None, *, by: Actor) -> None:
    """This member's share of the site's capacity, in per cent; both empty takes it back.

    With several rows at one site the word is kept on the first and cleared on the others: one
    member, one share.
    """
    own = company_of(by)
    rows = list(
        ListedSite.objects.select_for_update()
        .filter(site=site, organisation_id=own, current=True)
        .order_by("pk")
    )
    if own is None or not rows:
        raise Refused(_("You can declare a share only at a site on your own current list."))
    low, high = _share(low, high)
    said = [share for row in rows if (share := row_share(row.capacity_low, row.capacity_high))]
    before = share_of(said) if said else None
    for position, row in enumerate(rows):
        row.capacity_low, row.capacity_high = (low, high) if position == 0 else (None, None)
        row.save()
    record(
        "share.declared",
        by=by,
        on=site,
        concerns=own,
        old=before,
        new=None if low is None else (low, high),
    )


def _share(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if low is None and high is None:
        return None, None
    low, high = (low if low is not None else high), (high if high is not None else low)
    assert low is not None and high is not None  # noqa: S101 -- one of the two was given
    if not (0 <= low <= 100 and 0 <= high <= 100):
        raise Refused(_("A share is between 0 and 100 per cent."))
    if low > high:
        raise Refused(_("The lower end of your share is above the upper end. Swap the two."))
    return low, high


def _reason(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(_("Write why, so that a colleague understands it later."))
    if len(text) > REASON_AT_MOST:
        raise Refused(
            _("The reason has %(length)d characters; at most %(most)d fit.")
            % {"length": len(text), "most": REASON_AT_MOST}
        )
    return text
