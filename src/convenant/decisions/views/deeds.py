"""Several deeds on one page: each with its form, none of what was typed is lost where one is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused


@dataclass(frozen=True)
class Deed:
    """One thing to do on a page: how its form is made (none where it is a button), and the verb."""

    do: Callable[[Any], Any]
    form: Callable[..., Form] | None = None
    key: str = ""  # where one page has the same form several times: which of them

    def unbound(self, name: str, **kwargs: Any) -> Form:
        assert self.form is not None  # noqa: S101 -- asked of deeds with a form only
        return self.form(auto_id=f"{name}-%s", **kwargs)


def asks_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever follows a link to what is not public may be one of its readers, once signed in."""
    if request.actor.person_id is not None:  # type: ignore[attr-defined]
        raise Http404
    return redirect_to_login(request.get_full_path())


def shown(
    deeds: dict[str, Deed], initial: dict[str, dict[str, Any]] | None = None
) -> dict[str, Form]:
    """An empty form for each deed that has one."""
    initial = initial or {}
    return {
        name.replace("-", "_"): deed.unbound(name, initial=initial.get(name))
        for name, deed in deeds.items()
        if deed.form is not None
    }


def renewed(bound: dict[str, Form], now: dict[str, dict[str, Any]], *names: str) -> dict[str, Form]:
    """Refused forms with these hidden fields as they are now: the page shows what is new, and what was typed can
    be sent again after reading it. A form with a fault in a field was not looked at by the verb, so it stays."""
    for key, form in bound.items():
        if set(form.errors) - {NON_FIELD_ERRORS}:
            continue
        sent: Any = form.data
        data = sent.copy()
        for name in names:
            if name in form.fields and name in now.get(key, {}):
                data[form.add_prefix(name)] = str(now[key][name])
        form.data = data
    return bound


def carry_out(
    request: HttpRequest,
    deeds: dict[str, Deed],
    again: Callable[[dict[str, Form], int], HttpResponse],
    back: str,
) -> HttpResponse:
    """Do what was asked; refused with its form still filled in, or with a sentence where it has none."""
    name = request.POST.get("deed", "")
    deed = deeds.get(name)
    if deed is None:
        messages.error(request, _late(request))
        return redirect(back)
    if deed.form is None:
        try:
            deed.do(request.POST)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect(back)
    else:
        form = deed.form(request.POST, request.FILES, auto_id=f"{name}-%s")
        if not form.is_valid():
            return again({name.replace("-", "_"): form}, 422)
        try:
            deed.do(form)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
            return again({name.replace("-", "_"): form}, 422)
    messages.success(request, _("Stored."))
    return redirect(back)


def _late(request: HttpRequest) -> str:
    """It cannot be done any more, with what was typed, so that it is not lost."""
    said = _("This cannot be done any more; the page shows how it stands now.")
    typed = [
        value
        for key, value in request.POST.items()
        if key not in ("csrfmiddlewaretoken", "deed", "version", "digest", "seen", "after")
        and isinstance(value, str)
        and len(value.split()) > 1
    ]
    return f"{said} {_('You wrote:')} {' '.join(typed)}" if typed else said
