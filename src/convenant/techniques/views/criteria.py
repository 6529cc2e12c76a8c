"""Published techniques become criteria: choose, read what would change, do exactly that; and what came of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition, running_version
from convenant.agreements.views.faults import in_language
from convenant.base.verbs import Refused
from convenant.people.access import page
from convenant.techniques.actions.criteria import make_criteria
from convenant.techniques.forms.published import MakeCriteria
from convenant.techniques.queries import criteria as queries
from convenant.techniques.rules import may_make_criteria

A_PAGE = 100


@page(may_make_criteria)
def criteria(request: HttpRequest) -> HttpResponse:
    """Make techniques criteria of a year by one act, having seen what it would change; and every trace of it."""
    language = get_language() or "nl"
    definition = running_definition()
    sections = queries.sections_of(definition)
    versions = list(queries.choosable())
    asked: Any = None
    if request.method == "POST":
        asked = request.POST
    elif "look" in request.GET:
        asked = request.GET
    form = MakeCriteria(
        asked, sections=sections, versions=versions, language=language, auto_id="make-%s"
    )
    status, plan = 200, None
    if asked is not None and form.is_valid():
        said = form.cleaned_data
        found = queries.chosen(said["versions"])
        running = running_version()
        assert running is not None  # noqa: S101 -- an agreement is made with its first version
        plan = queries.planned(running, found, said["section"])
        if request.method == "POST":
            try:
                framework = make_criteria(
                    said["year"],
                    found,
                    by=request.actor,  # type: ignore[attr-defined]
                    section=said["section"],
                    after=said["after"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
                status = 422
            else:
                messages.success(
                    request,
                    _("The framework of %(year)d asks for these techniques.")
                    % {"year": framework.year},
                )
                return redirect("techniques:criteria", request.agreement.slug)  # type: ignore[attr-defined]
    elif request.method == "POST":
        status = 422
    traces = Paginator(queries.made_criteria(), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "techniques/criteria.html",
        {
            "form": form,
            "has_sections": bool(sections),
            "has_versions": bool(versions),
            "plan": plan,
            "faults": in_language(plan.faults, language) if plan else [],
            "changes": plan.changes if plan else [],
            "traces": traces,
            "outdated": queries.outdated(definition),
        },
        status=status,
    )
