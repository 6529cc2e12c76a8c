"""A company's own workspace: what it was told, what it answered, what it bears of a remedy."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances.actions import remedies as remedy_verbs
from convenant.grievances.actions import routing as verbs
from convenant.grievances.forms.companies import Answer, Deed
from convenant.grievances.models import Notice
from convenant.grievances.queries import remedies, routing
from convenant.grievances.rules import is_told_of_cases
from convenant.people.access import page


@never_cache
@page(is_told_of_cases)
def notices(request: HttpRequest) -> HttpResponse:
    """Everything the company was told, and what waits for an answer."""
    by = request.actor  # type: ignore[attr-defined]
    waiting = {one.pk for one in routing.waiting_for(by)}
    found = list(routing.notices_of(by))
    return render(
        request,
        "grievances/notices.html",
        {"notices": found, "waiting": waiting, "today": routing.today()},
    )


@never_cache
@page(is_told_of_cases)
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """One notice: the text, what was said about it, an answer, and the company's part of the remedy."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = routing.notice_of(by, code)
    if found is None:
        raise Http404
    if request.method != "POST":
        verbs.open_notice(found, by=by)
        return _notice(request, found, Answer())
    form = Answer(request.POST, request.FILES)
    if form.is_valid():
        try:
            given = form.cleaned_data
            verbs.answer(
                found, by=by, text=given["text"], kind=given["kind"], files=given["documents"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The handlers of the case have your answer."))
            return _back(request, found)
    return _notice(request, found, form, status=422)


@never_cache
@page(is_told_of_cases)
def deed(request: HttpRequest, code: str, share: str) -> HttpResponse:
    """What was paid or done under the company's own share."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = routing.notice_of(by, code)
    own = remedies.share_of(by, share)
    if found is None or own is None or own.item.case_id != found.release.case_id:
        raise Http404
    if request.method != "POST":
        return _back(request, found)
    form = Deed(request.POST, request.FILES, prefix=own.code)
    if form.is_valid():
        given = form.cleaned_data
        try:
            remedy_verbs.do_remedy(
                own,
                by=by,
                said=given["said"],
                on=given["on"],
                amount=given["amount"],
                proof=form.proof_given(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("It is in the ledger. The people it is for are asked."))
            return _back(request, found)
    return _notice(request, found, Answer(), {own.code: form}, 422)


def _back(request: HttpRequest, found: Notice) -> HttpResponse:
    return redirect("grievances:notice", agreement=request.agreement.slug, code=found.code)  # type: ignore[attr-defined]


def _notice(
    request: HttpRequest,
    found: Notice,
    form: Answer,
    deeds: dict[str, Deed] | None = None,
    status: int = 200,
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    borne = [
        (one, (deeds or {}).get(one.share.code) or Deed(prefix=one.share.code))
        for one in remedies.borne_by(by, found.release.case)
    ]
    return render(
        request,
        "grievances/notice.html",
        {
            "notice": found,
            "words": found.words.prefetch_related("files").select_related("author"),
            "form": form,
            "borne": borne,
            "late": found.due < routing.today(),
        },
        status=status,
    )
