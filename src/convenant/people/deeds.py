"""Every deed of the journal in words. A test walks the code: a verb without words fails the build.

The words stand here, in a low room, because the journal's two readers do: the rooms above only write.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from convenant.people.models import Kind

WORDS = {
    "agreement.amended": _("amended the definition"),
    "agreement.created": _("created the agreement"),
    "edition.published": _("published an edition"),
    "introduction.accepted": _("agreed to be introduced"),
    "introduction.asked": _("asked for an introduction"),
    "introduction.declined": _("did not agree to be introduced"),
    "introduction.withdrawn": _("withdrew a request for an introduction"),
    "invitation.accepted": _("accepted an invitation"),
    "invitation.sent": _("sent an invitation"),
    "invitation.withdrawn": _("withdrew an invitation"),
    "list.columns_chosen": _("chose what a list's columns mean"),
    "list.discarded": _("discarded a list"),
    "list.handed_in": _("handed in a list"),
    "list.matched": _("matched a list with the register"),
    "list.matching_asked": _("asked to match a list"),
    "list.matching_began": _("began to match a list"),
    "list.matching_failed": _("could not match a list"),
    "list.stored": _("stored a list"),
    "looked.graph": _("looked at who buys where"),
    "looked.site": _("looked at a production location"),
    "looked.site_list": _("looked at a production-location list"),
    "notice.closed": _("closed a notice about a production location"),
    "notice.received": _("sent a notice about a production location"),
    "notice.taken_up": _("took up a notice about a production location"),
    "organisation.added": _("added an organisation"),
    "party.admitted": _("admitted a party"),
    "party.left": _("recorded that a party left"),
    "question.decided": _("decided whether two rows are one place"),
    "question.reopened": _("reopened whether two rows are one place"),
    "role.assigned": _("gave a role"),
    "role.ended": _("ended a role"),
    "seat.given": _("gave a seat"),
    "seat.ended": _("ended a seat"),
    "share.declared": _("declared a share of a location's capacity"),
    "site.change_undone": _("undid a change to a production location"),
    "site.merged": _("merged two production locations"),
    "site.split": _("split a production location"),
}

NAMES = {
    "file": _("file"),
    "kind": _("role"),
    "language": _("language"),
    "name": _("name"),
    "organisation": _("organisation"),
    "person": _("person"),
    "side": _("side"),
    "slug": _("address"),
    "until": _("until"),
}


def in_words(verb: str) -> str:
    """What the verb says; the verb itself where another version of the platform wrote it."""
    return str(WORDS.get(verb, verb))


def changes(old: Any, new: Any) -> list[tuple[str, Any, Any]]:
    """What an event says changed: name, before, after; without a name where it is one value."""
    if not isinstance(old, dict | None) or not isinstance(new, dict | None):
        return [("", old, new)]
    old, new = old or {}, new or {}
    return [
        (str(NAMES.get(name, name)), _value(name, old.get(name)), _value(name, new.get(name)))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]


def _value(name: str, value: Any) -> Any:
    return Kind(value).label if name == "kind" and value in Kind.values else value
