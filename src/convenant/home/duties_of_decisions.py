"""What waits at the table: positions, the statement on competition law, minutes, actions, requests."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.decisions.queries import meetings, proposals
from convenant.decisions.queries.asks import unanswered
from convenant.decisions.queries.record_of_meeting import minutes_waiting
from convenant.decisions.rules import may_follow
from convenant.home.duty import Duty
from convenant.people.models import Kind


def decision_duties(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    """This actor's duties in meetings and decisions, each with its own page."""
    if not may_follow(by):
        return

    def at(name: str, key: int) -> str:
        return reverse(f"decisions:{name}", args=[slug, key])

    for proposal in proposals.waiting_for(by):
        meeting = proposal.item.meeting if proposal.item else None
        ends = timezone.localdate(meeting.ends) if meeting and meeting.in_writing else None
        text = _("Take a position: %(title)s") % {"title": proposal.title}
        yield Duty(text, at("proposal", proposal.number), ends)
    for one in meetings.to_confirm(by):
        text = _("Confirm the statement on competition law: %(title)s") % {"title": one.title}
        yield Duty(text, at("meeting", one.pk), timezone.localdate(one.starts))
    for one in minutes_waiting(by):
        text = _("Approve the minutes: %(title)s") % {"title": one.title}
        late = one.reply_until is not None and one.reply_until < today
        yield Duty(text, at("minutes", one.pk), one.reply_until, overdue=late)
    for action in meetings.actions_of(by):
        late = action.due is not None and action.due < today
        text = _("Agreed in a meeting: %(what)s") % {"what": action.text}
        yield Duty(text, reverse("decisions:overview", args=[slug]), action.due, overdue=late)
    if by.has(Kind.GOVERNMENT):
        for ask in unanswered(by):
            text = _("Answer a request of the parties: %(what)s") % {"what": ask.what}
            yield Duty(text, at("ask", ask.number), ask.deadline, overdue=ask.deadline < today)
