"""Deeds of keeping, taking away, learning and reporting, in words; none carries a word of a case."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "case.exported": _("took the file of a case out of the house, for a court or another office"),
    "case.kept_longer": _("kept a case longer"),
    "cases.registered": _("looked which cases come into the public register"),
    "effectiveness.published": _("published how complaints were handled"),
    "feedback.received": _("said how it went, as a complainant"),
    "grievance.lesson": _("drew a lesson from a case"),
    "removal.done": _("took away a part of a case, confirmed by another"),
    "removal.dropped": _("left a part of a case where it is"),
    "removal.proposed": _("proposed to take away a part of a case"),
}
