"""Proposals: in preparation for those at the table, closed ones for every party, public ones for all."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from convenant.agreements.models import Seat
from convenant.agreements.queries import bodies_of, seats
from convenant.base.actors import Actor
from convenant.decisions.models import (
    AgendaItem,
    Amendment,
    Change,
    Mandate,
    Proposal,
    ProposalText,
    Recusal,
    SeatPosition,
)
from convenant.decisions.outcome import Outcome, Rule, outcome
from convenant.decisions.queries.tables import (
    AtTable,
    as_positions,
    body_named,
    observing,
    places_of,
    positions_that_count,
    rule_for,
    table_for,
)
from convenant.decisions.rules import may_follow
from convenant.people.models import Kind, Organisation

State = Proposal.State
MOST_WORDS = 20  # that are looked for at once


def proposals_for(by: Actor) -> QuerySet[Proposal]:
    """Those this person may read."""
    found = Proposal.objects.select_related("item__meeting", "proposed_by", "proposed_for")
    if by.has(Kind.SECRETARIAT):
        return found
    closed = Q(state=State.CLOSED)
    if not may_follow(by):
        return found.filter(closed, tier=Proposal.Tier.PUBLIC)
    mandated = Mandate.objects.filter(given_to_id=by.person_id, withdrawn_at=None).order_by()
    bodies = bodies_of(by.person_id) if by.person_id is not None else set()
    return found.filter(
        closed
        | Q(proposed_by_id=by.person_id)
        | Q(body__in=bodies)
        | Q(item__meeting__in=mandated.values("meeting"))
    )


def proposal_for(by: Actor, number: int) -> Proposal | None:
    """One of them, by its number."""
    return proposals_for(by).filter(number=number).first()


def log_for(
    by: Actor, text: str = "", body: str = "", about: str = "", year: int | None = None
) -> QuerySet[Proposal]:
    """Closed decisions, newest first, that hold these words in title, text as decided, or what they changed."""
    found = proposals_for(by).filter(state=State.CLOSED)
    decided = ProposalText.objects.filter(proposal=OuterRef("pk")).order_by("-number")
    changed = Change.objects.filter(proposal=OuterRef("pk")).order_by()
    if text.strip():
        found = found.annotate(decided_text=Subquery(decided.values("text")[:1]))
    for word in text.split()[:MOST_WORDS]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(decided_text__icontains=word)
            | Q(Exists(changed.filter(label__icontains=word)))
        )
    if body:
        found = found.filter(body=body)
    if about:
        found = found.filter(about_kind=about)
    if year:
        found = found.filter(closed_at__year=year)
    return found.order_by("-closed_at", "-number")


def adopted_by(by: Actor, body: str) -> QuerySet[Proposal]:
    """Adopted decisions of a body (of any, without one) that this person reads: those a deed can rest on."""
    found = proposals_for(by).filter(state=State.CLOSED, result="adopted")
    return found.filter(body=body) if body else found


def decision_behind(by: Actor, kind: str, key: str) -> Proposal | None:
    """The decision on which this was done, for who may read it."""
    linked = Change.objects.filter(kind=kind, key=key).order_by().values("proposal")
    return proposals_for(by).filter(pk__in=linked).first()


def log_years(by: Actor) -> list[int]:
    """The years in which something was decided that this person may read."""
    found = proposals_for(by).filter(state=State.CLOSED).order_by()
    return [each.year for each in found.dates("closed_at", "year", order="DESC")]


def texts_of(proposal: Proposal) -> list[ProposalText]:
    """Every version, newest first."""
    return list(ProposalText.objects.filter(proposal=proposal).select_related("by"))


def current_text(proposal: Proposal) -> ProposalText:
    """The text as it stands."""
    found = ProposalText.objects.filter(proposal=proposal).first()
    if found is None:
        raise ProposalText.DoesNotExist
    return found


def amendments_of(proposal: Proposal) -> QuerySet[Amendment]:
    """What others asked to change, in order."""
    return Amendment.objects.filter(proposal=proposal).select_related("by", "by_for")


def free_items(body: str) -> QuerySet[AgendaItem]:
    """Items of convened or planned meetings of a body to which a proposal can be put."""
    return (
        AgendaItem.objects.filter(
            meeting__body=body, meeting__cancelled_at=None, meeting__frozen_at=None
        )
        .select_related("meeting")
        .order_by("-meeting__starts", "order")
    )


@dataclass(frozen=True)
class Seated:
    """A seat beside what it said; `said` is None where nothing was, or where it is not shown."""

    at: AtTable
    said: Any
    spoke: bool
    lapsed: bool  # it spoke on an earlier text


@dataclass(frozen=True)
class Standing:
    """Where a proposal stands at its table."""

    rule: Rule | None
    table: list[AtTable]
    seated: list[Seated]
    outcome: Outcome | None
    is_hidden: bool


def standing(proposal: Proposal, version: int, by: Actor | None = None) -> Standing:
    """The table, who said what, and what follows so far; stands hidden where the proposal keeps them so.

    Who took a position sees their own, hidden or not.
    """
    rule, table = rule_for(proposal), table_for(proposal)
    said = positions_that_count(proposal, table, version)
    earlier = {
        one.seat_id for one in proposal.positions.all() if one.version < version
    }  # one query; a table has few seats
    hidden = proposal.hidden and proposal.state != State.CLOSED
    seated = []
    for one in table:
        found_here = said.get(str(one.seat.pk))
        own = found_here is not None and by is not None and found_here.person_id == by.person_id
        seated.append(
            Seated(
                one,
                None if hidden and not own else found_here,
                found_here is not None,
                one.seat.pk in earlier,
            )
        )
    found = (
        outcome(rule, places_of(table), as_positions(said), closed=False)
        if rule is not None
        else None
    )
    return Standing(rule, table, seated, found, hidden)


def has_interest(by: Actor, proposal: Proposal) -> bool:
    """Whether this person left the table for the item the proposal is put at."""
    return (
        proposal.item_id is not None
        and by.person_id is not None
        and Recusal.objects.filter(item=proposal.item_id, person_id=by.person_id).exists()
    )


def seats_to_speak_for(by: Actor, table: list[AtTable]) -> list[AtTable]:
    """The seats this person may take a position for, observers and recused left out."""
    return [
        one
        for one in table
        if one.capacity_of(by.person_id)
        and not one.observer
        and by.person_id not in one.recused
        and not one.is_recused
    ]


def waiting_for(by: Actor) -> list[Proposal]:
    """Open proposals on which a seat of this person has said nothing of the text as it stands.

    Asked on every first page, so in the same few questions however much is open.
    """
    if by.person_id is None:
        return []
    own = list(seats().filter(Q(person_id=by.person_id) | Q(deputy_id=by.person_id)))
    given = Mandate.objects.filter(given_to_id=by.person_id, withdrawn_at=None, seat__until=None)
    mandates = list(given.select_related("seat"))
    if not own and not mandates:
        return []
    newest = ProposalText.objects.filter(proposal=OuterRef("pk")).order_by("-number")
    found = list(
        proposals_for(by)
        .filter(
            Q(body__in={one.body for one in own})
            | Q(item__meeting__in={one.meeting_id for one in mandates}),
            state=State.PUT,
        )
        .annotate(newest=Subquery(newest.values("number")[:1]))
    )
    away = set(Recusal.objects.filter(item__proposals__in=found).values_list("item", "person"))
    taken = SeatPosition.objects.filter(proposal__in=found)
    said = {(one.proposal_id, one.seat_id): one for one in taken}
    observers: dict[tuple[str, int | None], set[str]] = {}

    def is_silent(proposal: Proposal, seat: Seat) -> bool:
        key = (proposal.body, proposal.definition)
        if seat.side and key not in observers:
            observers[key] = observing(proposal)
        # The chair's part can be chosen for one proposal, so it is asked for each.
        speaks = seat.side not in observers[key] if seat.side else chair_speaks(rule_for(proposal))
        spoke = said.get((proposal.pk, seat.pk))
        return speaks and (
            spoke is None
            or spoke.version != proposal.newest  # type: ignore[attr-defined]
            or (proposal.item_id, spoke.person_id) in away
        )

    return [
        proposal
        for proposal in found
        if (proposal.item_id, by.person_id) not in away
        and any(
            is_silent(proposal, seat)
            for seat in (
                *(one for one in own if one.body == proposal.body),
                *(
                    one.seat
                    for one in mandates
                    if proposal.item is not None and one.meeting_id == proposal.item.meeting_id
                ),
            )
        )
    ]


def chair_speaks(rule: Rule | None) -> bool:
    """Whether the body's chair takes a position by this rule."""
    return rule is not None and bool(rule.chair_votes or rule.chair_casts)


def organisation_of(by: Actor) -> Organisation | None:
    """The one organisation this person speaks for, to stand beside what they propose."""
    found = by.organisation_id
    return Organisation.objects.filter(pk=found).first() if found else None


def body_of(proposal: Proposal) -> Any:
    """The body as the running definition has it."""
    return body_named(proposal.body)
