"""Deeds of the committee, custodians and mediators in words; none carries a word of a case."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "ownership.ended": _("noted that organisations are no longer in one group"),
    "ownership.noted": _("noted that organisations are in one ownership group"),
    "panel.composed": _("composed the panel of a case"),
    "panel.recused": _("noted that somebody does not sit in a case"),
    "tie.declared": _("declared what binds them to an organisation"),
    "tie.ended": _("noted that a tie with an organisation has ended"),
}
