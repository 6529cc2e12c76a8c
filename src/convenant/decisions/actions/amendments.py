"""Amendments: other words in one place of the text, taken over as a new version or answered."""

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.proposals import held, new_text
from convenant.decisions.models import Amendment, Proposal
from convenant.decisions.queries.proposals import current_text, has_interest, organisation_of
from convenant.decisions.queries.tables import sits_at, table_for
from convenant.decisions.rules import may_draft, may_propose
from convenant.people.models import Kind

State = Proposal.State


def amended(text: str, old: str, new: str) -> str:
    """The text with these words instead; refused where they do not stand there exactly once."""
    if not old:
        return f"{text}\n\n{new}"
    count = text.count(old)
    if count == 0:
        raise Refused(
            _("These words are not in the text as it stands. Copy them from it, letter for letter.")
        )
    if count > 1:
        raise Refused(
            _(
                "These words stand in the text %(count)d times. Copy a longer piece, so that it is clear which."
            )
            % {"count": count}
        )
    return text.replace(old, new)


@verb(may_propose)
def propose_amendment(
    proposal: Proposal, *, by: Actor, old: str, new: str, reason: str
) -> Amendment:
    """Whoever sits at this table asks for other words, and says why."""
    held(proposal, State.DRAFT, State.PUT)
    speaks = any(one.capacity_of(by.person_id) for one in table_for(proposal))
    if not (speaks or sits_at(by, proposal.body) or by.has(Kind.SECRETARIAT)):
        raise Refused(_("You have no seat at this table."))
    if has_interest(by, proposal):
        raise Refused(_("You have an interest in this item and left the table for it."))
    old, new = tidy(old)[:10_000], tidy(new)[:10_000]
    if not old and not new:
        raise Refused(_("Write which words you want to change, and into which."))
    if not reason.strip():
        raise Refused(_("Say why."))
    amended(current_text(proposal).text, old, new)
    made = Amendment.objects.create(
        proposal=proposal,
        by_id=by.person_id,
        by_for=organisation_of(by),
        old=old,
        new=new,
        reason=tidy(reason)[:4000],
    )
    record("amendment.proposed", by=by, on=proposal, new={"old": old, "new": new})
    return made


def _open(amendment: Amendment) -> Amendment:
    held(amendment.proposal, State.DRAFT, State.PUT)
    amendment.refresh_from_db(from_queryset=Amendment.objects.select_for_update())
    if amendment.state != Amendment.State.OPEN:
        raise Refused(_("This amendment was dealt with already."))
    return amendment


def _drafts(by: Actor, amendment: Amendment, *args: object, **kwargs: object) -> bool:
    return may_draft(by, amendment.proposal)


@verb(_drafts)
def answer_amendment(amendment: Amendment, *, by: Actor, take: bool, answer: str = "") -> Amendment:
    """It is taken over, which makes a new version of the text, or not, with the reason."""
    _open(amendment)
    if has_interest(by, amendment.proposal):
        raise Refused(_("You have an interest in this item and left the table for it."))
    if not take and not answer.strip():
        raise Refused(_("Say why it is not taken over."))
    version = None
    if take:
        text = amended(current_text(amendment.proposal).text, amendment.old, amendment.new)
        note = _("Amendment of %(who)s") % {"who": amendment.by_for or amendment.by or ""}
        version = new_text(amendment.proposal, text, note, by).number
    amendment.state = Amendment.State.TAKEN if take else Amendment.State.REFUSED
    amendment.answer = tidy(answer)[:4000]
    amendment.save(update_fields=["state", "answer"])
    record(
        "amendment.answered",
        by=by,
        on=amendment.proposal,
        new={"state": amendment.state, "answer": amendment.answer, "version": version},
    )
    return amendment


@verb(may_propose)
def withdraw_amendment(amendment: Amendment, *, by: Actor) -> Amendment:
    """Who asked for it does so no more."""
    _open(amendment)
    if amendment.by_id is None or amendment.by_id != by.person_id:
        raise Refused(_("Only who proposed an amendment withdraws it."))
    amendment.state = Amendment.State.WITHDRAWN
    amendment.save(update_fields=["state"])
    record("amendment.withdrawn", by=by, on=amendment.proposal, old={"new": amendment.new})
    return amendment
