"""Cases as each may find them: handlers those whose room they were let into, companies their own notices."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from convenant.agreements.membership import members
from convenant.base.actors import Actor
from convenant.grievances.models import Case, Room
from convenant.grievances.rules import sees_that_cases_exist
from convenant.people.models import Organisation


def cases_for(by: Actor) -> QuerySet[Case]:
    """The cases whose rooms this actor was let into; having the role is not enough."""
    if by.person_id is None:
        return Case.objects.none()
    rooms = Room.objects.filter(
        kind=Room.Kind.CASE, grants__holder__person_id=by.person_id, grants__holder__ended_on=None
    )
    return Case.objects.filter(pk__in=rooms.order_by().values("case"))


def case_for(by: Actor, number: str) -> Case | None:
    """One of them."""
    return cases_for(by).select_related("site").filter(number=number).first()


def cases_counted(by: Actor) -> QuerySet[Case]:
    """All cases, for who sees that there are any: number, stage and clock, never words."""
    return Case.objects.all() if sees_that_cases_exist(by) else Case.objects.none()


def in_their_language(case: Case) -> override:
    """What is written to the complainant within is in the language of their pages, where the house speaks it."""
    return override(case.language if case.language in dict(settings.LANGUAGES) else "en")


def as_it_stands(case: Case) -> Case:
    """The case as it is now, after a deed."""
    return Case.objects.get(pk=case.pk)


def companies_to_name() -> QuerySet[Organisation]:
    """The members that a case can be about."""
    return Organisation.objects.filter(pk__in=members().order_by().values("organisation"))


def others(by: Actor, case: Case) -> QuerySet[Case]:
    """The other cases of this reader that have not ended."""
    return cases_for(by).filter(closed_on=None).exclude(pk=case.pk)
