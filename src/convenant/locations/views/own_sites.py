"""A member's own sites: how many others are there, its share, and the door to an introduction."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.locations.actions.introductions import ask_introduction, withdraw_introduction
from convenant.locations.actions.sites import declare_share
from convenant.locations.forms.sites import AskIntroduction, Share, SiteFilter
from convenant.locations.models import ListedSite, Site
from convenant.locations.queries import register as registers
from convenant.locations.queries.introductions import company_of, standing_at
from convenant.locations.queries.leverage import leverage_for
from convenant.locations.rules import may_read_own_sites
from convenant.locations.views.shared import page_of, standing_or_404
from convenant.people.access import page


@page(may_read_own_sites)
def our_sites(request: HttpRequest) -> HttpResponse:
    """A member's own sites, and how many others are at each."""
    by = request.actor  # type: ignore[attr-defined]
    form = SiteFilter(
        request.GET or None, countries=registers.countries_of(registers.own_sites(by))
    )
    chosen = form.chosen() if form.is_bound else {}
    context = page_of(request, registers.own_sites(by, **chosen))
    here = list(context["page"].object_list)
    rows = registers.own_rows(by, here)
    standings = standing_at(company_of(by) or 0, here)
    lines = [
        {
            "site": site,
            "rows": rows[site.pk],
            "others": others_at(site),
            "standing": standings[site.pk],
        }
        for site in here
    ]
    return render(
        request,
        "locations/sites/our_sites.html",
        {
            **context,
            "form": form,
            "lines": lines,
            "count": registers.own_sites(by).count(),
            "shared": registers.shared_sites_count(by),
            "unmatched": registers.own_rows_without_site(by),
        },
    )


def others_at(site: Site) -> int:
    """How many members besides the reader's own list a site that the reader lists."""
    return max(0, site.member_count - 1)


def own_site_page(
    request: HttpRequest,
    found: Site,
    rows: list[ListedSite],
    *,
    share: Share | None = None,
    ask: AskIntroduction | None = None,
    status: int = 200,
) -> HttpResponse:
    """One of a member's own sites."""
    own = company_of(request.actor)  # type: ignore[attr-defined]
    leverage = leverage_for(own or 0, found)
    low, high = leverage.own or leverage.earlier or (None, None)
    return render(
        request,
        "locations/sites/own_site.html",
        {
            "site": found,
            "rows": rows,
            "other_members": others_at(found),
            "standing": standing_at(own or 0, [found])[found.pk],
            "leverage": leverage,
            "share": share or Share(initial={"low": low, "high": high}),
            "ask": ask or AskIntroduction(),
        },
        status=status,
    )


def _own_site_or_404(request: HttpRequest, code: str) -> tuple[Site, list[ListedSite]]:
    found = standing_or_404(code)
    rows = registers.own_rows(request.actor, [found])[found.pk]  # type: ignore[attr-defined]
    if not rows:
        raise Http404
    return found, rows


def _back(request: HttpRequest, found: Site) -> HttpResponse:
    return redirect("locations:site", agreement=request.agreement.slug, code=found.code)  # type: ignore[attr-defined]


@page(may_read_own_sites)
def share(request: HttpRequest, code: str) -> HttpResponse:
    """A member declares its share of a site's capacity, changes it or takes it back."""
    found, rows = _own_site_or_404(request, code)
    if request.method != "POST":
        return _back(request, found)
    form = Share(request.POST)
    if not form.is_valid():
        return own_site_page(request, found, rows, share=form, status=422)
    low, high = form.cleaned_data["low"], form.cleaned_data["high"]
    declare_share(found, low, high, by=request.actor)  # type: ignore[attr-defined]
    messages.success(
        request,
        _("Your share is taken back.")
        if low is None and high is None
        else _("Your share is stored."),
    )
    return _back(request, found)


@page(may_read_own_sites)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """A member asks to be introduced at a site."""
    found, rows = _own_site_or_404(request, code)
    if request.method != "POST":
        return _back(request, found)
    form = AskIntroduction(request.POST)
    if form.is_valid():
        try:
            ask_introduction(found, form.cleaned_data["message"], by=request.actor)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(
                request, _("You asked. Nobody reads your name before they say yes themselves.")
            )
            return _back(request, found)
    return own_site_page(request, found, rows, ask=form, status=422)


@page(may_read_own_sites)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """A member takes its request back."""
    found, _rows = _own_site_or_404(request, code)
    if request.method == "POST":
        withdraw_introduction(found, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("You took your request back. Introductions already made stay."))
    return _back(request, found)
