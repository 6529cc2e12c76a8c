"""Which parties are members: the companies that the agreement is about."""

from django.db.models import QuerySet

from convenant.agreements.definition import Definition
from convenant.agreements.models import Party
from convenant.agreements.queries import parties, running_definition


def is_member(party: Party, definition: Definition) -> bool:
    """Whether the party is a participating company.

    That is one with a member class; where the definition has no classes, every party on a side of
    companies. A supporter is not.
    """
    if party.is_supporter:
        return False
    if definition.classes:
        return bool(party.member_class)
    return party.side in _sides_of_companies(definition)


def members() -> QuerySet[Party]:
    """The participating companies now, by name, as `is_member` has it."""
    definition = running_definition()
    found = parties().filter(is_supporter=False).order_by("organisation__name", "pk")
    if definition.classes:
        return found.exclude(member_class="")
    return found.filter(side__in=_sides_of_companies(definition))


def _sides_of_companies(definition: Definition) -> list[str]:
    return [side.id for side in definition.sides if side.kind == "companies"]
