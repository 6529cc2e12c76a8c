"""The verbs of people: assign and end a role, invite, accept, and note who looked."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor, Held
from convenant.base.journal import record, record_many
from convenant.base.verbs import Refused, verb
from convenant.people.models import Invitation, Kind, Organisation, Person, Role
from convenant.people.queries import (
    colleagues_at,
    current,
    held_by,
    invitation_by_token,
    kinds_of_organisation,
    organisation_here_named,
    token_hash,
)
from convenant.people.rules import anyone, is_secretariat, why_not

INVITATION_DAYS = 14


@verb(is_secretariat)
def add_organisation(*, name: str, by: Actor, country: str = "", website: str = "") -> Organisation:
    """A new organisation, known in the open agreement."""
    if organisation_here_named(name):
        raise Refused(
            _("There is already an organisation called %(name)s here. Choose it from the list.")
            % {"name": name}
        )
    made = Organisation.objects.create(name=name, country=country, website=website)
    record("organisation.added", by=by, on=made, concerns=made.pk, new={"name": name})
    return made


@verb(is_secretariat)
def assign_role(
    person: Person,
    kind: str,
    *,
    by: Actor,
    organisation: Organisation | None = None,
    about: Organisation | None = None,
    since: date | None = None,
) -> Role:
    """The person holds the role, unless the house's separation of roles forbids it."""
    return _assign(person, kind, by=by, organisation=organisation, about=about, since=since)


def _assign(
    person: Person,
    kind: str,
    *,
    by: Actor,
    organisation: Organisation | None,
    about: Organisation | None,
    since: date | None = None,
) -> Role:
    # The rows of the person and the organisation are the lock: two assignments at once must see
    # each other.
    Person.objects.select_for_update().get(pk=person.pk)
    if organisation:
        Organisation.objects.select_for_update().get(pk=organisation.pk)
    wanted = Held(kind, organisation.pk if organisation else None, about.pk if about else None)
    if wanted in held_by(person.pk):
        raise Refused(_("%(person)s already holds this role.") % {"person": person})
    _refuse_mixing(wanted, held_by(person.pk))
    if since and since > date.today():
        raise Refused(
            _("A role starts today or earlier: it opens doors from the moment it is given.")
        )
    role = Role.objects.create(
        person=person,
        kind=kind,
        organisation=organisation,
        about=about,
        since=since or date.today(),
    )
    record(
        "role.assigned",
        by=by,
        on=role,
        concerns=wanted.organisation_id,
        new={"person": str(person), "kind": kind, "organisation": str(organisation or "")},
    )
    return role


def _refuse_mixing(wanted: Held, held: list[Held]) -> None:
    at = wanted.organisation_id
    if reason := why_not(wanted, held, kinds_of_organisation(at), colleagues_at(at)):
        raise Refused(reason)


@verb(is_secretariat)
def end_role(role: Role, *, by: Actor, on: date | None = None) -> None:
    """The role ends; the row stays, as history."""
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.until:
        raise Refused(_("This role has already ended."))
    if role.kind == Kind.SECRETARIAT and not (
        Role.objects.filter(current(), kind=Kind.SECRETARIAT)
        .exclude(person_id=role.person_id)
        .exists()
    ):
        raise Refused(
            _(
                "Someone must keep the secretariat. Give another person this role first, then end it."
            )
        )
    role.until = on or date.today()
    role.save()
    record("role.ended", by=by, on=role, concerns=role.organisation_id, new={"until": role.until})


@verb(is_secretariat)
def invite(
    email: str,
    kind: str,
    *,
    by: Actor,
    organisation: Organisation | None = None,
    about: Organisation | None = None,
) -> tuple[Invitation, str]:
    """An invitation and its token; the token is shown once and kept only as a hash."""
    email = email.strip().lower()
    known = Person.objects.filter(email__iexact=email).first()
    wanted = Held(kind, organisation.pk if organisation else None, about.pk if about else None)
    _refuse_mixing(wanted, held_by(known.pk) if known else [])
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        email=email,
        kind=kind,
        organisation=organisation,
        about=about,
        token_hash=token_hash(token),
        invited_by_id=by.person_id,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record("invitation.sent", by=by, on=made, concerns=wanted.organisation_id, new={"kind": kind})
    return made, token


@verb(is_secretariat)
def withdraw_invitation(invitation: Invitation, *, by: Actor) -> None:
    """The link no longer works."""
    if invitation.accepted_at:
        raise Refused(_("This invitation was already used. End the role instead."))
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    record("invitation.withdrawn", by=by, on=invitation, concerns=invitation.organisation_id)


@verb(anyone)
def accept_invitation(token: str, person: Person, *, by: Actor) -> Role:
    """The invited person, signed in with the invited address, takes up the role."""
    invitation = invitation_by_token(token, to_change=True)
    if invitation is None or invitation.withdrawn_at:
        raise Refused(
            _("This invitation does not exist or was withdrawn. Ask the secretariat for a new one.")
        )
    if invitation.accepted_at:
        raise Refused(_("This invitation was already used."))
    if invitation.expires_at < timezone.now():
        raise Refused(_("This invitation has expired. Ask the secretariat for a new one."))
    if by.person_id != person.pk or invitation.email != person.email.lower():
        raise Refused(
            _("This invitation is for %(email)s. Sign in with that address to accept it.")
            % {"email": invitation.email}
        )
    role = _assign(
        person, invitation.kind, by=by, organisation=invitation.organisation, about=invitation.about
    )
    invitation.accepted_at = timezone.now()
    invitation.save()
    record("invitation.accepted", by=by, on=invitation, concerns=invitation.organisation_id)
    return role


def describe_oneself(person: Person, *, name: str, language: str) -> None:
    """One's own name and language; no agreement is open, so no journal: it is nobody else's data."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])


@verb(anyone, silent=True)
def note_looks(
    what: str, *, concerns: Iterable[int], by: Actor, on: models.Model | None = None
) -> None:
    """Each of these organisations can later read that its confidential data was looked at.

    Own eyes don't count. However many organisations: a page about sixty members is one look at each.
    """
    looked_at = sorted(set(concerns) - by.organisations())
    record_many(f"looked.{what}", by=by, on=on, concerns=looked_at)


def found_agreement_secretariat(person: Person) -> Role:
    """The first secretariat role of a new agreement, which nobody inside could yet assign."""
    with transaction.atomic():
        if Role.objects.filter(current()).exists():
            raise Refused(_("This agreement already has people; its secretariat assigns roles."))
        role = Role.objects.create(person=person, kind="secretariat", since=date.today())
        record("role.assigned", by=Actor(None, "system", is_operator=True), on=role)
        return role
