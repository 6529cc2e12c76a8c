"""Why a step or a clock is refused, in the words of the page."""

from django.utils.translation import gettext_lazy as _

from convenant.grievances.procedure.clocks import Fault
from convenant.grievances.procedure.stages import Reason

_AGAIN = _("This case cannot go from where it is to there. Load the page again.")

WHY_NOT = {
    Reason.PARALLEL: _AGAIN,
    Reason.NOT_FOR_TYPE: _("A case of this kind does not come there."),
    Reason.ENDED: _("This case has ended. Open it again first."),
    Reason.NOT_FROM_HERE: _AGAIN,
    Reason.SAFETY_FIRST: _(
        "Look at the complainant’s safety first; no company hears of it before."
    ),
    Reason.NOT_INFORMED: _(
        "No company was told yet. Tell them on the page “Companies”, or note below how they were told."
    ),
    Reason.TRACK_NOT_NAMED: _AGAIN,
    Reason.TRACK_NOT_OFFERED: _("This agreement does not offer that."),
    Reason.SAME_TRACK: _("The case is there already."),
    Reason.NO_WAY_BACK: _("From deciding there is no way back to talking. They may still settle."),
    Reason.NOTHING_FOUND: _("It was found unfounded, so there is no remedy to plan."),
    Reason.OUTCOME_FIRST: _("Say first whether it is founded."),
    Reason.APPEALED_ONCE: _("There was an appeal in this case already."),
}

CLOCK_FAULTS = {
    Fault.NO_REASON: _("Say why: both sides read it."),
    Fault.NEGATIVE: _("Give a number of days from 1."),
    Fault.BEFORE_START: _("The clock had not begun on that day."),
    Fault.ENDS_BEFORE_IT_BEGINS: _("A pause cannot end before it begins."),
    Fault.OVERLAP: _("The clock stands still already."),
    Fault.NOT_PAUSABLE: _("This clock cannot stand still: the agreement does not allow it."),
    Fault.TOO_LONG: _("That is longer than the agreement allows."),
    Fault.AFTER_LAST_DAY: _(
        "The last day has passed; what was late stays late. Say to the complainant why, and when it will be."
    ),
    Fault.MET: _("This clock ended already."),
    Fault.NOT_PAUSED: _("The clock runs already."),
}
