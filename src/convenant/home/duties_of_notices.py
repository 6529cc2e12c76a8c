"""What waits for a company because somebody complained: an answer, and what it owes the people."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.grievances.queries.remedies import owed_by
from convenant.grievances.queries.routing import waiting_for
from convenant.home.duty import Duty
from convenant.people.models import Kind


def notice_duties(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    """Notices without an answer, and shares of a remedy that are not paid or done; without a word of a case."""
    if not by.has(Kind.COMPANY):
        return
    for notice in waiting_for(by):
        yield Duty(
            _("Answer a notice of a case"),
            reverse("grievances:notice", args=[slug, notice.code]),
            notice.due,
            overdue=notice.due < today,
        )
    for share, notice in owed_by(by):
        yield Duty(
            _("Do what was agreed as remedy"),
            reverse("grievances:notice", args=[slug, notice.code]),
            share.item.due,
            overdue=share.item.due < today,
        )
