"""The register of derogations for everyone, and one of them for those who are heard and who decide."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.decisions.queries.tables import body_name
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.techniques.actions import derogations as verbs
from convenant.techniques.forms import applying as forms
from convenant.techniques.models import Derogation
from convenant.techniques.queries import derogations as queries
from convenant.techniques.queries.clocks import title_of
from convenant.techniques.queries.uptake import in_force_on
from convenant.techniques.rules import (
    may_follow,
    may_keep,
    may_read_published,
    may_read_readiness,
    may_work_on,
)


@page(may_read_published)
def derogations(request: HttpRequest) -> HttpResponse:
    """Every derogation that was granted, in force or lapsed; above it, what waits for the reader."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    readable = list(queries.derogations_for(by)) if may_follow(by) else []
    return render(
        request,
        "techniques/derogations.html",
        {
            "entries": queries.register(),
            "readable": [
                (one, title_of(one.version), in_force_on(one, timezone.localdate()))
                for one in readable
            ],
            "rule": queries.rule(),
            "names_all": may_read_readiness(by) or bool(queries.speaks_for(by)),
        },
    )


def _found(request: HttpRequest, number: int) -> Derogation:
    found = queries.derogation_for(request.actor, number)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _deeds(by: Actor, found: Derogation) -> dict[str, Deed]:
    deeds: dict[str, Deed] = {}
    if found.state != Derogation.State.ASKED:
        return deeds
    if queries.speaks_for(by):
        deeds["opinion"] = Deed(
            lambda form: verbs.give_opinion(found, by=by, **form.cleaned_data), forms.GiveOpinion
        )
    if may_work_on(by, found):
        deeds["withdraw"] = Deed(lambda data: verbs.withdraw_derogation(found, by=by))
    if may_keep(by) and queries.may_be_decided(found):
        said = queries.rule()
        decisions = queries.decisions_that_grant(found) if said and said.body else None

        def grant(*args: Any, **kwargs: Any) -> Form:
            return forms.GrantDerogation(*args, decisions=decisions, **kwargs)

        deeds["grant"] = Deed(
            lambda form: verbs.grant_derogation(found, by=by, **form.cleaned_data), grant
        )
        deeds["refuse"] = Deed(
            lambda form: verbs.refuse_derogation(found, by=by, **form.cleaned_data),
            forms.RefuseDerogation,
        )
    return deeds


@page(may_follow)
def derogation(request: HttpRequest, number: int) -> HttpResponse:
    """One request for more time: reason, costs and benefits, opinions, the decision."""
    return _page(request, _found(request, number))


def _page(
    request: HttpRequest, found: Derogation, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    deeds = _deeds(by, found)
    given = queries.own_opinion(by, found)
    initial: dict[str, dict[str, Any]] = {"grant": {"granted_until": found.until}}
    if given is not None:
        initial["opinion"] = {"stance": given.stance, "text": given.text}
    said = queries.rule()
    note_looks("derogation", concerns=[found.organisation_id], by=by, on=found)
    context = {
        "found": found,
        "title": title_of(found.version),
        "in_force": in_force_on(found, timezone.localdate()),
        "is_granted": found.state == Derogation.State.GRANTED,
        "sides": queries.opinions_by_side(found),
        "term": queries.opinion_term(found),
        "is_open": found.state == Derogation.State.ASKED,
        "body": body_name(said.body) if said and said.body else "",
        "decisions": bool(queries.decisions_that_grant(found)) if "grant" in deeds else False,
        "waits": may_keep(by) and found.state == Derogation.State.ASKED and "grant" not in deeds,
        "deeds": deeds,
        "forms": {**shown(deeds, initial), **(bound or {})},
    }
    return render(request, "techniques/derogation.html", context, status=status)


@page(may_follow)
def deed(request: HttpRequest, number: int) -> HttpResponse:
    """Give an opinion, withdraw, grant or refuse."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _found(request, number)
    back = reverse("techniques:derogation", args=[request.agreement.slug, number])  # type: ignore[attr-defined]
    if request.method != "POST":
        return redirect(back)
    return carry_out(
        request,
        _deeds(by, found),
        lambda bound, status: _page(request, found, bound, status),
        back,
    )
