"""A member's introductions: who asks without a name, whom it asked, whom it met."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.locations.actions.introductions import accept_introduction, decline_introduction
from convenant.locations.queries.introductions import everything_of, request_waiting_for
from convenant.locations.rules import may_introduce
from convenant.people.access import page


@page(may_introduce)
def introductions(request: HttpRequest) -> HttpResponse:
    """All of a member's introductions, those that wait for its answer first."""
    found = everything_of(request.actor)  # type: ignore[attr-defined]
    return render(
        request,
        "locations/introductions/introductions.html",
        {
            "waiting": [entry for _site, standing in found for entry in standing.waiting],
            "introduced": [entry for _site, standing in found for entry in standing.introduced],
            "asked": [(site, standing) for site, standing in found if standing.request],
        },
    )


@page(may_introduce)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes or no to one request; a request that is not this member's to answer does not exist."""
    back = redirect("locations:introductions", agreement=request.agreement.slug)  # type: ignore[attr-defined]
    by = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return back
    asked = request_waiting_for(by, pk)
    if asked is None:
        raise Http404
    if request.POST.get("answer") == "yes":
        made = accept_introduction(asked, by=by)
        messages.success(
            request,
            _("You are introduced to %(organisation)s at %(site)s.")
            % {"organisation": made.asker, "site": made.site},
        )
    elif request.POST.get("answer") == "no":
        decline_introduction(asked, by=by)
        messages.success(request, _("You said no. The one who asked does not get to know."))
    return back
