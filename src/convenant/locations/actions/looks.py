"""Note at once that several members' confidential data was looked at on one page."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import models

from convenant.base.actors import Actor
from convenant.base.journal import START, digest, recorded
from convenant.base.models import Event, JournalHead
from convenant.base.verbs import verb
from convenant.base.walls import current_agreement
from convenant.people.rules import anyone


@verb(anyone, silent=True)
def note_looks(
    what: str, *, concerns: Iterable[int], by: Actor, on: models.Model | None = None
) -> None:
    """Each of these members can later read that its data was looked at; own eyes don't count.

    The same as `note_look` for each, in four queries whatever their number: a page about sixty
    members is one look at each of them.
    """
    looked_at = sorted(set(concerns) - by.organisations())
    if not looked_at:
        return
    agreement = current_agreement()
    head = JournalHead.objects.select_for_update().filter(agreement=agreement).first()
    if head is None:
        head = JournalHead(agreement=agreement, number=0, hash=START)
    now, events = datetime.now(UTC), []
    for organisation_id in looked_at:
        event = Event(
            agreement=agreement,
            number=head.number + 1,
            at=now,
            actor_id=by.person_id,
            actor_name=by.name,
            verb=f"looked.{what}",
            subject_type=on._meta.label_lower if on is not None else "",
            subject_id=str(on.pk) if on is not None else "",
            subject_label=str(on)[:300] if on is not None else "",
            concerns_id=organisation_id,
            previous=head.hash,
        )
        event.hash = digest(event)
        head.number, head.hash = event.number, event.hash
        events.append(event)
    Event.objects.bulk_create(events)
    head.save()
    recorded.set(recorded.get() + len(events))
