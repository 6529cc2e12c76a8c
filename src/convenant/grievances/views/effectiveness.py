"""How complaints were handled: as it stands for those who may know, and as it was published for everybody."""

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances.actions import reports as verbs
from convenant.grievances.queries import effectiveness as queries
from convenant.grievances.queries.stages import stage_names
from convenant.grievances.report_words import grouped
from convenant.grievances.rules import publishes_reports, sees_that_cases_exist
from convenant.people.access import page
from convenant.people.rules import anyone


@never_cache
@page(sees_that_cases_exist)
def live(request: HttpRequest) -> HttpResponse:
    """The indicators today, the times per stage against the promise, lessons; and the reports."""
    by: Any = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            verbs.publish_report(by=by)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("It is public now."))
        return redirect(request.path)
    return render(
        request,
        "grievances/effectiveness.html",
        {
            "groups": grouped(queries.frozen(queries.report())),
            "times": queries.times().values(),
            "names": stage_names(),
            "lessons": queries.lessons()[:200],
            "reports": queries.reports(),
            "may_publish": publishes_reports(by),
        },
    )


@page(anyone)
def published(request: HttpRequest) -> HttpResponse:
    """The published reports, for everybody."""
    return render(request, "grievances/reports.html", {"reports": queries.reports()})


@page(anyone)
def published_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, as it was on its day."""
    found = queries.report_of(pk)
    if found is None:
        raise Http404
    context = {"report": found, "groups": grouped(found.indicators)}
    return render(request, "grievances/report.html", context)


@page(anyone)
def as_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Its numbers, for a spreadsheet."""
    found = queries.report_of(pk)
    if found is None:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="report-{found.on}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["criterion", "indicator", "part", "unit", "state", "value", "base"])
    keys = ("id", "part", "unit", "known", "value", "base")
    for one in found.indicators:
        writer.writerow([one["criterion"], *(one[key] for key in keys)])
    return answer
