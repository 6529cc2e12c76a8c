"""Talks without prejudice: a room of their own, whose key who decides never has; only the result leaves it."""

from typing import Any

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.rooms import let_in, put, send_away, write
from convenant.grievances.mails import tell_readers_later
from convenant.grievances.models import (
    Case,
    ConflictCheck,
    Entry,
    Keyholder,
    Mediation,
    Offer,
    Room,
)
from convenant.grievances.procedure.stages import Stage, Track, why_not
from convenant.grievances.procedure_words import WHY_NOT
from convenant.grievances.queries.beside import in_mediation_of
from convenant.grievances.queries.cases import in_their_language
from convenant.grievances.queries.holders import holders
from convenant.grievances.queries.opened import OpenedKey, Returned, room_of, today
from convenant.grievances.queries.panel import sits_in, verdict_on
from convenant.grievances.queries.procedure import standing_of
from convenant.grievances.rules import decides_for_the_complainant, keeps_names, mediates
from convenant.people.models import Kind

LONGEST = 20_000


def _keeps(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return keeps_names(by) and in_mediation_of(by, case)


def _mediates_in(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return mediates(by) and in_mediation_of(by, case)


@verb(_keeps)
def hand_over(case: Case, mediator: Keyholder, key: OpenedKey, *, by: Actor) -> Mediation:
    """The mediator has the room's key, and from then on alone: the custodians step out of it."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.track != Track.MEDIATION or case.stage != Stage.TRACK:
        raise Refused(_("This case is not in mediation now."))
    if not holders([Kind.MEDIATOR]).filter(pk=mediator.pk).exists():
        raise Refused(_("Choose a mediator with a key."))
    if sits_in(case, mediator.person_id) or mediator.person_id == by.person_id:
        raise Refused(_("Who decides the case, or keeps its names, does not mediate in it."))
    found = verdict_on(case, mediator.person_id)
    if found.conflict:  # why is said to nobody
        raise Refused(_("This mediator is not free for this case. Choose another."))
    ConflictCheck.objects.create(
        case=case,
        person_id=mediator.person_id,
        on=today(),
        may_sit=found.may_sit,
        token=found.token,
    )
    room = room_of(case, Room.Kind.MEDIATION)
    let_in(room, mediator, key, by=by)
    others = [one.holder for one in room.grants.select_related("holder") if one.holder != mediator]
    send_away(room, others, key, by=by)
    made = Mediation.objects.create(
        case=case, mediator=mediator.person, opened_by_id=by.person_id, opened_on=today()
    )
    record("mediation.opened", by=by, on=case, new={"mediator": str(mediator.person)})
    return made


@verb(_mediates_in)
def write_without_prejudice(
    case: Case, key: OpenedKey, *, by: Actor, text: str, to_complainant: bool = False
) -> Entry:
    """What was said in the talks, or a word to the complainant; nobody uses it anywhere else."""
    if not text.strip():
        raise Refused(_("Write something first."))
    _running(case)
    return write(
        room_of(case, Room.Kind.MEDIATION),
        key,
        by=by,
        kind=Entry.Kind.MESSAGE if to_complainant else Entry.Kind.NOTE,
        words={"text": text.strip()},
        to_complainant=to_complainant,
    )


@verb(decides_for_the_complainant)
def say_to_the_mediator(returned: Returned, *, by: Actor, text: str) -> Entry:
    """The complainant speaks with the mediator; the deciders cannot open it."""
    if not text.strip():
        raise Refused(_("Write something first."))
    _running(returned.case)
    room = room_of(returned.case, Room.Kind.MEDIATION)
    made = put(room, Entry.Kind.ADDITION, {"text": text.strip()}, to_complainant=True)
    record("mediation.said", by=by, on=returned.case)
    tell_readers_later(returned.case, Room.Kind.MEDIATION)
    return made


@verb(_mediates_in)
def end_mediation(case: Case, *, by: Actor, settled: bool, offer: str = "") -> Mediation:
    """The result leaves the room: settled or not, and the offer that the complainant decides on."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    found = _running(case)
    if settled and not 0 < len(offer.strip()) <= LONGEST:
        raise Refused(_("Give the text of the offer, in at most 20,000 signs."))
    if not settled and offer.strip():
        raise Refused(_("Without a settlement there is no offer to show; leave it empty."))
    if settled:
        if reason := why_not(standing_of(case), Stage.SETTLED):
            raise Refused(WHY_NOT[reason])
        if any(one.waits for one in case.offers.all()):
            raise Refused(_("An offer waits for the complainant already. Take it back first."))
        Offer.objects.create(case=case, text=offer.strip(), put_by_id=by.person_id, put_on=today())
    found.settled, found.ended_on = settled, today()
    found.save(update_fields=["settled", "ended_on"])
    with in_their_language(case):
        text = (
            _("The mediation ended with an offer.")
            if settled
            else _("The mediation ended without a settlement.")
        )
    put(
        room_of(case, Room.Kind.CASE),
        Entry.Kind.MESSAGE,
        {"text": text},
        author=by.person_id,
        to_complainant=True,
    )
    record("mediation.ended", by=by, on=case, new={"settled": settled})
    return found


def _running(case: Case) -> Mediation:
    found = Mediation.objects.select_for_update().filter(case=case).first()
    if found is None or found.ended_on is not None:
        raise Refused(_("The mediation of this case has ended, or has not begun."))
    return found
