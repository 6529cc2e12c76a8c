"""A technique's row is held with what a body decides on, in the one order that all deeds have.

Deeds of the decisions room hold a proposal and then, as what follows from them, its technique. So whoever
changes a technique that is before a body holds the proposal first: two who act at once wait for each other
in turn, and never both for ever.
"""

from django.db import OperationalError
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.decisions.models import Proposal
from convenant.techniques.models import Technique

Stage = Technique.Stage


def hold(technique: Technique) -> Technique:
    """The row as it is now, nobody else's to change before this deed is done."""
    before = _before_a_body(technique)
    if before is not None:
        list(Proposal.objects.select_for_update().filter(pk=before))
    technique.refresh_from_db(from_queryset=Technique.objects.select_for_update())
    if technique.stage == Stage.TABLED and technique.proposal_id != before:
        raise Refused(_("This technique came before a body just now. Look at it again first."))
    return technique


def _before_a_body(technique: Technique) -> int | None:
    found = Technique.objects.filter(pk=technique.pk, stage=Stage.TABLED)
    return found.values_list("proposal_id", flat=True).first()


def hold_all_before_a_body() -> None:
    """Their proposals, without waiting: the deed that asks holds the journal, for which others may wait."""
    found = Technique.objects.filter(stage=Stage.TABLED).order_by().values("proposal")
    try:
        list(Proposal.objects.select_for_update(nowait=True).filter(pk__in=found).order_by("pk"))
    except OperationalError:
        raise Refused(
            _(
                "Somebody works on a technique that is before a body at this very moment. Try again in "
                "a minute."
            )
        ) from None
