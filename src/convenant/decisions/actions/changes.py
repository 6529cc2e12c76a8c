"""What an adopted decision changed, noted beside it for good."""

from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.proposals import held
from convenant.decisions.models import Change, Proposal
from convenant.decisions.queries.shown import member_named
from convenant.decisions.queries.tables import sits_at
from convenant.decisions.rules import may_convene, may_take_part
from convenant.people.models import Kind

About = Proposal.About


@verb(may_convene)
def link_change(proposal: Proposal, *, by: Actor, kind: str, key: str, label: str) -> Change:
    """What this decision changed stands beside it: a version of the definition, a member, something else."""
    if kind not in About.values or not label.strip():
        raise Refused(_("Say what was changed."))
    if kind == About.DEFINITION:
        newest = running_version()
        if not key.isdecimal() or newest is None or not 1 <= int(key) <= newest.number:
            raise Refused(_("The definition has no version %(number)s.") % {"number": key})
        key = str(int(key))
    if kind == About.MEMBER and member_named(key) is None:
        raise Refused(_("Choose the member whose status was changed."))
    return _linked(proposal, by, kind, key, label)


@verb(may_take_part)
def link_deed(
    proposal: Proposal, *, by: Actor, kind: str, key: str, label: str, body: str = ""
) -> Change:
    """What another room did on this decision, noted by that room's own verb and whoever did it there.

    `body` is the one whose decision the deed needs.
    """
    if body and proposal.body != body:
        raise Refused(
            _("That decision is another body's. Choose one of the body that decides this.")
        )
    if not (by.has(Kind.SECRETARIAT) or sits_at(by, proposal.body)):
        raise Refused(_("You have no seat at this table."))
    return _linked(proposal, by, kind, key, label)


def _linked(proposal: Proposal, by: Actor, kind: str, key: str, label: str) -> Change:
    held(proposal)
    if proposal.state != Proposal.State.CLOSED or proposal.result != "adopted":
        raise Refused(_("Only an adopted decision changes something."))
    key, label = key[:80], tidy(label)[:300]
    same = Change.objects.filter(proposal=proposal, kind=kind, key=key)
    if kind == About.OTHER:  # these have no key of their own
        key = str(same.model.objects.filter(proposal=proposal).count() + 1)
        same = Change.objects.filter(proposal=proposal, kind=kind, label=label)
    if same.exists():
        raise Refused(_("This was recorded already."))
    made = Change.objects.create(proposal=proposal, kind=kind, key=key, label=label)
    record("decision.linked", by=by, on=proposal, new={"kind": kind, "key": key, "label": label})
    return made
