"""Who holds a key now, and in which role: whom a new case is sealed to."""

from collections.abc import Iterable

from django.db.models import QuerySet

from convenant.base.actors import Actor
from convenant.grievances.models import Grant, Keyholder, Recoverer, RecoveryCircle, Room
from convenant.people.models import Kind, Person, Role
from convenant.people.queries import current


def key_of(by: Actor) -> Keyholder | None:
    """The actor's own key in the open agreement."""
    if by.person_id is None:
        return None
    return Keyholder.objects.filter(person_id=by.person_id, ended_on=None).first()


def holders(kinds: Iterable[str]) -> QuerySet[Keyholder]:
    """Everyone with a key who holds one of these roles today."""
    people = Role.objects.filter(current(), kind__in=list(kinds)).order_by().values("person")
    return Keyholder.objects.filter(ended_on=None, person__in=people, person__is_active=True)


def at_intake() -> list[Keyholder]:
    """Whose keys get a new case: the complaints officers'."""
    return list(holders([Kind.OFFICER]))


def custodians() -> list[Keyholder]:
    """Whose keys get the name, and the mediation room until there is a mediator."""
    return list(holders([Kind.CUSTODIAN]))


def who_reads() -> set[int]:
    """The keys to which a new case is sealed now, in any of its rooms."""
    return set(holders([Kind.OFFICER, Kind.CUSTODIAN]).order_by().values_list("pk", flat=True))


def circle() -> RecoveryCircle | None:
    """The circle that helps recover, as it stands."""
    return RecoveryCircle.objects.filter(until=None).first()


def in_circle(of: RecoveryCircle | None) -> list[Recoverer]:
    """Its people."""
    if of is None:
        return []
    return list(of.recoverers.select_related("holder__person"))


def in_circle_now() -> int:
    """How many would help recover a key."""
    return Recoverer.objects.filter(circle__until=None).count()


def everyone() -> QuerySet[Keyholder]:
    """Everybody with a key."""
    return Keyholder.objects.filter(ended_on=None).select_related("person").order_by("person__name")


def readers_of(case_id: int, kind: str = Room.Kind.CASE) -> set[Person]:
    """The people who were let into a room of a case."""
    grants = Grant.objects.filter(room__case_id=case_id, room__kind=kind, holder__ended_on=None)
    return {one.holder.person for one in grants.select_related("holder__person")}
