"""A person's calendar: made, ended, and read by other programs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from convenant.decisions.actions import calendars as verbs
from convenant.decisions.calendar_file import calendar_file
from convenant.decisions.queries import calendars as queries
from convenant.decisions.rules import may_have_calendar, may_open_calendar
from convenant.people.access import page

SESSION_KEY = "calendar_token"  # shown once, after it was made


@page(may_have_calendar)
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar: to make it, renew it, end it."""
    by = request.actor  # type: ignore[attr-defined]
    slug = request.agreement.slug  # type: ignore[attr-defined]
    here = reverse("decisions:calendar", args=[slug])
    if request.method == "POST":
        if request.POST.get("deed") == "close":
            verbs.close_calendar(by=by)
            messages.success(request, _("The address leads nowhere from now."))
        else:
            request.session[SESSION_KEY] = verbs.open_calendar(by=by)
        return redirect(here)
    token = request.session.pop(SESSION_KEY, None)
    address = (
        request.build_absolute_uri(reverse("decisions:calendar_file", args=[slug, token]))
        if token
        else ""
    )
    return render(
        request, "decisions/calendar.html", {"key": queries.key_of(by), "address": address}
    )


@page(may_open_calendar)
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address, as iCalendar; nothing where the address is not known."""
    person = queries.owner_of(token)
    if person is None:
        raise Http404
    agreement = request.agreement  # type: ignore[attr-defined]
    with translation.override(person.language):
        made = calendar_file(
            agreement.titles.get(person.language, agreement.title),
            request.get_host(),
            queries.calendar_of(person),
            lambda meeting: request.build_absolute_uri(
                reverse("decisions:meeting", args=[agreement.slug, meeting.pk])
            ),
        )
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
