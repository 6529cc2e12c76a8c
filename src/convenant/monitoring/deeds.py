"""This room's deeds in words, for the journal's readers."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "appeal.decided": _("decided an appeal against an assessment"),
    "appeal.filed": _("appealed against an assessment"),
    "criterion.scored": _("scored a criterion"),
    "draft.replied": _("replied to a draft score"),
    "draft.sent": _("sent the draft of an assessment"),
    "interest.declared": _("declared a tie to a company"),
    "interest.ended": _("ended a declared tie"),
    "question.answered": _("answered an assessor's question"),
    "question.asked": _("asked a company a question"),
    "reading.finished": _("finished a reading"),
    "readings.allocated": _("drew who reads whom"),
    "reply.closed": _("closed the reply to a draft"),
    "reply.weighed": _("weighed a reply to a draft score"),
    "verdict.final": _("made an assessment final after the reply"),
}
