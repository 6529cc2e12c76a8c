"""A dispute between parties of the agreement, or with its secretariat: the road and the sealing of a complaint.

Who files it does so by name, so it has no identity room.
"""

from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.intake import Intake, receive
from convenant.grievances.models import Case, Dispute, Respondent, Room
from convenant.grievances.procedure.stages import CaseType
from convenant.grievances.queries.beside import own_organisations, parties_to_choose
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.rules import COMPLAINANT, speaks_for_a_party
from convenant.people.models import Organisation


@verb(speaks_for_a_party)
def file_dispute(
    envelope: dict[str, Any],
    organisation: Organisation,
    against: Organisation | None,
    *,
    by: Actor,
    language: str,
) -> Dispute:
    """A party's dispute comes in, sealed; `against` nobody is a dispute with the secretariat."""
    if CaseType.DISPUTE not in procedure().types:
        raise Refused(_("This agreement takes no disputes this way."))
    if not own_organisations(by).filter(pk=organisation.pk).exists():
        raise Refused(_("You do not speak for this party."))
    if against is not None and not parties_to_choose(by).filter(pk=against.pk).exists():
        raise Refused(_("Choose another party of the agreement, or the secretariat."))
    intake = Intake(
        kind=Case.Kind.DISPUTE,
        openness=Case.Openness.OPEN,
        behalf=Case.Behalf.GROUP,
        language=language,
        sealed_by=Case.SealedBy.SERVER,
    )
    received = receive(envelope, intake, by=COMPLAINANT)
    if received.already:
        raise Refused(_("This dispute was filed already."))
    case = received.case
    case.rooms.filter(kind=Room.Kind.IDENTITY).delete()
    if against is not None:
        Respondent.objects.create(case=case, organisation=against, since=today())
    made = Dispute.objects.create(
        case=case,
        organisation=organisation,
        filed_by_id=by.person_id,
        filed_on=today(),
        against=against,
    )
    record("dispute.filed", by=by, on=case, concerns=organisation.pk)
    return made
