"""What waits around best available techniques: to apply, to answer, to judge, to decide, to publish."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.actors import Actor
from convenant.home.duty import Duty
from convenant.people.models import Kind
from convenant.techniques.models import Technique
from convenant.techniques.queries import derogations, making, recognition
from convenant.techniques.queries.clocks import title_of
from convenant.techniques.queries.comments import drafts_to_comment, to_answer
from convenant.techniques.queries.data import questions_to_close, questions_waiting
from convenant.techniques.queries.measures import measures_waiting
from convenant.techniques.queries.uptake import Standing, own_standings_due
from convenant.techniques.rules import may_comment

REVIEW_AHEAD = timedelta(days=91)  # a review is prepared: the group is asked a quarter before


def technique_duties(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    """This actor's duties around techniques, each with its own page and day."""
    if by.has(Kind.SECRETARIAT):
        yield from _of_recognition(slug, today)
    if not making.has_begun():  # most agreements have none yet, and their first page asks no more
        return
    if by.has(Kind.COMPANY):
        yield from _of_company(by, slug, today)
    if may_comment(by):
        for one in drafts_to_comment(by, today):
            text = _("Comment on a draft: %(title)s") % {"title": one.title}
            yield Duty(text, _at("comments", slug, one.number), one.comment_until)
    for asked, day in derogations.opinions_asked(by):
        text = _("Give your opinion on derogation %(number)d: %(title)s") % {
            "number": asked.number,
            "title": title_of(asked.version),
        }
        yield Duty(text, _at("derogation", slug, asked.number), day, overdue=day < today)
    for measure in measures_waiting(by):
        text = _("Judge whether another measure has equal effect: %(title)s") % {
            "title": title_of(measure.version)
        }
        yield Duty(text, _at("measure", slug, measure.pk))
    if by.has(Kind.SECRETARIAT):
        yield from _of_making(slug, today)
        for asked_for in derogations.derogations_to_decide(by, today):
            text = _("Decide on derogation %(number)d: %(title)s") % {
                "number": asked_for.number,
                "title": title_of(asked_for.version),
            }
            yield Duty(text, _at("derogation", slug, asked_for.number))


def _at(name: str, slug: str, *keys: int) -> str:
    return reverse(f"techniques:{name}", args=[slug, *keys])


def _of_company(by: Actor, slug: str, today: date) -> Iterator[Duty]:
    for one in own_standings_due(by):
        number = one.clock.version.technique.number
        late = one.day is not None and one.day < today
        yield Duty(_to_apply(one), _at("our_technique", slug, number), one.day, overdue=late)
    for question in questions_waiting(by, today):
        text = _("Give your number: %(title)s") % {"title": question.technique.title}
        where = _at("data", slug, question.technique.number, question.pk)
        yield Duty(text, where, question.until)


def _to_apply(one: Standing) -> str:
    """Which technique, and how much of its evidence is there."""
    title, needed = title_of(one.clock.version), len(one.required)
    if not needed:
        return _("Apply a technique: %(title)s") % {"title": title}
    return ngettext(
        "Apply a technique: %(title)s, %(present)d of %(number)d piece of evidence is there",
        "Apply a technique: %(title)s, %(present)d of %(number)d pieces of evidence are there",
        needed,
    ) % {"title": title, "present": one.present, "number": needed}


def _of_making(slug: str, today: date) -> Iterator[Duty]:
    def duty(text: str, one: Technique, page: str, day: date | None = None) -> Duty:
        late = day is not None and day < today
        return Duty(text % {"title": one.title}, _at(page, slug, one.number), day, overdue=late)

    for one in making.to_publish():
        yield duty(_("Publish an adopted technique: %(title)s"), one, "publish")
    for one in to_answer():
        text = _("Answer comments on a draft: %(title)s")
        yield duty(text, one, "comments", one.comment_until)
    for question in questions_to_close(today):
        text = _("Close a question to members: %(title)s") % {"title": question.technique.title}
        where = _at("data", slug, question.technique.number, question.pk)
        yield Duty(text, where, question.until, overdue=True)
    for one in making.trials_over(today):
        yield duty(_("Record what a trial showed: %(title)s"), one, "making", one.pilot_until)
    for one in making.with_reviews_due(today + REVIEW_AHEAD):
        yield duty(_("Review a technique: %(title)s"), one, "making", one.review_on)


def _of_recognition(slug: str, today: date) -> Iterator[Duty]:
    texts = {
        "repair": _("Repair what a notice of deficiency names, recognition %(number)d"),
        "validity": _("Apply for recognition again before %(number)d ends"),
    }
    for ahead in recognition.due(today):
        text = texts[ahead.kind] % {"number": ahead.found.number}
        where = _at("recognition", slug, ahead.found.number)
        yield Duty(text, where, ahead.day, overdue=ahead.late)
