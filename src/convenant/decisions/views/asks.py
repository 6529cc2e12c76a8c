"""Requests to the state: made, answered, and what came of them."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.decisions.actions import asks as verbs
from convenant.decisions.forms import asks as forms
from convenant.decisions.models import Ask
from convenant.decisions.queries import asks as queries
from convenant.decisions.rules import (
    may_answer_ask,
    may_ask_the_state,
    may_convene,
    may_follow,
    may_work_on_asks,
)
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page


@page(may_follow)
def asks(request: HttpRequest) -> HttpResponse:
    """All requests, with their deadlines."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "decisions/asks.html",
        {
            "asks": queries.asks_for(by),
            "today": timezone.localdate(),
            "may_ask": may_ask_the_state(by),
        },
    )


@page(may_ask_the_state)
def new(request: HttpRequest) -> HttpResponse:
    """Ask something of the state."""
    form = forms.AskTheState(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = verbs.ask_the_state(said.pop("to"), by=request.actor, **said)  # type: ignore[attr-defined]
            return redirect(_address(request, made))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "can_be_asked": queries.governments().exists()}
    return render(request, "decisions/ask_new.html", context, status=status)


def _address(request: HttpRequest, found: Ask) -> str:
    return reverse("decisions:ask", args=[request.agreement.slug, found.number])  # type: ignore[attr-defined]


def _ask(by: Actor, number: int) -> Ask:
    found = queries.ask_numbered(by, number)
    if found is None:
        raise Http404
    return found


def _deeds(by: Actor, found: Ask) -> dict[str, Deed]:
    deeds: dict[str, Deed] = {}
    if found.closed_at is not None:
        return deeds
    if may_answer_ask(by, found):
        deeds["answer"] = Deed(
            lambda form: verbs.answer_ask(found, by=by, **form.cleaned_data), forms.AnswerAsk
        )
    if may_convene(by):
        deeds["close"] = Deed(
            lambda form: verbs.close_ask(found, by=by, **form.cleaned_data), forms.CloseAsk
        )
    return deeds


@page(may_follow)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """One request: what, by when, the answer, what came of it."""
    return _page(request, _ask(request.actor, number))  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, found: Ask, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Any = request.actor  # type: ignore[attr-defined]
    deeds = _deeds(by, found)
    context = {
        "found": found,
        "late": found.answered_at is None and found.deadline < timezone.localdate(),
        "deeds": deeds,
        "forms": {**shown(deeds, {"answer": {"text": found.answer}}), **(bound or {})},
    }
    return render(request, "decisions/ask.html", context, status=status)


@page(may_work_on_asks)
def deed(request: HttpRequest, number: int) -> HttpResponse:
    """Answer it, or record what came of it."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _ask(by, number)
    if request.method != "POST":
        return redirect(_address(request, found))
    return carry_out(
        request,
        _deeds(by, found),
        lambda bound, status: _page(request, found, bound, status),
        _address(request, found),
    )
