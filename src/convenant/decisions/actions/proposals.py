"""A proposal from its first text to the table: texts, what it is about, the rule, put and withdrawn."""

from fractions import Fraction
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.mails import tell_participants_later
from convenant.decisions.models import AgendaItem, Proposal, ProposalText
from convenant.decisions.outcome import Way, rule_of
from convenant.decisions.queries.proposals import current_text, has_interest, organisation_of
from convenant.decisions.queries.tables import body_named, rule_for, table_for
from convenant.decisions.rules import may_convene, may_draft, may_propose

LONGEST = 200_000  # signs of a text
State = Proposal.State


def held(proposal: Proposal, *states: str) -> Proposal:
    """The row as it is now, nobody else's to change before this deed is done, in one of these states."""
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update())
    if states and proposal.state not in states:
        raise Refused(
            {
                State.DRAFT: _("This proposal has not been put to the body yet."),
                State.PUT: _("This proposal is open for positions now."),
                State.CLOSED: _("This was decided already; a decision does not change."),
                State.WITHDRAWN: _("This proposal was withdrawn."),
            }[State(proposal.state)]
        )
    return proposal


def checked_text(text: str) -> str:
    """The text as it will be kept; refused where it is empty or longer than anybody reads."""
    text = tidy(text)
    if not text:
        raise Refused(_("Write the text that is to be decided on."))
    if len(text) > LONGEST:
        raise Refused(
            _("The text has %(length)d signs; at most %(most)d fit. Put the rest in a paper.")
            % {"length": len(text), "most": LONGEST}
        )
    return text


@verb(may_propose)
def propose(
    body: str,
    *,
    by: Actor,
    title: str,
    text: str,
    about_kind: str = Proposal.About.OTHER,
    about_key: str = "",
    tier: str = Proposal.Tier.PARTIES,
) -> Proposal:
    """A first text under a number that stays; the body's table and the secretariat read it."""
    if body_named(body) is None:
        raise Refused(
            _("The definition of this agreement has no such body. Choose one from the list.")
        )
    if not title.strip():
        raise Refused(_("Give the proposal a title."))
    text = checked_text(text)
    running_version(to_change=True)  # the lock: two at once would take the same number
    same = Proposal.objects.filter(
        body=body, title=tidy(title)[:200], state=State.DRAFT, proposed_by_id=by.person_id
    )
    for one in same:
        if current_text(one).text == text:
            raise Refused(
                _("You made this proposal already: it has number %(number)d.")
                % {"number": one.number}
            )
    last = Proposal.objects.aggregate(last=Max("number"))["last"] or 0
    made = Proposal.objects.create(
        number=last + 1,
        title=tidy(title)[:200],
        body=body,
        about_kind=about_kind,
        about_key=about_key,
        tier=tier,
        proposed_by_id=by.person_id,
        proposed_for=organisation_of(by),
    )
    ProposalText.objects.create(proposal=made, number=1, text=text, by_id=by.person_id)
    record("proposal.made", by=by, on=made, new={"number": made.number, "body": body})
    return made


def new_text(proposal: Proposal, text: str, note: str, by: Actor) -> ProposalText:
    """One more version; refused where nothing changed."""
    text, last = checked_text(text), current_text(proposal)
    if text == last.text:
        raise Refused(_("This is the text as it stands; nothing was changed."))
    lapse = proposal.positions.filter(version=last.number).exists()
    if proposal.state == State.PUT and proposal.item is not None and lapse:
        tell_participants_later(proposal.item.meeting, "anew")
    return ProposalText.objects.create(
        proposal=proposal,
        number=last.number + 1,
        text=text,
        note=tidy(note)[:500],
        by_id=by.person_id,
    )


@verb(may_draft)
def rewrite(
    proposal: Proposal, *, by: Actor, text: str, note: str = "", after: int | None = None
) -> ProposalText:
    """A new version of the text; positions on the one before lapse, and each seat is asked anew.

    `after` is the version that was edited: where another stands by now, nothing is lost and nothing is stored.
    """
    held(proposal, State.DRAFT, State.PUT)
    if has_interest(by, proposal):
        raise Refused(_("You have an interest in this item and left the table for it."))
    if after is not None and after != current_text(proposal).number:
        raise Refused(
            _("Somebody stored version %(number)d meanwhile. Compare the two, then store yours.")
            % {"number": current_text(proposal).number}
        )
    made = new_text(proposal, text, note, by)
    record(
        "proposal.rewritten", by=by, on=proposal, new={"version": made.number, "note": made.note}
    )
    return made


