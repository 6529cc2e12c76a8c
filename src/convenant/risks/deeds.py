"""This room's deeds in words, for the journal's readers."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "looked.risks": _("looked at a company's risks"),
    "risk.carried_over": _("took over risks of an earlier year"),
    "risk.dropped": _("took a risk off the list"),
    "risk.rated": _("judged a risk"),
    "risk.scoped": _("put a risk on the list"),
    "risk.signalled": _("noted a founded grievance beside the risks"),
    "source.discarded": _("discarded a source file"),
    "source.loaded": _("loaded an edition of a source"),
    "source.read": _("handed in a source file"),
    "source.withdrawn": _("withdrew an edition of a source"),
}
