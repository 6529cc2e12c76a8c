"""What waits about commitments and consequences: who must answer, decide, reply, report or judge, by when."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.actors import Actor
from convenant.home.duty import Duty
from convenant.monitoring.models import Step
from convenant.monitoring.queries import commitments, consequences
from convenant.monitoring.rules import decides_on
from convenant.people.models import PARTY_KINDS, Kind

SHOWN = 6
NEAR = timedelta(days=30)

To = Callable[[str], str]


def standing_duties(by: Actor, to: To, today: date) -> Iterator[Duty]:
    """This actor's duties about commitments and consequences."""
    names = consequences.names()
    if by.has(Kind.COMPANY):
        for step in consequences.to_answer(by, today)[:SHOWN]:
            yield Duty(
                _("Answer what is announced against you: %(step)s") % {"step": _name(step, names)},
                to("monitoring:consequences"),
                step.answer_until,
            )
    if by.has(Kind.SECRETARIAT):
        yield from _of_the_desk(names, to, today)
    else:
        yield from _of_a_body(by, to, today)
    if by.has(Kind.SECRETARIAT, *PARTY_KINDS):
        yield from _to_reply(by, to, today)
    if by.has(*PARTY_KINDS):
        for promise in commitments.promises_to_report(by)[:SHOWN]:
            late = promise.due is not None and promise.due < today
            yield Duty(
                _("Report on your commitment: %(what)s") % {"what": promise},
                to("monitoring:commitments"),
                promise.due,
                overdue=late,
            )
    if by.has(Kind.MONITOR):
        yield from _of_the_monitor(to, today)


def _of_the_desk(names: dict[str, str], to: To, today: date) -> Iterator[Duty]:
    waiting = list(consequences.undecided())
    heard = sum(consequences.is_heard(step, today) for step in waiting)
    if heard:
        yield _decide(heard, to)
    for step in [s for s in waiting if not consequences.is_heard(s, today)][:SHOWN]:
        yield Duty(
            _("%(company)s may answer: %(step)s")
            % {"company": step.organisation, "step": _name(step, names)},
            to("monitoring:consequences"),
            step.answer_until,
        )
    for step in consequences.ending(today, today + NEAR)[:SHOWN]:
        yield Duty(
            _("%(step)s of %(company)s ends: what comes next?")
            % {"company": step.organisation, "step": _name(step, names)},
            to("monitoring:consequences"),
            step.ends_on,
        )


def _of_a_body(by: Actor, to: To, today: date) -> Iterator[Duty]:
    """Who sits in a body that decides on a step."""
    deciding = decides_on(by)
    if not deciding:
        return
    waiting = consequences.undecided().filter(consequence__in=deciding)
    heard = sum(consequences.is_heard(step, today) for step in waiting)
    if heard:
        yield _decide(heard, to)


def _decide(count: int, to: To) -> Duty:
    return Duty(
        ngettext(
            "%(n)d announced step waits for a decision: the company was heard",
            "%(n)d announced steps wait for a decision: the companies were heard",
            count,
        )
        % {"n": count},
        to("monitoring:consequences"),
    )


def _to_reply(by: Actor, to: To, today: date) -> Iterator[Duty]:
    found = list(commitments.to_reply(by, today))
    if found:
        yield Duty(
            ngettext(
                "%(n)d judgement on a commitment can be replied to",
                "%(n)d judgements on commitments can be replied to",
                len(found),
            )
            % {"n": len(found)},
            to("monitoring:commitments"),
            found[0].reply_until,
        )


def _of_the_monitor(to: To, today: date) -> Iterator[Duty]:
    waits = commitments.waiting_for_the_monitor(today)
    for count, text in (
        (
            waits.to_judge,
            ngettext(
                "%(n)d report on a commitment waits to be judged",
                "%(n)d reports on commitments wait to be judged",
                waits.to_judge,
            ),
        ),
        (
            waits.to_finalise,
            ngettext(
                "%(n)d judgement on a commitment can become final",
                "%(n)d judgements on commitments can become final",
                waits.to_finalise,
            ),
        ),
    ):
        if count:
            yield Duty(text % {"n": count}, to("monitoring:commitments"))
    if waits.not_gathered:
        yield Duty(
            _("Put this year's commitments of the definition on the list"),
            to("monitoring:commitments"),
        )


def _name(step: Step, names: dict[str, str]) -> str:
    return names.get(step.consequence, step.consequence)
