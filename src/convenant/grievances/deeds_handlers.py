"""Handlers' deeds in words; none carries a word of a case."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "clock.extended": _("made the term of a case longer"),
    "clock.paused": _("let the clock of a case stand still"),
    "clock.went_on": _("let the clock of a case run again"),
    "feedback.given": _("told a complainant what was done so far"),
    "grievance.file_copied": _("made the copy without metadata of a file"),
    "grievance.file_read": _("read a file in a case"),
    "grievance.founded": _("found a grievance to be well-founded"),
    "grievance.joined": _("put a case together with another"),
    "grievance.moved": _("brought a case to another stage"),
    "grievance.parties_informed": _("noted that the parties of a case were told"),
    "grievance.scoped": _("noted what a case is about"),
    "offer.put": _("put an offer before a complainant"),
    "offer.taken_back": _("took back an offer in a case"),
}
