"""Meetings and what belongs to them: for those at the table, and as far as it goes for other parties."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from convenant.agreements.models import Seat
from convenant.agreements.queries import bodies_of
from convenant.base.actors import Actor
from convenant.decisions.competition import competition_statement
from convenant.decisions.models import (
    ActionPoint,
    AgendaItem,
    Confirmation,
    Mandate,
    Meeting,
    MinutesReply,
    Paper,
    Proposal,
    Recusal,
)
from convenant.decisions.queries.tables import AtTable, body_named, table_of
from convenant.people.models import PARTY_KINDS, Kind, Person
from convenant.people.queries import people_here


def meetings_for(by: Actor) -> QuerySet[Meeting]:
    """Meetings of all bodies, once convened; drafts of an agenda for the secretariat only."""
    found = Meeting.objects.all()
    return found if by.has(Kind.SECRETARIAT) else found.exclude(convened_at=None)


def meeting_for(by: Actor, pk: int) -> Meeting | None:
    """One of them."""
    return meetings_for(by).filter(pk=pk).first()


def coming(by: Actor, now: datetime | None = None) -> QuerySet[Meeting]:
    """What is still to come or runs now, soonest first."""
    return meetings_for(by).filter(ends__gte=now or timezone.now()).order_by("starts", "pk")


def is_at_table(by: Actor, meeting: Meeting) -> bool:
    """Whether this person takes part: a seat, a deputy's place or a mandate for this meeting."""
    if by.person_id is None:
        return False
    return meeting.body in bodies_of(by.person_id) or has_mandate(by, meeting)


def has_mandate(by: Actor, meeting: Meeting) -> bool:
    """Whether somebody let this person speak for their seat here."""
    given = Mandate.objects.filter(meeting=meeting, withdrawn_at=None, given_to_id=by.person_id)
    return given.exists()


