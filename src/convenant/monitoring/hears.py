"""What monitoring makes of deeds in other rooms."""

from django.utils.translation import gettext as _

from convenant.base.journal import on
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.monitoring.models import Verdict


@on("assessment.returned")
def nothing_goes_back_once_the_draft_is_out(event: Event) -> None:
    """The company's time to reply runs on the answers that were read; it could not see its draft without them."""
    if Verdict.objects.filter(assessment_id=event.subject_id).exists():
        raise Refused(
            _(
                "The company already has the draft of its scores. It says in its reply what is missing."
            )
        )
