"""A secret address for a person's calendar."""

import secrets

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.decisions.models import CalendarKey
from convenant.decisions.queries.calendars import hash_of
from convenant.decisions.rules import may_have_calendar


@verb(may_have_calendar)
def open_calendar(*, by: Actor) -> str:
    """The token of a new address, shown once; an earlier address of this person ends."""
    token = secrets.token_urlsafe(24)
    made, _new = CalendarKey.objects.update_or_create(
        person_id=by.person_id, defaults={"token_hash": hash_of(token)}
    )
    record("calendar.opened", by=by, on=made)
    return token


@verb(may_have_calendar)
def close_calendar(*, by: Actor) -> None:
    """The address leads nowhere from now."""
    found = CalendarKey.objects.filter(person_id=by.person_id).first()
    if found is None:
        raise Refused(_("You have no such address."))
    record("calendar.closed", by=by, on=found)
    found.delete()
