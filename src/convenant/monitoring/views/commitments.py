"""Commitments of every party: report, judge, reply, final; and all of them side by side."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.verbs import Refused
from convenant.monitoring.actions import commitments as verbs
from convenant.monitoring.forms.standing import Judge, Promise, Report, Text
from convenant.monitoring.queries import commitments as queries
from convenant.monitoring.rules import (
    may_follow_commitments,
    may_judge,
    may_report_on,
    may_work_on_commitments,
)
from convenant.monitoring.views.assessing import to_page
from convenant.monitoring.views.years import asked_year
from convenant.people.access import page
from convenant.people.models import PARTY_KINDS
from convenant.people.queries import organisation
from convenant.people.rules import is_party


@page(may_follow_commitments)
def overview(request: HttpRequest) -> HttpResponse:
    """Every side's commitments of a year, as far as they are the reader's to see."""
    return _overview(request, None)


def _overview(request: HttpRequest, form: Promise | None, status: int = 200) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    year = asked_year(request)
    own = by.organisations(*PARTY_KINDS)
    found = list(queries.commitments_for(by, year))
    if own and form is None:
        form = Promise()
    return render(
        request,
        "monitoring/commitments.html",
        {
            "year": year,
            "years": sorted({*queries.years(), date.today().year}, reverse=True),
            "mine": [each for each in found if each.organisation_id in own],
            "is_party": bool(own),
            "groups": queries.by_side(c for c in found if c.organisation_id not in own),
            "counts": queries.counts(year),
            "sides": queries.side_names(),
            "bodies": queries.body_names(),
            "names": queries.obligation_names(),
            "form": form if own else None,
            "may_judge": may_judge(by),
        },
        status=status,
    )


@page(is_party)
def promise(request: HttpRequest) -> HttpResponse:
    """A party takes something on."""
    by: Any = request.actor  # type: ignore[attr-defined]
    own = next(iter(sorted(by.organisations(*PARTY_KINDS))), None)
    if request.method != "POST" or own is None:
        return to_page(request, "monitoring:commitments")
    form = Promise(request.POST)
    if not form.is_valid():
        return _overview(request, form, 422)
    try:
        verbs.take_on(organisation(own), by=by, year=asked_year(request), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _overview(request, form, 422)
    messages.success(request, _("Your commitment is on the list."))
    return to_page(request, "monitoring:commitments")


@page(may_judge)
def gather(request: HttpRequest) -> HttpResponse:
    """What the definition asks of sides and bodies stands on the list of a year."""
    if request.method == "POST":
        count = verbs.gather_commitments(asked_year(request), by=request.actor)  # type: ignore[attr-defined]
        messages.success(
            request,
            ngettext(
                "%(count)d commitment is new on the list.",
                "%(count)d commitments are new on the list.",
                count,
            )
            % {"count": count},
        )
    to = to_page(request, "monitoring:commitments")
    to["Location"] += f"?year={asked_year(request)}"
    return to


@page(may_follow_commitments)
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: what was promised, done, found and replied."""
    return _commitment(request, pk)


def _commitment(
    request: HttpRequest, pk: int, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    found = queries.commitment_for(by, pk)
    if found is None:
        raise Http404
    mine, judge = may_report_on(by, found), may_judge(by)
    today = timezone.localdate()
    own = {
        "report_form": Report(initial={"report": found.report, "proof": found.proof}),
        "judge_form": Judge(initial={"judgement": found.judgement, "reason": found.reason}),
        "reply_form": Text(initial={"text": found.reply}),
    }
    return render(
        request,
        "monitoring/commitment.html",
        {
            "found": found,
            "name": queries.obligation_names().get(found.obligation, found.text),
            "owner": found.organisation or queries.body_names().get(found.body, found.body),
            "can_report": mine and found.judged_at is None,
            "can_judge": judge and found.final_at is None,
            "can_reply": mine
            and found.judged_at is not None
            and found.final_at is None
            and found.replied_at is None
            and found.reply_until is not None
            and today <= found.reply_until,
            "can_finalise": judge
            and found.judged_at is not None
            and found.final_at is None
            and (
                found.replied_at is not None
                or (found.reply_until is not None and today > found.reply_until)
            ),
            **own,
            **(forms or {}),
        },
        status=status,
    )


@page(may_work_on_commitments)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Report, judge, reply or make final."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = queries.commitment_for(by, pk)
    if found is None:
        raise Http404
    if request.method != "POST":
        return to_page(request, "monitoring:commitment", pk=pk)
    asked = request.POST.get("deed", "")
    form: Any = None
    name = ""
    try:
        if asked == "report" and may_report_on(by, found):
            form, name = Report(request.POST), "report_form"
            if form.is_valid():
                verbs.report_on(found, by=by, seen=request.POST.get("was"), **form.cleaned_data)
        elif asked == "judge" and may_judge(by):
            form, name = Judge(request.POST), "judge_form"
            if form.is_valid():
                verbs.judge_commitment(found, by=by, **form.cleaned_data)
        elif asked == "reply" and may_report_on(by, found):
            form, name = Text(request.POST), "reply_form"
            if form.is_valid():
                verbs.reply_to_judgement(found, by=by, text=form.cleaned_data["text"])
        elif asked == "final" and may_judge(by):
            verbs.finalise_commitment(found, by=by)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        typed = [form.data.get(key, "") for key in ("report", "reason", "text")] if form else []
        if unsaved := [text for text in typed if text.strip()]:
            return _commitment(request, pk, {name: form, "unsaved": unsaved}, 422)
        return to_page(request, "monitoring:commitment", pk=pk)
    if form is not None and not form.is_valid():
        return _commitment(request, pk, {name: form}, 422)
    messages.success(request, _("Stored."))
    return to_page(request, "monitoring:commitment", pk=pk)
