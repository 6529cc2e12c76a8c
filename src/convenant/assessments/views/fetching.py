"""How this room's views get at what they show: fetched for the reader, looked at on the record."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries import questionnaire as queries
from convenant.assessments.rules import may_answer, may_answer_for
from convenant.people.actions import note_looks
from convenant.people.models import Organisation
from convenant.people.queries import organisation


def year_asked(request: HttpRequest) -> int:
    """The year in the address; this year where none makes sense."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else date.today().year


def found_for(request: HttpRequest, pk: int) -> SelfAssessment:
    by = request.actor  # type: ignore[attr-defined]
    found = queries.assessment_for(by, pk)
    if found is None:
        raise Http404
    note_looks("assessment", concerns=[found.organisation_id], by=by, on=found)
    return found


def result_for(request: HttpRequest, pk: int) -> SelfAssessment:
    """An assessment whose result the reader may see, looked at on the record."""
    by = request.actor  # type: ignore[attr-defined]
    found = queries.result_for(by, pk)
    if found is None:
        raise Http404
    note_looks("assessment", concerns=[found.organisation_id], by=by, on=found)
    return found


def mine_for(request: HttpRequest, pk: int) -> SelfAssessment:
    found = found_for(request, pk)
    if not may_answer(request.actor, found):  # type: ignore[attr-defined]
        raise Http404
    return found


def own_company(request: HttpRequest, pk: int) -> Organisation:
    if pk not in request.actor.organisations():  # type: ignore[attr-defined]
        raise Http404
    own = organisation(pk)
    if own is None or not may_answer_for(request.actor, own):  # type: ignore[attr-defined]
        raise Http404
    return own


def to_page(request: HttpRequest, name: str, **kwargs: Any) -> HttpResponse:
    return redirect(name, agreement=request.agreement.slug, **kwargs)  # type: ignore[attr-defined]
