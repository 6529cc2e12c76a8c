"""What the table makes of deeds in other rooms."""

from django.utils.translation import gettext as _

from convenant.agreements.seating import bodies_left_unfit
from convenant.base.journal import on
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.people.queries import person_with_role


@on("role.ended")
def a_seat_does_not_outlive_its_role(event: Event) -> None:
    """A role that a seat rests on ends after the seat, so that nobody sits for a side they left."""
    person = person_with_role(int(event.subject_id))
    if bodies := bodies_left_unfit(person):
        raise Refused(
            _("%(person)s still has a seat that rests on this role. End it first: %(bodies)s.")
            % {"person": person, "bodies": ", ".join(bodies)}
        )
