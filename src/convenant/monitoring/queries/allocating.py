"""Who may read whom, and how it was drawn."""

from django.db.models import Q, QuerySet

from convenant.agreements.membership import members
from convenant.monitoring.models import Allocation, Interest
from convenant.people.models import Kind, Organisation, Person, Role
from convenant.people.queries import current


def assessors() -> QuerySet[Person]:
    """Everyone who can be given an assessment to read now."""
    roles = Role.objects.filter(current(), kind__in=(Kind.MONITOR, Kind.ASSESSOR))
    return Person.objects.filter(pk__in=roles.order_by().values("person")).order_by("name", "pk")


def conflicts() -> dict[int, set[int]]:
    """Per person the companies they may never assess.

    Declared interests; companies that they, or anyone of the organisation they work for, advise or ever
    advised; and the organisations they speak for.
    """
    found: dict[int, set[int]] = {}
    for person, company in Interest.objects.filter(ended_at=None).values_list(
        "assessor_id", "organisation_id"
    ):
        found.setdefault(person, set()).add(company)
    advised_by_firm: dict[int, set[int]] = {}
    for role in Role.objects.filter(Q(kind=Kind.ADVISER) | Q(organisation__isnull=False)):
        if role.kind == Kind.ADVISER and role.about_id is not None:
            found.setdefault(role.person_id, set()).add(role.about_id)
            if role.organisation_id is not None:
                advised_by_firm.setdefault(role.organisation_id, set()).add(role.about_id)
        if role.organisation_id is not None:
            found.setdefault(role.person_id, set()).add(role.organisation_id)
    for person, firm in Role.objects.filter(organisation__isnull=False).values_list(
        "person_id", "organisation_id"
    ):
        found.setdefault(person, set()).update(advised_by_firm.get(firm, ()))
    return found


def interests() -> QuerySet[Interest]:
    """Ties that were declared and still hold."""
    return Interest.objects.filter(ended_at=None).select_related("assessor", "organisation")


def allocations(year: int) -> QuerySet[Allocation]:
    """The drawings of a year, newest first."""
    return Allocation.objects.filter(year=year)


def allocation(pk: int) -> Allocation | None:
    """One drawing; that it was drawn, and how, is for everyone inside."""
    return Allocation.objects.filter(pk=pk).first()


def names_in(found: Allocation) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The companies and the assessors that a drawing was made from, each with its number."""
    held = found.drawn_from
    companies = {str(o.pk): str(o) for o in Organisation.objects.filter(pk__in=held["companies"])}
    people = {str(p.pk): str(p) for p in Person.objects.filter(pk__in=held["assessors"])}
    return (
        [(key, companies.get(key, key)) for key in held["companies"]],
        [(key, people.get(key, key)) for key in held["assessors"]],
    )


def companies_to_choose() -> QuerySet[Organisation]:
    """The members, for a declared tie."""
    return Organisation.objects.filter(pk__in=members().values("organisation")).order_by("name")
