"""Who may do what at the level of the agreement itself."""

from typing import Any

from convenant.base.actors import Actor
from convenant.people.models import Person
from convenant.people.rules import anyone, is_inside, is_secretariat

may_amend = is_secretariat
may_admit = is_secretariat
may_seat = is_secretariat
may_read = is_inside
may_look = anyone  # the parties and the rules of an agreement are public

# The first parts of the platform's own addresses: an agreement there could never be opened.
RESERVED_SLUGS = frozenset({"accounts", "language", "new", "people", "static"})


def is_operator(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Who runs the installation opens agreements.

    Asks the account itself: outside an agreement an actor carries no roles and no such mark.
    """
    if by.is_operator:
        return True
    if by.person_id is None:
        return False
    return Person.objects.filter(pk=by.person_id, is_operator=True, is_active=True).exists()
