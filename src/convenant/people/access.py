"""Who may open a page, said once at the page; and what every page's shell shows."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.people.rules import anyone


def signed_in(by: Actor) -> bool:
    """Anyone with an account."""
    return by.person_id is not None


def page(may: Callable[[Actor], bool]) -> Callable[[Callable[..., HttpResponse]], Any]:
    """A view for those whom `may` admits.

    Not signed in: to the sign-in page. No role in this agreement: not found, for its confidential
    pages do not exist for an outsider. A role, but not this page's: refused with a sentence. A verb's
    `Refused` becomes a message on the page one came from.
    """

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def run(
            request: HttpRequest, *, agreement: str | None = None, **kwargs: Any
        ) -> HttpResponse:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if may is not anyone:
                if actor.person_id is None:
                    return redirect_to_login(request.get_full_path())
                if agreement is not None and not actor.roles:
                    raise Http404
                if not may(actor):
                    raise PermissionDenied
            try:
                return view(request, **kwargs)
            except Refused as refusal:
                messages.error(request, refusal.sentence)
                if request.method == "POST":
                    return redirect(request.get_full_path())
                raise PermissionDenied(str(refusal.sentence)) from refusal

        run.may = may  # type: ignore[attr-defined]
        return run

    return wrap


@dataclass(frozen=True)
class Door:
    """A line in the agreement's navigation; an `inner` one shows while one is in its room."""

    order: int
    label: Any
    url_name: str
    may: Callable[[Actor], bool]
    inner: bool = False

    @property
    def room(self) -> str:
        return self.url_name.partition(":")[0]


_doors: list[Door] = []


def door(
    order: int, label: Any, url_name: str, may: Callable[[Actor], bool], *, inner: bool = False
) -> None:
    """A room puts itself in the agreement's navigation (from its `urls.py`)."""
    new = Door(order, label, url_name, may, inner)
    _doors[:] = sorted([d for d in _doors if d.url_name != url_name] + [new], key=lambda d: d.order)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The shell's context: the agreement, the actor, and the doors open to them.

    A room's inner doors stand on a line of their own while one is in it; a room whose own door is closed
    to the reader shows the first inner one that is open, so that every open page can be reached.
    """
    actor = getattr(request, "actor", None)
    agreement = getattr(request, "agreement", None)
    found = [d for d in _doors if d.may(actor)] if agreement is not None and actor else []
    entered: dict[str, Door] = {}
    for one in sorted(found, key=lambda d: (d.inner, d.order)):
        entered.setdefault(one.room, one)
    match = getattr(request, "resolver_match", None)
    here = match.namespace if match else ""
    inner = [d for d in found if d.room == here and (d.inner or d is entered[here])]
    return {
        "actor": actor,
        "agreement": agreement,
        "doors": [d for d in found if not d.inner or d is entered[d.room]],
        "inner_doors": inner if any(d.inner for d in inner) and len(inner) > 1 else [],
        "here": here,
    }
