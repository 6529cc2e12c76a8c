"""Matching a stored list against the register, outside the request that stored it."""

import logging
import time

from django.db import transaction
from django_tasks import task

from convenant.base.actors import SYSTEM
from convenant.base.walls import within
from convenant.locations.actions.matching import apply_links
from convenant.locations.actions.progress import begin, fail, report
from convenant.locations.matching import ContradictingDecisions, Link, Record, RegisterSite, match
from convenant.locations.models import SiteList
from convenant.locations.queries.standing import (
    earlier_sites,
    judgements,
    records_of,
    standing_register,
)
from convenant.locations.spelling import spelling_key
from convenant.people.queries import agreement_by_id

logger = logging.getLogger(__name__)


def match_later(site_list: SiteList) -> None:
    """The list is matched by the worker once the deed that stored it is safe in the database."""
    agreement_id, list_id = site_list.agreement_id, site_list.pk
    transaction.on_commit(lambda: match_list.enqueue(agreement_id, list_id))


@task()
def match_list(agreement_id: int, list_id: int) -> str:
    """Match one list; safe to run again, and a failure ends as a sentence on the list's page."""
    with within(agreement_by_id(agreement_id)):
        site_list = begin(list_id, by=SYSTEM)
        if site_list is None:
            return "nothing to do"
        try:
            links = _links(site_list)
            report(site_list, "store", 95)
            apply_links(site_list, links, by=SYSTEM)
        except ContradictingDecisions:
            fail(site_list, "contradiction", by=SYSTEM)
            return "contradiction"
        except Exception:
            logger.exception("matching list %s failed", list_id)
            fail(site_list, "failed", by=SYSTEM)
            return "failed"
        return f"{len(links)} rows"


def _links(site_list: SiteList) -> list[Link]:
    records = records_of(site_list)
    register = standing_register({record.country for record in records.values()}, site_list)
    same, different = _decided(site_list, records, register)
    told = [0.0]

    def progress(step: str, done: float) -> None:
        if time.monotonic() - told[0] > 1:
            told[0] = time.monotonic()
            report(site_list, step, int(SHARE.get(step, 0) + 20 * done))

    return match(
        list(records.values()), register, same=same, different=different, progress=progress
    )


SHARE = {"clean": 5, "candidates": 25, "compare": 45, "decide": 70}


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
