"""The agreement's running definition, its parties and seats."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q, QuerySet

from convenant.agreements.definition import Definition, load
from convenant.agreements.models import DefinitionVersion, Party, Seat
from convenant.base.models import Agreement
from convenant.base.once import once
from convenant.base.walls import current_agreement
from convenant.people.models import PARTY_KINDS, Organisation, Person, Role
from convenant.people.queries import current, organisations_here


@lru_cache(maxsize=64)
def _parsed(pk: int, digest: int, text: str) -> Definition:
    return load(text, "definition")


def definition_of(version: DefinitionVersion) -> Definition:
    """The rules this version holds; what was stored once was in order."""
    return _parsed(version.pk, hash(version.text), version.text)


def running_version(*, to_change: bool = False) -> DefinitionVersion | None:
    """The newest version of the open agreement's definition.

    `to_change` waits for whoever amends at the same moment: the first version's row is the lock,
    for it never changes, where the newest would be another row after the wait.
    """
    if to_change:
        list(DefinitionVersion.objects.select_for_update().filter(number=1))
        return _newest()
    return once(("running version", current_agreement().pk), _newest)


def _newest() -> DefinitionVersion | None:
    return DefinitionVersion.objects.order_by("-number").first()


def running_definition() -> Definition:
    """The rules the open agreement runs on."""
    version = running_version()
    if version is None:
        raise DefinitionVersion.DoesNotExist
    return definition_of(version)


def versions() -> QuerySet[DefinitionVersion]:
    """Every version kept, newest first."""
    return DefinitionVersion.objects.select_related("loaded_by")


def version_numbered(number: int) -> DefinitionVersion | None:
    """One version of the open agreement's definition."""
    return versions().filter(number=number).first()


def slug_is_taken(slug: str) -> bool:
    """Whether an agreement has this address; the walls do not hide addresses."""
    return Agreement.objects.filter(slug=slug).exists()


def parties() -> QuerySet[Party]:
    """Who has signed and not left."""
    return Party.objects.filter(left=None).select_related("organisation")


def party_of(organisation_id: int) -> Party | None:
    """This organisation's standing in the open agreement."""
    return parties().filter(organisation_id=organisation_id).first()


def organisations_without_party() -> QuerySet[Organisation]:
    """The organisations known here that are no party now."""
    signed = Party.objects.filter(left=None).order_by().values("organisation")
    return organisations_here().exclude(pk__in=signed)


def seats() -> QuerySet[Seat]:
    """Seats held today."""
    return Seat.objects.filter(until=None).select_related("person", "deputy")


def seats_of_people_of(organisation_id: int) -> QuerySet[Seat]:
    """Seats held for a side by people who speak for this organisation, as holder or as deputy."""
    people = (
        Role.objects.filter(current(), organisation_id=organisation_id, kind__in=PARTY_KINDS)
        .order_by()
        .values("person")
    )
    return seats().filter(Q(person__in=people) | Q(deputy__in=people)).exclude(side="")


def seats_of(person: Person) -> QuerySet[Seat]:
    """The seats the person has now, as holder or as deputy."""
    return seats().filter(Q(person=person) | Q(deputy=person))


def sits_in(person: Person, body: str) -> bool:
    """Whether the person holds a seat in the body now, or is a deputy there."""
    return seats_of(person).filter(body=body).exists()


def bodies_of(person_id: int) -> set[str]:
    """The bodies in which this person sits now, as holder or as deputy."""
    found = seats().filter(Q(person_id=person_id) | Q(deputy_id=person_id))
    return set(found.order_by().values_list("body", flat=True))


def sides_of(person: Person) -> set[str]:
    """The sides of the parties this person speaks for; supporters have no seat at the table."""
    organisations = Role.objects.filter(current(), person=person, kind__in=PARTY_KINDS).values(
        "organisation"
    )
    found = parties().filter(organisation__in=organisations.order_by(), is_supporter=False)
    return set(found.order_by().values_list("side", flat=True))


def people_to_seat(sides: Iterable[str], kinds: Iterable[str]) -> QuerySet[Person]:
    """Those who speak for a party of these sides, or hold one of these kinds of role."""
    organisations = parties().filter(side__in=list(sides), is_supporter=False).order_by()
    fitting = Role.objects.filter(
        current(),
        Q(kind__in=PARTY_KINDS, organisation__in=organisations.values("organisation"))
        | Q(kind__in=list(kinds)),
    )
    return Person.objects.filter(pk__in=fitting.order_by().values("person"))
