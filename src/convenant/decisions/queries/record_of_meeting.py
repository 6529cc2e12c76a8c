"""The minutes of a meeting as one text: what is approved, frozen and given out."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.decisions.models import Meeting
from convenant.decisions.queries.meetings import items_of, participants
from convenant.decisions.queries.tables import bench_name, body_name


def minutes_as_text(meeting: Meeting) -> str:
    """Everything the minutes hold, as plain text in the language of the page."""
    starts, ends = timezone.localtime(meeting.starts), timezone.localtime(meeting.ends)
    lines = [
        meeting.title,
        f"{body_name(meeting.body)}, {date_format(starts, 'j F Y, H:i')} – {date_format(ends, 'j F Y, H:i')}",
    ]
    lines.append(_("In writing") if meeting.in_writing else meeting.place or _("No place given"))
    if not meeting.in_writing:
        lines += ["", _("Present")]
        for one in participants(meeting):
            if one.at.attendance is None:
                said = _("not noted")
            elif one.at.attendance.person is not None:
                said = str(one.at.attendance.person)
            else:
                said = one.at.attendance.get_state_display()
            lines.append(f"- {bench_name(one.at.side)}, {one.at.seat.person}: {said}")
    confirmed = [str(p) for one in participants(meeting) for p in one.confirmed]
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
