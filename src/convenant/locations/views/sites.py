"""Sites: the register, one site as each may read it, who shares what, merges and splits."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.locations.actions.sites import merge_sites, split_site, undo_change
from convenant.locations.forms.sites import OtherSite, Reason, SiteFilter, Split
from convenant.locations.queries import graph as graphs
from convenant.locations.queries import register as registers
from convenant.locations.queries.leverage import leverage_at
from convenant.locations.queries.notices import notices_at
from convenant.locations.queries.related import related_sites
from convenant.locations.queries.review import spellings_of, suggestions_for
from convenant.locations.queries.sites import site_by_code
from convenant.locations.rules import may_merge, may_open_site, may_read_graph
from convenant.locations.views.beside import beside, relation_in_words
from convenant.locations.views.own_sites import own_site_page
from convenant.locations.views.shared import page_of, standing_or_404
from convenant.people.access import page
from convenant.people.actions import note_looks

PAIRS_PER_PAGE = 100


@page(may_read_graph)
def sites(request: HttpRequest) -> HttpResponse:
    """Every site of the agreement."""
    by = request.actor  # type: ignore[attr-defined]
    form = SiteFilter(request.GET or None, countries=registers.countries_of(registers.register(by)))
    chosen = form.chosen() if form.is_bound else {}
    return render(
        request,
        "locations/sites/sites.html",
        {
            "form": form,
            "totals": registers.totals(by),
            **page_of(request, registers.register(by, **chosen)),
        },
    )


@page(may_open_site)
def site(request: HttpRequest, code: str) -> HttpResponse:
    """One site, by any code it ever had; a site a member does not list does not exist for it."""
    by = request.actor  # type: ignore[attr-defined]
    found = standing_or_404(code)
    reads_graph = may_read_graph(by)
    rows = [] if reads_graph else registers.own_rows(by, [found])[found.pk]
    if not reads_graph and not rows:
        raise Http404
    if found.code != code:
        return redirect("locations:site", agreement=request.agreement.slug, code=found.code)  # type: ignore[attr-defined]
    if not reads_graph:
        return own_site_page(request, found, rows)
    members = graphs.members_of(by, found)
    note_looks("site", concerns=[each.organisation.pk for each in members], by=by, on=found)
    return render(
        request,
        "locations/sites/site.html",
        {
            "site": found,
            "members": members,
            "leverage": leverage_at({each.organisation.pk: each.share for each in members}),
            "spellings": spellings_of(found),
            "changes": graphs.changes_at(found),
            "related": [(relation_in_words(kind), other) for kind, other in related_sites(found)],
            "notices": notices_at(found),
            "may_merge": may_merge(by),
        },
    )


@page(may_read_graph)
def graph(request: HttpRequest) -> HttpResponse:
    """Members and the sites they share, counted."""
    by = request.actor  # type: ignore[attr-defined]
    found = graphs.graph(by)
    note_looks("graph", concerns=[line.organisation.pk for line in found.members], by=by)
    return render(
        request,
        "locations/sites/graph.html",
        {
            "graph": found,
            "totals": registers.totals(by),
            "chart": _chart(found),
            **page_of(request, found.pairs, PAIRS_PER_PAGE),
        },
    )


def _chart(found: graphs.Graph, members: int = 60, pairs: int = 200) -> dict[str, Any]:
    """Nodes and links for the picture; the tables beside it hold everything."""
    nodes = found.members[:members]
    ids = {line.organisation.pk for line in nodes}
    return {
        "nodes": [
            {"id": str(line.organisation.pk), "name": line.organisation.name, "value": line.shared}
            for line in nodes
        ],
        "links": [
            {"source": str(pair.one.pk), "target": str(pair.other.pk), "value": pair.sites}
            for pair in found.pairs
            if pair.one.pk in ids and pair.other.pk in ids
        ][:pairs],
    }


@page(may_merge)
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Another site goes into this one: choose it, look at both, say why."""
    by = request.actor  # type: ignore[attr-defined]
    found = standing_or_404(code)
    wanted = (request.POST.get("other") or request.GET.get("other") or "").strip()
    choose = OtherSite({"other": wanted}) if wanted else OtherSite()
    other = site_by_code(wanted) if wanted else None
    if wanted and choose.is_valid():
        if other is None:
            choose.add_error("other", _("No site ever had this code. Check it and try again."))
        elif other.pk == found.pk:
            choose.add_error("other", _("This code leads to the site you are on."))
            other = None
    reason = Reason(request.POST if request.method == "POST" else None)
    if request.method == "POST" and other is not None and reason.is_valid():
        merge_sites(other, found, reason.cleaned_data["reason"], by=by)
        messages.success(
            request,
            _("%(other)s is now one site with %(site)s. Its code leads here.")
            % {"other": other, "site": found},
        )
        return redirect("locations:site", agreement=request.agreement.slug, code=found.code)  # type: ignore[attr-defined]
    return render(
        request,
        "locations/sites/merge.html",
        {
            "site": found,
            "other": other,
            "choose": choose,
            "reason": reason,
            "sides": beside(found, other) if other else None,
            "suggestions": [] if other else suggestions_for(found),
        },
    )


@page(may_merge)
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Rows that belong to another place go to a site of their own."""
    by = request.actor  # type: ignore[attr-defined]
    found = standing_or_404(code)
    rows = graphs.rows_at(by, found)
    form = Split(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        change = split_site(found, form.chosen(), form.cleaned_data["reason"], by=by)
        messages.success(
            request,
            _("The rows you chose are now at a site of their own: %(code)s.")
            % {"code": change.other.code},
        )
        return redirect("locations:site", agreement=request.agreement.slug, code=found.code)  # type: ignore[attr-defined]
    note_looks("site", concerns={row.organisation_id for row in rows}, by=by, on=found)
    return render(
        request, "locations/sites/split.html", {"site": found, "form": form, "rows": rows}
    )


@page(may_merge)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """A merge or split is taken back."""
    by = request.actor  # type: ignore[attr-defined]
    change = graphs.change_by_pk(by, pk)
    if change is None:
        raise Http404
    back = redirect(
        reverse("locations:site", args=[request.agreement.slug, change.site.code])  # type: ignore[attr-defined]
    )
    if request.method == "POST":
        try:
            undo_change(change, by=by)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("This was undone; everything is as it was before."))
    return back
