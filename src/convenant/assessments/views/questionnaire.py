"""A company answers, over weeks and with colleagues: begin, a section at a time, submit, the result."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.assessments.actions import answers as verbs
from convenant.assessments.actions import evidence as document_verbs
from convenant.assessments.actions import frameworks as desk_verbs
from convenant.assessments.forms import Begin, Sheet, Why
from convenant.assessments.models import SelfAssessment, Tier
from convenant.assessments.queries import evidence, frameworks, standing
from convenant.assessments.queries import questionnaire as queries
from convenant.assessments.results import read
from convenant.assessments.rules import (
    may_answer,
    may_read_answers,
    may_read_results,
    may_read_sector,
    may_return,
    results_read,
)
from convenant.assessments.views import entries as typing
from convenant.assessments.views.fetching import (
    found_for,
    mine_for,
    own_company,
    to_page,
    year_asked,
)
from convenant.base.verbs import Refused
from convenant.locations.queries.introductions import company_of
from convenant.people.access import page
from convenant.people.models import Organisation
from convenant.people.queries import organisation
from convenant.people.rules import is_company


@page(may_read_results)
def overview(request: HttpRequest) -> HttpResponse:
    """A company's own years; for the desk where every member stands; for others whom they may read."""
    by = request.actor  # type: ignore[attr-defined]
    own, year = company_of(by), year_asked(request)
    if own is not None:
        return _own(request, organisation(own), year)
    found = standing.standings(year)
    allowed = results_read(by)
    readable = {a.pk for a in queries.assessments_for(by).filter(year=year)}
    return render(
        request,
        "assessments/members.html",
        {
            "year": year,
            "years": standing.years_answered(),
            "standings": [
                s
                for s in found
                if may_read_sector(by)
                or allowed is None
                or s.party.organisation_id in allowed
                or (s.assessment and s.assessment.pk in readable)
            ],
            "all": may_read_sector(by),
            "readable": readable,
            "framework": frameworks.framework_for(year),
            "statuses": {s.id: s for s in standing.statuses()},
        },
    )


def _own(
    request: HttpRequest, own: Organisation, year: int, form: Begin | None = None, status: int = 200
) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    framework = frameworks.framework_for(year)
    now = queries.assessment_of(own.pk, year)
    if now is None and framework is not None and form is None:
        form = Begin(framework=frameworks.asks(framework))
    context = {
        "company": own,
        "year": year,
        "framework": framework,
        "now": now,
        "progress": queries.progress(now) if now else None,
        "form": form if now is None else None,
        "earlier": [
            (a, read(a.final or a.result))
            for a in queries.assessments_for(by).filter(organisation=own).exclude(year=year)
        ],
        "statuses": {s.id: s for s in standing.statuses()},
    }
    return render(request, "assessments/own.html", context, status=status)


