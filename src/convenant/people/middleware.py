"""Each request runs inside the walls: of its agreement, or of none."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from convenant.base.actors import OUTSIDER, Actor
from convenant.base.once import one_request
from convenant.base.walls import behind_walls, within
from convenant.people.queries import actor_for, agreement_by_slug


class AgreementMiddleware:
    """Opens the agreement named in the address (`agreement` in the route) and finds the actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.agreement, request.actor = None, OUTSIDER  # type: ignore[attr-defined]
        try:
            slug = resolve(request.path_info).kwargs.get("agreement")
        except Resolver404:
            slug = None
        if slug is None:
            with behind_walls():
                if request.user.is_authenticated:
                    request.actor = Actor(request.user.pk, str(request.user))  # type: ignore[attr-defined]
                return self.get_response(request)
        with behind_walls():
            agreement = agreement_by_slug(slug)
        if agreement is None:
            raise Http404
        with within(agreement), one_request():
            request.agreement = agreement  # type: ignore[attr-defined]
            request.actor = actor_for(request.user)  # type: ignore[attr-defined]
            return self.get_response(request)
