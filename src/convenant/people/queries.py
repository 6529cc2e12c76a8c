"""Who holds which role; the actor behind a request."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone

from convenant.base.actors import OUTSIDER, Actor, Held
from convenant.base.models import Agreement, Event
from convenant.base.walls import walls_down
from convenant.people.models import Invitation, Organisation, Person, Role


def agreement_by_slug(slug: str) -> Agreement | None:
    """The agreement at this address."""
    return Agreement.objects.filter(slug=slug).first()


def agreement_by_id(pk: int) -> Agreement:
    """The agreement a job was queued for."""
    return Agreement.objects.get(pk=pk)


def every_agreement() -> list[Agreement]:
    """All agreements of the installation, for the operator's timers and checks."""
    return list(Agreement.objects.order_by("slug"))


def person_by_email(email: str) -> Person | None:
    """The account with this address."""
    return Person.objects.filter(email__iexact=email).first()


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


def person_with_role(role_id: int) -> Person:
    """Who has, or had, this role."""
    return Role.objects.select_related("person").get(pk=role_id).person


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


def colleagues_at(organisation_id: int | None) -> list[Held]:
    """The roles people hold for this organisation in the open agreement."""
    if organisation_id is None:
        return []
    found = Role.objects.filter(current(), organisation_id=organisation_id)
    return [Held(*role) for role in found.values_list("kind", "organisation_id", "about_id")]


def organisations_here() -> QuerySet[Organisation]:
    """The organisations known in the open agreement; others on the platform stay unseen."""
    roles, invited = Role.objects.order_by(), Invitation.objects.order_by()
    named = Event.objects.filter(verb__in=["organisation.added", "party.admitted"]).order_by()
    return Organisation.objects.filter(
        Q(pk__in=roles.exclude(organisation=None).values("organisation"))
        | Q(pk__in=invited.exclude(organisation=None).values("organisation"))
        | Q(pk__in=named.exclude(concerns_id=None).values("concerns_id"))
    )


def organisation_here_named(name: str) -> Organisation | None:
    """The organisation of this name, known in the open agreement."""
    return organisations_here().filter(name__iexact=name.strip()).first()


def people_here() -> QuerySet[Person]:
    """Everyone with a role in the open agreement, now or before."""
    return Person.objects.filter(pk__in=Role.objects.order_by().values("person"))


def known_person(email: str) -> Person | None:
    """Who has an account at this address, as far as the open agreement may rely on it.

    An address that its account never confirmed may be someone else's; it counts only where that
    account already holds a role here.
    """
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:
        return None
    unconfirmed = EmailAddress.objects.filter(
        user_id=person.pk, email__iexact=person.email, verified=False
    ).exists()
    if unconfirmed and not Role.objects.filter(person_id=person.pk).exists():
        return None
    return person


def token_hash(token: str) -> str:
    """What is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_by_token(token: str, *, to_change: bool = False) -> Invitation | None:
    """The open agreement's invitation that this token belongs to."""
    found = Invitation.objects.select_for_update() if to_change else Invitation.objects.all()
    return found.filter(token_hash=token_hash(token)).first()


def is_open(invitation: Invitation | None) -> bool:
    """Whether the invitation can still be accepted."""
    return (
        invitation is not None
        and not invitation.accepted_at
        and not invitation.withdrawn_at
        and invitation.expires_at > timezone.now()
    )


@dataclass(frozen=True)
class Membership:
    """An agreement and the roles one person holds in it."""

    agreement: Agreement
    roles: list[Role]


def memberships_of(person: Person) -> Iterator[Membership]:
    """The agreements in which this person holds a role, with the roles; two queries."""
    with walls_down("a person's own list of roles spans agreements"):
        roles = list(
            Role.objects.filter(current(), person_id=person.pk)
            .select_related("agreement", "organisation", "about")
            .order_by("agreement__title", "pk")
        )
    for agreement in dict.fromkeys(role.agreement for role in roles):
        yield Membership(agreement, [role for role in roles if role.agreement_id == agreement.pk])


def events_for(by: Actor) -> QuerySet[Event]:
    """The open agreement's journal, newest first; for the secretariat only."""
    return Event.objects.all() if by.has("secretariat") else Event.objects.filter(pk__in=[])


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
