"""The public register of cases, without anybody in it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from convenant.grievances.queries import register as queries
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.stages import stage_names
from convenant.people.access import page
from convenant.people.rules import anyone
from convenant.risks.queries.register import theme_names


@page(anyone)
def register(request: HttpRequest) -> HttpResponse:
    """Every case that is public."""
    return render(request, "grievances/register.html", {"rows": queries.rows(), **_words()})


@page(anyone)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One of them, at its permanent address."""
    found = queries.row_of(code)
    if found is None:
        raise Http404
    return render(request, "grievances/register_one.html", {"row": found, **_words()})


def _words() -> dict[str, object]:
    return {
        "names": stage_names(),
        "themes": {str(key): str(name) for key, name in theme_names().items()},
        "minimum": procedure().minimum_shown,
    }
