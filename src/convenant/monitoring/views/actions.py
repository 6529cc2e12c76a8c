"""One corrective action: reports, evidence, and the monitor's word on it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.monitoring.actions import corrective as verbs
from convenant.monitoring.forms.actions import Close, Deadline, Evidence, Report
from convenant.monitoring.models import CorrectiveAction
from convenant.monitoring.queries import actions as queries
from convenant.monitoring.queries.visits import sight_of
from convenant.monitoring.rules import may_read_all_visits, may_read_some_visits, may_visit
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.rules import is_company
from convenant.risks.queries.register import theme_names

Stage = CorrectiveAction.Stage


@page(may_read_some_visits)
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """An action with everything said and shown of it that this reader may read."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.action_for(by, pk)
    if found is None:
        raise Http404
    forms = _forms(by, found)
    status = 200
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        if deed not in forms:
            raise Http404
        form = forms[deed] = _bound(request, found, forms[deed])
        if form.is_valid() and _deed(request, found, deed, form):
            return redirect("monitoring:action", agreement=request.agreement.slug, pk=found.pk)  # type: ignore[attr-defined]
        status = 422
    if not is_company(by):
        concerned = queries.concerned_by(found.finding.visit)
        note_looks("visit", concerns=concerned, by=by, on=found.finding.visit)
    desk = may_read_all_visits(by)
    sight = sight_of(by)
    return render(
        request,
        "monitoring/visits/action.html",
        {
            "action": found,
            "line": queries.line_of(
                found, sight, date.today(), **queries.counts_of([found.pk])[found.pk]
            ),
            "visit": found.finding.visit,
            "theme": theme_names().get(found.finding.theme, found.finding.theme),
            "steps": queries.steps_for(by, found),
            "files": queries.evidence_for(by, found),
            "answers": queries.answers_of(found) if desk else [],
            "forms": forms,
            "desk": desk,
            "reads_steps": desk or sight.company is not None,
        },
        status=status,
    )


def _forms(by: Actor, found: CorrectiveAction) -> dict[str, Any]:
    """What this person can do with the action now."""
    forms: dict[str, Any] = {}
    if found.stage != Stage.CLOSED and queries.may_report(by, found):
        forms["report"] = Report(action=found)
        forms["evidence"] = Evidence()
    if may_visit(by):
        if found.stage == Stage.DONE:
            forms["close"] = Close()
        if found.stage in (Stage.DONE, Stage.CLOSED):
            forms["reopen"] = Deadline(prefix="reopen")
        else:
            forms["deadline"] = Deadline()
    return forms


def _bound(request: HttpRequest, found: CorrectiveAction, form: Any) -> Any:
    if isinstance(form, Report):
        return Report(request.POST, action=found)
    return type(form)(request.POST, request.FILES, prefix=form.prefix)


def _deed(request: HttpRequest, found: CorrectiveAction, deed: str, form: Any) -> bool:
    by: Any = request.actor  # type: ignore[attr-defined]
    said = form.cleaned_data
    try:
        if deed == "report":
            verbs.report_progress(found, by=by, **said)
            messages.success(request, _("Your report is stored."))
        elif deed == "evidence":
            file = said["file"]
            verbs.add_evidence(
                found, by=by, name=said["name"], file_name=file.name, content=file.read()
            )
            messages.success(request, _("The file is stored."))
        elif deed == "close":
            verbs.close_action(found, by=by, **said)
            messages.success(request, _("The action is closed."))
        elif deed == "reopen":
            verbs.reopen_action(found, by=by, **said)
            messages.success(request, _("The action is open again."))
        else:
            verbs.move_deadline(found, by=by, **said)
            messages.success(request, _("The deadline is moved."))
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


@page(may_read_some_visits)
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that shows that something was done, as it came."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.evidence_file_for(by, pk)
    if found is None:
        raise Http404
    if found.organisation_id is not None:
        note_looks("action_evidence", concerns=[found.organisation_id], by=by, on=found)
    # Always handed out as a file: nothing that somebody sent is opened as a page of ours.
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.file_name)
    return answer
