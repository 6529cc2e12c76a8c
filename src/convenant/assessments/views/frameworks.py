"""What members are assessed by: the frozen frameworks, what they ask, and how two of them differ."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from convenant.assessments.actions.frameworks import freeze_framework
from convenant.assessments.forms import Freeze
from convenant.assessments.queries import frameworks as queries
from convenant.assessments.rules import may_freeze, may_read_frameworks
from convenant.assessments.scoring import levels_of, requirements, weights_of
from convenant.assessments.views.fetching import to_page
from convenant.base.verbs import Refused
from convenant.people.access import page

YEARS_SHOWN = 6  # of membership, for the table of marks


@page(may_read_frameworks)
def frameworks(request: HttpRequest) -> HttpResponse:
    """Every frozen framework; for the secretariat what freezing now would ask of whom."""
    may = may_freeze(request.actor)  # type: ignore[attr-defined]
    return _list(request, Freeze(initial={"year": date.today().year}) if may else None)


def _list(request: HttpRequest, form: Freeze | None, status: int = 200) -> HttpResponse:
    running = queries.running_assessment()
    context = {
        "frameworks": queries.frameworks(),
        "form": form,
        "running": running,
        "class_names": queries.running_classes(),
        "loads": queries.loads(running) if running and form else [],
    }
    return render(request, "assessments/frameworks.html", context, status=status)


@page(may_freeze)
def freeze(request: HttpRequest) -> HttpResponse:
    """The rules as they run now hold for a year."""
    form = Freeze(request.POST)
    if request.method != "POST":
        return to_page(request, "assessments:frameworks")
    if not form.is_valid():
        return _list(request, form, 422)
    said = form.cleaned_data
    try:
        made = freeze_framework(said["year"], by=request.actor, note=said["note"])  # type: ignore[attr-defined]
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _list(request, form, 422)
    messages.success(
        request, _("This is what %(year)d is assessed by; members can begin.") % {"year": made.year}
    )
    return to_page(request, "assessments:framework", pk=made.pk)


@page(may_read_frameworks)
def framework(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything a framework asks, its marks, and on request what changed since another."""
    found = queries.framework(pk)
    if found is None:
        raise Http404
    assessment = queries.asks(found)
    others = [each for each in queries.frameworks() if each.pk != found.pk]
    chosen = request.GET.get("since", "")
    since = next((each for each in others if str(each.pk) == chosen), None)
    weights, names = weights_of(assessment), queries.classes_of(found)
    classes = sorted({m.member_class or "" for m in assessment.pass_marks} | {""})
    return render(
        request,
        "assessments/framework.html",
        {
            "found": found,
            "assessment": assessment,
            "sections": [
                (
                    section,
                    float(weights[section.id]),
                    [
                        (criterion, levels_of(assessment, criterion))
                        for criterion in assessment.criteria
                        if criterion.section == section.id
                    ],
                )
                for section in assessment.sections
            ],
            "themes": queries.themes_of(found),
            "marks": [
                (year, [requirements(assessment, name, year) for name in classes])
                for year in range(1, YEARS_SHOWN + 1)
            ],
            "classes": [(name, names.get(name, name)) for name in classes],
            "class_names": names,
            "section_names": {section.id: section for section in assessment.sections},
            "others": others,
            "since": since,
            "changes": queries.compared(since, found) if since is not None else [],
            "answered_by": queries.answered_by(found),
        },
    )
