"""What waits for members of a panel, for the chair and for the custodian, without a word of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.grievances.queries.waiting import waiting_for_committee
from convenant.home.duty import Duty


def committee_duties(by: Actor, slug: str) -> Iterator[Duty]:
    """Hearings to come, minutes to approve, rulings to vote on, names and texts to look at."""
    texts = {
        "hear": (_("Hear a party in case %(number)s"), "hearings"),
        "approve": (_("Approve the minutes of a hearing in case %(number)s"), "hearings"),
        "vote": (_("Vote on the ruling in case %(number)s"), "ruling"),
        "agree": (_("Answer whether a name may be told in case %(number)s"), "identity"),
        "check": (
            _("Look whether a name is in the text for the public of case %(number)s"),
            "identity",
        ),
        "tell": (_("Tell the name that the chair agreed to, in case %(number)s"), "identity"),
    }
    for one in waiting_for_committee(by):
        text, page = texts[one.what]
        yield Duty(
            text % {"number": one.case.number},
            reverse(f"grievances:{page}", args=[slug, one.case.number]),
            one.day,
            overdue=one.late,
        )
