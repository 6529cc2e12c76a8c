"""Deeds of the committee, custodians and mediators in words; none carries a word of a case."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "evidence.checked": _("checked that evidence in a case was not changed"),
    "evidence.described": _("said what a piece of evidence in a case shows"),
    "evidence.numbered": _("gave the files of a case their numbers as evidence"),
    "evidence.read": _("read a statement that is evidence in a case"),
    "evidence.taken_in": _("took in a statement as evidence in a case"),
    "hearing.approved": _("approved the minutes of a hearing"),
    "hearing.declined": _("noted that a party does not wish to be heard"),
    "hearing.invited": _("invited somebody to a hearing"),
    "hearing.minutes": _("wrote the minutes of a hearing"),
    "ownership.ended": _("noted that organisations are no longer in one group"),
    "ownership.noted": _("noted that organisations are in one ownership group"),
    "panel.composed": _("composed the panel of a case"),
    "panel.recused": _("noted that somebody does not sit in a case"),
    "tie.declared": _("declared what binds them to an organisation"),
    "tie.ended": _("noted that a tie with an organisation has ended"),
}
