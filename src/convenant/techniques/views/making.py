"""Techniques in the making: the workbench, and each technique with its road and what was said on it."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.decisions.queries.tables import body_name
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.techniques.actions.lessons import set_lesson_aside
from convenant.techniques.forms.making import Reason
from convenant.techniques.models import Lesson, Technique
from convenant.techniques.queries import comments as comment_queries
from convenant.techniques.queries import data as data_queries
from convenant.techniques.queries import lessons as lesson_queries
from convenant.techniques.queries import making as queries
from convenant.techniques.queries import pilots
from convenant.techniques.queries.drafts import drafts_of, why_not_write
from convenant.techniques.rules import DESK, may_comment, may_follow, may_keep, may_propose
from convenant.techniques.views.making_deeds import deeds_for

Stage = Technique.Stage
REVIEWS_AHEAD = timedelta(days=90)
A_PAGE = 25


@page(may_follow)
def workbench(request: HttpRequest) -> HttpResponse:
    """What is under way, stage by stage, with its next step; and what waits for the reader."""
    return _workbench(request)


def _workbench(
    request: HttpRequest, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    found = list(queries.under_way())
    unanswered = {one.pk: one.waiting for one in comment_queries.to_answer()}  # type: ignore[attr-defined]
    keeps = may_keep(by)
    own = queries.groups_of(by)
    lessons = Paginator(lesson_queries.lessons_for(by), A_PAGE).get_page(request.GET.get("page"))
    told = lesson_queries.told(lessons)
    forms = {
        **shown({f"aside-{one.lesson.pk}": _aside(by, one.lesson) for one in told if keeps}),
        **(bound or {}),
    }
    return render(
        request,
        "techniques/workbench.html",
        {
            "lines": [
                (one, queries.next_step(one, today, unanswered.get(one.pk, 0)), one.pk in own)
                for one in queries.along_the_road(found)
            ],
            "questions": [
                (one, data_queries.name_of(one))
                for one in data_queries.questions_waiting(by, today)
            ],
            "drafts": comment_queries.drafts_to_comment(by, today) if may_comment(by) else [],
            "to_answer": [(one, unanswered[one.pk]) for one in found if one.pk in unanswered]
            if keeps
            else [],
            "to_close": [
                (one, data_queries.name_of(one)) for one in data_queries.questions_to_close(today)
            ]
            if keeps
            else [],
            "to_publish": [one for one in found if one.stage == Stage.ADOPTED] if keeps else [],
            "to_conclude": [one for one in found if pilots.is_over(one, today)] if keeps else [],
            "reviews": queries.with_reviews_due(today + REVIEWS_AHEAD),
            "lessons": [(one, forms.get(f"aside_{one.lesson.pk}")) for one in told],
            "lessons_page": lessons,
            "set_aside": lesson_queries.told(lesson_queries.set_aside_for(by)[:A_PAGE]),
            "today": today,
            "may_propose": may_propose(by),
        },
        status=status,
    )


def _aside(by: Actor, lesson: Lesson) -> Deed:
    return Deed(
        lambda form: set_lesson_aside(lesson, by=by, because=form.cleaned_data["reason"]), Reason
    )


@page(may_keep)
def lesson_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """No technique comes of a lesson, and why."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    back = address(request, "workbench")
    if request.method != "POST":
        return redirect(back)
    found = lesson_queries.lesson_for(by, pk)
    return carry_out(
        request,
        {f"aside-{pk}": _aside(by, found)} if found else {},
        lambda bound, status: _workbench(request, bound, status),
        f"{back}#lessons",
    )


def made(by: Actor, number: int) -> Technique:
    """The technique, or nothing there for this reader."""
    found = queries.made_for(by, number)
    if found is None:
        raise Http404
    return found


def address(request: HttpRequest, name: str, *args: Any) -> str:
    """A page of this room within the agreement."""
    return reverse(f"techniques:{name}", args=[request.agreement.slug, *args])  # type: ignore[attr-defined]


@page(may_follow)
def technique(request: HttpRequest, number: int) -> HttpResponse:
    """One technique in the making: where it stands, who works on it, and what came of each step."""
    return _page(request, made(request.actor, number))  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, found: Technique, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    deeds = deeds_for(by, found)
    issues = list(queries.issues_of(found))
    own = pilots.taking_part_of(by, found)
    first: dict[str, dict[str, Any]] = {
        "group": {"mandate": found.mandate, "output": found.output},
        "held": {"text": found.final_text},
        "final": {"on": found.final_on},
        "tell": {"text": own.experience if own else ""},
        **{f"issue-{one.pk}": {"answer": one.answer} for one in issues},
    }
    forms = {**shown(deeds, first), **(bound or {})}
    counts = comment_queries.counts_of(found)
    waiting = counts.get("open", 0)
    trying = list(pilots.taking_part_for(by, found)) if by.has(*DESK) else []
    if trying:
        note_looks("technique_pilot", concerns=[t.organisation_id for t in trying], by=by, on=found)
    proposal = found.proposal
    questions = data_queries.asked(by, data_queries.questions_of(found), today)
    return render(
        request,
        "techniques/making.html",
        {
            "found": found,
            "road": queries.road_of(found),
            "step": queries.next_step(found, today, waiting),
            "came_back": queries.came_back(found),
            "group": queries.group_by_side(found),
            "was_there": queries.group_of(found, past=True),
            "missing": queries.sides_missing(found, queries.deciding_body())
            if found.stage == Stage.GROUP
            else [],
            "issues": [(one, forms.get(f"issue_{one.pk}"), f"issue-{one.pk}") for one in issues],
            "questions": questions,
            "to_answer": [one for one in questions if one.is_open and one.own is None]
            if data_queries.company_to_answer(by)
            else [],
            "drafts": list(drafts_of(found)),
            "may_write": not why_not_write(by, found),
            "out": comment_queries.draft_put_out(found)
            if found.stage in comment_queries.OPEN_FOR_COMMENTS
            else None,
            "takes_comments": comment_queries.takes_comments(found, today),
            "may_comment": may_comment(by),
            "comments": sum(counts.values()),
            "waiting": waiting,
            "proposal": proposal,
            "body": body_name(proposal.body) if proposal else "",
            "own_trial": own,
            "trying": trying,
            "experiences": pilots.experiences(found),
            "trial_runs": pilots.is_running(found, today),
            "trial_over": pilots.is_over(found, today),
            "is_review": found.round > 1,
            "lessons": lesson_queries.told(lesson_queries.taken_up_by(found)),
            "keeps": may_keep(by),
            "today": today,
            "deeds": deeds,
            "forms": forms,
        },
        status=status,
    )


@page(may_follow)
def deed(request: HttpRequest, number: int) -> HttpResponse:
    """What the secretariat does on the road, and members on a trial."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = made(by, number)
    back = address(request, "making", number)
    if request.method != "POST":
        return redirect(back)
    return carry_out(
        request,
        deeds_for(by, found),
        lambda bound, status: _page(request, made(by, number), bound, status),
        back,
    )
