"""What else waits about commitments and consequences, beside what `duties_of_the_year` says.

Deadlines that others have, what ends, what a body must decide, and what was promised by a day.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.actors import Actor
from convenant.home.duty import Duty
from convenant.monitoring.queries import commitments, consequences
from convenant.monitoring.rules import decides_on
from convenant.people.models import PARTY_KINDS, Kind

SHOWN = 6
NEAR = timedelta(days=30)


def standing_duties(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    """This actor's duties, with the page of each thing that waits."""

    def at(name: str, *pk: int) -> str:
        return reverse(f"monitoring:{name}", args=[slug, *pk])

    if by.has(Kind.SECRETARIAT):
        names = consequences.names()
        for step in consequences.still_to_be_heard(today)[:SHOWN]:
            text = _("%(company)s may answer: %(step)s")
            said = {"company": step.organisation, "step": names.get(step.consequence, "")}
            yield Duty(text % said, at("step", step.pk), step.answer_until)
        for step in consequences.ending(today, today + NEAR)[:SHOWN]:
            text = _("%(step)s of %(company)s ends: what comes next?")
            said = {"company": step.organisation, "step": names.get(step.consequence, "")}
            yield Duty(text % said, at("step", step.pk), step.ends_on)
        for found in commitments.bodies_to_reply(today)[:SHOWN]:
            text = _("Reply for a body to the monitor's judgement: %(what)s")
            yield Duty(text % {"what": found}, at("commitment", found.pk), found.reply_until)
    elif deciding := decides_on(by):
        for step in consequences.heard(today).filter(consequence__in=deciding)[:SHOWN]:
            text = _("Decide on a step against %(company)s, which was heard")
            yield Duty(text % {"company": step.organisation}, at("step", step.pk))
    if by.has(*PARTY_KINDS):
        for promise in commitments.promises_to_report(by)[:SHOWN]:
            late = promise.due is not None and promise.due < today
            text = _("Report on your commitment: %(what)s")
            where = at("commitment", promise.pk)
            yield Duty(text % {"what": promise}, where, promise.due, overdue=late)
    if by.has(Kind.MONITOR):
        waits = commitments.waiting_for_the_monitor(today)
        if waits.to_finalise:
            text = ngettext(
                "%(n)d judgement on a commitment can become final",
                "%(n)d judgements on commitments can become final",
                waits.to_finalise,
            )
            yield Duty(text % {"n": waits.to_finalise}, at("commitments"))
        if waits.not_gathered:
            text = _("Put this year's commitments of the definition on the list")
            yield Duty(text, at("commitments"))
