"""Why a person cannot take a seat: the body's rules, the side's people and the independence of some.

Asked before a seat is given, for the holder and for the deputy alike.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.agreements.definition.parts.bodies import Body
from convenant.agreements.definition.parts.bodies import Seat as Places
from convenant.agreements.queries import running_definition, seats, seats_of, sides_of, sits_in
from convenant.people.models import NEEDS_COMPANY, PARTY_KINDS, Kind, Person
from convenant.people.queries import held_by

# A complaints committee rules on all of these; one who holds such a role has a stake.
STAKES = frozenset({*PARTY_KINDS, *NEEDS_COMPANY, Kind.SECRETARIAT, Kind.MONITOR, Kind.SUPERVISOR})


@dataclass(frozen=True)
class Asked:
    """The seat that is asked for: a body and a side, or no side for its independent chair."""

    definition: Definition
    body: str
    side: str

    @property
    def wanted(self) -> Body | None:
        return next((b for b in self.definition.bodies if b.id == self.body), None)

    @property
    def places(self) -> Places | None:
        body = self.wanted
        return (
            next((s for s in body.seats if self.side in sides_together(s)), None) if body else None
        )


def sides_together(places: Places) -> list[str]:
    """The sides that fill these seats together."""
    return [places.side, *places.jointly_with]


def side_name(definition: Definition, side: str) -> str:
    """What the agreement calls the side, in the language of the page."""
    found = next((s for s in definition.sides if s.id == side), None)
    return found.name.get(get_language() or "nl") if found else side


def why_no_seat(
    asked: Asked, person: Person, deputy: Person | None, since: date | None
) -> str | None:
    """The reason the seat cannot be given, or None."""
    body = asked.wanted
    if body is None:
        return _("The definition of this agreement has no such body. Choose one from the list.")
    name = body.name.get(get_language() or "nl")
    if since and since > date.today():
        return _("A seat starts today or earlier. Seat the person on the day itself.")
    if reason := _no_place(asked, body, name):
        return reason
    if deputy is not None:
        if deputy.pk == person.pk:
            return _("Nobody is their own deputy. Choose someone else, or leave the deputy empty.")
        if asked.places is not None and asked.places.deputies is False:
            return _("The definition gives this side's seats in %(body)s no deputies.") % {
                "body": name
            }
    for one in (person, deputy):
        if one is not None and (reason := _not_this_person(asked, body, name, one)):
            return reason
    return None


def bodies_left_unfit(person: Person) -> list[str]:
    """The bodies where the person sits, or is a deputy, without the role that seat asks for."""
    found = []
    for seat in seats_of(person):
        asked = Asked(running_definition(), seat.body, seat.side)
        body = asked.wanted
        if body is None:
            continue
        name = body.name.get(get_language() or "nl")
        if _unfit(asked, body, name, person):
            found.append(name)
    return found


def _no_place(asked: Asked, body: Body, name: str) -> str | None:
    if not asked.side:
        if body.independent_chair is False:
            return _("The definition gives %(body)s no independent chair.") % {"body": name}
        if seats().filter(body=body.id, side="").exists():
            return _("%(body)s already has a chair. End that seat first.") % {"body": name}
        return None
    places = asked.places
    side = side_name(asked.definition, asked.side)
    if places is None:
        if body.seats:
            return _("%(side)s has no seat in %(body)s.") % {"side": side, "body": name}
        known = any(asked.side == one.id for one in asked.definition.sides)
        return None if known else _("The definition of this agreement has no such side.")
    held = seats().filter(body=body.id, side__in=sides_together(places)).count()
    if places.count is not None and held >= places.count:
        return _(
            "%(side)s has no free seat in %(body)s: %(held)s of %(count)s are filled. "
            "End one of them first."
        ) % {"side": side, "body": name, "held": held, "count": places.count}
    return None


def _not_this_person(asked: Asked, body: Body, name: str, person: Person) -> str | None:
    if sits_in(person, body.id):
        return _("%(person)s already has a seat in %(body)s, or is a deputy there.") % {
            "person": person,
            "body": name,
        }
    return _unfit(asked, body, name, person)


def _unfit(asked: Asked, body: Body, name: str, person: Person) -> str | None:
    kinds = {role.kind for role in held_by(person.pk)}
    said = {"person": person, "body": name, "side": side_name(asked.definition, asked.side)}
    if body.kind == "complaints_committee" and kinds & STAKES:
        return (
            _(
                "%(person)s has a stake in the cases of %(body)s: they hold another role in this "
                "agreement. Choose someone without one."
            )
            % said
        )
    if not asked.side:
        if Kind.CHAIR not in kinds or kinds & set(PARTY_KINDS):
            return (
                _(
                    "%(person)s is not an independent chair. Give them the role of independent "
                    "chair first; who speaks for a side cannot have it."
                )
                % said
            )
        return None
    if body.kind == "complaints_committee":
        if Kind.COMMITTEE not in kinds:
            return (
                _(
                    "%(person)s is not a member of the complaints committee. Give them that role "
                    "first."
                )
                % said
            )
        return None
    sides = sides_together(asked.places) if asked.places else [asked.side]
    if not sides_of(person) & set(sides):
        return (
            _(
                "%(person)s does not speak for %(side)s. Give them a role for a party on that "
                "side first; a supporter has no seat."
            )
            % said
        )
    return None