@page(is_company)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The company says what it is, and the questionnaire opens."""
    own = own_company(request, pk)
    year = year_asked(request)
    framework = frameworks.framework_for(year)
    if request.method != "POST" or framework is None:
        return to_page(request, "assessments:overview")
    form = Begin(request.POST, framework=frameworks.asks(framework))
    if not form.is_valid():
        return _own(request, own, year, form, 422)
    made = verbs.start_assessment(own, by=request.actor, year=year, **form.cleaned_data)  # type: ignore[attr-defined]
    return to_page(request, "assessments:assessment", pk=made.pk)


@page(may_read_answers)
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """One year of one company: its sections and how far they are, the workbook, submitting."""
    by = request.actor  # type: ignore[attr-defined]
    found = found_for(request, pk)
    parts = queries.questionnaire(found, by)
    mine = may_answer(by, found) and found.state == SelfAssessment.State.OPEN
    return render(
        request,
        "assessments/assessment.html",
        {
            "found": found,
            "member_class": frameworks.classes_of(found.framework).get(
                found.member_class, found.member_class
            ),
            "parts": parts,
            "mine": mine,
            "own": may_answer(by, found),
            "asked": sum(len(part.lines) for part in parts),
            "answered": sum(part.answered for part in parts),
            "left": sum(len(part.lines) - part.answered for part in parts),
            "refusable": [line for part in parts for line in part.lines if line.limit],
            "earlier": queries.earlier_than(found) if mine else None,
            "may_return": may_return(by) and found.state == SelfAssessment.State.SUBMITTED,
            "sheet_form": Sheet(),
            "why": Why(),
        },
    )


@page(may_read_answers)
def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The questions of one section; what is sent is stored question by question."""
    by = request.actor  # type: ignore[attr-defined]
    found = found_for(request, pk)
    parts = queries.questionnaire(found, by)
    place = next((n for n, part in enumerate(parts) if part.section.id == section), None)
    if place is None:
        raise Http404
    lines = parts[place].lines
    mine = may_answer(by, found) and found.state == SelfAssessment.State.OPEN
    status = 200
    if request.method == "POST":
        if not may_answer(by, found):
            raise Http404
        entries = typing.store_sent(found, lines, request.POST.dict(), by)
        if request.headers.get("X-Autosave"):
            return JsonResponse({e.key: typing.as_json(e) for e in entries if e.saved or e.fault})
        if not typing.faults(entries):
            messages.success(request, _("Your answers are stored."))
            follow = parts[place + 1] if place + 1 < len(parts) else None
            if "next" in request.POST and follow is not None:
                return to_page(request, "assessments:section", pk=pk, section=follow.section.id)
            if "next" in request.POST:
                return to_page(request, "assessments:assessment", pk=pk)
            return redirect(request.get_full_path())
        status = 422
    else:
        entries = [typing.stored(line) for line in lines]
    library = evidence.documents_for(by, found.organisation) if mine else []
    for entry in entries:
        shown = {item.pk for item in entry.line.documents}
        entry.documents_left = [item for item in library if item.pk not in shown]
    return render(
        request,
        "assessments/section.html",
        {
            "found": found,
            "part": parts[place],
            "parts": parts,
            "entries": entries,
            "mine": mine,
            "tiers": Tier.choices,
            "faults": typing.faults(entries),
            "themes": frameworks.themes_of(found.framework),
            "kinds": {k.id: k for k in frameworks.asks(found.framework).evidence_kinds},
            "follow": parts[place + 1] if place + 1 < len(parts) else None,
            "earlier": queries.earlier_than(found) if mine else None,
        },
        status=status,
    )


@page(is_company)
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """Last year's answers stand again: all that are still open, or one."""
    found = mine_for(request, pk)
    if request.method == "POST":
        only = request.POST.get("criterion")
        count = verbs.same_as_last_year(found, by=request.actor, criteria=[only] if only else None)  # type: ignore[attr-defined]
        messages.success(
            request,
            ngettext(
                "%(count)d answer of last year was taken over. Look at it again: what changed?",
                "%(count)d answers of last year were taken over. Look at them again: what changed?",
                count,
            )
            % {"count": count},
        )
        if section_id := request.POST.get("section"):
            to = to_page(request, "assessments:section", pk=pk, section=section_id)
            to["Location"] += f"#{only}" if only else ""
            return to
    return to_page(request, "assessments:assessment", pk=pk)


@page(is_company)
def show_document(request: HttpRequest, pk: int, criterion: str) -> HttpResponse:
    """A document is shown for an answer, or no longer."""
    found = mine_for(request, pk)
    chosen = request.POST.get("document", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 12 else 0
    item = evidence.document_for(request.actor, number)  # type: ignore[attr-defined]
    if request.method == "POST":
        if item is None:
            raise Refused(_("Choose a document from your list."))
        deed = (
            document_verbs.stop_using_evidence
            if "stop" in request.POST
            else document_verbs.use_evidence
        )
        deed(found, criterion, item, by=request.actor)  # type: ignore[attr-defined]
    asked = queries.criterion_named(frameworks.asks(found.framework), criterion)
    if asked is None:
        raise Http404
    to = to_page(request, "assessments:section", pk=pk, section=asked.section)
    to["Location"] += f"#{criterion}"
    return to


@page(is_company)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The company stands for its answers."""
    found = mine_for(request, pk)
    if request.method != "POST":
        return to_page(request, "assessments:assessment", pk=pk)
    try:
        verbs.submit_assessment(found, by=request.actor)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return to_page(request, "assessments:assessment", pk=pk)
    messages.success(
        request,
        _("Your assessment is submitted. This is where you stand by your own answers."),
    )
    return to_page(request, "assessments:result", pk=pk)


@page(may_return)
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretariat hands a submitted assessment back, with what is missing."""
    found = found_for(request, pk)
    if request.method == "POST":
        try:
            desk_verbs.return_assessment(found, by=request.actor, why=request.POST.get("why", ""))  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("The company can change its answers again."))
    return to_page(request, "assessments:assessment", pk=pk)
