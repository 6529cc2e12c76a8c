"""A calendar as other programs read it (RFC 5545)."""

from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from convenant.decisions.models import Meeting


def calendar_file(
    name: str, host: str, meetings: Iterable[Meeting], address_of: Callable[[Meeting], str]
) -> bytes:
    """The meetings as iCalendar; a moved one keeps its identity, a cancelled one says so.

    Titles and places only: what is on the agenda is read after signing in.
    """
    made = Calendar()
    made.add("prodid", "-//Convenant//decisions//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval;value=duration", "PT6H")
    for meeting in meetings:
        event = Event()
        event.add("uid", f"meeting-{meeting.pk}@{host}")
        event.add("dtstamp", meeting.convened_at or timezone.now())
        event.add("sequence", meeting.changes)
        event.add("dtstart", meeting.starts)
        event.add("dtend", meeting.ends)
        title = meeting.title
        event.add(
            "summary",
            _("In writing: %(title)s") % {"title": title} if meeting.in_writing else title,
        )
        if meeting.place:
            event.add("location", meeting.place)
        event.add("url", address_of(meeting))
        event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
        if meeting.in_writing:
            event.add("transp", "TRANSPARENT")  # nobody's day is taken up by it
        made.add_component(event)
    return made.to_ical()
