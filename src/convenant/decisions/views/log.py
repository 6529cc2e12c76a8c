"""The decision log: everything that was decided, to be found by words, body, subject and year."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from convenant.decisions.forms.proposals import Find
from convenant.decisions.queries import proposals as queries
from convenant.decisions.queries.asks import asks_for
from convenant.decisions.queries.record_of_meeting import result_in_words
from convenant.decisions.queries.shown import changes_of
from convenant.decisions.queries.tables import body_name
from convenant.decisions.rules import may_follow, may_read_log
from convenant.people.access import page

A_PAGE = 50


@page(may_read_log)
def log(request: HttpRequest) -> HttpResponse:
    """Decisions the reader may know of, newest first."""
    by: Any = request.actor  # type: ignore[attr-defined]
    form = Find(request.GET or None, years=queries.log_years(by), auto_id="find-%s")
    said = form.cleaned_data if form.is_valid() else {}
    found = queries.log_for(
        by,
        said.get("q", ""),
        said.get("body", ""),
        said.get("about", ""),
        int(said["year"]) if said.get("year") else None,
    )
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    changed, words = changes_of(by, shown), said.get("q", "")
    filtered = any(value for name, value in said.items() if name != "q")
    return render(
        request,
        "decisions/log.html",
        {
            "form": form,
            "page_of": shown,
            "query": f"{asked.urlencode()}&" if asked else "",
            "lines": [
                (one, body_name(one.body), result_in_words(one.result), changed.get(one.pk, []))
                for one in shown
            ],
            "searched": any(said.values()),
            "asks": asks_for(by, words)[:A_PAGE] if shown.number == 1 and not filtered else [],
            "inside": may_follow(by),
        },
    )
