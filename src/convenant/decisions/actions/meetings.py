"""A meeting from plan to convening: agenda, competition-law statement, cancellation."""

from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.competition import competition_statement
from convenant.decisions.mails import tell_participants_later
from convenant.decisions.models import AgendaItem, Confirmation, Meeting
from convenant.decisions.queries.meetings import is_at_table
from convenant.decisions.queries.tables import body_named
from convenant.decisions.rules import may_convene, may_take_part

MOST_ITEMS = 200


def held(meeting: Meeting, *, running: bool = True) -> Meeting:
    """The meeting as it is now, nobody else's to change; `running` refuses what is cancelled or frozen."""
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
    if running and meeting.cancelled_at is not None:
        raise Refused(_("This meeting was cancelled."))
    if running and meeting.frozen_at is not None:
        raise Refused(
            _("The minutes of this meeting are approved and frozen; nothing in it changes.")
        )
    return meeting


def _refuse_times(starts: datetime, ends: datetime) -> None:
    if ends <= starts:
        raise Refused(_("The end lies before the start. Choose a later end."))


@verb(may_convene)
def plan_meeting(
    body: str,
    *,
    by: Actor,
    title: str,
    starts: datetime,
    ends: datetime,
    place: str = "",
    in_writing: bool = False,
) -> Meeting:
    """A body will meet, or answer in writing between two moments; seen by others once it is convened."""
    if body_named(body) is None:
        raise Refused(
            _("The definition of this agreement has no such body. Choose one from the list.")
        )
    if not title.strip():
        raise Refused(_("Give the meeting a title."))
    _refuse_times(starts, ends)
    made = Meeting.objects.create(
        body=body,
        title=tidy(title)[:200],
        starts=starts,
        ends=ends,
        place=tidy(place)[:300],
        in_writing=in_writing,
    )
    record("meeting.planned", by=by, on=made, new=_times(made))
    return made


def _times(meeting: Meeting) -> dict[str, object]:
    return {
        "title": meeting.title,
        "starts": meeting.starts,
        "ends": meeting.ends,
        "place": meeting.place,
    }


@verb(may_convene)
def change_meeting(
    meeting: Meeting, *, by: Actor, title: str, starts: datetime, ends: datetime, place: str = ""
) -> Meeting:
    """Another title, time or place; who was convened hears of it."""
    held(meeting)
    _refuse_times(starts, ends)
    old = _times(meeting)
    meeting.title = tidy(title)[:200] or meeting.title
    meeting.starts, meeting.ends, meeting.place = starts, ends, tidy(place)[:300]
    if _times(meeting) == old:
        raise Refused(_("Nothing was changed."))
    meeting.changes += 1
    meeting.save(update_fields=["title", "starts", "ends", "place", "changes"])
    record("meeting.changed", by=by, on=meeting, old=old, new=_times(meeting))
    if meeting.convened_at is not None:
        tell_participants_later(meeting, "changed")
    return meeting


@verb(may_convene)
def convene(meeting: Meeting, *, by: Actor) -> Meeting:
    """Everyone at the table is called together, with the agenda."""
    held(meeting)
    if meeting.convened_at is not None:
        raise Refused(_("This meeting was convened already."))
    if not meeting.items.exists():
        raise Refused(_("Put something on the agenda first."))
    if meeting.ends <= timezone.now():
        raise Refused(_("This meeting is over already. Choose another time first."))
    meeting.convened_at = timezone.now()
    meeting.save(update_fields=["convened_at"])
    record("meeting.convened", by=by, on=meeting, new={"body": meeting.body})
    tell_participants_later(meeting, "convened")
    return meeting


@verb(may_convene)
def cancel_meeting(meeting: Meeting, *, by: Actor, reason: str) -> Meeting:
    """It does not take place; its proposals are free to be put elsewhere."""
    held(meeting)
    if not reason.strip():
        raise Refused(_("Say why it does not take place."))
    if any(p.state == "put" for item in meeting.items.all() for p in item.proposals.all()):
        raise Refused(
            _("A proposal of this meeting is open for positions. Close or withdraw it first.")
        )
    meeting.cancelled_at, meeting.cancelled_because = timezone.now(), tidy(reason)[:500]
    meeting.changes += 1
    meeting.save(update_fields=["cancelled_at", "cancelled_because", "changes"])
    record("meeting.cancelled", by=by, on=meeting, new={"reason": meeting.cancelled_because})
    if meeting.convened_at is not None:
        tell_participants_later(meeting, "cancelled")
    return meeting


