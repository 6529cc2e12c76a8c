"""The panel of a case: composed from the committee's seats, changed where somebody steps back.

Whoever sits gets the key of the case's room; whoever no longer does is sent away, with another key for the room.
"""

from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.rooms import let_in, put, send_away
from convenant.grievances.models import (
    Case,
    ConflictCheck,
    Entry,
    Keyholder,
    OwnershipLink,
    PanelSeat,
    Recusal,
    Room,
    Tie,
)
from convenant.grievances.procedure import panels
from convenant.grievances.queries import panel as queries
from convenant.grievances.queries.cases import cases_for, in_their_language
from convenant.grievances.queries.opened import OpenedKey, room_key, room_of, today
from convenant.grievances.rules import declares_ties, handles_cases, keeps_the_door
from convenant.people.models import Kind, Organisation, Person
from convenant.people.queries import held_by


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


@verb(_of_case)
def compose_panel(case: Case, key: OpenedKey, *, by: Actor) -> list[PanelSeat]:
    """A chair and one member a side decide; each was looked at for conflicts, and reads the case from now on.

    Asked again after the companies of a case changed, it looks again and lets deputies step in.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    _must_read(case, key)
    if case.closed_on is not None:
        raise Refused(_("This case has ended."))
    if not queries.committee_seats():
        raise Refused(_("This agreement has no complaints committee with people in it."))
    _look_for_conflicts(case)
    return _seat(case, key, by)


@verb(_of_case)
def recuse(
    case: Case, person: Person, key: OpenedKey, *, by: Actor, ground: str, why: str
) -> Recusal:
    """Somebody steps back, or is asked to after an objection; a deputy steps in, and the room gets another key."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    _must_read(case, key)
    own = person.pk == by.person_id
    if ground not in (Recusal.Ground.OWN_WISH, Recusal.Ground.OBJECTION, Recusal.Ground.ABSENT):
        raise Refused(_("Say whether they step back, somebody objected, or they cannot be there."))
    if ground == Recusal.Ground.OWN_WISH and not own:
        raise Refused(_("Only they themselves can step back; note an objection instead."))
    if ground == Recusal.Ground.OBJECTION and own:
        raise Refused(_("Others decide on an objection against you; you can step back."))
    if not why.strip():
        raise Refused(_("Say why; those who read the case read it."))
    if person.pk not in {int(one.person) for one in queries.committee_seats()}:
        raise Refused(_("%(person)s is not on the committee.") % {"person": person})
    if person.pk in queries.recused(case):
        raise Refused(_("%(person)s does not sit in this case already.") % {"person": person})
    made = Recusal.objects.create(case=case, person=person, ground=ground, on=today())
    words = {"text": why.strip(), "recused": str(person), "ground": ground}
    put(room_of(case, Room.Kind.CASE), Entry.Kind.NOTE, words, author=by.person_id)
    record("panel.recused", by=by, on=case, new={"person": str(person), "ground": ground})
    if queries.panel_of(case):
        _seat(case, key, by, may_lack=True)
    else:
        _send_away_others(case, key, by)
    return made


def _must_read(case: Case, key: OpenedKey) -> None:
    if room_key(room_of(case, Room.Kind.CASE), key) is None:
        raise Refused(_("You cannot read this case, so you cannot change who decides it."))


def _look_for_conflicts(case: Case) -> None:
    out = queries.recused(case)
    for seat in queries.committee_seats():
        if int(seat.person) in out:
            continue
        found = queries.verdict_on(case, int(seat.person))
        ConflictCheck.objects.create(
            case=case,
            person_id=int(seat.person),
            on=today(),
            may_sit=found.may_sit,
            token=found.token,
        )
        if found.conflict:
            Recusal.objects.create(
                case=case,
                person_id=int(seat.person),
                ground=Recusal.Ground.CONFLICT,
                on=today(),
            )


