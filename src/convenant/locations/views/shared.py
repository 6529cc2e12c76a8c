"""What several of this room's pages need: one page of many rows, and a site by its code."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest

from convenant.locations.models import Site
from convenant.locations.queries.sites import site_by_code

PER_PAGE = 50


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE) -> dict[str, Any]:
    found = Paginator(rows, per_page).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    return {"page": found, "query": f"{rest.urlencode()}&" if rest else ""}


def standing_or_404(code: str) -> Site:
    site = site_by_code(code)
    if site is None:
        raise Http404
    return site
