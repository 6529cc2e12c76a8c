"""A company's own techniques: by when, what is there, what is planned, another measure, more time."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page
from convenant.techniques.actions import derogations as asking
from convenant.techniques.actions import measures as claiming
from convenant.techniques.actions import uptake as verbs
from convenant.techniques.forms import applying as forms
from convenant.techniques.models import Clock, EquivalentMeasure
from convenant.techniques.queries import derogations as more_time
from convenant.techniques.queries import uptake as queries
from convenant.techniques.queries.clocks import (
    after_the_end,
    moves_for,
    own_clock,
    reasons_in_words,
)
from convenant.techniques.queries.uptake import Standing
from convenant.techniques.rules import is_company


@page(is_company)
def ours(request: HttpRequest) -> HttpResponse:
    """Every technique that is meant for one's company, soonest first."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.own_standings(by)
    rows = [(one, [] if one.day else _why_it_stands_still(one)) for one in found]
    return render(request, "techniques/ours.html", {"rows": rows})


def _why_it_stands_still(one: Standing) -> list[str]:
    """The last reason of a clock without a day: where the recognition ended, that it did."""
    return reasons_in_words(one.clock.because, ended=one.recognition_ended)[-1:]


def _clock(request: HttpRequest, number: int) -> Clock:
    found = own_clock(request.actor, number)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _deeds(by: Actor, clock: Clock, standing: Standing) -> dict[str, Deed]:
    """What the company can do here now."""
    if not clock.because.get("applies", True):
        return {}
    own = queries.documents_to_choose(clock.organisation)

    def choose(*args: Any, **kwargs: Any) -> Form:
        return forms.ShowDocument(*args, documents=own, **kwargs)

    def claim(*args: Any, **kwargs: Any) -> Form:
        return forms.ClaimMeasure(*args, documents=own, **kwargs)

    def show(asked: str) -> Any:
        return lambda form: verbs.show_document(clock, asked, form.cleaned_data["item"], by=by)

    deeds = {f"show-{item.id}": Deed(show(item.id), choose) for item in standing.items}
    deeds["take_off"] = Deed(lambda data: _take_off(by, clock, data.get("shown", "")))
    deeds["plan"] = Deed(
        lambda form: verbs.plan_uptake(clock, by=by, **form.cleaned_data), forms.Plan
    )
    claimed = standing.measure
    if claimed is not None and claimed.state == EquivalentMeasure.State.CLAIMED:
        deeds["withdraw_measure"] = Deed(lambda data: claiming.withdraw_measure(claimed, by=by))
    elif standing.equal is None:
        deeds["claim"] = Deed(
            lambda form: claiming.claim_measure(clock, by=by, **form.cleaned_data), claim
        )
    asked = standing.asked
    if asked is not None:
        deeds["withdraw_derogation"] = Deed(lambda data: asking.withdraw_derogation(asked, by=by))
    elif _why_no_more_time(standing) is None:
        deeds["ask"] = Deed(
            lambda form: asking.ask_derogation(clock, by=by, **form.cleaned_data),
            forms.AskDerogation,
        )
    return deeds


def _take_off(by: Actor, clock: Clock, pk: str) -> None:
    found = queries.shown_numbered(clock, int(pk)) if pk.isdecimal() and len(pk) < 18 else None
    if found is None:
        raise Refused(_("This document is not shown any more."))
    verbs.take_off_document(clock, found, by=by)


def _why_no_more_time(standing: Standing) -> str | None:
    """Why there is no form to ask a derogation, or None."""
    said = more_time.rule()
    if said is None:
        return _("The agreement says nothing of derogations.")
    if not said.allowed:
        return _("The agreement allows no derogation.")
    if standing.day is None:
        return _("The clock stands still, so there is no day to move.")
    return None


@page(is_company)
def our_technique(request: HttpRequest, number: int) -> HttpResponse:
    """One technique: by when and why, what is shown and missing, and what else can be done."""
    return _page(request, _clock(request, number))


def _page(
    request: HttpRequest, clock: Clock, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    number = clock.version.technique.number
    standing = queries.standing_of(clock)
    deeds = _deeds(by, clock, standing)
    uptake = standing.uptake
    initial = {"plan": {"plan": uptake.plan, "planned_by": uptake.planned_by}} if uptake else {}
    made = {**shown(deeds, initial), **(bound or {})}
    context = {
        "one": standing,
        "clock": clock,
        "version": clock.version,
        "why": reasons_in_words(clock.because, ended=standing.recognition_ended),
        "after_the_end": after_the_end(standing.day),
        "items": [(item, made.get(f"show_{item.id}")) for item in standing.items],
        "has_documents": queries.documents_to_choose(clock.organisation).exists(),
        "measures": [
            (one, queries.is_over(one, standing.today)) for one in queries.measures_of(clock)
        ],
        "derogations": [
            (one, queries.in_force_on(one, standing.today)) for one in queries.derogations_of(clock)
        ],
        "no_more_time": _why_no_more_time(standing),
        "latest": more_time.latest_day(clock),
        "moves": moves_for(by, number).filter(organisation_id=clock.organisation_id)[:20],
        "deeds": deeds,
        "forms": made,
    }
    return render(request, "techniques/our_technique.html", context, status=status)


@page(is_company)
def deed(request: HttpRequest, number: int) -> HttpResponse:
    """Show or take off a document, plan, claim another measure, ask more time."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    clock = _clock(request, number)
    back = reverse("techniques:our_technique", args=[request.agreement.slug, number])  # type: ignore[attr-defined]
    if request.method != "POST":
        return redirect(back)
    return carry_out(
        request,
        _deeds(by, clock, queries.standing_of(clock)),
        lambda bound, status: _page(request, clock, bound, status),
        back,
    )
