"""Independent assessing: who reads whom, how far it is, and one company's way from draft to final."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.queries.frameworks import asks
from convenant.assessments.results import read, stored
from convenant.base.verbs import Refused
from convenant.monitoring.actions import allocating
from convenant.monitoring.actions import assessing as verbs
from convenant.monitoring.forms.assessing import Allocate, Ground, Tie
from convenant.monitoring.models import Verdict
from convenant.monitoring.queries import allocating as drawing
from convenant.monitoring.queries import assessing as queries
from convenant.monitoring.rules import (
    may_allocate,
    may_assess,
    may_follow_assessing,
    may_reply,
)
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.models import Kind
from convenant.people.rules import is_company, is_inside


def year_asked(request: HttpRequest) -> int:
    """The year in the address, else the newest with something to assess, else this one."""
    asked = request.GET.get("year", "")
    if asked.isdecimal() and len(asked) == 4:
        return int(asked)
    return next(iter(queries.years()), date.today().year)


@page(may_follow_assessing)
def overview(request: HttpRequest) -> HttpResponse:
    """Every assessment of a year that the reader may follow, and what waits for them."""
    by = request.actor  # type: ignore[attr-defined]
    year = year_asked(request)
    found = queries.cases_for(by, year)
    own = by.organisations(Kind.COMPANY)
    if own and len(found) == 1:
        return to_page(request, "monitoring:verdict", pk=found[0].assessment.pk)
    return render(
        request,
        "monitoring/assessing.html",
        {
            "year": year,
            "years": queries.years(),
            "cases": found,
            "mine": [
                (case, reading)
                for case in found
                for reading in case.readings
                if reading.assessor_id == by.person_id
            ],
            "agreement_of_readers": queries.agreement_between_readers(year) if not own else None,
            "may_allocate": may_allocate(by),
            "may_assess": may_assess(by),
            "is_desk": by.has(Kind.MONITOR, Kind.SECRETARIAT),
            "unread": sum(case.first is None for case in found),
            "today": timezone.localdate(),
        },
    )


@page(may_allocate)
def allocate(request: HttpRequest) -> HttpResponse:
    """Assessments without a reader get one, drawn from a public seed."""
    year = year_asked(request)
    form, status = Allocate(), 200
    if request.method == "POST":
        form, status = Allocate(request.POST), 422
        if form.is_valid():
            try:
                made = allocating.allocate_readings(year, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Everyone has a reader. This is how it was drawn."))
                return to_page(request, "monitoring:allocation", pk=made.pk)
    return render(
        request,
        "monitoring/allocate.html",
        {
            "form": form,
            "year": year,
            "waiting": [case for case in queries.cases(year) if case.first is None],
            "assessors": drawing.assessors(),
            "interests": drawing.interests(),
            "earlier": drawing.allocations(year),
        },
        status=status,
    )


@page(is_inside)
def allocation(request: HttpRequest, pk: int) -> HttpResponse:
    """How readers were drawn: the seed, where it was public, and how anyone works it out again."""
    found = drawing.allocation(pk)
    if found is None:
        raise Http404
    by = request.actor  # type: ignore[attr-defined]
    companies, people = drawing.names_in(found)
    desk = by.has(Kind.MONITOR, Kind.SECRETARIAT)
    return render(
        request,
        "monitoring/allocation.html",
        {
            "found": found,
            "readings": list(found.readings.select_related("assessment__organisation", "assessor"))
            if desk
            else [],
            "desk": desk,
            "companies": companies,
            "assessors": people,
            "conflicts": sum(len(held) for held in found.drawn_from["conflicts"].values()),
        },
    )


@page(may_assess)
def ties(request: HttpRequest) -> HttpResponse:
    """Ties to companies, declared by the assessor or the monitor."""
    by = request.actor  # type: ignore[attr-defined]
    all_ties = may_allocate(by)
    who = drawing.assessors() if all_ties else drawing.assessors().filter(pk=by.person_id)
    companies = drawing.companies_to_choose()
    form, status = Tie(assessors=who, organisations=companies), 200
    if request.method == "POST" and "end" in request.POST:
        held = drawing.interests().filter(pk=_number(request.POST["end"])).first()
        if held is None:
            raise Http404
        allocating.end_interest(held, by=by)
        messages.success(request, _("The tie is ended; the journal keeps that it was there."))
        return to_page(request, "monitoring:ties")
    if request.method == "POST":
        form, status = Tie(request.POST, assessors=who, organisations=companies), 422
        if form.is_valid():
            try:
                allocating.declare_interest(by=by, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Declared. The drawing takes it into account."))
                return to_page(request, "monitoring:ties")
    found: Any = drawing.interests()
    if not all_ties:
        found = found.filter(assessor_id=by.person_id)
    return render(
        request,
        "monitoring/ties.html",
        {"form": form, "ties": found, "all": all_ties},
        status=status,
    )


@page(may_follow_assessing)
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """One company's assessment from draft to final: scores with reasons, replies, appeals."""
    return _verdict(request, case_for(request, pk))


