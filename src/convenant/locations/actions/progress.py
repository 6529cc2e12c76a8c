"""Whose turn it is to match, and how far a running match is.

One list of an agreement is matched at a time: two at once would each found the sites they share. The
job writes in short transactions, so that the pages of others never wait long; each of them asks first
whether this try is still the one that counts.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.models import JournalHead
from convenant.base.verbs import verb
from convenant.base.walls import current_agreement
from convenant.locations.models import SiteList
from convenant.people.rules import is_secretariat

State = SiteList.State
SILENCE = timedelta(minutes=15)  # longer than any step of 100,000 rows: then the worker is dead

BREATH = 0.12  # seconds


class NotYet(Exception):
    """Another list of this agreement is being matched; this one waits."""


class Overtaken(Exception):
    """Someone started this list's matching anew; the older try leaves it alone."""


@verb(is_secretariat, silent=True)
def begin(list_id: int, *, by: Actor) -> SiteList | None:
    """This try has the turn; None where there is nothing to match or a live worker is at it."""
    # Two workers that begin at the same moment queue up here.
    JournalHead.objects.select_for_update().filter(agreement=current_agreement()).first()
    alive = Q(state=State.MATCHING, progress_at__gt=timezone.now() - SILENCE)
    if SiteList.objects.filter(alive).exclude(pk=list_id).exists():
        raise NotYet
    site_list = SiteList.objects.select_for_update().filter(pk=list_id).exclude(alive).first()
    if site_list is None or site_list.state not in (State.STORED, State.MATCHING, State.FAILED):
        return None
    site_list.state, site_list.progress, site_list.problem = State.MATCHING, 1, ""
    site_list.attempt, site_list.progress_at = site_list.attempt + 1, timezone.now()
    site_list.save(update_fields=["state", "progress", "problem", "attempt", "progress_at"])
    record("list.matching_began", by=by, on=site_list, concerns=site_list.organisation_id)
    return site_list


@verb(is_secretariat, silent=True)
def fail(site_list: SiteList, problem: str, *, by: Actor) -> None:
    """The list waits for another try, with the reason on its page."""
    try:
        with held(site_list) as now:
            now.state, now.problem, now.progress = State.FAILED, problem, 0
            now.save(update_fields=["state", "problem", "progress"])
            record("list.matching_failed", by=by, on=now, concerns=now.organisation_id)
    except Overtaken:
        return  # the newer try says how it ended


def report(site_list: SiteList, step: str, per_cent: int) -> None:
    """What the worker is doing now; no event, for it changes nothing that lasts."""
    told = SiteList.objects.filter(
        pk=site_list.pk, state=State.MATCHING, attempt=site_list.attempt
    ).update(step=step[:80], progress=max(1, min(99, per_cent)), progress_at=timezone.now())
    if not told:
        raise Overtaken


@contextmanager
def held(site_list: SiteList) -> Iterator[SiteList]:
    """One transaction in which this try still counts, and no newer one can begin."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        # Whoever waits for SQLite's one lock asks again every tenth of a second: leave them a moment,
        # or a row of short transactions shuts them out as one long one would.
        time.sleep(BREATH)
    with transaction.atomic():
        now = SiteList.objects.select_for_update().defer("content").get(pk=site_list.pk)
        if now.state != State.MATCHING or now.attempt != site_list.attempt:
            raise Overtaken
        yield now
