"""Handlers' deeds in words; none carries a word of a case."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "clock.extended": _("made the term of a case longer"),
    "clock.paused": _("let the clock of a case stand still"),
    "clock.went_on": _("let the clock of a case run again"),
    "grievance.file_read": _("read a file in a case"),
    "grievance.founded": _("found a grievance to be well-founded"),
    "grievance.moved": _("brought a case to another stage"),
    "grievance.scoped": _("noted what a case is about"),
}
