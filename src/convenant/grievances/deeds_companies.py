"""Deeds between the companies and the handlers in words; none carries a word of a case."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "notice.answered": _("answered a notice of a case"),
    "notice.asked": _("asked a company something in a case"),
    "notice.opened": _("read a notice of a case"),
    "notice.planned": _("planned a notice of a case"),
    "notices.held": _("kept the companies from being told of a case"),
    "notices.released": _("let the companies be told of a case again"),
    "release.agreed": _("agreed to a text for the companies, as the complainant"),
    "release.proposed": _("proposed a text for the companies"),
    "release.refused": _("did not agree to a text for the companies, as the complainant"),
    "remedy.agreed": _("put a remedy into the ledger"),
    "remedy.confirmed": _("confirmed that a remedy was received"),
    "remedy.disputed": _("said that a remedy was not, or only partly, received"),
    "remedy.done": _("said what was paid or done as remedy"),
    "remedy.verified": _("noted what was found of a remedy"),
    "remedy.withdrawn": _("withdrew a remedy from the ledger"),
    "safety.followed": _("followed up an incident of retaliation"),
    "safety.incident": _("noted an incident of retaliation"),
    "safety.looked_at": _("looked at a complainant’s safety"),
}
