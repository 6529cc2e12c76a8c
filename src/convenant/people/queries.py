"""Who holds which role; the actor behind a request."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from convenant.base.actors import OUTSIDER, Actor, Held
from convenant.base.models import Agreement, Event
from convenant.base.walls import walls_down
from convenant.people.models import Invitation, Organisation, Person, Role


def agreement_by_slug(slug: str) -> Agreement | None:
    """The agreement at this address."""
    return Agreement.objects.filter(slug=slug).first()


def every_agreement() -> list[Agreement]:
    """All agreements of the installation, for the operator's timers and checks."""
    return list(Agreement.objects.order_by("slug"))


def current(today: date | None = None) -> Q:
    """Roles that hold today."""
    return Q(until=None) | Q(until__gt=today or date.today())


def actor_for(person: Any) -> Actor:
    """The person with the roles they hold in the open agreement; one query."""
    if not person.is_authenticated:
        return OUTSIDER
    roles = Role.objects.filter(current(), person_id=person.pk).values_list(
        "kind", "organisation_id", "about_id"
    )
    return Actor(person.pk, str(person), tuple(Held(*role) for role in roles))


def agreements_of(person: Person) -> list[Agreement]:
    """The agreements in which this person holds a role."""
    with walls_down("a person's own list of agreements spans them"):
        ids = set(
            Role.objects.filter(current(), person_id=person.pk).values_list(
                "agreement_id", flat=True
            )
        )
        return list(Agreement.objects.filter(pk__in=ids))


def roles_for(by: Actor) -> QuerySet[Role]:
    """The roles in the open agreement that this actor may read: all for the secretariat, own otherwise."""
    roles = Role.objects.filter(current()).select_related("person", "organisation", "about")
    return roles if by.has("secretariat") else roles.filter(person_id=by.person_id)


def held_by(person_id: int) -> list[Held]:
    """What a person holds now in the open agreement."""
    return [
        Held(*role)
        for role in Role.objects.filter(current(), person_id=person_id).values_list(
            "kind", "organisation_id", "about_id"
        )
    ]


def kinds_of_organisation(organisation_id: int | None) -> set[str]:
    """The kinds of roles people hold for this organisation in the open agreement."""
    if organisation_id is None:
        return set()
    return set(
        Role.objects.filter(current(), organisation_id=organisation_id).values_list(
            "kind", flat=True
        )
    )


def invitations_for(by: Actor) -> QuerySet[Invitation]:
    """Invitations still open; for the secretariat only."""
    if not by.has("secretariat"):
        return Invitation.objects.filter(pk__in=[])
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related(
        "organisation", "about", "invited_by"
    )


def organisation(pk: int) -> Organisation:
    """One organisation, for a room that already knows it is allowed."""
    return Organisation.objects.get(pk=pk)


def looks_at(by: Actor, organisation_id: int) -> QuerySet[Event]:
    """Who looked at this organisation's confidential data; for its own people only."""
    if organisation_id not in by.organisations():
        return Event.objects.filter(pk__in=[])
    return Event.objects.filter(verb__startswith="looked.", concerns_id=organisation_id)
