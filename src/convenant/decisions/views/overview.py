"""The room's first page: what waits for the reader, what comes, what is open, what was decided."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from convenant.decisions.models import Proposal
from convenant.decisions.queries import meetings, proposals
from convenant.decisions.queries.record_of_meeting import minutes_waiting
from convenant.decisions.queries.tables import body_name, deciding_bodies
from convenant.decisions.rules import may_convene, may_follow, may_propose
from convenant.people.access import page

LATEST = 5


@page(may_follow)
def overview(request: HttpRequest) -> HttpResponse:
    """Meetings to come, proposals under way and the latest decisions."""
    by: Any = request.actor  # type: ignore[attr-defined]
    coming = list(meetings.coming(by))
    under_way = proposals.proposals_for(by).filter(
        state__in=(Proposal.State.DRAFT, Proposal.State.PUT)
    )
    return render(
        request,
        "decisions/overview.html",
        {
            "positions": proposals.waiting_for(by),
            "to_confirm": meetings.to_confirm(by),
            "minutes": minutes_waiting(by),
            "actions": meetings.actions_of(by),
            "coming": [(meeting, body_name(meeting.body)) for meeting in coming],
            "past": [
                (meeting, body_name(meeting.body))
                for meeting in meetings.meetings_for(by).exclude(
                    pk__in=[meeting.pk for meeting in coming]
                )[:LATEST]
            ],
            "under_way": [(one, body_name(one.body)) for one in under_way],
            "latest": [(one, body_name(one.body)) for one in proposals.log_for(by)[:LATEST]],
            "has_bodies": bool(deciding_bodies()),
            "may_convene": may_convene(by),
            "may_propose": may_propose(by),
        },
    )