@verb(may_convene)
def settle_proposal(
    proposal: Proposal,
    *,
    by: Actor,
    tier: str,
    hidden: bool,
    choice: dict[str, Any] | None = None,
    choice_because: str = "",
) -> Proposal:
    """Who may read it, whether positions stay hidden, and how is decided where the agreement does not say."""
    held(proposal, State.DRAFT)
    if tier not in Proposal.Tier.values:
        raise Refused(_("Choose who may read the decision."))
    body = body_named(proposal.body)
    unknown = rule_of(body).unknown if body else ()
    kept = {k: v for k, v in (choice or {}).items() if v not in (None, "")}
    if kept and not unknown:
        raise Refused(_("The agreement says how this body decides; there is nothing to choose."))
    if kept.get("way") is not None and kept["way"] not in {way.value for way in Way}:
        raise Refused(_("Choose a way of deciding from the list."))
    shares = [kept[name] for name in ("at_least", "of_each_side") if name in kept]
    if shares and kept.get("way") in (None, Way.CONSENSUS):
        raise Refused(
            _("A consensus counts no votes. Leave the shares empty, or choose another way.")
        )
    if any(not 0 < Fraction(str(share)) <= 100 for share in shares):
        raise Refused(_("A share lies above 0 and at most at 100 per cent."))
    if kept and not choice_because.strip():
        raise Refused(_("Say who chose this way of deciding and where that is recorded."))
    old = _settled(proposal)
    proposal.tier, proposal.hidden = tier, hidden
    proposal.choice, proposal.choice_because = kept, tidy(choice_because)[:1000] if kept else ""
    if _settled(proposal) == old:
        raise Refused(_("Nothing was changed."))
    proposal.save(update_fields=["tier", "hidden", "choice", "choice_because"])
    record("proposal.changed", by=by, on=proposal, old=old, new=_settled(proposal))
    return proposal


def _settled(proposal: Proposal) -> dict[str, Any]:
    return {
        "tier": proposal.tier,
        "hidden": proposal.hidden,
        "choice": proposal.choice,
        "because": proposal.choice_because,
    }


@verb(may_convene)
def put(proposal: Proposal, item: AgendaItem, *, by: Actor) -> Proposal:
    """The body is asked: from now seats take positions, under the rule that holds today."""
    held(proposal, State.DRAFT)
    meeting = item.meeting
    meeting.refresh_from_db(from_queryset=type(meeting).objects.select_for_update())
    if meeting.body != proposal.body:
        raise Refused(_("That meeting is another body's. Choose an item of this body's agenda."))
    if meeting.cancelled_at is not None or meeting.frozen_at is not None:
        raise Refused(_("That meeting was cancelled, or its minutes are frozen. Choose another."))
    if meeting.convened_at is None:
        raise Refused(_("Convene the meeting first, so that everyone had the agenda."))
    if meeting.in_writing and meeting.ends <= timezone.now():
        raise Refused(_("This written procedure is over. Plan another one."))
    version = running_version()
    proposal.item = item
    proposal.definition = version.number if version else None
    rule = rule_for(proposal)
    if rule is None:
        raise Refused(_("The definition of this agreement has no such body any more."))
    if rule.unknown:
        raise Refused(
            _(
                "The agreement does not say how this body decides. Choose it first, with where that "
                "choice is recorded."
            )
        )
    if not any(not one.observer for one in table_for(proposal)):
        raise Refused(_("Nobody has a seat in this body yet. Fill its seats first."))
    proposal.state, proposal.put_at = State.PUT, timezone.now()
    proposal.save(update_fields=["item", "definition", "state", "put_at"])
    record(
        "proposal.put",
        by=by,
        on=proposal,
        new={
            "version": current_text(proposal).number,
            "definition": proposal.definition,
            "meeting": meeting.pk,
            "hidden": proposal.hidden,
        },
    )
    tell_participants_later(meeting, "put")
    return proposal


@verb(may_draft)
def withdraw_proposal(proposal: Proposal, *, by: Actor, reason: str) -> Proposal:
    """It is not asked any more; text and amendments stay readable for the table."""
    held(proposal, State.DRAFT, State.PUT)
    if not reason.strip():
        raise Refused(_("Say why it is withdrawn."))
    proposal.state, proposal.withdrawn_because = State.WITHDRAWN, tidy(reason)[:1000]
    proposal.save(update_fields=["state", "withdrawn_because"])
    record("proposal.withdrawn", by=by, on=proposal, new={"reason": proposal.withdrawn_because})
    return proposal
