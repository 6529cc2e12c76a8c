"""What members and parties say on the way: comments on drafts with their answers, and numbers asked for."""

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.techniques.actions import comments as comment_verbs
from convenant.techniques.actions import data as data_verbs
from convenant.techniques.forms import making_said as forms
from convenant.techniques.models import Comment, DataQuestion, Technique
from convenant.techniques.queries import comments as comment_queries
from convenant.techniques.queries import data as data_queries
from convenant.techniques.rules import DESK, is_company, may_comment, may_follow, may_keep
from convenant.techniques.views.making import address, made

A_PAGE = 25


def _answers(by: Actor, found: Technique, comments: list[Comment]) -> dict[str, Deed]:
    """A form for each comment whose answer this reader writes."""
    if not may_keep(by) or found.stage not in comment_queries.OPEN_FOR_COMMENTS:
        return {}
    out = comment_queries.draft_put_out(found)
    return {
        f"answer-{one.pk}": Deed(
            lambda form, one=one: comment_verbs.answer_comment(one, by=by, **form.cleaned_data),  # type: ignore[misc]
            forms.AnswerComment,
        )
        for one in comments
        if one.state == Comment.State.OPEN or one.draft == out
    }


def _say(by: Actor, found: Technique) -> dict[str, Deed]:
    if not may_comment(by) or not comment_queries.takes_comments(found, timezone.localdate()):
        return {}
    return {
        "comment": Deed(
            lambda form: comment_verbs.comment(found, by=by, **form.cleaned_data), forms.SayOfDraft
        )
    }


@page(may_follow)
def comments(request: HttpRequest, number: int) -> HttpResponse:
    """What was said of a technique's drafts, and what was done with it."""
    return _comments(request, made(request.actor, number))  # type: ignore[attr-defined]


def _comments(
    request: HttpRequest, found: Technique, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    said = comment_queries.comments_for(by, found)
    state = request.GET.get("state", "")
    if state in Comment.State.values:
        said = said.filter(state=state)
    else:
        state = ""
    there = Paginator(said, A_PAGE).get_page(request.GET.get("page"))
    rows = list(there)
    answers = _answers(by, found, rows)
    first = {
        f"answer-{one.pk}": {"state": one.state, "answer": one.answer}
        for one in rows
        if one.state != Comment.State.OPEN
    }
    all_forms = {**shown({**_say(by, found), **answers}, first), **(bound or {})}
    return render(
        request,
        "techniques/comments.html",
        {
            "found": found,
            "out": comment_queries.draft_put_out(found)
            if found.stage in comment_queries.OPEN_FOR_COMMENTS
            else None,
            "rows": [
                (
                    one,
                    comment_queries.place_name(one.place),
                    all_forms.get(f"answer_{one.pk}"),
                    f"answer-{one.pk}",
                )
                for one in rows
            ],
            "page_of": there,
            "state": state,
            "states": Comment.State.choices,
            "query": f"state={state}&" if state else "",
            "here": f"?state={state}&page={there.number}" if state else f"?page={there.number}",
            "forms": all_forms,
        },
        status=status,
    )


@page(may_follow)
def comments_deed(request: HttpRequest, number: int) -> HttpResponse:
    """Comment on the draft that is out; answer a comment."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = made(by, number)
    back = address(request, "comments", number)
    if request.method != "POST":
        return redirect(back)
    deeds = _say(by, found)
    key = request.POST.get("deed", "").removeprefix("answer-")
    if key.isdecimal() and len(key) < 18:
        one = comment_queries.comment_for(by, found, int(key))
        deeds |= _answers(by, found, [one] if one is not None else [])
    query = request.GET.urlencode()
    return carry_out(
        request,
        deeds,
        lambda bound, status: _comments(request, made(by, number), bound, status),
        f"{back}?{query}" if query else back,
    )


# Numbers ----------------------------------------------------------------------------------------


def _question(by: Actor, number: int, pk: int) -> DataQuestion:
    found = data_queries.question_for(by, pk)
    if found is None or found.technique.number != number:
        raise Http404
    return found


def _about(by: Actor, found: DataQuestion) -> dict[str, Deed]:
    """What this reader does with a question."""
    deeds: dict[str, Deed] = {}
    if found.closed_at is not None or found.technique.stage != Technique.Stage.DATA:
        return deeds
    today = timezone.localdate()
    company = data_queries.company_to_answer(by) if is_company(by) else None
    if company is not None:
        own = data_queries.answers_for(by, found).filter(organisation=company).exists()
        if today <= found.until:
            deeds["answer"] = Deed(
                lambda form: data_verbs.answer_data(found, by=by, **form.cleaned_data),
                forms.AnswerData,
            )
        if own:
            deeds["back"] = Deed(lambda _data: data_verbs.take_back_answer(found, by=by))
    if may_keep(by):
        deeds["longer"] = Deed(
            lambda form: data_verbs.answer_longer(found, by=by, **form.cleaned_data),
            forms.LongerToAnswer,
        )
        deeds["close"] = Deed(lambda _data: data_verbs.close_question(found, by=by))
    return deeds


@page(may_follow)
def data(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """A number members are asked for: one's own answer, and what was released of all."""
    return _data(request, _question(request.actor, number, pk))  # type: ignore[attr-defined]


def _data(
    request: HttpRequest,
    found: DataQuestion,
    bound: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    (asked,) = data_queries.asked(by, [found], timezone.localdate())
    deeds = _about(by, found)
    desk = by.has(*DESK)
    answers = list(data_queries.answers_for(by, found)) if desk else []
    if answers:
        note_looks("technique_data", concerns=[a.organisation_id for a in answers], by=by, on=found)
    first: dict[str, dict[str, Any]] = {}
    if asked.own is not None:
        first["answer"] = {"value": asked.own_value, "method": asked.own.method}
    return render(
        request,
        "techniques/data.html",
        {
            "found": found.technique,
            "asked": asked,
            "question": found,
            "minimum": data_queries.minimum(),
            "desk": desk,
            "answers": answers,
            "silent": data_queries.members_without_answer(found) if desk else [],
            "deeds": deeds,
            "forms": {**shown(deeds, first), **(bound or {})},
        },
        status=status,
    )


@page(may_follow)
def data_deed(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Answer for one's company, give more time, close and release."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _question(by, number, pk)
    back = address(request, "data", number, pk)
    if request.method != "POST":
        return redirect(back)
    return carry_out(
        request,
        _about(by, found),
        lambda bound, status: _data(request, _question(by, number, pk), bound, status),
        back,
    )
