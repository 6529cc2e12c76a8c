"""Keys on the page: made, opened for half an hour, closed, recovered together. Slow work is outside transactions."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances import sealing
from convenant.grievances.actions import door as door_verbs
from convenant.grievances.actions import keys as verbs
from convenant.grievances.forms.keys import Ask, Circle, Closing, Make, Open
from convenant.grievances.models import Keyholder
from convenant.grievances.queries import door as door_queries
from convenant.grievances.queries import holders
from convenant.grievances.queries.opened import OpenedKey, holder_with_ticket
from convenant.grievances.queries.recoveries import request_for, requests_for
from convenant.grievances.rules import keeps_the_door, may_hold_a_key
from convenant.people.access import page

COOKIE = "case_key"
HALF_AN_HOUR = 30 * 60


def opened_key(request: HttpRequest) -> OpenedKey | None:
    """The reader's own key, where it is open in this browser."""
    return holder_with_ticket(request.COOKIES.get(COOKIE, "")[:200], request.actor)  # type: ignore[attr-defined]


def _to(request: HttpRequest, name: str = "keys") -> HttpResponse:
    return redirect(f"grievances:{name}", agreement=request.agreement.slug)  # type: ignore[attr-defined]


@transaction.non_atomic_requests
@never_cache
@page(may_hold_a_key)
def keys(request: HttpRequest) -> HttpResponse:
    """One's own key: make it, open it, close it, change its secret; help others who lost theirs."""
    by: Any = request.actor  # type: ignore[attr-defined]
    holder = holders.key_of(by)
    deed = request.POST.get("deed", "")
    if request.method != "POST":
        return _keys(request, holder)
    try:
        if deed == "make" and holder is None:
            return _make(request, by)
        if deed == "open" and holder is not None:
            return _open(request, holder, by)
        if deed == "close":
            verbs.close_key(by=by)
            answer = _to(request)
            answer.delete_cookie(COOKIE, path=_path(request))
            messages.success(request, _("Your key is closed."))
            return answer
        if deed == "change" and holder is not None:
            return _change(request, holder, by)
        if deed == "ask" and holder is not None:
            return _ask(request, holder, by)
        if deed in ("help", "stop", "finish"):
            return _recover(request, holder, deed, by)
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
        return _to(request)
    raise Http404


def _make(request: HttpRequest, by: Any) -> HttpResponse:
    form = Make(request.POST, password=request.user.password)  # type: ignore[union-attr]
    if not form.is_valid():
        return _keys(request, None, {"make": form}, 422)
    pair = sealing.new_pair()
    wrapped = sealing.wrap(pair.private, form.cleaned_data["secret"])
    made = verbs.make_key(by=by, public=pair.public, private=pair.private, wrapped=wrapped)
    messages.success(
        request, _("You have a key. Write your secret down and keep it in a safe place.")
    )
    return _with_ticket(request, verbs.open_key(OpenedKey(made, pair.private), by=by))


def _open(request: HttpRequest, holder: Keyholder, by: Any) -> HttpResponse:
    form = Open(request.POST)
    if form.is_valid():
        try:
            private = sealing.unwrap(holder.wrapped, form.cleaned_data["secret"])
        except sealing.WrongSecret:
            form.add_error("secret", _("This secret does not open your key. Type it again."))
        else:
            ticket = verbs.open_key(OpenedKey(holder, private), by=by)
            return _with_ticket(request, ticket)
    return _keys(request, holder, {"open": form}, 422)


def _change(request: HttpRequest, holder: Keyholder, by: Any) -> HttpResponse:
    old, form = Open(request.POST, prefix="old"), Make(request.POST, password=request.user.password)  # type: ignore[union-attr]
    if old.is_valid() and form.is_valid():
        try:
            private = sealing.unwrap(holder.wrapped, old.cleaned_data["secret"])
        except sealing.WrongSecret:
            old.add_error("secret", _("This secret does not open your key. Type it again."))
        else:
            wrapped = sealing.wrap(private, form.cleaned_data["secret"])
            verbs.change_secret(OpenedKey(holder, private), by=by, wrapped=wrapped)
            messages.success(request, _("The new secret opens your key from now on."))
            return _to(request)
    return _keys(request, holder, {"old": old, "change": form}, 422)


