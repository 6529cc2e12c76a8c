"""Calendars: the meetings of one person's tables behind a secret address."""

import hashlib

from django.db.models import Q, QuerySet

from convenant.agreements.queries import bodies_of
from convenant.base.actors import Actor
from convenant.decisions.models import CalendarKey, Mandate, Meeting
from convenant.people.models import Person
from convenant.people.queries import actor_for


def hash_of(token: str) -> str:
    """What is kept of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def key_of(by: Actor) -> CalendarKey | None:
    """This person's own address, where they made one."""
    return CalendarKey.objects.filter(person_id=by.person_id).first()


def owner_of(token: str) -> Person | None:
    """Whose calendar this is; nobody's once that account is closed or has no role here."""
    found = (
        CalendarKey.objects.filter(token_hash=hash_of(token), person__is_active=True)
        .select_related("person")
        .first()
    )
    return found.person if found else None


def calendar_of(person: Person) -> QuerySet[Meeting]:
    """The convened meetings of the tables this person sits at now, or has a mandate for."""
    actor = actor_for(person)
    if not actor.roles:
        return Meeting.objects.none()
    given = Mandate.objects.filter(given_to=person, withdrawn_at=None).order_by()
    own = Q(body__in=bodies_of(person.pk)) | Q(pk__in=given.values("meeting"))
    found = Meeting.objects.exclude(convened_at=None)
    return (found if actor.has("secretariat") else found.filter(own)).order_by("starts", "pk")
