"""Minutes: written, sent for approval, answered, and frozen as they were approved."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.actions.meetings import held
from convenant.decisions.mails import tell_participants_later
from convenant.decisions.models import ActionPoint, AgendaItem, Meeting, MinutesReply
from convenant.decisions.queries.meetings import is_at_table, replies_to, took_part
from convenant.decisions.queries.record_of_meeting import digest_of, minutes_as_text
from convenant.decisions.rules import may_keep_minutes, may_sit, may_take_part
from convenant.people.models import Kind, Person

USUAL_DAYS = 14  # to reply to minutes, where the secretariat names no day


@verb(may_keep_minutes)
def write_minutes(
    meeting: Meeting,
    *,
    by: Actor,
    text: str,
    item: AgendaItem | None = None,
    seen: str | None = None,
) -> Meeting:
    """What the minutes say in general, or of one item. Written anew, those who approved are asked again."""
    held(meeting)
    text = tidy(text)[:20_000]
    before = item.minutes if item is not None else meeting.minutes
    if seen is not None and tidy(seen) != before:
        raise Refused(
            _("A colleague wrote this anew meanwhile. Yours is not stored: compare the two.")
        )
    if text == before:
        raise Refused(_("Nothing was changed."))
    if item is not None:
        item.minutes = text
        item.save(update_fields=["minutes"])
    else:
        meeting.minutes = text
        meeting.save(update_fields=["minutes"])
    asked_again = MinutesReply.objects.filter(meeting=meeting, approves=True).delete()[0]
    record(
        "minutes.written",
        by=by,
        on=meeting,
        old={"text": before},
        new={"item": item.title if item else "", "text": text, "asked_again": asked_again},
    )
    return meeting


@verb(may_keep_minutes)
def agree_action(
    item: AgendaItem, *, by: Actor, text: str, owner: Person, due: date | None
) -> ActionPoint:
    """Somebody will do this by then."""
    held(item.meeting)
    if not text.strip():
        raise Refused(_("Say what will be done."))
    made = ActionPoint.objects.create(item=item, text=tidy(text)[:500], owner=owner, due=due)
    record(
        "action_point.agreed",
        by=by,
        on=item.meeting,
        new={"text": made.text, "owner": str(owner), "due": due},
    )
    return made


def _may_finish(by: Actor, action: ActionPoint, *args: object, **kwargs: object) -> bool:
    return by.has(Kind.SECRETARIAT) or (
        by.person_id is not None and action.owner_id == by.person_id
    )


@verb(_may_finish)
def finish_action(action: ActionPoint, *, by: Actor) -> ActionPoint:
    """It is done; frozen minutes still say that it was agreed."""
    action.refresh_from_db(from_queryset=ActionPoint.objects.select_for_update())
    if action.done_at is not None:
        raise Refused(_("This was done already."))
    action.done_at = timezone.now()
    action.save(update_fields=["done_at"])
    record("action_point.done", by=by, on=action.item.meeting, new={"text": action.text})
    return action


@verb(may_keep_minutes)
def send_minutes(meeting: Meeting, *, by: Actor, reply_until: date | None = None) -> Meeting:
    """Who took part reads the minutes and approves them, or says what is not right."""
    held(meeting)
    if meeting.convened_at is None or meeting.starts > timezone.now():
        raise Refused(_("This meeting has not taken place yet."))
    if any(p.state == "put" for item in meeting.items.all() for p in item.proposals.all()):
        raise Refused(_("A proposal is still open for positions; the minutes need its outcome."))
    until = reply_until or timezone.localdate() + timedelta(days=USUAL_DAYS)
    if until < timezone.localdate():
        raise Refused(_("The last day to reply lies in the past."))
    meeting.minutes_sent_at, meeting.reply_until = timezone.now(), until
    meeting.minutes_language = meeting.minutes_language or get_language() or "nl"
    meeting.sent_digest = digest_of(minutes_as_text(meeting))
    meeting.save(
        update_fields=["minutes_sent_at", "reply_until", "minutes_language", "sent_digest"]
    )
    record(
        "minutes.sent", by=by, on=meeting, new={"reply_until": until, "digest": meeting.sent_digest}
    )
    tell_participants_later(meeting, "minutes")
    return meeting


@verb(may_sit)
def reply_to_minutes(
    meeting: Meeting, *, by: Actor, approves: bool, text: str = "", seen: str | None = None
) -> MinutesReply:
    """A participant's approval, or what is not right; can be said anew until the minutes are frozen.

    `seen` is the digest of the minutes that were read: where they read otherwise by now, nobody approved that.
    """
    held(meeting)
    if meeting.minutes_sent_at is None:
        raise Refused(_("The minutes were not sent for approval yet."))
    if not is_at_table(by, meeting):
        raise Refused(_("You have no seat at this table."))
    now = digest_of(minutes_as_text(meeting))
    if seen is not None and seen != now:
        raise Refused(_("The minutes changed meanwhile. Read them again, then reply."))
    if not approves and not text.strip():
        raise Refused(_("Say what is not right, and how it should read."))
    made, _new = MinutesReply.objects.update_or_create(
        meeting=meeting,
        person_id=by.person_id,
        defaults={
            "approves": approves,
            "digest": now,
            "text": tidy(text)[:4000],
            "answer": "",
        },
    )
    record(
        "minutes.replied",
        by=by,
        on=meeting,
        new={"approves": approves, "text": made.text, "digest": now},
    )
    return made


@verb(may_keep_minutes)
def answer_reply(reply: MinutesReply, *, by: Actor, text: str) -> MinutesReply:
    """What was done with a remark."""
    held(reply.meeting)
    if reply.approves:
        raise Refused(_("This person approves; there is nothing to answer."))
    if not text.strip():
        raise Refused(_("Say what was done with the remark."))
    reply.answer = tidy(text)[:4000]
    reply.save(update_fields=["answer"])
    record(
        "minutes.answered",
        by=by,
        on=reply.meeting,
        new={"to": str(reply.person), "text": reply.answer},
    )
    return reply


@verb(may_take_part)
def freeze_minutes(meeting: Meeting, *, by: Actor) -> Meeting:
    """The minutes are as they were approved, for good: whole, with a digest of every word.

    Once everyone who took part approved this very text, or the time to reply to it is over and each remark was
    answered.
    """
    held(meeting)
    if not by.has(Kind.SECRETARIAT, Kind.CHAIR):
        raise Refused(_("The secretariat or the chair freezes minutes."))
    if meeting.minutes_sent_at is None or meeting.reply_until is None:
        raise Refused(_("Send the minutes for approval first."))
    if any(p.state == "put" for item in meeting.items.all() for p in item.proposals.all()):
        raise Refused(_("A proposal is still open for positions; the minutes need its outcome."))
    replies, text = list(replies_to(meeting)), minutes_as_text(meeting)
    now = digest_of(text)
    open_remarks = [str(one.person) for one in replies if not one.approves and not one.answer]
    if open_remarks:
        raise Refused(
            _("Answer these remarks first: %(people)s.") % {"people": ", ".join(open_remarks)}
        )
    approved = {one.person_id for one in replies if one.approves and one.digest == now}
    if not took_part(meeting) <= approved:
        if now != meeting.sent_digest:
            raise Refused(
                _(
                    "The minutes changed after they were sent. Send them again, so that everyone reads what is "
                    "approved."
                )
            )
        if timezone.localdate() <= meeting.reply_until:
            raise Refused(
                _("Not everyone approved yet, and there is time to reply until %(day)s.")
                % {"day": date_format(meeting.reply_until, "j F Y")}
            )
    meeting.frozen_at, meeting.frozen_text, meeting.digest = timezone.now(), text, now
    meeting.save(update_fields=["frozen_at", "frozen_text", "digest"])
    record("minutes.frozen", by=by, on=meeting, new={"digest": meeting.digest})
    return meeting
