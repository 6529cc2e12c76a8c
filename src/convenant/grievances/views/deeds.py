"""Pages of a case with several deeds on them: one form for each, one way to answer, one place that looks at keys."""

import functools
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances.queries.cases import case_for
from convenant.grievances.rules import handles_cases
from convenant.grievances.views.keys import opened_key
from convenant.people.access import page

Forms = dict[str, Any]


def key_first(request: HttpRequest) -> HttpResponse:
    """To the page where one's key is opened, and back here."""
    to = reverse("grievances:keys", args=[request.agreement.slug])  # type: ignore[attr-defined]
    return redirect(f"{to}?{urlencode({'next': request.path})}")


def of_case(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a case for who was let in and has their key open: gets the case and the key."""

    @functools.wraps(view)
    def run(request: HttpRequest, number: str, **kwargs: Any) -> HttpResponse:
        found = case_for(request.actor, number)  # type: ignore[attr-defined]
        if found is None:
            raise Http404
        key = opened_key(request)
        if key is None:
            return key_first(request)
        return view(request, found, key, **kwargs)

    return never_cache(page(handles_cases)(run))


def answered(
    request: HttpRequest,
    makers: Mapping[str, Callable[[Any], Any]],
    do: Callable[[str, dict[str, Any]], str],
    show: Callable[[Forms, int], HttpResponse],
    to: Callable[[], str] | None = None,
) -> HttpResponse:
    """The page with its forms; or the deed that was asked for, done, or refused with what was typed still there."""
    made: Forms = {}
    for name, make in makers.items():
        made[name] = make(None)
        made[name].auto_id = f"{name}_%s"
    if request.method != "POST":
        return show(made, 200)
    deed = request.POST.get("deed", "")
    if deed not in makers:
        raise Http404
    form = made[deed] = makers[deed](request.POST)
    form.auto_id = f"{deed}_%s"
    if form.is_valid():
        try:
            said = do(deed, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, said)
            return redirect(to() if to else request.path)
    return show(made, 422)
