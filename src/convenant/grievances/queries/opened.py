"""What somebody with an open key reads: keys are opened here, words are unsealed, nothing is kept.

A private key is in memory for the length of one request. What stays in the database for half an hour is
sealed with a ticket that only the reader's browser has.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from convenant.base.actors import Actor
from convenant.grievances import sealing
from convenant.grievances.models import (
    Case,
    CaseFile,
    Entry,
    FurtherReceipt,
    Grant,
    Keyholder,
    OpenKey,
    Room,
)
from convenant.grievances.models.at_rest import installation_key
from convenant.grievances.sealing import receipts


@dataclass(frozen=True)
class OpenedKey:
    """A handler's private key, for this request."""

    holder: Keyholder
    private: bytes = field(repr=False)


@dataclass(frozen=True)
class Returned:
    """The complainant, back with a receipt: their case and private key, for this request."""

    case: Case
    private: bytes = field(repr=False)
    further: FurtherReceipt | None = None  # what they came with, where it is not the first receipt


@dataclass(frozen=True)
class Said:
    """An entry, unsealed; without words where it does not open."""

    entry: Entry
    words: dict[str, Any] | None = field(repr=False)
    files: tuple[CaseFile, ...] = ()


def about(room: Room, what: str) -> str:
    """The context that what is sealed is bound to: moved elsewhere, it does not open."""
    return sealing.place(room.case.complainant["public"], room.kind, what)


def holder_with_ticket(ticket: str, by: Actor) -> OpenedKey | None:
    """The actor's own key, where the ticket opens it and its half hour is not over."""
    row = _row(ticket)
    if row is None or row.holder is None or row.holder.person_id != by.person_id:
        return None
    if row.holder.ended_on is not None:
        return None
    private = sealing.redeem(ticket, bytes(row.sealed))
    return OpenedKey(row.holder, private) if private is not None else None


def complainant_with_ticket(ticket: str) -> Returned | None:
    """The complainant's case, where the ticket opens it and its half hour is not over."""
    row = _row(ticket)
    if row is None or row.case is None:
        return None
    private = sealing.redeem(ticket, bytes(row.sealed))
    return Returned(row.case, private, row.further) if private is not None else None


def _row(ticket: str) -> OpenKey | None:
    if not ticket:
        return None
    return (
        OpenKey.objects.filter(locator=sealing.ticket_locator(ticket), until__gt=timezone.now())
        .select_related("holder__person", "case", "further")
        .first()
    )


def index_of(locator: bytes) -> str:
    """What the database is searched by: keyed with what lies outside it."""
    return receipts.index(locator, installation_key(b"receipt pepper"))


def case_by_index(index: str) -> Case | None:
    """The case that a receipt leads to."""
    return Case.objects.filter(locator=index).first() if index else None


def case_by_receipt(receipt: str) -> Case | None:
    """The case that a receipt leads to; cheap, so that a wrong receipt costs nobody anything."""
    return case_by_index(index_of(receipts.locator(receipt)))


def led_to(receipt: str) -> tuple[Case, FurtherReceipt | None] | None:
    """The case that a receipt of any kind leads to, and the receipt where it is not the first; as cheap."""
    index = index_of(receipts.locator(receipt))
    if case := case_by_index(index):
        return case, None
    found = FurtherReceipt.objects.filter(locator=index).select_related("case").first()
    return (found.case, found) if found else None


def room_of(case: Case, kind: str) -> Room:
    """One of the case's rooms."""
    room = case.rooms.get(kind=kind)
    room.case = case
    return room


def room_key(room: Room, reader: OpenedKey | Returned) -> bytes | None:
    """The room's private key, for who was let in; None for everybody else.

    None too where somebody sent a grant that opens nothing: whoever made it meant harm or erred.
    """
    if isinstance(reader, Returned):
        if reader.case.pk != room.case_id or room.own is None:
            return None
        sealed, what = bytes(room.own), "own"
    else:
        grant = Grant.objects.filter(room=room, holder=reader.holder).first()
        if grant is None:
            return None
        sealed, what = bytes(grant.sealed), "grant"
    try:
        return sealing.open_grant(sealed, reader.private, about(room, what))
    except sealing.NotHere:
        return None


def said_in(room: Room, reader: OpenedKey | Returned) -> list[Said]:
    """Everything said in the room that the reader may read, oldest first; [] for who was not let in.

    The complainant reads what they said and what was written to them, not the handlers' notes. An entry that does
    not open, because it was made so or changed, is there without words.
    """
    private = room_key(room, reader)
    if private is None:
        return []
    entries = room.entries.prefetch_related("files").select_related("author")
    if isinstance(reader, Returned):
        entries = entries.filter(to_complainant=True)
    return [
        Said(entry, _words(entry, private, room), tuple(entry.files.all())) for entry in entries
    ]


def _words(entry: Entry, private: bytes, room: Room) -> dict[str, Any] | None:
    where = about(room, str(entry.number))
    try:
        found = json.loads(sealing.open_entry(bytes(entry.key), bytes(entry.body), private, where))
    except (sealing.NotHere, ValueError):
        return None
    return found if isinstance(found, dict) else None


_AS_IF: ContextVar[date | None] = ContextVar("as_if", default=None)


def today() -> date:
    """The day it is where the agreement is run: cases know days, never hours."""
    return _AS_IF.get() or timezone.localdate()


@contextmanager
def as_if(day: date) -> Iterator[None]:
    """What is done within is done on that day; for the demo and for tests, no page reaches it."""
    before = _AS_IF.set(day)
    try:
        yield
    finally:
        _AS_IF.reset(before)


def file_in(room: Room, pk: int) -> CaseFile | None:
    """One of the files in a room."""
    return CaseFile.objects.filter(room=room, pk=pk).first()
