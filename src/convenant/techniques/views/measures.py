"""Other measures with equal effect, for the monitor who judges them."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from convenant.agreements.tiers import reads
from convenant.base.actors import Actor
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.techniques.actions import measures as verbs
from convenant.techniques.forms import applying as forms
from convenant.techniques.models import EquivalentMeasure
from convenant.techniques.queries import measures as queries
from convenant.techniques.queries.clocks import title_of
from convenant.techniques.queries.uptake import counts_as_equal
from convenant.techniques.rules import may_judge_measure


@page(may_judge_measure)
def measures(request: HttpRequest) -> HttpResponse:
    """What waits to be judged, and what was."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    found = queries.measures_for(by)
    return render(
        request,
        "techniques/measures.html",
        {
            "waiting": [(one, title_of(one.version)) for one in queries.measures_waiting(by)],
            "others": [
                (one, title_of(one.version), counts_as_equal(one, today))
                for one in found
                if one.state != EquivalentMeasure.State.CLAIMED
            ],
        },
    )


def _found(request: HttpRequest, pk: int) -> EquivalentMeasure:
    found = queries.measure_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _deeds(by: Actor, found: EquivalentMeasure) -> dict[str, Deed]:
    if found.state != EquivalentMeasure.State.CLAIMED:
        return {}
    return {
        "judge": Deed(
            lambda form: verbs.judge_measure(found, by=by, **form.cleaned_data), forms.JudgeMeasure
        )
    }


@page(may_judge_measure)
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: what is done instead, what shows its effect, and the judgement."""
    return _page(request, _found(request, pk))


def _page(
    request: HttpRequest,
    found: EquivalentMeasure,
    bound: dict[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    deeds = _deeds(by, found)
    note_looks("measure", concerns=[found.organisation_id], by=by, on=found)
    context = {
        "found": found,
        "title": title_of(found.version),
        "documents": [
            (item, reads(by, item.tier, item.organisation_id))
            for item in queries.documents_shown(found)
        ],
        "today": timezone.localdate(),
        "deeds": deeds,
        "forms": {**shown(deeds), **(bound or {})},
    }
    return render(request, "techniques/measures_one.html", context, status=status)


@page(may_judge_measure)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge it."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _found(request, pk)
    back = reverse("techniques:measure", args=[request.agreement.slug, pk])  # type: ignore[attr-defined]
    if request.method != "POST":
        return redirect(back)
    return carry_out(
        request,
        _deeds(by, found),
        lambda bound, status: _page(request, found, bound, status),
        back,
    )
