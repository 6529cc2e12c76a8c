"""How far a running match is, in short steps of its own so that the page can show it."""

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import verb
from convenant.locations.models import SiteList
from convenant.people.rules import is_secretariat

State = SiteList.State


@verb(is_secretariat, silent=True)
def begin(list_id: int, *, by: Actor) -> SiteList | None:
    """The list is being matched; None where there is nothing to match or another worker is at it."""
    site_list = SiteList.objects.select_for_update().filter(pk=list_id).first()
    if site_list is None or site_list.state not in (State.STORED, State.MATCHING, State.FAILED):
        return None
    site_list.state, site_list.progress, site_list.problem = State.MATCHING, 1, ""
    site_list.save()
    record("list.matching_began", by=by, on=site_list, concerns=site_list.organisation_id)
    return site_list


@verb(is_secretariat)
def fail(site_list: SiteList, sentence: str, *, by: Actor) -> None:
    """The list waits for another try, with the reason on its page."""
    site_list.state, site_list.problem, site_list.progress = State.FAILED, sentence, 0
    site_list.save(update_fields=["state", "problem", "progress"])
    record("list.matching_failed", by=by, on=site_list, concerns=site_list.organisation_id)


def report(site_list: SiteList, step: str, per_cent: int) -> None:
    """What the worker is doing now; no event, for it changes nothing that lasts."""
    SiteList.objects.filter(pk=site_list.pk).update(step=step[:80], progress=min(99, per_cent))
