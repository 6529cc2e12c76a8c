"""The door opens only where somebody would answer, and closes where nobody does any more."""

from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.models import Door
from convenant.grievances.queries.door import lacking, open_door
from convenant.grievances.queries.opened import today
from convenant.grievances.rules import keeps_the_door


@verb(keeps_the_door)
def open_the_door(*, by: Actor) -> Door:
    """The public finds the door open from now on."""
    running_version(to_change=True)  # the lock: two people who open it see each other
    if open_door() is not None:
        raise Refused(_("The door is open already."))
    missing = lacking()
    if missing:
        raise Refused(" ".join(one.sentence for one in missing))
    made = Door.objects.create(opened_on=today())
    record("door.opened", by=by, on=made)
    return made


@verb(keeps_the_door)
def close_the_door(*, by: Actor, why: str) -> Door:
    """No new complaints from now on; who has a receipt still comes back to their case."""
    door = open_door()
    if door is None:
        raise Refused(_("The door is closed already."))
    if not why.strip():
        raise Refused(_("Say why the door closes: it is shown on the public page."))
    door.closed_on, door.why_closed = today(), why.strip()[:500]
    door.save(update_fields=["closed_on", "why_closed"])
    record("door.closed", by=by, on=door, new={"why": door.why_closed})
    return door
