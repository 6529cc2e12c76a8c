"""What the parties ask of the state, its answer, and what came of it."""

from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.models import Ask, Proposal
from convenant.decisions.queries.asks import adopted, governments
from convenant.decisions.queries.proposals import organisation_of
from convenant.decisions.rules import may_answer_ask, may_ask_the_state, may_convene
from convenant.people.models import Organisation


@verb(may_ask_the_state)
def ask_the_state(
    to: Organisation,
    *,
    by: Actor,
    what: str,
    text: str,
    deadline: date,
    addressed: str = "",
    proposal: Proposal | None = None,
) -> Ask:
    """A request to a government party: what, to be taken where, answer by when; every party reads it."""
    if not governments().filter(pk=to.pk).exists():
        raise Refused(_("%(name)s is no party on the state's side.") % {"name": to})
    if not what.strip() or not text.strip():
        raise Refused(_("Say what is asked, and why."))
    if deadline <= timezone.localdate():
        raise Refused(_("The day for an answer lies in the future."))
    if proposal is not None and not adopted().filter(pk=proposal.pk).exists():
        raise Refused(_("A request rests on an adopted decision, or on none."))
    running_version(to_change=True)  # the lock: two at once would take the same number
    same = Ask.objects.filter(
        to=to, what=tidy(what)[:300], text=tidy(text)[:10_000], closed_at=None
    ).first()
    if same is not None:
        raise Refused(
            _("This was asked already: it has number %(number)d.") % {"number": same.number}
        )
    last = Ask.objects.aggregate(last=Max("number"))["last"] or 0
    made = Ask.objects.create(
        number=last + 1,
        to=to,
        addressed=tidy(addressed)[:200],
        what=tidy(what)[:300],
        text=tidy(text)[:10_000],
        deadline=deadline,
        proposal=proposal,
        asked_by_id=by.person_id,
        asked_for=organisation_of(by),
    )
    record("ask.made", by=by, on=made, concerns=to.pk, new={"deadline": deadline})
    return made


@verb(may_answer_ask)
def answer_ask(ask: Ask, *, by: Actor, text: str) -> Ask:
    """What the government party says to it; written anew until the outcome is recorded."""
    ask.refresh_from_db(from_queryset=Ask.objects.select_for_update())
    if ask.closed_at is not None:
        raise Refused(_("What came of this was recorded already."))
    if not text.strip():
        raise Refused(_("Write the answer."))
    old = {"answer": ask.answer} if ask.answer else None
    ask.answer, ask.answered_by_id = tidy(text)[:10_000], by.person_id
    ask.answered_at = timezone.now()
    ask.save(update_fields=["answer", "answered_by", "answered_at"])
    record("ask.answered", by=by, on=ask, concerns=ask.to_id, old=old, new={"answer": ask.answer})
    return ask


@verb(may_convene)
def close_ask(ask: Ask, *, by: Actor, outcome: str, text: str) -> Ask:
    """What came of it, in a word and in words."""
    ask.refresh_from_db(from_queryset=Ask.objects.select_for_update())
    if ask.closed_at is not None:
        raise Refused(_("What came of this was recorded already."))
    if outcome not in Ask.Outcome.values or not text.strip():
        raise Refused(_("Say what came of it, and how that shows."))
    ask.outcome, ask.outcome_text, ask.closed_at = outcome, tidy(text)[:4000], timezone.now()
    ask.save(update_fields=["outcome", "outcome_text", "closed_at"])
    record("ask.closed", by=by, on=ask, concerns=ask.to_id, new={"outcome": outcome})
    return ask
