"""Every deed of the journal in words. A test walks the code: a verb without words fails the build."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "agreement.amended": _("amended the definition"),
    "agreement.created": _("created the agreement"),
    "introduction.asked": _("asked for an introduction"),
    "invitation.accepted": _("accepted an invitation"),
    "invitation.sent": _("sent an invitation"),
    "invitation.withdrawn": _("withdrew an invitation"),
    "organisation.added": _("added an organisation"),
    "party.admitted": _("admitted a party"),
    "role.assigned": _("gave a role"),
    "role.ended": _("ended a role"),
}


def in_words(verb: str) -> str:
    """What the verb says; the verb itself where a later version of the platform wrote it."""
    return str(WORDS.get(verb, verb))
