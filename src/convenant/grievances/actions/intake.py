"""A case comes in, sealed: by the phone before it was sent, or by the server on arrival.

The receipt is the idempotency key: what leads to a case is a keyed hash of it, unique, so that a retry on a
bad line finds the case that is there. Deriving the complainant's key from the receipt happens before
(`sealing.seal_intake`), outside any transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances import sealing
from convenant.grievances.actions import phases
from convenant.grievances.actions.coming_back import files_beside
from convenant.grievances.keeping import Kept
from convenant.grievances.mails import tell_readers_later
from convenant.grievances.models import Case, Entry, Grant, Hold, Keyholder, Room
from convenant.grievances.queries.door import is_open
from convenant.grievances.queries.holders import at_intake, custodians, who_reads
from convenant.grievances.queries.opened import case_by_index, index_of, today
from convenant.grievances.rules import comes_to_the_door


@dataclass(frozen=True)
class Intake:
    """What is not sealed: what the complainant chose, and which pages they read."""

    kind: str
    openness: str
    behalf: str
    language: str
    sealed_by: str
    urgent: bool = False
    stop_notices: bool = False


@dataclass(frozen=True)
class Received:
    """The case, and whether it was there already (a retry)."""

    case: Case
    already: bool


def recipients() -> dict[str, list[tuple[int, bytes]]]:
    """Whose public keys a new case is sealed to, by room."""
    return {
        name: [(one.pk, bytes(one.public)) for one in found]
        for name, found in (("handlers", at_intake()), ("custodians", custodians()))
    }


def receive(
    envelope: dict[str, Any], intake: Intake, *, by: Actor, files: Sequence[Kept] = ()
) -> Received:
    """The case is kept, with a random number; the same receipt sent twice is kept once.

    Whether the door is open is asked before the transaction begins: SQLite lets one write at a time, and
    sixteen who complain at once would wait for each other's questions.
    """
    readers, keepers = at_intake(), custodians()
    try:
        checked = sealing.check(envelope, [one.pk for one in readers], [one.pk for one in keepers])
    except sealing.BadEnvelope as fault:
        raise Refused(str(fault)) from fault
    found = case_by_index(index_of(checked.locator))
    if found is not None:
        return Received(found, True)
    if not is_open(readers, keepers):
        raise Refused(_("The door is closed. Nothing was kept."))
    return _receive(checked, intake, files, {one.pk: one for one in (*readers, *keepers)}, by=by)


@verb(comes_to_the_door, silent=True)
def _receive(
    checked: sealing.Checked,
    intake: Intake,
    files: Sequence[Kept],
    holders: dict[int, Keyholder],
    *,
    by: Actor,
) -> Received:
    """Kept, if they still read it at this very moment; silent where the same receipt was quicker."""
    if who_reads() != set(holders):
        raise Refused(_("Others read complaints now. Load the page again and send it again."))
    locator = index_of(checked.locator)
    try:
        with transaction.atomic():
            return Received(_keep(checked, locator, intake, files, holders, by), False)
    except IntegrityError:
        found = case_by_index(locator)  # the same receipt arrived at the same moment
        if found is None:
            raise
    return Received(found, True)


def _keep(
    checked: sealing.Checked,
    locator: str,
    intake: Intake,
    files: Sequence[Kept],
    holders: dict[int, Keyholder],
    by: Actor,
) -> Case:
    case = Case.objects.create(
        kind=intake.kind,
        openness=intake.openness,
        behalf=intake.behalf,
        sealed_by=intake.sealed_by,
        language=intake.language,
        received_on=today(),
        locator=locator,
        complainant=checked.complainant,
        mark=checked.mark,
        urgent=intake.urgent,
    )
    rooms = Room.objects.bulk_create(
        Room(case=case, kind=kind, public=sealed.public, own=sealed.own)
        for kind, sealed in checked.rooms.items()
    )
    by_room = [(room, checked.rooms[room.kind]) for room in rooms]
    Grant.objects.bulk_create(
        Grant(room=room, holder=holders[pk], sealed=grant, since=case.received_on)
        for room, sealed in by_room
        for pk, grant in sealed.grants
    )
    entries = Entry.objects.bulk_create(
        Entry(
            room=room,
            number=number,
            kind=Entry.Kind.IDENTITY if room.kind == "identity" else Entry.Kind.STATEMENT,
            on=case.received_on,
            to_complainant=True,
            key=entry.key,
            body=entry.body,
        )
        for room, sealed in by_room
        for number, entry in enumerate(sealed.entries, 1)
    )
    statement = next((one for one in entries if one.kind == Entry.Kind.STATEMENT), None)
    if files and statement is not None:
        files_beside(statement, files)
    if intake.stop_notices:
        Hold.objects.create(case=case, since=case.received_on, why=_("Asked by the complainant."))
    phases.receive(case)
    record("grievance.received", by=by, on=case, new={"kind": case.kind})
    tell_readers_later(case)
    return case
