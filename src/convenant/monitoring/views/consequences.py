"""The consequences ladder: announced, heard, decided, in force, over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.monitoring.actions import consequences as verbs
from convenant.monitoring.forms.standing import Announce, Decide
from convenant.monitoring.queries import consequences as queries
from convenant.monitoring.queries.allocating import companies_to_choose
from convenant.monitoring.queries.commitments import body_names
from convenant.monitoring.rules import may_announce, may_answer_step, may_follow_ladder
from convenant.monitoring.views.assessing import to_page
from convenant.people.access import page
from convenant.people.actions import note_looks


@page(may_follow_ladder)
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
            "steps": [(step, queries.is_in_force(step, today)) for step in found],
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


@page(may_follow_ladder)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """One step with everything said about it."""
    return _step(request, pk, None)


def _step(request: HttpRequest, pk: int, form: Decide | None, status: int = 200) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    found = queries.step_for(by, pk)
    if found is None:
        raise Http404
    note_looks("consequence", concerns=[found.organisation_id], by=by, on=found)
    today, mine = timezone.localdate(), may_answer_step(by, found)
    asked = queries.rung(found.consequence)
    return render(
        request,
        "monitoring/step.html",
        {
            "step": found,
            "name": queries.names().get(found.consequence, found.consequence),
            "body": body_names().get(asked.decided_by or "", "") if asked else "",
            "in_force": queries.is_in_force(found, today),
            "can_answer": mine and not found.decision and today <= found.answer_until,
            "can_contest": mine and found.decision == "taken" and found.contested_at is None,
            "can_decide": may_announce(by) and not found.decision,
            "can_lift": may_announce(by) and queries.is_in_force(found, today),
            "heard": found.answered_at is not None or today > found.answer_until,
            "form": form or Decide(),
        },
        status=status,
    )


@page(may_follow_ladder)
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
            verbs.answer_step(found, by=by, text=text)
        elif asked == "contest" and may_answer_step(by, found):
            verbs.contest_step(found, by=by, text=text)
        elif asked == "lift" and may_announce(by):
            verbs.lift_step(found, by=by, why=text)
        elif asked == "decide" and may_announce(by):
            form = Decide(request.POST)
            if not form.is_valid():
                return _step(request, pk, form, 422)
            verbs.decide_step(found, by=by, **form.cleaned_data)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Stored."))
    return to_page(request, "monitoring:step", pk=pk)
