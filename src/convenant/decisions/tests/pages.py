"""Who may open the pages of meetings and decisions; the steering group is Bilal, Chantal, Daan and Greet."""

from datetime import date, timedelta
from typing import Any

from convenant.base.tests.pages import EVERYONE, Page
from convenant.decisions.actions.asks import ask_the_state
from convenant.decisions.actions.calendars import open_calendar
from convenant.decisions.actions.minutes import agree_action, freeze_minutes, send_minutes
from convenant.decisions.actions.papers import add_paper
from convenant.decisions.models import Ask, Meeting, Paper, Proposal
from convenant.decisions.tests.making import (
    a_decision,
    a_meeting,
    a_proposal,
    a_put_proposal,
    confirms,
    item_of,
)

TABLE = {"bilal", "chantal", "daan", "greet"}
PARTIES = TABLE | {"iris"}
FOLLOW = PARTIES | {"anna", "eva"}
DESK = {"anna"}


def meeting(world: Any) -> dict[str, Any]:
    return {"pk": (Meeting.objects.first() or a_meeting(world)).pk}


def sent(world: Any) -> dict[str, Any]:
    found = Meeting.objects.first() or a_meeting(world)
    if found.minutes_sent_at is None:
        send_minutes(found, by=world.by("anna"))
    return {"pk": found.pk}


def frozen(world: Any) -> dict[str, Any]:
    sent(world)
    found = Meeting.objects.get()
    if found.frozen_at is None:
        found.reply_until = date.today() - timedelta(days=1)
        found.save()
        freeze_minutes(found, by=world.by("anna"))
    return {"pk": found.pk}


def item(world: Any) -> dict[str, Any]:
    return {"pk": item_of(Meeting.objects.first() or a_meeting(world)).pk}


def paper(world: Any) -> dict[str, Any]:
    found = Paper.objects.first() or add_paper(
        item_of(a_meeting(world)),
        by=world.by("anna"),
        name="Terms",
        tier="parties",
        file_name="terms.txt",
        content=b"Sixty days.",
    )
    return {"pk": found.pk}


def action(world: Any) -> dict[str, Any]:
    held = item_of(Meeting.objects.first() or a_meeting(world))
    made = agree_action(
        held, by=world.by("anna"), text="Ask the banks", owner=world.people["bilal"], due=None
    )
    return {"pk": made.pk}


def draft(world: Any) -> dict[str, Any]:
    return {"number": (Proposal.objects.first() or a_proposal(world)).number}


def open_one(world: Any) -> dict[str, Any]:
    found = Proposal.objects.first()
    if found is None:
        found = a_put_proposal(world)
        confirms(world, found.item.meeting, "daan")
    return {"number": found.number}


def closed(world: Any) -> dict[str, Any]:
    return {"number": (Proposal.objects.first() or a_decision(world)).number}


def public(world: Any) -> dict[str, Any]:
    return {"number": (Proposal.objects.first() or a_decision(world, tier="public")).number}


def ask(world: Any) -> dict[str, Any]:
    found = Ask.objects.first() or ask_the_state(
        world.organisations["greet"],
        by=world.by("chantal"),
        what="Speak with the ministry of labour",
        text="Unions are not registered there.",
        deadline=date.today() + timedelta(days=60),
    )
    return {"number": found.number}


def a_token(world: Any) -> dict[str, Any]:
    return {"token": open_calendar(by=world.by("bilal"))}


PAGES = [
    Page("decisions:overview", FOLLOW),
    Page("decisions:plan", DESK),
    Page("decisions:plan", DESK, post={}, answers={422}),
    Page("decisions:meeting", FOLLOW, meeting),
    Page(
        "decisions:meeting_deed",
        TABLE | DESK,
        meeting,
        post={"deed": "item", "title": "One more"},
        missing_for={"iris"},
    ),
    Page("decisions:minutes", TABLE | DESK, sent, missing_for={"iris"}),
    Page(
        "decisions:minutes_deed",
        TABLE | DESK,
        sent,
        post={"deed": "reply", "approves": "yes"},
        answers={302, 422},  # without the digest of what was read, it is shown first
        missing_for={"iris"},
    ),
    Page("decisions:minutes_file", TABLE | DESK, frozen, missing_for={"iris"}),
    Page("decisions:item", TABLE | DESK, item, missing_for={"iris"}),
    Page(
        "decisions:item_deed",
        TABLE | DESK,
        item,
        post={"deed": "recuse", "reason": "We are paid late ourselves."},
        answers={302, 422},  # the secretariat records another's, and has to say whose
        missing_for={"iris"},
    ),
    Page("decisions:paper", FOLLOW, paper, missing_for=EVERYONE - FOLLOW),
    Page(
        "decisions:action_done",
        {"bilal", "anna"},
        action,
        post={},
        missing_for=PARTIES - {"bilal"},
    ),
    Page("decisions:propose", PARTIES | DESK),
    Page("decisions:propose", PARTIES | DESK, post={}, answers={422}),
    Page("decisions:log", EVERYONE),
    Page("decisions:proposal", TABLE | DESK, draft, missing_for=EVERYONE - TABLE - DESK),
    Page("decisions:proposal", FOLLOW, closed, missing_for=EVERYONE - FOLLOW),
    Page("decisions:proposal", EVERYONE, public),
    Page("decisions:compare", FOLLOW, public, missing_for=EVERYONE - FOLLOW),
    Page(
        "decisions:proposal_deed",
        TABLE | DESK,
        open_one,
        post={"deed": "amend", "old": "60 days", "new": "30 days", "reason": "As the law says."},
        missing_for={"iris"},
    ),
    Page("decisions:asks", FOLLOW),
    Page("decisions:ask_new", PARTIES - {"greet"} | DESK),
    Page("decisions:ask_new", PARTIES - {"greet"} | DESK, post={}, answers={422}),
    Page("decisions:ask", FOLLOW, ask),
    Page(
        "decisions:ask_deed",
        {"greet", "anna"},
        ask,
        post={"deed": "answer", "text": "We spoke with them in May."},
    ),
    Page("decisions:calendar", FOLLOW),
    Page("decisions:calendar", FOLLOW, post={"deed": "open"}),
    Page("decisions:calendar_file", EVERYONE, a_token),
]