def _ask(request: HttpRequest, holder: Keyholder, by: Any) -> HttpResponse:
    form = Ask(request.POST, password=request.user.password)  # type: ignore[union-attr]
    if not form.is_valid():
        return _keys(request, holder, {"ask": form}, 422)
    pair = sealing.new_pair()
    wrapped = sealing.wrap(pair.private, form.cleaned_data["secret"])
    why = form.cleaned_data["why"]
    verbs.ask_recovery(holder, by=by, public=pair.public, wrapped=wrapped, why=why)
    messages.success(request, _("The circle is asked. Let them hear or see that it is you."))
    return _to(request)


def _recover(request: HttpRequest, holder: Keyholder | None, deed: str, by: Any) -> HttpResponse:
    asked = request_for(by, request.POST.get("which", ""))
    if asked is None:
        raise Http404
    if deed == "stop":
        verbs.stop_recovery(asked, by=by)
        messages.success(request, _("This was stopped."))
        return _to(request)
    if deed == "help":
        key = opened_key(request)
        if key is None:
            raise Refused(_("Open your own key first; then you can help."))
        verbs.help_recover(asked, key, by=by)
        messages.success(request, _("You gave your share."))
        return _to(request)
    form = Open(request.POST)
    if form.is_valid():
        secret = form.cleaned_data["secret"]
        try:
            private = verbs.recovered_private(asked, sealing.unwrap(asked.wrapped, secret))
        except sealing.WrongSecret:
            form.add_error("secret", _("This is not the new secret that you chose."))
        else:
            verbs.finish_recovery(asked, private, by=by, wrapped=sealing.wrap(private, secret))
            messages.success(request, _("Your key opens with the new secret."))
            return _to(request)
    return _keys(request, holder, {"finish": form}, 422)


def _path(request: HttpRequest) -> str:
    return f"/{request.agreement.slug}/grievances/"  # type: ignore[attr-defined]


def _with_ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    to = request.POST.get("next", "")
    answer = (
        redirect(to)
        if url_has_allowed_host_and_scheme(to, None) and to.startswith(_path(request))
        else _to(request)
    )
    answer.set_cookie(
        COOKIE,
        ticket,
        max_age=HALF_AN_HOUR,
        path=_path(request),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def _keys(
    request: HttpRequest,
    holder: Keyholder | None,
    given: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    by: Any = request.actor  # type: ignore[attr-defined]
    forms = {
        "make": Make(),
        "open": Open(),
        "old": Open(prefix="old"),
        "change": Make(),
        "ask": Ask(),
        "finish": Open(),
    }
    circle = holders.circle()
    return render(
        request,
        "grievances/keys.html",
        {
            "holder": holder,
            "open": opened_key(request) is not None,
            "forms": {**forms, **(given or {})},
            "requests": requests_for(by),
            "circle": circle,
            "people": holders.in_circle(circle),
            "recoverable": holder is not None and holder.shares.exists(),
            "next": request.GET.get("next", request.POST.get("next", "")),
        },
        status=status,
    )


@never_cache
@page(keeps_the_door)
def desk(request: HttpRequest) -> HttpResponse:
    """The door as the secretariat keeps it: what is lacking, open it, close it; and the circle."""
    by: Any = request.actor  # type: ignore[attr-defined]
    deed = request.POST.get("deed", "")
    form, circle_form = Closing(), Circle(holders=holders.everyone())
    if request.method == "POST":
        try:
            if deed == "open":
                door_verbs.open_the_door(by=by)
                messages.success(request, _("The door is open."))
                return _to(request, "circle")
            if deed == "close":
                form = Closing(request.POST)
                if form.is_valid():
                    door_verbs.close_the_door(by=by, why=form.cleaned_data["why"])
                    messages.success(request, _("The door is closed."))
                    return _to(request, "circle")
            elif deed == "circle":
                circle_form = Circle(request.POST, holders=holders.everyone())
                if circle_form.is_valid():
                    given = circle_form.cleaned_data
                    verbs.name_circle(list(given["people"]), given["needed"], by=by)
                    messages.success(
                        request,
                        _("The circle is named. Each key gives its shares when it next opens."),
                    )
                    return _to(request, "circle")
            else:
                raise Http404
        except Refused as refusal:
            if deed == "open":
                messages.error(request, str(refusal.sentence))
            else:
                wrong: Any = circle_form if deed == "circle" else form
                wrong.add_error(None, str(refusal.sentence))
    circle = holders.circle()
    return render(
        request,
        "grievances/desk.html",
        {
            "door": door_queries.open_door(),
            "lacking": door_queries.lacking(),
            "is_open": door_queries.is_open(),
            "form": form,
            "circle_form": circle_form,
            "circle": circle,
            "people": holders.in_circle(circle),
            "everyone": holders.everyone(),
        },
        status=422 if request.method == "POST" else 200,
    )
