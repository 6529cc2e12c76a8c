"""What the secretariat keeps for the door: other places to go, and who checked its languages."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.grievances.actions import public as verbs
from convenant.grievances.forms.public import Check, Place
from convenant.grievances.languages import languages
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.public import (
    checked_languages,
    is_old,
    place_elsewhere,
    places_elsewhere,
)
from convenant.grievances.rules import keeps_the_door
from convenant.people.access import page


@page(keeps_the_door)
def places(request: HttpRequest) -> HttpResponse:
    """The directory of other places; one is added, or the platform's own list taken over."""
    by: Any = request.actor  # type: ignore[attr-defined]
    form = Place(request.POST or None, initial={"looked_at": today()})
    if request.method == "POST":
        if request.POST.get("deed") == "take_over":
            made = verbs.take_over_places(by=by)
            messages.success(
                request, _("%(count)d places were added. Look at each.") % {"count": len(made)}
            )
            return redirect(request.path)
        if form.is_valid():
            try:
                verbs.keep_place(by=by, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("It stands in the directory."))
                return redirect(request.path)
    rows = [(one, is_old(one.looked_at)) for one in places_elsewhere()]
    status = 422 if request.method == "POST" else 200
    return render(request, "grievances/places.html", {"rows": rows, "form": form}, status=status)


@page(keeps_the_door)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place: changed, looked at again, or taken out."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = place_elsewhere(pk)
    if found is None:
        raise Http404
    initial = {key: getattr(found, key) for key in Place.base_fields}
    form = Place(request.POST or None, initial={**initial, "looked_at": today()})
    if request.method == "POST":
        if request.POST.get("deed") == "end":
            verbs.end_place(found, by=by)
            messages.success(request, _("It no longer stands in the directory."))
            return redirect("grievances:places", agreement=request.agreement.slug)  # type: ignore[attr-defined]
        if form.is_valid():
            try:
                verbs.keep_place(by=by, place=found, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("It stands in the directory."))
                return redirect("grievances:places", agreement=request.agreement.slug)  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" else 200
    return render(request, "grievances/place.html", {"place": found, "form": form}, status=status)


@page(keeps_the_door)
def door_languages(request: HttpRequest) -> HttpResponse:
    """Each language of the door, who checked it, and every text to read."""
    by: Any = request.actor  # type: ignore[attr-defined]
    form = Check(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            verbs.note_check(given["language"], given["who"], given["on"], by=by)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("It is noted, and the door says so."))
            return redirect(request.path)
    shown = languages().get(request.GET.get("read", ""))
    english = languages()["en"]
    return render(
        request,
        "grievances/languages.html",
        {
            "rows": checked_languages(),
            "form": form,
            "shown": shown,
            "texts": [(english.texts[key], text) for key, text in shown.texts.items()]
            if shown
            else [],
        },
        status=422 if request.method == "POST" else 200,
    )
