"""An offer is put before the complainant, who accepts or refuses it."""

from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.phases import begin
from convenant.grievances.models import Case, Offer
from convenant.grievances.procedure.stages import Stage, why_not
from convenant.grievances.procedure_words import WHY_NOT
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import Returned, today
from convenant.grievances.queries.procedure import standing_of
from convenant.grievances.rules import decides_for_the_complainant, handles_cases

LONGEST = 20_000


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_offer(by: Actor, offer: Offer, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, offer.case)


@verb(_of_case)
def put_offer(case: Case, *, by: Actor, text: str) -> Offer:
    """The complainant reads what is offered, and decides. One offer waits at a time."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not 0 < len(text.strip()) <= LONGEST:
        raise Refused(_("Say what is offered, in at most 20,000 signs."))
    if reason := why_not(standing_of(case), Stage.SETTLED):
        raise Refused(WHY_NOT[reason])
    if any(one.waits for one in case.offers.all()):
        raise Refused(_("An offer waits for the complainant already. Take it back first."))
    made = Offer.objects.create(
        case=case, text=text.strip(), put_by_id=by.person_id, put_on=today()
    )
    record("offer.put", by=by, on=case)
    return made


@verb(_of_offer)
def take_back_offer(offer: Offer, *, by: Actor) -> Offer:
    """The offer no longer stands; the complainant sees that it did."""
    if not offer.waits:
        raise Refused(_("This offer was answered or taken back already."))
    offer.withdrawn_on = today()
    offer.save(update_fields=["withdrawn_on"])
    record("offer.taken_back", by=by, on=offer.case)
    return offer


@verb(decides_for_the_complainant)
def answer_offer(returned: Returned, offer: Offer, accepted: bool, *, by: Actor) -> Offer:
    """The complainant says yes, and the case is settled; or no, and it goes on."""
    if offer.case_id != returned.case.pk:
        raise Refused(_("This belongs to another case."))
    case = Case.objects.select_for_update().get(pk=returned.case.pk)
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if not offer.waits:
        raise Refused(_("This offer was answered or taken back already."))
    if not accepted:
        offer.refused_on = today()
    elif reason := why_not(standing_of(case), Stage.SETTLED):
        raise Refused(WHY_NOT[reason])
    else:
        offer.accepted_on = today()
        begin(case, Stage.SETTLED)
    offer.save(update_fields=["accepted_on", "refused_on"])
    record("offer.accepted" if accepted else "offer.refused", by=by, on=case)
    return offer
