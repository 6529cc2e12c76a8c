"""The secretariat's inbox of notices from outside."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.locations.actions.notices import close_notice, take_up_notice
from convenant.locations.forms.sites import CloseNotice, NoticeFilter
from convenant.locations.models import SiteNotice
from convenant.locations.queries import notices as inbox
from convenant.locations.queries.families import standing_site
from convenant.locations.rules import may_review
from convenant.locations.views.shared import page_of
from convenant.people.access import page


@page(may_review)
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice, newest first."""
    by = request.actor  # type: ignore[attr-defined]
    form = NoticeFilter(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    return render(
        request,
        "locations/notices/notices.html",
        {
            "form": form,
            "new": inbox.new_notices_count(),
            **page_of(request, inbox.notices(by, state)),
        },
    )


@page(may_review)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: read it, take it up, close it with what came of it."""
    by = request.actor  # type: ignore[attr-defined]
    found = inbox.notice_by_pk(by, pk)
    if found is None:
        raise Http404
    form = CloseNotice()
    if request.method == "POST":
        again = redirect("locations:notice", agreement=request.agreement.slug, pk=pk)  # type: ignore[attr-defined]
        if request.POST.get("deed") == "take_up":
            take_up_notice(found, by=by)
            messages.success(request, _("You took this notice up."))
            return again
        form = CloseNotice(request.POST)
        if form.is_valid():
            close_notice(found, form.cleaned_data["outcome"], by=by)
            messages.success(request, _("The notice is closed."))
            return again
    return render(
        request,
        "locations/notices/notice.html",
        {
            "notice": found,
            "site": standing_site(found.site),
            "form": form,
            "closed": found.state == SiteNotice.State.CLOSED,
        },
    )
