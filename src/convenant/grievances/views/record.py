"""What becomes of a case: how long it is kept, its file for a court, what was learnt of it."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.grievances.actions import record as verbs
from convenant.grievances.exporting import exported
from convenant.grievances.forms import record as forms
from convenant.grievances.models import Case, Removal
from convenant.grievances.queries import record as queries
from convenant.grievances.queries.case_file import left_out, pieces
from convenant.grievances.queries.opened import OpenedKey, today
from convenant.grievances.rules import handles_cases
from convenant.grievances.views.deeds import answered, of_case
from convenant.people.access import page


@of_case
def kept(request: HttpRequest, found: Case, key: OpenedKey) -> HttpResponse:
    """The countdown, what waits for a second pair of eyes, lessons, and the export."""
    by: Any = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and request.POST.get("deed") == "export":
        form = forms.Export(request.POST)
        if form.is_valid():
            return _export(request, found, key, form.cleaned_data["why"])

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "propose":
            verbs.propose_removal(found, by=by, **given)
            return _("It waits for another handler to confirm.")
        if deed == "longer":
            verbs.keep_longer(found, by=by, **given)
            return _("Nothing of the case goes before that day.")
        if deed == "lesson":
            verbs.draw_lesson(found, by=by, **given)
            return _("The lesson is passed on.")
        removal = queries.removal_of(by, request.POST.get("which", ""))
        if removal is None:
            raise Http404
        if deed == "confirm":
            verbs.confirm_removal(removal, by=by)
            return _("It is gone, for good.")
        verbs.drop_removal(removal, by=by)
        return _("It stays.")

    def show(made: dict[str, Any], status: int) -> HttpResponse:
        return render(
            request,
            "grievances/kept.html",
            {
                "case": found,
                "forms": made,
                "names": dict(Removal.What.choices),
                "kept": queries.kept_of(found),
                "removals": queries.removals_of(found),
                "longer": queries.longer_of(found),
                "lessons": found.lessons.all(),
                "me": by.person_id,
            },
            status=status,
        )

    return answered(
        request,
        {
            "propose": forms.Propose,
            "longer": forms.Longer,
            "lesson": forms.LessonForm,
            "export": forms.Export,
            "confirm": forms.forms.Form,
            "drop": forms.forms.Form,
        },
        do,
        show,
    )


def _export(request: HttpRequest, found: Case, key: OpenedKey, why: str) -> HttpResponse:
    by: Any = request.actor  # type: ignore[attr-defined]
    verbs.note_export(found, by=by, why=why)
    about = {
        "agreement": str(found.agreement),
        "case": found.number,
        "made_on": str(today()),
        "made_by": by.name,
        "why": why,
        "left_out": left_out(),
    }
    answer = StreamingHttpResponse(
        exported(pieces(found, key), about), content_type="application/zip"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="case-{found.number}.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return cast("HttpResponse", answer)


@never_cache
@page(handles_cases)
def to_go(request: HttpRequest) -> HttpResponse:
    """Everything in one's cases whose day has come."""
    by: Any = request.actor  # type: ignore[attr-defined]
    rows = queries.due_to_go(by)
    names = dict(Removal.What.choices)
    return render(
        request,
        "grievances/to_go.html",
        {"rows": [(case, names[one.what], one) for case, one in rows]},
    )
