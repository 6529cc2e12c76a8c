"""Writing in a room, and who may read there: letting in is a grant, sending away changes the key."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances import sealing
from convenant.grievances.models import Entry, Grant, Keyholder, Room
from convenant.grievances.queries.opened import OpenedKey, about, room_key, today
from convenant.grievances.queries.panel import kept_out
from convenant.grievances.rules import works_on_cases


def put(
    room: Room,
    kind: str,
    words: dict[str, Any],
    *,
    author: int | None = None,
    to_complainant: bool = False,
) -> Entry:
    """An entry sealed to the room: whoever writes needs no key, whoever reads does. No verb of itself."""
    Room.objects.select_for_update().get(pk=room.pk)  # two who write at once get two numbers
    last = room.entries.order_by("-number").values_list("number", flat=True).first()
    number = (last or 0) + 1
    text = json.dumps(words, ensure_ascii=False).encode()
    sealed = sealing.seal_entry(text, bytes(room.public), about(room, str(number)))
    return Entry.objects.create(
        room=room,
        number=number,
        kind=kind,
        author_id=author,
        on=today(),
        to_complainant=to_complainant,
        key=sealed.key,
        body=sealed.body,
    )


@verb(works_on_cases)
def write(
    room: Room,
    key: OpenedKey,
    *,
    by: Actor,
    kind: str,
    words: dict[str, Any],
    to_complainant: bool = False,
) -> Entry:
    """A handler writes; only who reads in the room may write there."""
    if room_key(room, key) is None:
        raise Refused(_("You cannot read this room, so you cannot write in it."))
    made = put(room, kind, words, author=by.person_id, to_complainant=to_complainant)
    record("grievance.written", by=by, on=room.case, new={"kind": kind, "number": made.number})
    return made


@verb(works_on_cases)
def let_in(room: Room, holder: Keyholder, key: OpenedKey, *, by: Actor) -> Grant:
    """Somebody reads in the room from now on, what was said before included."""
    private = room_key(room, key)
    if private is None:
        raise Refused(_("You cannot read this room, so you cannot let somebody in."))
    if room.kind == Room.Kind.CASE and kept_out(room.case, holder.person_id):
        raise Refused(_("%(person)s does not sit in this case.") % {"person": holder.person})
    made, new = Grant.objects.get_or_create(
        room=room,
        holder=holder,
        defaults={
            "sealed": sealing.grant(private, bytes(holder.public), about(room, "grant")),
            "since": today(),
        },
    )
    if new:
        _told_of_reader(room, holder, by)
    else:
        raise Refused(_("%(person)s reads there already.") % {"person": holder.person})
    return made


def _told_of_reader(room: Room, holder: Keyholder, by: Actor) -> None:
    record(
        "grievance.room_opened_to",
        by=by,
        on=room.case,
        new={"room": room.kind, "person": str(holder.person)},
    )


@verb(works_on_cases)
def send_away(room: Room, leaving: Iterable[Keyholder], key: OpenedKey, *, by: Actor) -> Room:
    """Those who leave read nothing that is written from now on, nor anything older than a copy they kept.

    The room gets another key pair. Every entry's and file's content key is sealed to it anew; the words
    themselves are not touched.
    """
    private = room_key(room, key)
    if private is None:
        raise Refused(_("You cannot read this room, so you cannot change its key."))
    gone = {one.pk for one in leaving}
    staying = [g.holder for g in room.grants.select_related("holder") if g.holder_id not in gone]
    if not staying:
        raise Refused(_("Somebody must be able to read the case: let another person in first."))
    pair = sealing.new_pair()
    for entry in room.entries.all():
        where = about(room, str(entry.number))
        entry.key = sealing.reseal(bytes(entry.key), private, pair.public, where)
        entry.save(update_fields=["key"])
    for file in room.files.all():
        for field, where in (("key", "file"), ("copy_key", "copy")):
            if sealed := getattr(file, field):
                name = about(room, f"{where} {file.path}")
                setattr(file, field, sealing.reseal(bytes(sealed), private, pair.public, name))
        file.save(update_fields=["key", "copy_key"])
    room.grants.all().delete()
    Grant.objects.bulk_create(
        Grant(
            room=room,
            holder=holder,
            sealed=sealing.grant(pair.private, bytes(holder.public), about(room, "grant")),
            since=today(),
        )
        for holder in staying
    )
    if room.own is not None:
        room.own = sealing.grant(
            pair.private, sealing.bytes_of(room.case.complainant["public"]), about(room, "own")
        )
    room.public, room.generation = pair.public, room.generation + 1
    room.save(update_fields=["public", "own", "generation"])
    record(
        "grievance.room_rekeyed",
        by=by,
        on=room.case,
        new={"room": room.kind, "generation": room.generation},
    )
    return room
