"""A company's documents: hand one in, say who may read it, open it, withdraw it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from convenant.assessments.actions import evidence as verbs
from convenant.assessments.forms import Document, NewDocument
from convenant.assessments.models import EvidenceItem
from convenant.assessments.queries import evidence as queries
from convenant.assessments.queries.frameworks import running_assessment
from convenant.assessments.queries.questionnaire import words
from convenant.assessments.rules import may_answer, may_answer_for
from convenant.assessments.views.fetching import to_page
from convenant.base.verbs import Refused
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.models import Organisation
from convenant.people.rules import is_inside


def kinds() -> list[tuple[str, str]]:
    """The kinds of evidence of the running definition, by id."""
    held = running_assessment()
    return [(kind.id, words(kind.name)) for kind in held.evidence_kinds] if held else []


@page(is_inside)
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of a company that the reader may know of; its own people hand in new ones."""
    by = request.actor  # type: ignore[attr-defined]
    found = queries.member(pk)
    if found is None:
        raise Http404
    mine = may_answer_for(by, found)
    form, status = NewDocument(kinds=kinds()) if mine else None, 200
    if request.method == "POST" and mine:
        form = NewDocument(request.POST, request.FILES, kinds=kinds())
        status = 422
        if form.is_valid():
            said = dict(form.cleaned_data)
            file = said.pop("file")
            try:
                verbs.add_evidence(found, by=by, file_name=file.name, content=file.read(), **said)
            except Refused as refusal:
                form.add_error("file", str(refusal.sentence))
            else:
                messages.success(request, _("The document is kept. Show it for an answer now."))
                return to_page(request, "assessments:documents", pk=pk)
    note_looks("evidence", concerns=[found.pk], by=by, on=found)
    return _list(request, found, form, mine, status)


def _list(
    request: HttpRequest, found: Organisation, form: NewDocument | None, mine: bool, status: int
) -> HttpResponse:
    context = {
        "company": found,
        "documents": queries.documents_for(request.actor, found),  # type: ignore[attr-defined]
        "form": form,
        "mine": mine,
        "kinds": dict(kinds()),
    }
    return render(request, "assessments/documents.html", context, status=status)


@page(is_inside)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, as it came; never shown by the browser as a page of ours."""
    item = _item(request, pk)
    note_looks("evidence", concerns=[item.organisation_id], by=request.actor, on=item)  # type: ignore[attr-defined]
    answer = HttpResponse(bytes(item.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, item.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@page(is_inside)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """What a document is called and who may read it; or it is withdrawn."""
    by = request.actor  # type: ignore[attr-defined]
    item = _item(request, pk)
    if not may_answer(by, item):
        raise Http404
    initial = {name: getattr(item, name) for name in ("name", "kind", "tier", "valid_until")}
    form, status = Document(initial=initial, kinds=kinds()), 200
    if request.method == "POST" and "withdraw" in request.POST:
        verbs.withdraw_evidence(item, by=by)
        messages.success(request, _("The document can no longer be used."))
        return to_page(request, "assessments:documents", pk=item.organisation_id)
    if request.method == "POST":
        form = Document(request.POST, kinds=kinds())
        status = 422
        if form.is_valid():
            verbs.change_evidence(item, by=by, **form.cleaned_data)
            messages.success(request, _("The document is changed."))
            return to_page(request, "assessments:documents", pk=item.organisation_id)
    return render(request, "assessments/document.html", {"item": item, "form": form}, status=status)


def _item(request: HttpRequest, pk: int) -> EvidenceItem:
    found = queries.document_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found
