"""Outcome indicators over the years, and the tables of the yearly report."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.definition.labels import choice_label
from convenant.base.verbs import Refused
from convenant.monitoring.actions import outcomes as verbs
from convenant.monitoring.forms.standing import IndicatorForm, Measure
from convenant.monitoring.queries import outcomes as queries
from convenant.monitoring.queries.report import yearly_tables
from convenant.monitoring.queries.report_files import as_csv, as_workbook
from convenant.monitoring.rules import may_follow_outcomes, may_keep_outcomes
from convenant.monitoring.views.assessing import to_page
from convenant.monitoring.views.years import asked_year
from convenant.people.access import page
from convenant.risks.queries.register import theme_names

FIELDS = (
    "name_nl", "name_en", "unit", "better", "theme", "method", "source_kinds", "baseline_year", "target", "target_year",
)  # fmt: skip


@page(may_follow_outcomes)
def overview(request: HttpRequest) -> HttpResponse:
    """Every indicator with its line from baseline to target."""
    return _overview(request, None)


def _overview(request: HttpRequest, form: IndicatorForm | None, status: int = 200) -> HttpResponse:
    may = may_keep_outcomes(request.actor)  # type: ignore[attr-defined]
    return render(
        request,
        "monitoring/outcomes.html",
        {
            "lines": queries.lines(),
            "themes": theme_names(),
            "size": (queries.WIDTH, queries.HEIGHT),
            "form": (form or IndicatorForm()) if may else None,
            "may_keep": may,
            "year": date.today().year,
        },
        status=status,
    )


@page(may_keep_outcomes)
def add(request: HttpRequest) -> HttpResponse:
    """A new indicator."""
    if request.method != "POST":
        return to_page(request, "monitoring:outcomes")
    form = IndicatorForm(request.POST)
    if not form.is_valid():
        return _overview(request, form, 422)
    try:
        made = verbs.set_indicator(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _overview(request, form, 422)
    messages.success(request, _("The indicator is there. Enter its baseline now."))
    return to_page(request, "monitoring:outcome", pk=made.pk)


@page(may_follow_outcomes)
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: its line, every value with its source, corrected ones too."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = queries.indicator(pk)
    if found is None:
        raise Http404
    may, status = may_keep_outcomes(by), 200
    form = IndicatorForm(initial={name: getattr(found, name) for name in FIELDS})
    measure = Measure(initial={"year": date.today().year})
    if request.method == "POST" and may:
        status = 422
        try:
            if "measure" in request.POST:
                measure = Measure(request.POST)
                if measure.is_valid():
                    verbs.enter_value(found, by=by, **measure.cleaned_data)
                    messages.success(request, _("The value is entered."))
                    return to_page(request, "monitoring:outcome", pk=pk)
            else:
                form = IndicatorForm(request.POST)
                if form.is_valid():
                    verbs.set_indicator(by=by, indicator=found, **form.cleaned_data)
                    messages.success(request, _("The indicator is changed."))
                    return to_page(request, "monitoring:outcome", pk=pk)
        except Refused as refusal:
            (measure if "measure" in request.POST else form).add_error(None, str(refusal.sentence))
    return render(
        request,
        "monitoring/outcome.html",
        {
            "line": queries.line_of(found),
            "found": found,
            "history": queries.history(found),
            "themes": theme_names(),
            "size": (queries.WIDTH, queries.HEIGHT),
            "may_keep": may,
            "form": form,
            "measure": measure,
        },
        status=status,
    )


@page(may_keep_outcomes)
def tables(request: HttpRequest) -> HttpResponse:
    """What monitoring gives the yearly report."""
    year = asked_year(request)
    language, this_year = get_language() or "nl", date.today().year
    found = [(table, choice_label("tier", table.tier, language)) for table in yearly_tables(year)]
    years = sorted({this_year, this_year - 1, this_year - 2, year}, reverse=True)
    return render(
        request, "monitoring/tables.html", {"tables": found, "year": year, "years": years}
    )


@page(may_keep_outcomes)
def tables_csv(request: HttpRequest) -> HttpResponse:
    """The tables as one CSV, one under the other."""
    year = asked_year(request)
    answer = HttpResponse(as_csv(yearly_tables(year)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"monitoring-{year}.csv")
    return answer


@page(may_keep_outcomes)
def tables_xlsx(request: HttpRequest) -> HttpResponse:
    """The tables as a workbook, one to a sheet."""
    year = asked_year(request)
    answer = HttpResponse(
        as_workbook(yearly_tables(year)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = content_disposition_header(True, f"monitoring-{year}.xlsx")
    return answer
