"""The front door, and each role's first page."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from convenant.home.duties import duties, last_deeds
from convenant.home.figures import figures
from convenant.people.access import page
from convenant.people.deeds import in_words
from convenant.people.models import Kind
from convenant.people.queries import agreements_of, every_agreement
from convenant.people.rules import anyone, is_inside


@page(anyone)
def start(request: HttpRequest) -> HttpResponse:
    """What Convenant is and which agreements run here; signed in, one's own first."""
    own = agreements_of(request.user) if request.user.is_authenticated else []
    others = [agreement for agreement in every_agreement() if agreement not in own]
    return render(request, "home/start.html", {"own": own, "others": others})


@page(is_inside)
def role(request: HttpRequest) -> HttpResponse:
    """What must I do, by when, and what did my last work change?"""
    actor, agreement = request.actor, request.agreement  # type: ignore[attr-defined]
    waiting = duties(actor, agreement.slug, date.today())
    return render(
        request,
        "home/role.html",
        {
            "first": waiting[0] if waiting else None,
            "rest": waiting[1:],
            "figures": list(figures(actor, agreement.slug)),
            "deeds": [(event, in_words(event.verb)) for event in last_deeds(actor)],
            "kinds": sorted({str(Kind(held.kind).label) for held in actor.roles}),
        },
    )
