"""What every page of the door is: without account, cookie or memory of who came."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from convenant.grievances.languages import Language, language
from convenant.grievances.queries.public import check_of
from convenant.grievances.views.door_uploads import SealingUploadHandler
from convenant.people.access import page
from convenant.people.rules import anyone

LARGEST_POST = 24 * 2**20


def at_the_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the door: in a language it has, kept nowhere, telling no other page where one was.

    Without the token against forged posts, which would need a cookie: there is no session to ride on, and what
    a form does is proved by a receipt or a ticket that only the page has.
    """

    @functools.wraps(view)
    def run(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        chosen = language(code)
        if chosen is None:
            if request.method in ("GET", "HEAD"):  # a slip in the address: choose a language
                return redirect("grievances:door_choose", agreement=request.agreement.slug)  # type: ignore[attr-defined]
            raise Http404
        if request.method == "POST":
            size = request.META.get("CONTENT_LENGTH") or "0"
            if not size.isdecimal() or len(size) > 12 or int(size) > LARGEST_POST:
                return shown(request, chosen, "fault", {"key": "fault.file_size"}, 413)
        # Nothing that is sent may touch the disk before it is sealed.
        uploads = SealingUploadHandler(request)
        if request.method == "POST":
            request.upload_handlers = [uploads]
        # What the rest of the house says is Dutch or English.
        with override(code if code in dict(settings.LANGUAGES) else "en"):
            try:
                answer = view(request, chosen, **kwargs)
            finally:
                uploads.discard()
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    wrapped = page(anyone)(run)
    return csrf_exempt(transaction.non_atomic_requests(never_cache(wrapped)))


def shown(
    request: HttpRequest,
    chosen: Language,
    name: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the door, made without anything that knows who is signed in."""
    html = render_to_string(
        f"grievances/door/{name}.html",
        {
            "language": chosen,
            "slug": request.agreement.slug,  # type: ignore[attr-defined]
            "agreement": request.agreement,  # type: ignore[attr-defined]
            "checked": check_of(chosen),
            **(context or {}),
        },
    )
    return HttpResponse(html, status=status)
