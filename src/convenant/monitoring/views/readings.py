"""An assessor at work: criterion by criterion beside the evidence, then the replies, then an appeal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.queries.frameworks import themes_of
from convenant.base.verbs import Refused
from convenant.monitoring.actions import assessing as verbs
from convenant.monitoring.forms.assessing import Decision
from convenant.monitoring.models import Reading, Verdict
from convenant.monitoring.queries import assessing as queries
from convenant.monitoring.queries.assessing import ScoreLine
from convenant.monitoring.rules import may_assess
from convenant.monitoring.views.assessing import to_page
from convenant.people.access import page
from convenant.people.actions import note_looks

NOT_APPLICABLE = "-"  # what the radio sends; no level's id begins with a dash


@dataclass
class Scoring:
    """One criterion as the assessor's page shows it; what was typed stays where it could not be stored."""

    line: ScoreLine
    said: str = ""
    reason: str = ""
    question: str = ""
    fault: str = ""

    @property
    def key(self) -> str:
        return self.line.line.criterion.id


@page(may_assess)
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """The sections of one reading, how far they are, and its next step."""
    return _page(request, _reading(request, pk))


def _page(request: HttpRequest, found: Reading, unsaved: Sequence[str] = ()) -> HttpResponse:
    """The page; `unsaved` is what was typed and could not be stored, shown so that it is not lost."""
    by = request.actor  # type: ignore[attr-defined]
    case = queries.case_of(found.assessment)
    parts = queries.sheet(found, by)
    held = case.verdict
    today = timezone.localdate()
    replies = list(held.replies.all()) if held is not None else []
    return render(
        request,
        "monitoring/reading.html",
        {
            "reading": found,
            "found": found.assessment,
            "case": case,
            "verdict": held,
            "parts": parts,
            "asked": sum(len(part.lines) for part in parts),
            "scored": sum(part.scored for part in parts),
            "open_questions": queries.open_questions(found),
            "is_first": found.place == Reading.Place.FIRST,
            "waits_for_second": not queries.both_done(case),
            "heard": held is not None
            and (held.state != Verdict.State.DRAFT or queries.is_late(held, today)),
            "replies": replies,
            "unweighed": [each for each in replies if each.changed is None],
            "appeal": queries.appeal_given_with(found),
            "decision": Decision(),
            "outcome": queries.outcome_of(found) if not queries.unscored(found) else None,
            "unsaved": unsaved,
        },
        status=422 if unsaved else 200,
    )


@page(may_assess)
def section(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """The criteria of one section beside the company's answer, its documents and last year's."""
    by = request.actor  # type: ignore[attr-defined]
    found = _reading(request, pk)
    parts = queries.sheet(found, by)
    place = next((n for n, part in enumerate(parts) if part.section.id == section), None)
    if place is None:
        raise Http404
    lines, status = parts[place].lines, 200
    follow = parts[place + 1] if place + 1 < len(parts) else None
    if request.method == "POST":
        entries = [_saved(found, line, request.POST.dict(), by) for line in lines]
        if not any(entry.fault for entry in entries):
            messages.success(request, _("Your scores are stored."))
            if "next" in request.POST and follow is not None:
                return to_page(
                    request, "monitoring:reading_section", pk=pk, section=follow.section.id
                )
            if "next" in request.POST:
                return to_page(request, "monitoring:reading", pk=pk)
            return to_page(request, "monitoring:reading_section", pk=pk, section=section)
        status = 422
    else:
        entries = [_stored(line) for line in lines]
    return render(
        request,
        "monitoring/reading_section.html",
        {
            "reading": found,
            "found": found.assessment,
            "part": parts[place],
            "parts": parts,
            "entries": entries,
            "follow": follow,
            "themes": themes_of(found.assessment.framework),
            "faults": sum(bool(entry.fault) for entry in entries),
            "verdict": queries.case_of(found.assessment).verdict,
        },
        status=status,
    )


def _stored(line: ScoreLine) -> Scoring:
    if line.score is None:
        return Scoring(line)
    return Scoring(line, line.score.level or NOT_APPLICABLE, line.score.reason)


def _saved(found: Reading, line: ScoreLine, sent: dict[str, str], by: Any) -> Scoring:
    """One criterion stored by itself; what could not be stored keeps its words and says why."""
    key = line.line.criterion.id
    if f"{key}-reason" not in sent:
        return _stored(line)
    entry = Scoring(
        line,
        sent.get(f"{key}-said", ""),
        sent.get(f"{key}-reason", ""),
        sent.get(f"{key}-question", ""),
    )
    try:
        if entry.question.strip():
            line.questions.append(verbs.ask(found, key, by=by, text=entry.question))
            entry.question = ""
        if entry.said or entry.reason.strip():
            if not entry.said:
                raise Refused(_("Choose a level, or that it does not apply."))
            level = "" if entry.said == NOT_APPLICABLE else entry.said
            verbs.score(found, key, by=by, level=level, reason=entry.reason)
    except Refused as refusal:
        entry.fault = str(refusal.sentence)
    return entry


@page(may_assess)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step of a reading: finish, send the draft, weigh a reply, make final, decide an appeal."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = _reading(request, pk)
    if request.method != "POST":
        return to_page(request, "monitoring:reading", pk=pk)
    asked = request.POST.get("deed", "")
    try:
        if asked == "finish":
            verbs.finish_reading(found, by=by)
            messages.success(request, _("Your reading is done."))
        elif asked == "send":
            made = verbs.send_draft(found, by=by)
            messages.success(
                request,
                _("The company reads your scores now and may reply until %(day)s.")
                % {"day": made.reply_until.isoformat()},
            )
        elif asked == "weigh":
            level = request.POST.get("level", "")
            verbs.respond(
                found,
                request.POST.get("criterion", ""),
                by=by,
                response=request.POST.get("response", ""),
                level="" if level == NOT_APPLICABLE else level,
            )
            messages.success(request, _("Your response is stored."))
        elif asked == "final":
            verbs.make_final(found, by=by)
            messages.success(request, _("The assessment is final; the company reads it."))
        elif asked == "decide":
            held = queries.appeal_given_with(found)
            if held is None:
                raise Http404
            verbs.decide_appeal(
                held,
                by=by,
                outcome=request.POST.get("outcome", ""),
                reason=request.POST.get("reason", ""),
            )
            messages.success(request, _("The appeal is decided; the company reads it."))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        typed = request.POST.get("response" if asked == "weigh" else "reason", "").strip()
        if typed:
            return _page(request, found, [typed])
    return to_page(request, "monitoring:reading", pk=pk)


def _reading(request: HttpRequest, pk: int) -> Reading:
    by = request.actor  # type: ignore[attr-defined]
    found = queries.reading_for(by, pk)
    if found is None:
        raise Http404
    note_looks(
        "assessment", concerns=[found.assessment.organisation_id], by=by, on=found.assessment
    )
    return found