def _seat(case: Case, key: OpenedKey, by: Actor, *, may_lack: bool = False) -> list[PanelSeat]:
    """The panel as the rules propose it; who is new is let in, who is not on it is sent away."""
    body = queries.committee_seats()
    out = {str(pk) for pk in queries.recused(case)}
    wanted = panels.proposed(body, recused=out)
    if None in wanted.values() and not may_lack:
        raise Refused(
            _(
                "Too few of the committee can sit in this case. Give its empty places a deputy first."
            )
        )
    chosen = {side or "": int(person) for side, person in wanted.items() if person is not None}
    before = {one.side: one for one in queries.panel_of(case)}
    deputies = {one.person for one in body if one.deputy}
    for side, seat in before.items():
        if chosen.get(side) != seat.person_id:
            seat.until = today()
            seat.save(update_fields=["until"])
    for side, person in chosen.items():
        if side not in before or before[side].person_id != person:
            PanelSeat.objects.create(
                case=case,
                person_id=person,
                side=side,
                deputy=str(person) in deputies,
                since=today(),
            )
    _let_in_panel(case, key, by)
    _send_away_others(case, key, by)
    seats = queries.panel_of(case)
    changed = {one.person_id for one in before.values()} != {one.person_id for one in seats}
    names = [str(one.person) for one in seats]
    record("panel.composed", by=by, on=case, new={"panel": names})
    if changed:
        _tell_complainant(case, names, by)
    return seats


def _let_in_panel(case: Case, key: OpenedKey, by: Actor) -> None:
    room = room_of(case, Room.Kind.CASE)
    reading = set(room.grants.values_list("holder__person", flat=True))
    for seat in queries.panel_of(case):
        if seat.person_id in reading:
            continue
        holder = Keyholder.objects.filter(person=seat.person_id, ended_on=None).first()
        if holder is None:
            raise Refused(
                _("%(person)s has no key yet, and makes one first.") % {"person": seat.person}
            )
        let_in(room, holder, key, by=by)


def _send_away_others(case: Case, key: OpenedKey, by: Actor) -> None:
    """Nobody of the committee reads on who is not on the panel, but for who is an officer and was not recused."""
    room = room_of(case, Room.Kind.CASE)
    sitting = {one.person_id for one in queries.panel_of(case)}
    out = queries.recused(case)
    leaving = []
    for grant in room.grants.select_related("holder"):
        person = grant.holder.person_id
        officer = any(one.kind == Kind.OFFICER for one in held_by(person))
        if person in out or (sitting and person not in sitting and not officer):
            leaving.append(grant.holder)
    if leaving:
        send_away(room, leaving, key, by=by)


def _tell_complainant(case: Case, names: list[str], by: Actor) -> None:
    """They may object to one of them."""
    with in_their_language(case):
        text = _(
            "These people decide on your case: %(names)s. Do you think that one of them should not? "
            "Write to us which one, and why."
        ) % {"names": ", ".join(names)}
    put(
        room_of(case, Room.Kind.CASE),
        Entry.Kind.MESSAGE,
        {"text": text},
        author=by.person_id,
        to_complainant=True,
    )


@verb(declares_ties)
def declare_tie(organisation: Organisation, *, by: Actor, kind: str) -> Tie:
    """Somebody of the committee, or a mediator, says what binds them to an organisation, before there is a case."""
    if kind not in Tie.Kind.values:
        raise Refused(_("Choose what binds you."))
    if queries.own_ties(by).filter(organisation=organisation, kind=kind, ended_on=None).exists():
        raise Refused(_("You declared this already."))
    made = Tie.objects.create(
        person_id=by.person_id, organisation=organisation, kind=kind, declared_on=today()
    )
    record("tie.declared", by=by, on=made)
    return made


@verb(declares_ties)
def end_tie(tie: Tie, *, by: Actor) -> Tie:
    """It no longer binds them. It still counts in cases that came in before."""
    if tie.person_id != by.person_id or tie.ended_on is not None:
        raise Refused(_("This is not a tie of yours that still holds."))
    tie.ended_on = today()
    tie.save(update_fields=["ended_on"])
    record("tie.ended", by=by, on=tie)
    return tie


@verb(keeps_the_door)
def note_ownership(
    organisation: Organisation, other: Organisation, *, by: Actor, source: str
) -> OwnershipLink:
    """Two organisations are in one ownership group, as a source says."""
    if organisation.pk == other.pk:
        raise Refused(_("Choose two organisations."))
    if not source.strip():
        raise Refused(_("Say where this can be read, and of which day that is."))
    made = OwnershipLink.objects.create(
        organisation=organisation, with_organisation=other, source=source.strip(), since=today()
    )
    record("ownership.noted", by=by, on=made)
    return made


@verb(keeps_the_door)
def end_ownership(link: OwnershipLink, *, by: Actor) -> OwnershipLink:
    """They are no longer in one group."""
    if link.until is not None:
        raise Refused(_("This has ended already."))
    link.until = today()
    link.save(update_fields=["until"])
    record("ownership.ended", by=by, on=link)
    return link