@verb(may_convene)
def add_item(meeting: Meeting, *, by: Actor, title: str, text: str = "") -> AgendaItem:
    """One more point at the end of the agenda."""
    held(meeting)
    if not title.strip():
        raise Refused(_("Give the item a title."))
    if meeting.items.filter(title=tidy(title)[:200], text=tidy(text)[:10_000]).exists():
        raise Refused(_("This item stands on the agenda already."))
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    if meeting.items.count() >= MOST_ITEMS:
        raise Refused(_("An agenda holds at most %(most)d items.") % {"most": MOST_ITEMS})
    made = AgendaItem.objects.create(
        meeting=meeting, order=last + 1, title=tidy(title)[:200], text=tidy(text)[:10_000]
    )
    record("agenda.changed", by=by, on=meeting, new={"item": made.title, "order": made.order})
    return made


@verb(may_convene)
def change_item(item: AgendaItem, *, by: Actor, title: str, text: str) -> AgendaItem:
    """The item's title and explanation are these from now."""
    held(item.meeting)
    if not title.strip():
        raise Refused(_("Give the item a title."))
    old = {"title": item.title, "text": item.text}
    item.title, item.text = tidy(title)[:200], tidy(text)[:10_000]
    new = {"title": item.title, "text": item.text}
    if new == old:
        raise Refused(_("Nothing was changed."))
    item.save(update_fields=["title", "text"])
    record("agenda.changed", by=by, on=item.meeting, old=old, new=new)
    return item


@verb(may_convene)
def remove_item(item: AgendaItem, *, by: Actor) -> Meeting:
    """It leaves the agenda; an item at which something was put, said or agreed stays."""
    meeting = held(item.meeting)
    if item.proposals.exists() or item.recusals.exists() or item.actions.exists() or item.minutes:
        raise Refused(_("Something was put, said or agreed at this item; it stays on the agenda."))
    if item.papers.filter(withdrawn_at=None).exists():
        raise Refused(_("Withdraw the papers of this item first."))
    record("agenda.changed", by=by, on=meeting, old={"item": item.title, "text": item.text})
    item.delete()
    return meeting


@verb(may_convene)
def move_item(item: AgendaItem, *, by: Actor, up: bool) -> AgendaItem:
    """The item trades places with the one before or after it."""
    held(item.meeting)
    others = item.meeting.items.exclude(pk=item.pk)
    beside = (
        others.filter(order__lt=item.order).order_by("-order").first()
        if up
        else others.filter(order__gt=item.order).order_by("order").first()
    )
    if beside is None:
        raise Refused(_("It stands at that end of the agenda already."))
    item.order, beside.order = beside.order, item.order
    item.save(update_fields=["order"])
    beside.save(update_fields=["order"])
    record("agenda.changed", by=by, on=item.meeting, new={"item": item.title, "order": item.order})
    return item


@verb(may_take_part)
def confirm_statement(meeting: Meeting, *, by: Actor, digest: str) -> Confirmation:
    """This participant keeps to competition law; counts for the text they saw, and only for that."""
    held(meeting)
    if not is_at_table(by, meeting):
        raise Refused(_("You have no seat at this table."))
    if digest != competition_statement().digest:
        raise Refused(_("The statement changed meanwhile. Read it again, then confirm it."))
    made, new = Confirmation.objects.get_or_create(
        meeting=meeting, person_id=by.person_id, defaults={"statement": digest}
    )
    if not new and made.statement == digest:
        raise Refused(_("You confirmed this already."))
    if not new:
        made.statement = digest
        made.save(update_fields=["statement"])
    record("statement.confirmed", by=by, on=meeting, new={"statement": digest})
    return made
