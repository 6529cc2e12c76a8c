"""Requests to the state: every party reads them."""

from django.db.models import Q, QuerySet

from convenant.agreements.queries import parties, running_definition
from convenant.base.actors import Actor
from convenant.decisions.models import Ask, Proposal
from convenant.decisions.queries.proposals import MOST_WORDS
from convenant.decisions.rules import may_follow
from convenant.people.models import Kind, Organisation


def asks_for(by: Actor, text: str = "") -> QuerySet[Ask]:
    """Those that hold these words, for whoever follows the table; without words all of them."""
    found = Ask.objects.select_related("to", "proposal", "asked_for", "asked_by")
    for word in text.split()[:MOST_WORDS]:
        found = found.filter(
            Q(what__icontains=word)
            | Q(text__icontains=word)
            | Q(addressed__icontains=word)
            | Q(to__name__icontains=word)
            | Q(answer__icontains=word)
            | Q(outcome_text__icontains=word)
        )
    return found if may_follow(by) else found.none()


def ask_numbered(by: Actor, number: int) -> Ask | None:
    """One of them."""
    return asks_for(by).filter(number=number).first()


def governments() -> QuerySet[Organisation]:
    """Who can be asked: the parties on the state's side."""
    sides = [side.id for side in running_definition().sides if side.kind == "government"]
    signed = parties().filter(side__in=sides).order_by()
    return Organisation.objects.filter(pk__in=signed.values("organisation"))


def adopted() -> QuerySet[Proposal]:
    """Decisions a request can rest on."""
    return Proposal.objects.filter(state=Proposal.State.CLOSED, result="adopted")


def unanswered(by: Actor) -> QuerySet[Ask]:
    """Requests that wait for an answer of the organisations this person speaks for."""
    own = by.organisations(Kind.GOVERNMENT)
    return Ask.objects.filter(to__in=own, answered_at=None, closed_at=None)
