"""A company's risks: the list and its picture, scoping, judging; and the sector's for the secretariat."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.verbs import Refused
from convenant.locations.queries.introductions import company_of
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.models import Organisation
from convenant.people.rules import is_company
from convenant.risks.actions import register as verbs
from convenant.risks.forms import RateRisk, ScopeRisk
from convenant.risks.models import Risk
from convenant.risks.queries import look_up, sector
from convenant.risks.queries import register as queries
from convenant.risks.rules import (
    may_change_risk,
    may_keep_register,
    may_read_registers,
    may_read_sector,
)

SUGGESTED = 12
FIRST_YEAR = 2000


def _year(request: HttpRequest) -> int:
    """The year asked for in the address; this year where none makes sense."""
    asked = request.GET.get("year", "")
    this_year = date.today().year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    return year if FIRST_YEAR <= year <= this_year + 1 else this_year


@page(may_read_registers)
def overview(request: HttpRequest) -> HttpResponse:
    """A company's own register; for others a list of the companies whose registers they read."""
    by = request.actor  # type: ignore[attr-defined]
    own = company_of(by)
    companies = queries.companies_for(by)
    if own is not None and any(company.pk == own for company in companies):
        return _register(request, next(c for c in companies if c.pk == own))
    year = _year(request)
    allowed = {company.pk for company in companies}
    standings = [s for s in queries.standings(year) if s[0].organisation_id in allowed]
    return render(
        request,
        "risks/companies.html",
        {"standings": standings, "year": year, "may_read_sector": may_read_sector(by)},
    )


@page(may_read_registers)
def company(request: HttpRequest, pk: int) -> HttpResponse:
    """One company's register."""
    return _register(request, _company(request, pk))


def _company(request: HttpRequest, pk: int) -> Organisation:
    found = queries.company_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _register(
    request: HttpRequest, found: Organisation, form: ScopeRisk | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    note_looks("risks", concerns=[found.pk], by=by, on=found)
    year = _year(request)
    mine = may_keep_register(by, found)
    lines = queries.ranked(found.pk, year)
    suggested = queries.suggestions(found.pk, year) if mine else []
    initial = {name: request.GET.get(name, "") for name in ("theme", "country")}
    return render(
        request,
        "risks/register.html",
        {
            "company": found,
            "year": year,
            "years": sorted({*queries.years_of(found.pk), date.today().year}, reverse=True),
            "mine": mine,
            "lines": lines,
            "judged": [line for line in lines if line.place is not None],
            "scoped": [line for line in lines if line.place is None],
            "picture": queries.picture(lines),
            "suggested": suggested[:SUGGESTED],
            "more_suggested": max(0, len(suggested) - SUGGESTED),
            "signals": queries.signals_of(found.pk)[:10],
            "earlier": mine and queries.risks_of(found.pk, year - 1).exists(),
            "form": form or ScopeRisk(themes=queries.theme_names(), initial=initial),
        },
        status=status,
    )


@page(is_company)
def scope(request: HttpRequest, pk: int) -> HttpResponse:
    """A general area goes on the company's own list."""
    found = _company(request, pk)
    if request.method != "POST":
        return _back(request, found.pk)
    form = ScopeRisk(request.POST, themes=queries.theme_names())
    if form.is_valid():
        try:
            made = verbs.scope_risk(
                found,
                by=request.actor,  # type: ignore[attr-defined]
                year=_year(request),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("It is on the list. Judge it now, or later."))
            return redirect("risks:risk", agreement=request.agreement.slug, pk=made.pk)  # type: ignore[attr-defined]
    return _register(request, found, form, 422)


@page(is_company)
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Last year's risks go on this year's list."""
    found = _company(request, pk)
    if request.method == "POST":
        count = verbs.carry_over(found, by=request.actor, year=_year(request))  # type: ignore[attr-defined]
        messages.success(
            request,
            ngettext(
                "%(count)d risk was taken over. Look at it again: what changed?",
                "%(count)d risks were taken over. Look at them again: what changed?",
                count,
            )
            % {"count": count},
        )
    return _back(request, found.pk, _year(request))


@page(may_read_registers)
def risk(request: HttpRequest, pk: int) -> HttpResponse:
    """One risk: why it is on the list, what sources say, and its judgement."""
    by = request.actor  # type: ignore[attr-defined]
    found = _risk(request, pk)
    note_looks("risks", concerns=[found.organisation_id], by=by, on=found)
    mine = may_change_risk(by, found)
    form, status = RateRisk(initial=_judged(found)), 200
    if request.method == "POST" and mine:
        form = RateRisk(request.POST)
        if form.is_valid():
            verbs.rate_risk(found, by=by, **form.judgement())
            messages.success(request, _("Your judgement is stored."))
            return _back(request, found.organisation_id, found.year)
        status = 422
    known = look_up.look_up(product=found.product, country=found.country, theme=found.theme)
    return render(
        request,
        "risks/risk.html",
        {
            "risk": found,
            "mine": mine,
            "form": form,
            "theme": queries.theme_names().get(found.theme, found.theme),
            "known": known[0] if known else None,
        },
        status=status,
    )


@page(is_company)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """A risk goes off the company's own list."""
    found = _risk(request, pk)
    if request.method == "POST":
        verbs.drop_risk(found, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("The risk is off the list."))
    return _back(request, found.organisation_id, found.year)


@page(may_read_sector)
def the_sector(request: HttpRequest) -> HttpResponse:
    """Which risks members share, where, and at how many sites."""
    year = _year(request)
    standings = queries.standings(year)
    context = {
        "year": year,
        "shared": sector.shared_risks(year),
        "members": len(standings),
        "judging": sum(judged > 0 for _party, _scoped, judged in standings),
    }
    return render(request, "risks/sector.html", context)


def _risk(request: HttpRequest, pk: int) -> Risk:
    found = queries.risk_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _judged(found: Risk) -> dict[str, Any]:
    return {name: getattr(found, name) for name in (*verbs.FIELDS, "reason")}


def _back(request: HttpRequest, company_pk: int, year: int | None = None) -> HttpResponse:
    to = redirect("risks:company", agreement=request.agreement.slug, pk=company_pk)  # type: ignore[attr-defined]
    if year is not None and year != date.today().year:
        to["Location"] += f"?year={year}"
    return to
