"""What was done stays known: an append-only journal with a hash chain per agreement.

Each event carries the hash of the one before, and a head row the last number and hash, so that a
changed, missing, inserted or cut-off row is found by `verify`. Who owns the database can rewrite the
whole chain and its head; against that, note the head's number and hash elsewhere (`audit verify`
prints them). Rooms above hear of events by subscribing; they never get called by import.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from convenant.base.actors import Actor
from convenant.base.models import Event, JournalHead
from convenant.base.tenant import Agreement
from convenant.base.walls import current_agreement

START = "0" * 64
_subscribers: dict[str, list[Callable[[Event], None]]] = defaultdict(list)
recorded: ContextVar[int] = ContextVar("events_recorded", default=0)


def on(verb: str) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Subscribe to a verb; the subscriber runs in the deed's own transaction."""

    def subscribe(handler: Callable[[Event], None]) -> Callable[[Event], None]:
        if handler not in _subscribers[verb]:
            _subscribers[verb].append(handler)
        return handler

    return subscribe


def record(
    verb: str,
    *,
    by: Actor,
    on: models.Model | None = None,
    label: str = "",
    concerns: int | None = None,
    old: Any = None,
    new: Any = None,
) -> Event:
    """Add one event to the open agreement's chain; `concerns` is the organisation whose data it is."""
    (event,) = record_many(verb, by=by, on=on, label=label, concerns=[concerns], old=old, new=new)
    return event


def record_many(
    verb: str,
    *,
    by: Actor,
    concerns: Iterable[int | None],
    on: models.Model | None = None,
    label: str = "",
    old: Any = None,
    new: Any = None,
) -> list[Event]:
    """Add one event for each organisation concerned, in the same few queries whatever their number."""
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the same transaction as its deed.")
    agreement = current_agreement()
    head = JournalHead.objects.select_for_update().filter(agreement=agreement).first()
    if head is None:
        head = JournalHead(agreement=agreement, number=0, hash=START)
    now, events = datetime.now(UTC), []
    for organisation_id in concerns:
        event = Event(
            agreement=agreement,
            number=head.number + 1,
            at=now,
            actor_id=by.person_id,
            actor_name=_text(by.name, 200),
            verb=verb,
            subject_type=on._meta.label_lower if on is not None else "",
            subject_id=str(on.pk) if on is not None else "",
            subject_label=_text(label or (str(on) if on is not None else ""), 300),
            concerns_id=organisation_id,
            old=_plain(old),
            new=_plain(new),
            previous=head.hash,
        )
        event.hash = digest(event)
        head.number, head.hash = event.number, event.hash
        events.append(event)
    if events:
        Event.objects.bulk_create(events)
        head.save()
        recorded.set(recorded.get() + len(events))
    for event in events:
        for handler in _subscribers[verb]:
            handler(event)
    return events


def _text(text: str, longest: int) -> str:
    return _kept(text)[:longest]


def _plain(value: Any) -> Any:
    """The value as JSON says it; raises ValueError on NaN and infinity, which JSON cannot say."""
    return _kept(json.loads(json.dumps(value, cls=DjangoJSONEncoder, allow_nan=False)))


def _kept(value: Any) -> Any:
    """The value as every database gives it back, so that its hash stays the same.

    PostgreSQL's JSON holds no NUL, and keeps 1e22 and -0.0 as whole numbers.
    """
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {_kept(key): _kept(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_kept(inner) for inner in value]
    return value


def digest(event: Event) -> str:
    """SHA-256 over everything the event says, in one canonical form, and the hash before it."""
    said = {
        "agreement": event.agreement_id,
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [event.actor_id, event.actor_name],
        "verb": event.verb,
        "subject": [event.subject_type, event.subject_id, event.subject_label],
        "concerns": event.concerns_id,
        "old": event.old,
        "new": event.new,
        "previous": event.previous,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold, and what that means."""

    number: int
    kind: str  # changed | missing | inserted | cut


def verify(agreement: Agreement) -> Iterator[Break]:
    """Every break in the open agreement's chain; nothing where all rows are as they were written."""
    head = JournalHead.objects.filter(agreement=agreement).first()
    last = head.number if head else 0
    previous, expected = START, 1
    for event in Event.objects.order_by("number", "pk").iterator(chunk_size=2000):
        if event.number > last or event.number < expected:
            yield Break(event.number, "inserted")
            continue
        if event.number > expected:
            yield from (Break(gap, "missing") for gap in range(expected, event.number))
            previous = event.previous
        if event.previous != previous or digest(event) != event.hash:
            yield Break(event.number, "changed")
        previous, expected = event.hash, event.number + 1
    if last >= expected:
        yield from (Break(gap, "cut") for gap in range(expected, last + 1))
    elif head is None:
        yield Break(1, "cut")  # an agreement's first event is its creation
    elif head.hash != previous:
        yield Break(last, "changed")
