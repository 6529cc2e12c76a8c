"""Matching a stored list against the register, outside the request that stored it."""

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from convenant.base.actors import SYSTEM
from convenant.base.walls import within
from convenant.locations.actions.counts import refresh_faces
from convenant.locations.actions.matching import enter, older_lists, touched_by, write_links
from convenant.locations.actions.progress import NotYet, Overtaken, begin, fail, report
from convenant.locations.actions.rows import listed
from convenant.locations.matching import ContradictingDecisions, Link, Record, RegisterSite, match
from convenant.locations.models import SiteList
from convenant.locations.queries.lists import intake
from convenant.locations.queries.standing import (
    earlier_sites,
    judgements,
    record_of,
    standing_register,
)
from convenant.locations.spelling import spelling_key
from convenant.people.queries import agreement_by_id

logger = logging.getLogger(__name__)
WAIT = timedelta(seconds=15)
# Where each step begins on the way from 0 to 100 per cent, as measured at 20,000 rows against as many.
STEPS = ["read", "clean", "candidates", "compare", "decide", "store", "faces", "enter"]
BEGINS = dict(zip(STEPS, [1, 12, 25, 43, 52, 59, 84, 96], strict=True))


def match_later(site_list: SiteList) -> None:
    """The list is matched by the worker once the deed that stored it is safe in the database."""
    agreement_id, list_id = site_list.agreement_id, site_list.pk
    transaction.on_commit(lambda: match_list.enqueue(agreement_id, list_id))


@task()
def match_list(agreement_id: int, list_id: int) -> str:
    """Store and match one list; safe to run again, and a failure ends as a sentence on its page."""
    with within(agreement_by_id(agreement_id)):
        try:
            site_list = begin(list_id, by=SYSTEM)
        except NotYet:
            match_list.using(run_after=timezone.now() + WAIT).enqueue(agreement_id, list_id)
            return "waits for its turn"
        if site_list is None:
            return "nothing to do"
        try:
            return _work(site_list)
        except Overtaken:
            return "started anew elsewhere"
        except ContradictingDecisions:
            fail(site_list, "contradiction", by=SYSTEM)
            return "contradiction"
        except Exception:
            logger.exception("matching list %s failed", list_id)
            fail(site_list, "failed", by=SYSTEM)
            return "failed"


def _work(site_list: SiteList) -> str:
    tell = _Teller(site_list)
    tell("read", 0)
    rows = {f"n{row.row}": listed(site_list, row) for row in intake(site_list).understood.rows}
    links = _links(site_list, {key: record_of(key, row) for key, row in rows.items()}, tell)
    for done in write_links(site_list, rows, links):
        tell("store", done)
    tell("faces", 0)
    older = older_lists(site_list)
    refresh_faces(
        touched_by(site_list, older),
        entering=site_list.pk,
        leaving=set(older.values_list("pk", flat=True)),
    )
    tell("enter", 0)
    enter(site_list, links, by=SYSTEM)
    return f"{len(links)} rows"


class _Teller:
    """Says once a second how far the work is; raises `Overtaken` where a newer try began."""

    def __init__(self, site_list: SiteList) -> None:
        self.site_list, self.step, self.told = site_list, "", 0.0

    def __call__(self, step: str, done: float) -> None:
        if step == self.step and time.monotonic() - self.told < 1:
            return
        self.step, self.told = step, time.monotonic()
        begins = BEGINS[step]
        ends = min([at for at in BEGINS.values() if at > begins], default=99)
        report(self.site_list, step, int(begins + (ends - begins) * done))


def _links(site_list: SiteList, records: dict[str, Record], tell: _Teller) -> list[Link]:
    register = standing_register({record.country for record in records.values()}, site_list)
    same, different = _decided(site_list, records, register)
    return match(list(records.values()), register, same=same, different=different, progress=tell)


def _decided(
    site_list: SiteList, records: dict[str, Record], register: list[RegisterSite]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What people said before, and where this member's own words ended, as pairs of keys.

    Spellings that are not here now are passed over; a judgement wins over the member's own history.
    """
    keys: dict[str, list[str]] = {}
    for key, record in records.items():
        keys.setdefault(spelling_key(record.name, record.address, record.country), []).append(key)
    for site in register:
        for record in site.records:
            keys.setdefault(spelling_key(record.name, record.address, record.country), []).append(
                site.site_id
            )
    same: list[tuple[str, str]] = []
    different: list[tuple[str, str]] = []
    parted: set[tuple[str, str]] = set()
    for left, right, are_same in judgements():
        for one in keys.get(left, ()):
            for other in keys.get(right, ()):
                if one == other:
                    continue
                (same if are_same else different).append((one, other))
                if not are_same:
                    parted |= {(one, other), (other, one)}
    standing = {site.site_id for site in register}
    taken: dict[str, str] = {}
    for spelling, code in earlier_sites(site_list).items():
        for key in keys.get(spelling, ()):
            if key in records and code in standing and (key, code) not in parted:
                same.append((key, code))
                taken[key] = code
    # A row cannot be at two standing sites: where a judgement pulls elsewhere, its own history holds.
    same = [
        (one, other)
        for one, other in same
        if not (one in taken and other in standing and taken[one] != other)
        and not (other in taken and one in standing and taken[other] != one)
        and not (one in standing and other in standing)
    ]
    return same, different
