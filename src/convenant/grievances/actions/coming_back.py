"""What the complainant does, back with the receipt: add, answer, withdraw, appeal."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import begin
from convenant.grievances.actions.rooms import put
from convenant.grievances.keeping import Kept
from convenant.grievances.mails import tell_readers_later
from convenant.grievances.models import Case, CaseFile, Entry, Room
from convenant.grievances.procedure.stages import Stage, why_not
from convenant.grievances.procedure_words import WHY_NOT
from convenant.grievances.queries.opened import Returned, room_of, today
from convenant.grievances.queries.procedure import appeal_until, standing_of
from convenant.grievances.rules import comes_to_the_door, decides_for_the_complainant


def files_beside(entry: Entry, files: Sequence[Kept]) -> None:
    """The rows of files that lie on the disk already."""
    CaseFile.objects.bulk_create(
        CaseFile(
            room=entry.room,
            entry=entry,
            kind=one.kind,
            state=CaseFile.State.READY if one.copy_path else CaseFile.State.RECEIVED,
            size=one.size,
            digest=one.digest,
            path=one.path,
            key=one.key,
            copy_path=one.copy_path,
            copy_key=one.copy_key or None,
        )
        for one in files
    )


@verb(comes_to_the_door)
def add(
    case: Case,
    *,
    by: Actor,
    words: dict[str, Any],
    files: Sequence[Kept] = (),
    kind: str = Entry.Kind.ADDITION,
) -> Entry:
    """The complainant adds to their case, or answers a question."""
    if files:
        words = {**words, "files": [one.name for one in files]}
    made = put(room_of(case, Room.Kind.CASE), kind, words, to_complainant=True)
    files_beside(made, files)
    record("grievance.added_to", by=by, on=case, new={"kind": kind})
    tell_readers_later(case)
    return made


@verb(decides_for_the_complainant)
def withdraw(returned: Returned, *, by: Actor, why: str = "") -> Case:
    """The complainant stops the case; nobody is told why."""
    case = Case.objects.select_for_update().get(pk=returned.case.pk)
    if reason := why_not(standing_of(case), Stage.WITHDRAWN):
        raise Refused(WHY_NOT[reason])
    if why.strip():
        put(
            room_of(case, Room.Kind.CASE),
            Entry.Kind.ADDITION,
            {"withdrawn": why.strip()},
            to_complainant=True,
        )
    begin(case, Stage.WITHDRAWN)
    record("grievance.withdrawn", by=by, on=case)
    return case


@verb(decides_for_the_complainant)
def appeal(returned: Returned, *, by: Actor, why: str) -> Case:
    """Others look at the case again, once, for a reason of the complainant's."""
    case = Case.objects.select_for_update().get(pk=returned.case.pk)
    if reason := why_not(standing_of(case), Stage.APPEAL):
        raise Refused(WHY_NOT[reason])
    until = appeal_until(case)
    if until is not None and until < today():
        raise Refused(_("The last day to ask this was %(day)s.") % {"day": date_format(until)})
    words = {"text": why.strip(), "appeal": "yes"}
    put(room_of(case, Room.Kind.CASE), Entry.Kind.ADDITION, words, to_complainant=True)
    begin(case, Stage.APPEAL)
    record("grievance.appealed", by=by, on=case)
    tell_readers_later(case)
    return case
