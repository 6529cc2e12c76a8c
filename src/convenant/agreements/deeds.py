"""This room's deeds in words, for the journal's readers."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "party.changed": _("changed a party's standing"),
    "party.left": _("recorded that a party left"),
    "seat.taken": _("seated a person"),
    "seat.ended": _("ended a seat"),
}
