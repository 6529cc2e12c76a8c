"""The questionnaire out as a workbook, and a filled-in one in again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from convenant.assessments.actions import sheets as verbs
from convenant.assessments.forms import Sheet
from convenant.assessments.queries import sheets
from convenant.assessments.views.fetching import mine_for, to_page
from convenant.base.verbs import Refused
from convenant.locations.reading.table import Unreadable
from convenant.people.access import page
from convenant.people.rules import is_company


@page(is_company)
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole questionnaire as a file."""
    found = mine_for(request, pk)
    answer = HttpResponse(
        sheets.workbook(found, request.actor),  # type: ignore[attr-defined]
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = content_disposition_header(True, sheets.name_of(found))
    return answer


@page(is_company)
def hand_in_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled-in workbook is read; the next page shows what would change."""
    found = mine_for(request, pk)
    form = Sheet(request.POST, request.FILES)
    if request.method != "POST":
        return to_page(request, "assessments:assessment", pk=pk)
    if not form.is_valid():
        messages.error(request, _("Choose the workbook that you filled in."))
        return to_page(request, "assessments:assessment", pk=pk)
    file, language = form.cleaned_data["file"], get_language() or "nl"
    try:
        made = verbs.hand_in_sheet(
            found,
            by=request.actor,  # type: ignore[attr-defined]
            file_name=file.name,
            content=file.read(),
            language=language,
        )
    except Unreadable as unreadable:
        messages.error(request, unreadable.sentence(language))
        return to_page(request, "assessments:assessment", pk=pk)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return to_page(request, "assessments:assessment", pk=pk)
    return to_page(request, "assessments:sheet", pk=pk, sheet=made.pk)


@page(is_company)
def sheet(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """What a workbook would change; a person applies or discards it."""
    by = request.actor  # type: ignore[attr-defined]
    found = mine_for(request, pk)
    held = sheets.sheet_for(found, sheet)
    if held is None:
        raise Http404
    status = 200
    if request.method == "POST" and "discard" in request.POST:
        verbs.discard_sheet(found, held, by=by)
        messages.success(request, _("The file is not used; nothing changed."))
        return to_page(request, "assessments:assessment", pk=pk)
    if request.method == "POST":
        choices = {
            name.removeprefix("choice-"): str(value)
            for name, value in request.POST.items()
            if name.startswith("choice-")
        }
        try:
            count = verbs.apply_sheet(found, held, by=by, choices=choices)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            status = 422
        else:
            messages.success(
                request,
                ngettext("%(count)d answer was stored.", "%(count)d answers were stored.", count)
                % {"count": count},
            )
            return to_page(request, "assessments:assessment", pk=pk)
    language = "nl" if (get_language() or "nl").startswith("nl") else "en"
    said = [(fault[language], fault["note"]) for fault in held.faults]
    return render(
        request,
        "assessments/sheet.html",
        {
            "found": found,
            "sheet": held,
            "changes": sheets.changes(held, found, by),
            "faults": [sentence for sentence, note in said if not note],
            "notes": [sentence for sentence, note in said if note],
        },
        status=status,
    )
