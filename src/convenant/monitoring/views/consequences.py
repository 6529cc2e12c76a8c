"""The consequences ladder: announced, heard, decided, in force, over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.decisions.queries.proposals import adopted_by, decision_behind
from convenant.monitoring.actions import consequences as verbs
from convenant.monitoring.forms.standing import Announce, Decide
from convenant.monitoring.queries import consequences as queries
from convenant.monitoring.queries.allocating import companies_to_choose
from convenant.monitoring.queries.commitments import body_names
from convenant.monitoring.rules import (
    decides_on,
    may_announce,
    may_answer_step,
    may_decide_step,
    may_follow_all_steps,
    may_follow_assessing,
    may_open_ladder,
)
from convenant.monitoring.views.assessing import to_page
from convenant.people.access import page
from convenant.people.actions import note_looks


@page(may_open_ladder)
def overview(request: HttpRequest) -> HttpResponse:
    """The ladder, and the steps taken on it that the reader may see."""
    return _overview(request, None)


def _overview(request: HttpRequest, form: Announce | None, status: int = 200) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    found, today = list(queries.steps_for(by)), timezone.localdate()
    note_looks("consequence", concerns={step.organisation_id for step in found}, by=by)
    may = may_announce(by)
    return render(
        request,
        "monitoring/consequences.html",
        {
            "ladder": queries.ladder(),
            "names": queries.names(),
            "bodies": body_names(),
            "steps": [
                (step, queries.is_in_force(step, today), queries.is_over(step, today))
                for step in found
            ],
            "sees_all": may_follow_all_steps(by),
            "decides": bool(decides_on(by)),
            "form": (form or Announce(organisations=companies_to_choose())) if may else None,
        },
        status=status,
    )


@page(may_announce)
def announce(request: HttpRequest) -> HttpResponse:
    """A step is intended; the company hears first."""
    if request.method != "POST":
        return to_page(request, "monitoring:consequences")
    form = Announce(request.POST, organisations=companies_to_choose())
    if not form.is_valid():
        return _overview(request, form, 422)
    try:
        made = verbs.announce_step(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _overview(request, form, 422)
    messages.success(request, _("Announced; the company reads it and may answer."))
    return to_page(request, "monitoring:step", pk=made.pk)


@page(may_open_ladder)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step with everything said about it."""
    return _step(request, pk, None)


def _step(
    request: HttpRequest, pk: int, form: Decide | None, status: int = 200, unsaved: str = ""
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    found = queries.step_for(by, pk)
    if found is None:
        raise Http404
    note_looks("consequence", concerns=[found.organisation_id], by=by, on=found)
    today, mine = timezone.localdate(), may_answer_step(by, found)
    asked = queries.rung(found.consequence)
    body = found.decided_by if found.decision else (asked.decided_by if asked else None)
    may_lift = may_announce(by) and not queries.is_over(found, today)
    return render(
        request,
        "monitoring/step.html",
        {
            "step": found,
            "name": queries.names().get(found.consequence, found.consequence),
            "body": body_names().get(body or "", body or ""),
            "obligation": queries.duties_to_name().get(found.obligation, found.obligation),
            "may_open_result": found.assessment is not None and may_follow_assessing(by),
            "in_force": queries.is_in_force(found, today),
            "over": queries.is_over(found, today),
            "can_answer": mine and not found.decision and today <= found.answer_until,
            "can_contest": mine and found.decision == "taken" and found.contested_at is None,
            "can_decide": not found.decision and may_decide_step(by, found),
            "can_lift": may_lift,
            "heard": queries.is_heard(found, today),
            "form": form or _decide(by, found),
            "rests_on": decision_behind(by, queries.STEP, str(found.pk)),
            "unsaved": [unsaved] if unsaved else [],
        },
        status=status,
    )


def _decide(by: Actor, found: Any, data: Any = None) -> Decide:
    asked = queries.rung(found.consequence)
    body = (asked.decided_by if asked else None) or ""
    return Decide(
        data,
        ends_by_clock=queries.lasts_by_clock(found.consequence),
        decisions=adopted_by(by, body),
    )


@page(may_open_ladder)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, decide, lift or contest."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = queries.step_for(by, pk)
    if found is None:
        raise Http404
    if request.method != "POST":
        return to_page(request, "monitoring:step", pk=pk)
    asked, text = request.POST.get("deed", ""), request.POST.get("text", "")
    try:
        if asked == "answer" and may_answer_step(by, found):
            verbs.answer_step(found, by=by, text=text, seen=request.POST.get("was"))
        elif asked == "contest" and may_answer_step(by, found):
            verbs.contest_step(found, by=by, text=text)
        elif asked == "lift" and may_announce(by):
            verbs.lift_step(found, by=by, why=text)
        elif asked == "decide" and may_decide_step(by, found):
            return _decided(request, found)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        if text.strip():
            return _step(request, pk, None, 422, text)
    else:
        messages.success(request, _("Stored."))
    return to_page(request, "monitoring:step", pk=pk)


def _decided(request: HttpRequest, found: Any) -> HttpResponse:
    form = _decide(request.actor, found, request.POST)  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            verbs.decide_step(found, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The decision is recorded."))
            return to_page(request, "monitoring:step", pk=found.pk)
    return _step(request, found.pk, form, 422)
