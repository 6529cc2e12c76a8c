"""The secretariat's deeds at the table: admit, change, let leave; seat and end a seat."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from convenant.agreements.actions import admit, change_party, end_seat, let_leave, seat
from convenant.agreements.forms import Admission, Leaving, Standing, TakingSeat
from convenant.agreements.queries import parties, running_definition, seats
from convenant.agreements.rules import may_admit, may_seat
from convenant.agreements.seating import Asked, sides_together
from convenant.base.verbs import Refused
from convenant.people.access import page
from convenant.people.actions import add_organisation


def _to_table(request: HttpRequest) -> HttpResponse:
    return redirect("agreements:agreement", request.agreement.slug)  # type: ignore[attr-defined]


@page(may_admit)
def admit_party(request: HttpRequest) -> HttpResponse:
    """An organisation signs: a known one, or a new one by name."""
    side = request.GET.get("side", "")
    form = Admission(request.POST or None, definition=running_definition(), initial={"side": side})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        by = request.actor  # type: ignore[attr-defined]
        organisation, name = data.pop("organisation"), data.pop("name")
        country = data.pop("country")
        try:
            with transaction.atomic():  # a refused party leaves no new organisation behind
                organisation = organisation or add_organisation(name=name, country=country, by=by)
                made = admit(organisation, by=by, **data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s is a party now.") % {"name": made})
            return _to_table(request)
    return render(request, "agreements/admit.html", {"form": form})


@page(may_admit)
def party(request: HttpRequest, party: int) -> HttpResponse:
    """A party's class, share and whether it only supports."""
    found = get_object_or_404(parties(), pk=party)
    initial = {
        "member_class": found.member_class,
        "turnover_share": found.turnover_share,
        "is_supporter": found.is_supporter,
    }
    form = Standing(request.POST or None, definition=running_definition(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_party(found, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return _to_table(request)
    return render(request, "agreements/party.html", {"form": form, "party": found})


@page(may_admit)
def leave(request: HttpRequest, party: int) -> HttpResponse:
    """Ask for the day, then the party has left."""
    found = get_object_or_404(parties(), pk=party)
    form = Leaving(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            let_leave(found, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s is no party any more.") % {"name": found})
            return _to_table(request)
    return render(request, "agreements/leave.html", {"form": form, "party": found})


@page(may_seat)
def take_seat(request: HttpRequest) -> HttpResponse:
    """A person takes a seat, for the side and body in the address."""
    definition = running_definition()
    asked = Asked(definition, request.GET.get("body", ""), request.GET.get("side", ""))
    body = asked.wanted
    chosen_side = next((s for s in definition.sides if s.id == asked.side), None)
    if body is None or (asked.side and chosen_side is None):
        raise Http404
    sides = sides_together(asked.places) if asked.places else [asked.side] if asked.side else []
    committee = body.kind == "complaints_committee"
    form = TakingSeat(request.POST or None, sides=sides, committee=committee)
    context: dict[str, Any] = {
        "form": form,
        "body": body,
        "sides": [s for s in definition.sides if s.id in sides],
        "committee": committee,
        "nobody": not form.fields["person"].queryset.exists(),  # type: ignore[attr-defined]
    }
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        by = request.actor  # type: ignore[attr-defined]
        try:
            made = seat(
                data["person"],
                by=by,
                body=asked.body,
                side=asked.side,
                deputy=data["deputy"],
                since=data["since"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s has a seat now.") % {"name": made.person})
            return _to_table(request)
    return render(request, "agreements/seat.html", context)


@page(may_seat)
def end(request: HttpRequest, seat: int) -> HttpResponse:
    """Ask once, then the seat is free."""
    found = get_object_or_404(seats(), pk=seat)
    if request.method == "POST":
        end_seat(found, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("The seat of %(name)s has ended.") % {"name": found.person})
        return _to_table(request)
    body = next((b for b in running_definition().bodies if b.id == found.body), None)
    return render(request, "agreements/end_seat.html", {"seat": found, "body": body})
