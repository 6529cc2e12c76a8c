"""The public site list: for everyone, without a cookie or another host."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.locations.actions.notices import receive_notice
from convenant.locations.queries.sites import contributors, site_by_code
from convenant.people.access import page
from convenant.publishing import queries
from convenant.publishing.actions import publish
from convenant.publishing.files import csv_lines, geojson_parts
from convenant.publishing.forms import NoticeForm
from convenant.publishing.models import Edition
from convenant.publishing.rules import may_publish, may_read

ROWS_PER_PAGE = 50
NOTICES_PER_HOUR = 10


@page(may_read)
def site_list(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The newest edition, or the one at its own address: map, table, filters, files."""
    edition = queries.edition(number)
    if edition is None:
        if number is not None:
            raise Http404
        return render(request, "publishing/empty.html", {"rules": queries.rules()})
    chosen = {
        key: request.GET.get(key, "").strip()[:100] for key in ("words", "country", "product")
    }
    counted = queries.countries(edition)
    found = queries.sites(edition, **chosen)
    shown = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    kept = {key: value for key, value in chosen.items() if value}
    return render(
        request,
        "publishing/list.html",
        {
            "edition": edition,
            "newest": number is None,
            "editions": queries.editions()[:20],
            "countries": counted,
            "chosen": chosen,
            "page": shown,
            "query": urlencode(kept) + "&" if kept else "",
            "has": set(edition.fields),
        },
    )


def _edition(number: int) -> Edition:
    found = queries.edition(number)
    if found is None:
        raise Http404
    return found


def _file(parts: Any, edition: Edition, name: str, kind: str) -> HttpResponse:
    # Read inside the request: the walls are down to nothing once the response streams.
    answer = HttpResponse("".join(parts), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["ETag"] = f'"{edition.digest}"'
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@page(may_read)
def as_csv(request: HttpRequest, number: int) -> HttpResponse:
    """An edition as CSV."""
    edition = _edition(number)
    return _file(
        csv_lines(queries.sites(edition)),
        edition,
        f"{request.agreement.slug}-{number}.csv",  # type: ignore[attr-defined]
        "text/csv; charset=utf-8",
    )


@page(may_read)
def as_geojson(request: HttpRequest, number: int) -> HttpResponse:
    """An edition as GeoJSON."""
    edition = _edition(number)
    return _file(
        geojson_parts(queries.sites(edition)),
        edition,
        f"{request.agreement.slug}-{number}.geojson",  # type: ignore[attr-defined]
        "application/geo+json",
    )


@page(may_read)
def map_points(request: HttpRequest, number: int) -> HttpResponse:
    """The points of the map, as small as they can be; narrowed by the same filters as the table."""
    edition = _edition(number)
    chosen = {
        key: request.GET.get(key, "").strip()[:100] for key in ("words", "country", "product")
    }
    points = (
        queries.sites(edition, **chosen)
        .exclude(lat=None)
        .exclude(lng=None)
        .values_list("lng", "lat", "name", "code")
    )
    answer = JsonResponse({"points": [list(point) for point in points]})
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@page(may_read)
def site(request: HttpRequest, code: str) -> HttpResponse:
    """One published site, and the form to say that something is wrong there.

    A code that was merged into another leads to the site that stands for it now.
    """
    standing = site_by_code(code)
    found = queries.published_site(code)
    if standing is not None and standing.code != code and queries.published_site(standing.code):
        return redirect("publishing:site", request.agreement.slug, standing.code)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not _may_still_send(request):
            raise Refused(
                _(
                    "Too many notices came from your connection this hour. Try again later, or call the secretariat."
                )
            )
        if standing is None:
            raise Http404
        receive_notice(
            standing,
            form.cleaned_data["text"],
            form.cleaned_data["contact"],
            by=request.actor,  # type: ignore[attr-defined]
        )
        messages.success(
            request,
            _(
                "Thank you. The secretariat has your notice and will pass it on to whoever sources here, without your name."
            ),
        )
        return redirect(reverse("publishing:site", args=[request.agreement.slug, code]))  # type: ignore[attr-defined]
    return render(
        request,
        "publishing/site.html",
        {"site": found, "form": form, "has": set(found.edition.fields), "edition": found.edition},
        status=422 if form.errors else 200,
    )


def _may_still_send(request: HttpRequest) -> bool:
    """A bound on notices per connection; only a keyed hash of the address is kept, for an hour."""
    address = request.META.get("REMOTE_ADDR", "")
    key = "notices-" + salted_hmac("convenant.notices", address).hexdigest()[:24]
    cache.add(key, 0, 3600)
    return cache.incr(key) <= NOTICES_PER_HOUR


@page(may_publish)
def desk(request: HttpRequest) -> HttpResponse:
    """The secretariat's desk: what would be published now, when it is due, and the button."""
    today = date.today()
    if request.method == "POST":
        made = publish(by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("Edition %(number)d is published.") % {"number": made.number})
        return redirect("publishing:edition", request.agreement.slug, made.number)  # type: ignore[attr-defined]
    said = queries.rules()
    return render(
        request,
        "publishing/desk.html",
        {
            "rules": said,
            "due": queries.due(today),
            "next": said.next_date(today) if said else None,
            "contributors": contributors(),
            "editions": queries.editions(),
        },
    )
