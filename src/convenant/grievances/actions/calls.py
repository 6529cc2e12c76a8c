"""What the calendar asks for in cases: clocks that call, and notices whose day has come."""

import time
from collections.abc import Iterable

from django.db import transaction

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.models import Agreement
from convenant.base.verbs import verb
from convenant.base.walls import within
from convenant.grievances import coming_in, keeping, mails
from convenant.grievances.actions.reports import register_cases
from convenant.grievances.models import Call, Notice
from convenant.grievances.procedure.clocks import Escalation
from convenant.grievances.queries.calls import (
    Running,
    called,
    calling,
    people_of,
    unmailed_notices,
)
from convenant.grievances.queries.case_file import paths_of_files
from convenant.grievances.queries.opened import today
from convenant.grievances.rules import is_the_calendar

TWO_DAYS = 2 * 24 * 60 * 60


def what_is_due(*, by: Actor) -> tuple[int, int]:
    """Each clock that calls is told once, each notice too; how many of both."""
    clocks, notices = calling(), unmailed_notices()
    for running in clocks:
        call(running, by=by)
    for notice in notices:
        tell_company(notice, by=by)
    register_cases(by=by)
    return len(clocks), len(notices)


def sweep_files(agreements: Iterable[Agreement]) -> int:
    """Sealed files that belong to no case of any of these are taken off the disk after two days; how many.

    Give all there are: the folder is one, and another agreement's file is no rubbish.
    """
    coming_in.clear_old()
    kept: set[str] = set()
    for agreement in agreements:
        with within(agreement):
            kept |= paths_of_files()
    return keeping.sweep(kept, time.time() - TWO_DAYS)


@verb(is_the_calendar)
def call(running: Running, *, by: Actor) -> Call:
    """The people of a clock that calls get a mail, once for each loudness."""
    made = Call.objects.create(
        phase=running.clock.phase, loudness=running.loudness.value, on=today()
    )
    record("case.called", by=by, on=running.case, new={"loudness": running.loudness.value})
    people, late = called(running), running.loudness != Escalation.REMINDER
    transaction.on_commit(lambda: mails.something_waits(people, late=late))
    return made


@verb(is_the_calendar)
def tell_company(notice: Notice, *, by: Actor) -> Notice:
    """The company's people get a mail that something waits, on the day on which they may read it."""
    notice.mailed_on = today()
    notice.save(update_fields=["mailed_on"])
    record("notice.mailed", by=by, on=notice, concerns=notice.organisation_id)
    people = people_of(notice)
    transaction.on_commit(lambda: mails.something_waits(people))
    return notice
