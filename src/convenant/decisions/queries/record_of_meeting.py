"""The minutes of a meeting as one text: what is approved, frozen and given out."""

import hashlib

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.queries import bodies_of
from convenant.base.actors import Actor
from convenant.base.models import Event
from convenant.decisions.models import Meeting, MinutesReply
from convenant.decisions.queries.meetings import items_of, participants
from convenant.decisions.queries.tables import bench_name, body_name, seats_then


def digest_of(text: str) -> str:
    """SHA-256 of every word, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def minutes_as_text(meeting: Meeting) -> str:
    """Everything the minutes hold, as plain text: in the language they were sent in, before that the page's.

    One text for everyone, so that what one reader approves is what another does, and what is frozen.
    """
    with translation.override(meeting.minutes_language or get_language() or "nl"):
        return _as_text(meeting)


def minutes_waiting(by: Actor) -> list[Meeting]:
    """Minutes sent for approval, on whose text as it stands this person has not replied."""
    if by.person_id is None:
        return []
    sent = Meeting.objects.filter(body__in=bodies_of(by.person_id), frozen_at=None)
    replied = dict(
        MinutesReply.objects.filter(person_id=by.person_id, meeting__frozen_at=None).values_list(
            "meeting", "digest"
        )
    )
    return [
        one
        for one in sent.exclude(minutes_sent_at=None)
        if one.pk not in replied or replied[one.pk] != digest_of(minutes_as_text(one))
    ]


def is_as_frozen(meeting: Meeting) -> bool:
    """Whether the stored text is the one that was approved: by its digest, and by the journal's."""
    frozen = Event.objects.filter(
        verb="minutes.frozen", subject_type=meeting._meta.label_lower, subject_id=str(meeting.pk)
    ).first()
    now = digest_of(meeting.frozen_text)
    return now == meeting.digest and frozen is not None and frozen.new.get("digest") == now


def _as_text(meeting: Meeting) -> str:
    starts, ends = timezone.localtime(meeting.starts), timezone.localtime(meeting.ends)
    lines = [
        meeting.title,
        f"{body_name(meeting.body)}, {date_format(starts, 'j F Y, H:i')} – {date_format(ends, 'j F Y, H:i')}",
    ]
    there = participants(meeting, seats_then(meeting))
    lines.append(_("In writing") if meeting.in_writing else meeting.place or _("No place given"))
    if not meeting.in_writing:
        lines += ["", _("Present")]
        for one in there:
            if one.at.attendance is None:
                said = _("not noted")
            elif one.at.attendance.person is not None:
                said = str(one.at.attendance.person)
            else:
                said = one.at.attendance.get_state_display()
            lines.append(f"- {bench_name(one.at.side)}, {one.at.seat.person}: {said}")
    confirmed = [str(p) for one in there for p in one.confirmed]
    lines += [
        "",
        _("Statement on competition law confirmed by: %(people)s")
        % {"people": ", ".join(dict.fromkeys(confirmed)) or _("nobody")},
    ]
    if meeting.minutes:
        lines += ["", meeting.minutes]
    for n, item in enumerate(items_of(meeting), 1):
        lines += ["", f"{n}. {item.title}"]
        lines += [
            _("%(person)s left the table for this item: %(reason)s")
            % {"person": each.person, "reason": each.reason}
            for each in item.recusals.all()
        ]
        if item.minutes:
            lines.append(item.minutes)
        lines += [
            _("Decision %(number)d, %(title)s: %(result)s")
            % {"number": p.number, "title": p.title, "result": result_in_words(p.result)}
            for p in item.proposals.all()
            if p.state == "closed"
        ]
        for action in item.actions.all():
            due = date_format(action.due, "j F Y") if action.due else _("no day")
            lines.append(
                _("Action: %(text)s (%(owner)s, %(due)s)")
                % {"text": action.text, "owner": action.owner, "due": due}
            )
    return "\n".join(lines)


def result_in_words(result: str) -> str:
    """The outcome of a closed decision."""
    return {
        "adopted": _("adopted"),
        "not_adopted": _("not adopted"),
        "no_quorum": _("no decision: too few took part"),
    }.get(result, result)