def _verdict(request: HttpRequest, case: queries.Case, unsaved: Sequence[str] = ()) -> HttpResponse:
    """The page; `unsaved` is what was typed and could not be stored, shown so that it is not lost."""
    by = request.actor  # type: ignore[attr-defined]
    mine = case.assessment.organisation_id in by.organisations(Kind.COMPANY)
    held, today = case.verdict, timezone.localdate()
    parts = queries.draft(case, by)
    may = mine and held is not None and may_reply(by, held)
    can_reply = (
        may and held is not None and held.state == Verdict.State.DRAFT and today <= held.reply_until
    )
    framework = asks(case.assessment.framework)
    shown = read(case.assessment.final)
    if shown is None and parts:
        shown = read(stored(queries.outcome_of(queries.deciding(case))))
    appeals = queries.appeals_of(held)
    return render(
        request,
        "monitoring/verdict.html",
        {
            "case": case,
            "found": case.assessment,
            "verdict": held,
            "parts": parts,
            "mine": mine,
            "can_reply": can_reply,
            "late": held is not None and queries.is_late(held, today),
            "questions": queries.questions_to(case.assessment.organisation_id).filter(
                reading__assessment=case.assessment
            )
            if mine
            else [],
            "result": shown,
            "own": read(case.assessment.result),
            "statuses": {s.id: s for s in framework.statuses},
            "criteria": {c.id: c for c in framework.criteria},
            "appeals": appeals,
            "can_appeal": may
            and held is not None
            and held.appeal_until is not None
            and today <= held.appeal_until
            and all(appeal.outcome for appeal in appeals),
            "ground": Ground(),
            "unsaved": unsaved,
        },
        status=422 if unsaved else 200,
    )


@page(is_company)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The company's replies to the draft, all that were sent; closing says that nothing more comes."""
    by = request.actor  # type: ignore[attr-defined]
    case = case_for(request, pk)
    if case.verdict is None or case.assessment.organisation_id not in by.organisations(
        Kind.COMPANY
    ):
        raise Http404
    unsaved: list[str] = []
    refused: dict[str, None] = {}  # each reason once
    if request.method == "POST":
        for name, text in request.POST.items():
            if not name.startswith("reply-"):
                continue
            key = name.removeprefix("reply-")
            seen = request.POST.get(f"was-{key}")
            try:
                verbs.reply(case.verdict, key, by=by, text=str(text), seen=seen)
            except Refused as refusal:
                if str(text).strip():
                    unsaved.append(str(text))
                refused[str(refusal.sentence)] = None
        for sentence in refused:
            messages.error(request, sentence)
        if unsaved:
            return _verdict(request, case_for(request, pk), unsaved)
        try:
            if refused:
                pass  # told already
            elif "close" in request.POST:
                verbs.close_reply(case.verdict, by=by)
                messages.success(request, _("Your reply is closed; the assessor weighs it now."))
            else:
                messages.success(
                    request, _("Your reply is stored; the assessor reads it once you close it.")
                )
        except Refused as refusal:
            messages.error(request, refusal.sentence)
    return to_page(request, "monitoring:verdict", pk=pk)


@page(is_company)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The company answers an assessor's question."""
    found = queries.question_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            verbs.answer_question(found, by=request.actor, text=request.POST.get("text", ""))  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            if text := request.POST.get("text", "").strip():
                return _verdict(request, case_for(request, found.reading.assessment_id), [text])
        else:
            messages.success(request, _("Your answer is sent."))
    return to_page(request, "monitoring:verdict", pk=found.reading.assessment_id)


@page(is_company)
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """The company contests a final outcome."""
    by = request.actor  # type: ignore[attr-defined]
    case = case_for(request, pk)
    if case.verdict is None or case.assessment.organisation_id not in by.organisations(
        Kind.COMPANY
    ):
        raise Http404
    if request.method == "POST":
        try:
            verbs.appeal(case.verdict, by=by, ground=request.POST.get("ground", ""))
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            if ground := request.POST.get("ground", "").strip():
                return _verdict(request, case_for(request, pk), [ground])
        else:
            messages.success(
                request, _("Your appeal is filed. Someone who did not read it before decides.")
            )
    return to_page(request, "monitoring:verdict", pk=pk)


def case_for(request: HttpRequest, pk: int) -> queries.Case:
    """One assessment on its way, looked at on the record."""
    by = request.actor  # type: ignore[attr-defined]
    found = queries.case_for(by, pk)
    if found is None:
        raise Http404
    note_looks(
        "assessment", concerns=[found.assessment.organisation_id], by=by, on=found.assessment
    )
    return found


def to_page(request: HttpRequest, name: str, **kwargs: Any) -> HttpResponse:
    return redirect(name, agreement=request.agreement.slug, **kwargs)  # type: ignore[attr-defined]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0
