"""Who fills which seat: attendance, written mandates, and leaving the table where one has an interest."""

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.models import Seat
from convenant.agreements.queries import running_definition, sides_of
from convenant.agreements.seating import Asked, sides_together
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.meetings import held
from convenant.decisions.models import AgendaItem, Attendance, Mandate, Meeting, Recusal
from convenant.decisions.queries.meetings import has_confirmed, is_at_table
from convenant.decisions.queries.tables import body_named, table_of
from convenant.decisions.rules import may_convene, may_sit, may_take_part
from convenant.people.models import Kind, Person


@verb(may_convene)
def note_attendance(
    meeting: Meeting, seat: Seat, *, by: Actor, state: str, person: Person | None = None
) -> Attendance:
    """Who filled this seat, or that nobody did; only who confirmed the statement can be present."""
    held(meeting)
    if meeting.in_writing:
        raise Refused(_("A written procedure has no attendance; who takes a position took part."))
    at = next(
        (o for o in table_of(body_named(meeting.body), meeting) if o.seat.pk == seat.pk), None
    )
    if at is None:
        raise Refused(_("This seat is not at this table."))
    if state not in Attendance.State.values:
        raise Refused(_("Choose: present, excused or absent."))
    if state == Attendance.State.PRESENT:
        if person is None or not at.capacity_of(person.pk):
            raise Refused(
                _("Choose who filled this seat: its holder, the deputy or who has a mandate.")
            )
        if not has_confirmed(person.pk, meeting):
            raise Refused(
                _("%(person)s has not confirmed the statement on competition law for this meeting.")
                % {"person": person}
            )
    else:
        person = None
    before = at.attendance
    if before is not None and before.state == state and before.person_id == (person and person.pk):
        raise Refused(_("Nothing was changed."))
    made, _new = Attendance.objects.update_or_create(
        meeting=meeting, seat=seat, defaults={"state": state, "person": person}
    )
    record(
        "attendance.noted",
        by=by,
        on=meeting,
        old={"state": before.state} if before else None,
        new={"seat": str(seat), "state": state, "person": str(person or "")},
    )
    return made


@verb(may_sit)
def give_mandate(meeting: Meeting, seat: Seat, *, by: Actor, to: Person, text: str) -> Mandate:
    """Somebody else of the same side speaks for this seat at this meeting, as its holder wrote."""
    held(meeting)
    if seat.person_id != by.person_id or seat.body != meeting.body or seat.until is not None:
        raise Refused(_("Only who holds the seat gives a mandate for it."))
    if not text.strip():
        raise Refused(_("Write what the mandate says: for which items, with which instruction."))
    if to.pk == by.person_id:
        raise Refused(_("A mandate is for somebody else."))
    asked = Asked(running_definition(), seat.body, seat.side)
    if not seat.side:
        raise Refused(_("An independent chair gives no mandate."))
    sides = sides_together(asked.places) if asked.places else [seat.side]
    if not sides_of(to) & set(sides):
        raise Refused(
            _("%(person)s speaks for no party of this side. Choose somebody who does.")
            % {"person": to}
        )
    if Mandate.objects.filter(meeting=meeting, seat=seat, withdrawn_at=None).exists():
        raise Refused(_("There is a mandate for this seat already. Withdraw it first."))
    made = Mandate.objects.create(
        meeting=meeting,
        seat=seat,
        given_by_id=by.person_id,
        given_to=to,
        text=tidy(text)[:1000],
    )
    record(
        "mandate.given",
        by=by,
        on=meeting,
        new={"seat": str(seat), "to": str(to), "text": made.text},
    )
    return made


@verb(may_sit)
def withdraw_mandate(mandate: Mandate, *, by: Actor) -> Mandate:
    """The holder speaks for the seat again; what was said under it stays, until the holder says otherwise."""
    held(mandate.meeting)
    if mandate.given_by_id != by.person_id:
        raise Refused(_("Only who gave a mandate withdraws it."))
    if mandate.withdrawn_at is not None:
        raise Refused(_("This mandate was withdrawn already."))
    mandate.withdrawn_at = timezone.now()
    mandate.save(update_fields=["withdrawn_at"])
    record("mandate.withdrawn", by=by, on=mandate.meeting, old={"to": str(mandate.given_to)})
    return mandate


@verb(may_take_part)
def recuse(item: AgendaItem, *, by: Actor, reason: str, person: Person | None = None) -> Recusal:
    """A person with an interest in this item does not read its papers and does not decide on it.

    Everyone declares their own; the secretariat records what was established at the table.
    """
    held(item.meeting)
    who = person.pk if person is not None else by.person_id
    if who != by.person_id and not by.has(Kind.SECRETARIAT):
        raise Refused(_("You declare an interest of your own; the secretariat records others'."))
    at = [o for o in table_of(body_named(item.meeting.body), item.meeting) if o.capacity_of(who)]
    if not at and not is_at_table(by, item.meeting):
        raise Refused(_("You have no seat at this table."))
    if not at:
        raise Refused(_("This person has no seat at this table."))
    if not reason.strip():
        raise Refused(_("Say what the interest is; it stands in the minutes."))
    if item.proposals.filter(state="closed").exists():
        raise Refused(_("This item was decided already."))
    if Recusal.objects.filter(item=item, person_id=who).exists():
        raise Refused(_("This was recorded already."))
    made = Recusal.objects.create(item=item, person_id=who, reason=tidy(reason)[:1000])
    record(
        "recusal.declared",
        by=by,
        on=item.meeting,
        new={"item": item.title, "person": str(made.person), "reason": made.reason},
    )
    return made


@verb(may_convene)
def end_recusal(recusal: Recusal, *, by: Actor, reason: str) -> AgendaItem:
    """It was a mistake, or the interest is gone: the person is back at the table for this item."""
    item = recusal.item
    held(item.meeting)
    if item.proposals.filter(state="closed").exists():
        raise Refused(_("This item was decided already."))
    if not reason.strip():
        raise Refused(_("Say why it no longer holds."))
    record(
        "recusal.ended",
        by=by,
        on=item.meeting,
        old={"item": item.title, "person": str(recusal.person), "reason": recusal.reason},
        new={"reason": tidy(reason)[:1000]},
    )
    recusal.delete()
    return item
