"""A company's action plan: goals for its prioritised risks, progress, and next year's start."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.assessments.actions import plans as verbs
from convenant.assessments.forms import GoalForm, Progress, Why
from convenant.assessments.models import Goal
from convenant.assessments.queries import plans as queries
from convenant.assessments.rules import may_answer_for, may_change_goal, may_read_plans
from convenant.assessments.views.fetching import to_page, year_asked
from convenant.base.verbs import Refused
from convenant.locations.queries.introductions import company_of
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.models import Organisation
from convenant.people.rules import is_company


@page(may_read_plans)
def plans(request: HttpRequest) -> HttpResponse:
    """A company's own plan; for others the members whose plans they read."""
    by = request.actor  # type: ignore[attr-defined]
    year, own = year_asked(request), company_of(by)
    if own is not None and (found := queries.company_for(by, own)) is not None:
        return _plan(request, found)
    found_plans = queries.plan_standings(by, year)
    return render(request, "assessments/plans.html", {"standings": found_plans, "year": year})


@page(may_read_plans)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One company's plan of a year."""
    return _plan(request, _company(request, pk))


def _company(request: HttpRequest, pk: int) -> Organisation:
    found = queries.company_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _plan(
    request: HttpRequest, found: Organisation, form: GoalForm | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    note_looks("action_plan", concerns=[found.pk], by=by, on=found)
    year, mine = year_asked(request), may_answer_for(by, found)
    held = queries.plan_of(found.pk, year, timezone.localdate())
    still_open = held.plan is None or held.plan.handed_in_at is None
    risks = queries.risks_to_choose(found.pk, year)
    if mine and still_open and form is None:
        chosen = request.GET.get("risk", "")
        form = GoalForm(risks=risks, initial={"risk": chosen if chosen.isdecimal() else None})
    return render(
        request,
        "assessments/plan.html",
        {
            "company": found,
            "year": year,
            "years": sorted({*queries.years_planned(found.pk), date.today().year}, reverse=True),
            "held": held,
            "mine": mine,
            "still_open": still_open,
            "form": form if mine and still_open else None,
            "earlier": queries.open_goals_before(found.pk, year) if mine and still_open else 0,
            "why": Why(),
        },
        status=status,
    )


@page(is_company)
def set_goal(request: HttpRequest, pk: int) -> HttpResponse:
    """A goal goes on the company's own plan."""
    found, year = _company(request, pk), year_asked(request)
    if not may_answer_for(request.actor, found):  # type: ignore[attr-defined]
        raise Http404
    if request.method != "POST":
        return _to_plan(request, found.pk, year)
    form = GoalForm(request.POST, risks=queries.risks_to_choose(found.pk, year))
    if not form.is_valid():
        return _plan(request, found, form, 422)
    try:
        verbs.set_goal(found, by=request.actor, year=year, **form.cleaned_data)  # type: ignore[attr-defined]
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _plan(request, found, form, 422)
    messages.success(request, _("The goal is on the plan."))
    return _to_plan(request, found.pk, year)


@page(is_company)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Goals of last year are taken over, the plan is handed in, or taken back."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found, year = _company(request, pk), year_asked(request)
    if not may_answer_for(by, found):
        raise Http404
    if request.method == "POST":
        held = queries.plan_of(found.pk, year, timezone.localdate()).plan
        asked = request.POST.get("deed", "")
        try:
            if asked == "carry_over":
                count = verbs.carry_goals_over(found, by=by, year=year)
                messages.success(
                    request,
                    ngettext(
                        "%(count)d goal was taken over, from where it is now.",
                        "%(count)d goals were taken over, from where they are now.",
                        count,
                    )
                    % {"count": count},
                )
            elif asked == "hand_in" and held is not None:
                verbs.hand_in_plan(held, by=by)
                messages.success(request, _("Your plan is handed in."))
            elif asked == "take_back" and held is not None:
                verbs.take_plan_back(held, by=by, why=request.POST.get("why", ""))
                messages.success(request, _("You can change the plan again."))
            elif asked == "hand_in":
                raise Refused(_("The plan has no goals yet."))
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return _to_plan(request, found.pk, year)


@page(may_read_plans)
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """One goal with its progress; the company notes more, changes it or drops it."""
    by = request.actor  # type: ignore[attr-defined]
    found = _goal(request, pk)
    plan_year, owner = found.plan.year, found.plan.organisation
    note_looks("action_plan", concerns=[owner.pk], by=by, on=found)
    mine = may_change_goal(by, found)
    risks = queries.risks_to_choose(owner.pk, plan_year)
    initial = {
        name: getattr(found, name)
        for name in ("risk", "text", "indicator", "unit", "baseline", "target", "owner", "due")
    }
    form = GoalForm(risks=risks, initial=initial)
    progress = Progress(initial={"on": timezone.localdate()})
    why, status = Why(), 200
    if request.method == "POST" and mine:
        status = 422
        try:
            if "progress" in request.POST:
                progress = Progress(request.POST)
                if progress.is_valid():
                    verbs.note_progress(found, by=by, **progress.cleaned_data)
                    messages.success(request, _("Noted."))
                    return to_page(request, "assessments:goal", pk=pk)
            elif "drop" in request.POST:
                why = Why(request.POST)
                if why.is_valid():
                    verbs.drop_goal(found, by=by, why=why.cleaned_data["why"])
                    messages.success(request, _("The goal is dropped; it stays on the plan."))
                    return _to_plan(request, owner.pk, plan_year)
            else:
                form = GoalForm(request.POST, risks=risks)
                if form.is_valid():
                    verbs.change_goal(found, by=by, **form.cleaned_data)
                    messages.success(request, _("The goal is changed."))
                    return to_page(request, "assessments:goal", pk=pk)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return render(
        request,
        "assessments/goal.html",
        {
            "goal": found,
            "line": queries.GoalLine(
                found,
                list(found.progress.select_related("by")),
                found.state == Goal.State.OPEN and found.due < timezone.localdate(),
            ),
            "mine": mine and found.state == Goal.State.OPEN,
            "changeable": mine and found.plan.handed_in_at is None,
            "form": form,
            "progress_form": progress,
            "why": why,
        },
        status=status,
    )


def _goal(request: HttpRequest, pk: int) -> Goal:
    found = queries.goal_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _to_plan(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    to = to_page(request, "assessments:plan", pk=pk)
    if year != date.today().year:
        to["Location"] += f"?year={year}"
    return to
