"""Visits: what each reader has to do and may read, one visit, and its findings."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.monitoring.actions import findings as finding_verbs
from convenant.monitoring.actions import visits as verbs
from convenant.monitoring.forms.visits import (
    Because,
    PlanVisit,
    ProposeAction,
    RecordFinding,
    RecordVisit,
    plan_of,
)
from convenant.monitoring.models import Finding, Visit
from convenant.monitoring.queries import actions as action_queries
from convenant.monitoring.queries import draws, workers
from convenant.monitoring.queries import visits as queries
from convenant.monitoring.rules import (
    may_read_all_visits,
    may_read_some_visits,
    may_see_draws,
    may_visit,
)
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.rules import is_company
from convenant.risks.queries.register import theme_names

PER_PAGE = 50
ACTIONS_SHOWN = 50


@page(may_see_draws)
def overview(request: HttpRequest) -> HttpResponse:
    """What is to be done first; then the visits one may read, and every draw."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    today = date.today()
    shown = Paginator(queries.visits_for(by), PER_PAGE).get_page(request.GET.get("page"))
    actions = action_queries.open_actions_for(by, today)
    return render(
        request,
        "monitoring/visits/overview.html",
        {
            "page": shown,
            "lines": queries.lines_for(by, list(shown.object_list), today),
            "actions": actions[:ACTIONS_SHOWN],
            "more_actions": max(0, len(actions) - ACTIONS_SHOWN),
            "overdue": sum(line.overdue for line in actions),
            "draws": draws.draws()[:20],
            "to_plan": draws.to_plan() if may_read_all_visits(by) else 0,
            "desk": may_read_all_visits(by),
            "company": is_company(by),
            "may_visit": may_visit(by),
            "reads_some": may_read_some_visits(by),
            "open_to_parties": queries.findings_open_to_parties(),
        },
    )


@page(may_visit)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A visit to a drawn site is planned."""
    drawn = draws.drawn_by_pk(pk)
    if drawn is None or not drawn.called:
        raise Http404
    form, status = PlanVisit(initial={"announced": True}), 200
    if request.method == "POST":
        form, status = PlanVisit(request.POST), 422
        if form.is_valid():
            try:
                made = verbs.plan_visit(drawn, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("The visit is planned."))
                return _to_visit(request, made.pk)
    context = {"drawn": drawn, "form": form}
    return render(request, "monitoring/visits/plan.html", context, status=status)


@page(may_read_some_visits)
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: its plan or outcome, what was found and what is done about it."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _visit(request, pk)
    forms: dict[str, Any] = {}
    status = 200
    if may_visit(by) and found.state == Visit.State.PLANNED:
        forms = {
            "done": RecordVisit(initial={"done_on": min(found.planned_on, date.today())}),
            "not_possible": Because(),
            "move": PlanVisit(initial=plan_of(found)),
        }
        if request.method == "POST":
            deed = request.POST.get("deed", "")
            if deed in forms:
                form = forms[deed] = type(forms[deed])(request.POST)
                if form.is_valid() and _deed(request, found, deed, form):
                    return _to_visit(request, found.pk)
                status = 422
    _look(by, found)
    findings = list(queries.findings_for(by, found))
    actions = action_queries.actions_of(by, findings, date.today())
    names = theme_names()
    desk = may_read_all_visits(by)
    return render(
        request,
        "monitoring/visits/visit.html",
        {
            "visit": found,
            "findings": [(f, names.get(f.theme, f.theme), actions[f.pk]) for f in findings],
            "forms": forms,
            "desk": desk,
            "may_visit": may_visit(by),
            "representatives": workers.representatives_of(found) if desk else [],
            "concerned": len(action_queries.concerned_by(found)) if desk else 0,
        },
        status=status,
    )


def _deed(request: HttpRequest, found: Visit, deed: str, form: Any) -> bool:
    by: Any = request.actor  # type: ignore[attr-defined]
    try:
        if deed == "done":
            verbs.record_visit(found, by=by, **form.cleaned_data)
            messages.success(request, _("The visit is recorded. Now record what was found."))
        elif deed == "move":
            verbs.move_visit(found, by=by, **form.cleaned_data)
            messages.success(request, _("The plan is changed."))
        else:
            instead = verbs.record_not_possible(found, by=by, **form.cleaned_data)
            if instead is not None:
                messages.success(
                    request,
                    _("%(site)s takes its place. Plan a visit there.") % {"site": instead.site},
                )
            else:
                messages.warning(
                    request, _("No site is left in reserve, so one visit fewer is made.")
                )
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


@page(may_visit)
def new_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Something was found at a visit."""
    found = _visit(request, pk)
    form, status = _finding_form(request), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = finding_verbs.record_finding(found, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(
                    request, _("The finding is recorded. Now propose what is to be done.")
                )
                return redirect(
                    "monitoring:finding",
                    agreement=request.agreement.slug,  # type: ignore[attr-defined]
                    pk=made.pk,
                )
    context = {"visit": found, "form": form}
    return render(request, "monitoring/visits/new_finding.html", context, status=status)


@page(may_visit)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """A finding for the monitor: propose what is to be done, or correct what it says."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.finding_for(by, pk)
    if found is None:
        raise Http404
    companies = action_queries.companies_at(found.visit)
    propose: Any = ProposeAction(companies=companies)
    correct: Any = _finding_form(request, found)
    status = 200
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed == "propose":
            propose = form = ProposeAction(request.POST, companies=companies)
        else:
            form = correct
        if form.is_valid():
            try:
                if deed == "propose":
                    finding_verbs.propose_action(found, by=by, **form.proposed())
                    messages.success(request, _("The action is proposed."))
                else:
                    finding_verbs.correct_finding(found, by=by, **form.cleaned_data)
                    messages.success(request, _("The finding is corrected."))
                return _to_visit(request, found.visit_id)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
        status = 422
    _look(by, found.visit)
    return render(
        request,
        "monitoring/visits/finding.html",
        {
            "finding": found,
            "visit": found.visit,
            "theme": theme_names().get(found.theme, found.theme),
            "actions": action_queries.actions_of(by, [found], date.today())[found.pk],
            "propose": propose,
            "correct": correct,
        },
        status=status,
    )


def _finding_form(request: HttpRequest, found: Finding | None = None) -> RecordFinding:
    """Bound where this very form was sent."""
    sent = request.method == "POST" and request.POST.get("deed") != "propose"
    fields = finding_verbs.FIELDS
    return RecordFinding(
        request.POST if sent else None,
        initial={name: getattr(found, name) for name in fields} if found else None,
        themes=theme_names(),
        open_to_parties=queries.findings_open_to_parties(),
    )


def _look(by: Actor, found: Visit) -> None:
    """Companies at the site read who looked.

    Never that another company did, for it is there as well; nor at a visit they may not know of yet.
    """
    if not is_company(by) and (found.announced or found.state != Visit.State.PLANNED):
        note_looks("visit", concerns=action_queries.concerned_by(found), by=by, on=found)


def _visit(request: HttpRequest, pk: int) -> Visit:
    found = queries.visit_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _to_visit(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("monitoring:visit", agreement=request.agreement.slug, pk=pk)  # type: ignore[attr-defined]
