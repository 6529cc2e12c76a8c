"""This room's deeds in words, for the journal's readers. None of them carries a word of a case."""

from django.utils.translation import gettext_lazy as _

from convenant.grievances import deeds_committee, deeds_companies, deeds_handlers, deeds_record

WORDS = {
    **deeds_committee.WORDS,
    **deeds_companies.WORDS,
    **deeds_handlers.WORDS,
    **deeds_record.WORDS,
    "case.called": _("told those concerned that a term of a case nears its end, or is over"),
    "door.closed": _("closed the door for complaints"),
    "door.opened": _("opened the door for complaints"),
    "elsewhere.ended": _("took a place out of the directory of places to go"),
    "elsewhere.kept": _("wrote a place into the directory of places to go"),
    "grievance.added_to": _("added something to a case, as its complainant"),
    "grievance.appealed": _("asked others to look at their case again, as its complainant"),
    "grievance.received": _("received a case"),
    "grievance.room_opened_to": _("let somebody read in a case"),
    "grievance.room_rekeyed": _("changed the key of a case"),
    "grievance.withdrawn": _("stopped their case, as its complainant"),
    "grievance.written": _("wrote in a case"),
    "key.changed": _("changed the secret of their key"),
    "key.ended": _("ended a key"),
    "key.made": _("made a key"),
    "key.opened": _("opened their key for half an hour"),
    "key.shared": _("gave the recovery circle shares of their key"),
    "language.checked": _("noted that somebody read the texts of a language"),
    "notice.mailed": _("told a company by mail that something waits"),
    "offer.accepted": _("accepted an offer in their case, as its complainant"),
    "offer.refused": _("did not accept an offer in their case, as its complainant"),
    "receipt.ended": _("ended a further number to their case, as its complainant"),
    "receipt.made": _("made a further number to their case, as its complainant"),
    "recovery.asked": _("asked for help with a lost secret"),
    "recovery.circle_named": _("named who helps recover a lost secret"),
    "recovery.done": _("opened their key again with the help of the circle"),
    "recovery.helped": _("helped somebody who lost their secret"),
    "recovery.stopped": _("stopped the help with a lost secret"),
}
