"""Rooms beside the case: disputes, talks without prejudice, and who was told a name; each for whom it is."""

import json
from typing import Any

from django.db.models import QuerySet

from convenant.agreements.queries import parties
from convenant.base.actors import Actor
from convenant.grievances import sealing
from convenant.grievances.models import (
    Case,
    Dispute,
    Entry,
    Grant,
    Keyholder,
    Mediation,
    NameTold,
    Room,
)
from convenant.grievances.queries.opened import OpenedKey, Said, about, room_of, said_in
from convenant.grievances.queries.panel import panel_of
from convenant.people.models import Organisation


def cases_with_room(by: Actor, kind: str) -> QuerySet[Case]:
    """The cases where this actor reads in the room of this kind."""
    if by.person_id is None:
        return Case.objects.none()
    rooms = Room.objects.filter(
        kind=kind, grants__holder__person_id=by.person_id, grants__holder__ended_on=None
    )
    return Case.objects.filter(pk__in=rooms.order_by().values("case"))


def keeps_identity_of(by: Actor, case: Case) -> bool:
    """Whether the actor was let into the identity room."""
    return cases_with_room(by, Room.Kind.IDENTITY).filter(pk=case.pk).exists()


def in_mediation_of(by: Actor, case: Case) -> bool:
    """Whether the actor was let into the mediation room."""
    return cases_with_room(by, Room.Kind.MEDIATION).filter(pk=case.pk).exists()


def numbered(number: str) -> Case | None:
    """A case by its number, for who works beside it; each page then asks what they may read."""
    return Case.objects.filter(number=number).first()


def has_room(case: Case, kind: str) -> bool:
    """Whether the case has this room: a dispute has no identity room."""
    return case.rooms.filter(kind=kind).exists()


def identity_words(case: Case, key: OpenedKey) -> dict[str, Any] | None:
    """Who the complainant is, for the custodian; {} where no name was left."""
    if not has_room(case, Room.Kind.IDENTITY):
        return None
    room = room_of(case, Room.Kind.IDENTITY)
    if not Grant.objects.filter(room=room, holder=key.holder).exists():
        return None
    found: dict[str, Any] = {}
    for one in said_in(room, key):
        if one.entry.kind == Entry.Kind.IDENTITY:
            if one.words is None:
                return None
            found.update(one.words)
    return found


def mediation_of(case: Case) -> Mediation | None:
    """The talks of a case, where there are any."""
    return Mediation.objects.filter(case=case).select_related("mediator").first()


def said_without_prejudice(case: Case, key: OpenedKey) -> list[Said]:
    """What was said there, for who was let in."""
    return said_in(room_of(case, Room.Kind.MEDIATION), key)


def tellings_of(case: Case) -> QuerySet[NameTold]:
    """Each time that somebody was to be told the name."""
    return NameTold.objects.filter(case=case).select_related(
        "holder__person", "asked_by", "agreed_by"
    )


def told_to(by: Actor, case: Case | None = None) -> QuerySet[NameTold]:
    """Where the actor was told a name."""
    found = NameTold.objects.filter(holder__person=by.person_id).exclude(told_on=None)
    if case is not None:
        found = found.filter(case=case)
    return found.select_related("case")


def to_agree() -> QuerySet[NameTold]:
    """Where a chair's answer is waited for."""
    return NameTold.objects.filter(agreed_on=None, refused_on=None).select_related("case")


def name_read(telling: NameTold, key: OpenedKey) -> dict[str, Any] | None:
    """The name, for the one it was told to."""
    if telling.sealed is None or telling.holder_id != key.holder.pk:
        return None
    where = sealed_for(telling)
    try:
        found = json.loads(sealing.open_sealed(bytes(telling.sealed), key.private, where))
    except (sealing.NotHere, ValueError):
        return None
    return found if isinstance(found, dict) else None


def sealed_for(telling: NameTold) -> str:
    """The context a told name is bound to: this case, this person, this reason."""
    room = room_of(telling.case, Room.Kind.IDENTITY)
    return about(room, f"told {telling.pk} {telling.holder_id}")


def to_tell(case: Case) -> QuerySet[Keyholder]:
    """Who can be told a name: anybody with a key who does not decide the case."""
    deciding = [one.person_id for one in panel_of(case)]
    return (
        Keyholder.objects.filter(ended_on=None)
        .exclude(person__in=deciding)
        .select_related("person")
        .order_by("person__name")
    )


def disputes_of(by: Actor) -> QuerySet[Dispute]:
    """The disputes that the actor's organisations filed."""
    return Dispute.objects.filter(organisation__in=by.organisations()).select_related(
        "case", "against", "filed_by"
    )


def parties_to_choose(by: Actor) -> QuerySet[Organisation]:
    """The parties one can have a dispute with: all but one's own."""
    return Organisation.objects.filter(pk__in=parties().order_by().values("organisation")).exclude(
        pk__in=by.organisations()
    )


def own_organisations(by: Actor) -> QuerySet[Organisation]:
    """For which organisation somebody can file."""
    return Organisation.objects.filter(
        pk__in=parties()
        .filter(organisation__in=by.organisations())
        .order_by()
        .values("organisation")
    )


def cases_among(ids: set[int]) -> QuerySet[Case]:
    """These cases, the newest first."""
    return Case.objects.filter(pk__in=ids).order_by("-received_on", "-pk")
