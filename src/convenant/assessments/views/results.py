"""Where a company stands, and the sector: for each reader as far as it is theirs to see."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from convenant.assessments.actions.frameworks import enter_cohort
from convenant.assessments.forms import CohortForm
from convenant.assessments.queries import frameworks, standing
from convenant.assessments.queries import questionnaire as queries
from convenant.assessments.queries.questionnaire import words
from convenant.assessments.results import read
from convenant.assessments.rules import (
    may_answer,
    may_enter_cohort,
    may_read_results,
    may_read_sector,
    may_read_shares,
)
from convenant.assessments.scoring import levels_of
from convenant.assessments.views.fetching import result_for, to_page, year_asked
from convenant.base.verbs import Refused
from convenant.people.access import page


@page(may_read_results)
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the company stands, why, what would change it, and how others did."""
    by = request.actor  # type: ignore[attr-defined]
    found = result_for(request, pk)
    held = read(found.final or found.result)
    framework = frameworks.asks(found.framework)
    own = may_answer(by, found)
    criteria = {c.id: c for c in framework.criteria}
    return render(
        request,
        "assessments/result.html",
        {
            "found": found,
            "own": own,
            "reads_answers": queries.assessment_for(by, pk) is not None,
            "result": held,
            "by_answers": read(found.result) if found.final else None,
            "framework": framework,
            "statuses": {s.id: s for s in framework.statuses},
            "sections": framework.sections,
            "section_names": {s.id: words(s.name) for s in framework.sections},
            "criteria": criteria,
            "compared": standing.compared(found) if held and (own or may_read_sector(by)) else None,
            "raises": _raises(held, framework, criteria) if held else [],
        },
    )


def _raises(held: Any, framework: Any, criteria: dict[str, Any]) -> list[tuple[Any, Any]]:
    found = []
    for key, level in held.way_up:
        if key in criteria:
            names = {x.id: x.name for x in levels_of(framework, criteria[key])}
            found.append((criteria[key], names.get(level, level)))
    return found


@page(may_read_sector)
def sector(request: HttpRequest) -> HttpResponse:
    """Where every member stands in a year, the spread per section, and the shares by status."""
    year = year_asked(request)
    framework = frameworks.framework_for(year)
    found = standing.standings(year)
    under = [
        s
        for s in found
        if framework is not None and s.assessment and s.assessment.framework_id == framework.pk
    ]
    return render(
        request,
        "assessments/sector.html",
        {
            "year": year,
            "years": standing.years_answered(),
            "framework": framework,
            "standings": found,
            "begun": sum(s.assessment is not None for s in found),
            "with_result": sum(s.result is not None for s in found),
            "final": sum(s.final for s in found),
            "elsewhere": len([s for s in found if s.assessment]) - len(under),
            "spreads": standing.spreads(under, frameworks.asks(framework)) if framework else [],
            "shares": standing.shares_of(year),
            "statuses": {s.id: s for s in standing.statuses()},
        },
    )


@page(may_read_shares)
def shares(request: HttpRequest) -> HttpResponse:
    """Over the years, how many members met the requirements; of years assessed elsewhere with the source."""
    form, status = CohortForm(statuses=standing.statuses()), 200
    may_enter = may_enter_cohort(request.actor)  # type: ignore[attr-defined]
    if request.method == "POST" and may_enter:
        form = CohortForm(request.POST, statuses=standing.statuses())
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                enter_cohort(
                    said["year"],
                    by=request.actor,  # type: ignore[attr-defined]
                    shares=form.shares(),
                    source=said["source"],
                    as_of=said["as_of"],
                    assessed=said["assessed"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("The results of that year are entered."))
                return to_page(request, "assessments:shares")
    return render(
        request,
        "assessments/shares.html",
        {
            "years": standing.years_of_shares(),
            "statuses": standing.statuses(),
            "form": form if may_enter else None,
        },
        status=status,
    )