def reads_inside(by: Actor, meeting: Meeting) -> bool:
    """Explanations, minutes and positions are read at the table and by the secretariat."""
    return by.has(Kind.SECRETARIAT) or is_at_table(by, meeting)


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda with its papers, recusals, actions and proposals."""
    papers = Paper.objects.filter(withdrawn_at=None).defer("content")
    return list(
        meeting.items.prefetch_related(
            Prefetch("papers", papers),
            Prefetch("recusals", Recusal.objects.select_related("person")),
            Prefetch("actions", ActionPoint.objects.select_related("owner")),
            "proposals",
        )
    )


def item_for(by: Actor, pk: int) -> AgendaItem | None:
    """An item of a meeting whose inside this person reads."""
    found = AgendaItem.objects.select_related("meeting").filter(pk=pk).first()
    if found is None or meeting_for(by, found.meeting_id) is None:
        return None
    return found if reads_inside(by, found.meeting) else None


def reads_paper(by: Actor, paper: Paper, *, recused: bool) -> bool:
    """By its tier; whoever has an interest in the item reads only what everyone may."""
    if paper.tier == Paper.Tier.PUBLIC:
        return True
    if recused:
        return False
    if by.has(Kind.SECRETARIAT, Kind.MONITOR):
        return True
    return paper.tier == Paper.Tier.PARTIES and by.has(*PARTY_KINDS, Kind.CHAIR)


def papers_read(by: Actor, item: AgendaItem) -> list[Paper]:
    """The papers of an item (as `items_of` fetched it) that this person reads."""
    recused = any(one.person_id == by.person_id for one in item.recusals.all())
    return [paper for paper in item.papers.all() if reads_paper(by, paper, recused=recused)]


def papers_beside(by: Actor, proposal: Proposal) -> list[Paper]:
    """The papers of the item a proposal is put at, as far as this person reads them."""
    if proposal.item is None:
        return []
    recused = Recusal.objects.filter(item=proposal.item, person_id=by.person_id).exists()
    found = Paper.objects.filter(item=proposal.item, withdrawn_at=None).defer("content")
    return [paper for paper in found if reads_paper(by, paper, recused=recused)]


def paper_for(by: Actor, pk: int) -> Paper | None:
    """One paper with its content, for those who read it; a withdrawn one for nobody."""
    found = Paper.objects.select_related("item").filter(pk=pk, withdrawn_at=None).first()
    if found is None or meeting_for(by, found.item.meeting_id) is None:
        return None
    recused = Recusal.objects.filter(item=found.item, person_id=by.person_id).exists()
    return found if reads_paper(by, found, recused=recused) else None


def has_confirmed(person_id: int | None, meeting: Meeting) -> bool:
    """Whether this person confirmed the statement as it reads now."""
    digest = competition_statement().digest
    return Confirmation.objects.filter(
        meeting=meeting, person_id=person_id, statement=digest
    ).exists()


def to_confirm(by: Actor) -> list[Meeting]:
    """Meetings to come at whose table this person takes part, without having confirmed the statement."""
    if by.person_id is None:
        return []
    given = Mandate.objects.filter(given_to_id=by.person_id, withdrawn_at=None).order_by()
    digest = competition_statement().digest
    yes = Confirmation.objects.filter(person_id=by.person_id, statement=digest).order_by()
    own = Q(body__in=bodies_of(by.person_id)) | Q(pk__in=given.values("meeting"))
    found = coming(by).filter(own, cancelled_at=None).exclude(convened_at=None)
    return list(found.exclude(pk__in=yes.values("meeting")))


@dataclass(frozen=True)
class Participant:
    """A seat at a meeting, who may fill it, and who of them confirmed the statement."""

    at: AtTable
    confirmed: list[Person]
    waiting: list[Person]


def participants(meeting: Meeting, held: list[Seat] | None = None) -> list[Participant]:
    """Every seat of the body, as it is held now or as given, with who confirmed."""
    digest = competition_statement().digest
    yes = set(
        Confirmation.objects.filter(meeting=meeting, statement=digest).values_list(
            "person_id", flat=True
        )
    )
    found = []
    for at in table_of(body_named(meeting.body), meeting, held=held):
        people = [at.seat.person, at.seat.deputy, at.mandate.given_to if at.mandate else None]
        those = [one for one in people if one is not None]
        found.append(
            Participant(
                at,
                [one for one in those if one.pk in yes],
                [one for one in those if one.pk not in yes],
            )
        )
    return found


def people_of(meeting: Meeting) -> list[Person]:
    """Everyone who may take part, each once, by name."""
    found = {p.pk: p for one in participants(meeting) for p in (*one.confirmed, *one.waiting)}
    return sorted(found.values(), key=lambda one: (str(one), one.pk))


def people_to_act() -> QuerySet[Person]:
    """Who can take an action on: anyone with a role here."""
    return people_here()


def replies_to(meeting: Meeting) -> QuerySet[MinutesReply]:
    """What participants said of the minutes."""
    return MinutesReply.objects.filter(meeting=meeting).select_related("person")


def took_part(meeting: Meeting) -> set[int]:
    """Who was noted as present; where nobody was noted, whoever may take part."""
    there = set(
        meeting.attendance.filter(state="present")
        .exclude(person=None)
        .values_list("person_id", flat=True)
    )
    return there or {one.pk for one in people_of(meeting)}


def actions_of(by: Actor) -> QuerySet[ActionPoint]:
    """What this person took on in meetings and has not done."""
    return ActionPoint.objects.filter(owner_id=by.person_id, done_at=None).select_related(
        "item__meeting"
    )


def open_actions(by: Actor) -> QuerySet[ActionPoint]:
    """Every open action of meetings whose inside this person reads."""
    found = ActionPoint.objects.filter(done_at=None).select_related("item__meeting", "owner")
    if by.has(Kind.SECRETARIAT):
        return found
    bodies = bodies_of(by.person_id) if by.person_id is not None else set()
    return found.filter(Q(owner_id=by.person_id) | Q(item__meeting__body__in=bodies))


def action_for(by: Actor, pk: int) -> ActionPoint | None:
    """An action its owner or the secretariat may end."""
    found = ActionPoint.objects.select_related("item__meeting").filter(pk=pk).first()
    if found is None or not (by.has(Kind.SECRETARIAT) or found.owner_id == by.person_id):
        return None
    return found
