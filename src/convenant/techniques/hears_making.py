"""What the making of techniques hears of drafts and of the table, so that both say the same at every moment.

Runs inside the deed it heard of, as whoever did that deed: where the two cannot be kept in step, that deed is
refused with what to do instead.
"""

from typing import Any

from convenant.base.actors import Actor
from convenant.base.journal import on
from convenant.base.models import Event
from convenant.techniques.actions import tabling as verbs
from convenant.techniques.actions.locks import hold_all_before_a_body
from convenant.techniques.models import Technique
from convenant.techniques.queries import tabled as queries


def _doer(event: Event) -> Actor:
    """Whoever did what was heard; what follows from it needs no leave of its own."""
    return Actor(event.actor_id, event.actor_name, is_operator=True)


def _said(event: Event, name: str) -> Any:
    return (event.new or {}).get(name)


def _technique(event: Event) -> Technique | None:
    """The technique that is before a body as the proposal this event is about."""
    if event.subject_type != "decisions.proposal":
        return None
    return queries.before_a_body_as(int(event.subject_id))


@on("draft.written")
def the_proposal_follows_the_draft(event: Event) -> None:
    """A draft written while the body decides is a new text before it."""
    if (technique := queries.technique_written(event)) is not None:
        verbs.follow_draft(technique, by=_doer(event))


@on("agreement.amended")
def the_proposal_follows_the_agreement(event: Event) -> None:
    """What the agreement calls its classes and themes stands in the words that are decided on."""
    hold_all_before_a_body()
    for technique in queries.all_before_a_body():
        verbs.follow_draft(technique, by=_doer(event))


@on("amendment.answered")
def the_draft_follows_an_amendment(event: Event) -> None:
    """An amendment that the table took over is a new draft of the technique."""
    if _said(event, "state") != "taken" or (technique := _technique(event)) is None:
        return
    found = queries.amendment_taken(technique, _said(event, "version"))
    verbs.follow_amendment(
        technique,
        by=_doer(event),
        old=found.old if found else "",
        new=found.new if found else "",
        note=found.note if found else "",
    )


@on("proposal.rewritten")
def a_proposal_has_no_words_of_its_own(event: Event) -> None:
    """What is decided on is the technique's draft."""
    if (technique := _technique(event)) is not None:
        verbs.refuse_words_of_its_own(technique)


@on("decision.adopted")
@on("decision.not_adopted")
def the_outcome_is_the_techniques(event: Event) -> None:
    """A body decided about a technique."""
    if (technique := _technique(event)) is not None:
        verbs.take_outcome(technique, by=_doer(event), outcome=_said(event, "result") or "")


@on("proposal.withdrawn")
def a_withdrawn_technique_comes_back(event: Event) -> None:
    """It is not asked any more."""
    if (technique := _technique(event)) is not None:
        verbs.take_outcome(technique, by=_doer(event), outcome="withdrawn")
