"""What sources say, and the editions they say it in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.people.access import page
from convenant.risks.actions import sources as verbs
from convenant.risks.forms import HandInSource, LookUp
from convenant.risks.models import SourceEdition
from convenant.risks.queries import look_up as facts
from convenant.risks.queries import sources as queries
from convenant.risks.queries.register import theme_names
from convenant.risks.rules import may_load_sources, may_look_up

SHOWN_PER_THEME = 40
SHOWN_FAULTS = 50


@page(may_look_up)
def look_up(request: HttpRequest) -> HttpResponse:
    """Product × country × theme: everything known, each with its source; unknown where nothing is."""
    form = LookUp(request.GET or None, themes=theme_names())
    chosen = form.chosen() if form.is_bound else {}
    asked = any(chosen.values())
    found = facts.look_up(**chosen) if asked else []
    return render(
        request,
        "risks/look_up.html",
        {
            "form": form,
            "asked": asked,
            "found": [(each, each.known[:SHOWN_PER_THEME]) for each in found],
            "products": facts.products(),
            "editions": queries.editions().filter(state=SourceEdition.State.LOADED),
            "may_load": may_load_sources(request.actor),  # type: ignore[attr-defined]
        },
    )


@page(may_look_up)
def sources(request: HttpRequest) -> HttpResponse:
    """Every edition handed in, and for the secretariat the form to hand one in."""
    return _sources_page(request, HandInSource())


def _sources_page(request: HttpRequest, form: HandInSource, status: int = 200) -> HttpResponse:
    may_load = may_load_sources(request.actor)  # type: ignore[attr-defined]
    found = queries.editions()
    if not may_load:
        found = found.exclude(state=SourceEdition.State.READ)
    context = {
        "editions": found,
        "form": form,
        "may_load": may_load,
        "built_in_missing": may_load and queries.built_in_is_missing(),
    }
    return render(request, "risks/sources.html", context, status=status)


@page(may_load_sources)
def hand_in(request: HttpRequest) -> HttpResponse:
    """The file is read; the next page shows what was understood."""
    if request.method != "POST":
        return _to(request, "risks:sources")
    form = HandInSource(request.POST, request.FILES)
    if not form.is_valid():
        return _sources_page(request, form, 422)
    said = dict(form.cleaned_data)
    kind, file = said.pop("kind"), said.pop("file")
    try:
        made = verbs.hand_in_source(
            kind,
            by=request.actor,  # type: ignore[attr-defined]
            file_name=file.name,
            content=file.read(),
            **said,
        )
    except Refused as refusal:
        form.add_error("file", str(refusal.sentence))
        return _sources_page(request, form, 422)
    return _to(request, "risks:source", pk=made.pk)


@page(may_load_sources)
def built_in(request: HttpRequest) -> HttpResponse:
    """What comes with the platform is loaded where it never was: in agreements older than it."""
    if request.method == "POST":
        verbs.load_built_in(by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("What comes with the platform is in use."))
    return _to(request, "risks:sources")


@page(may_load_sources)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood of a file, and what was not; load it, discard it or withdraw it."""
    found = _edition(pk)
    if request.method == "POST":
        return _deed(request, found)
    context = {
        "edition": found,
        "sample": found.facts.all()[:SHOWN_FAULTS],
        "faults": found.rejected[:SHOWN_FAULTS],
        "kind": queries.kind_name(found.kind),
    }
    return render(request, "risks/source.html", context)


def _deed(request: HttpRequest, found: SourceEdition) -> HttpResponse:
    by: Any = request.actor  # type: ignore[attr-defined]
    deed = request.POST.get("deed", "")
    if deed == "load":
        verbs.load_source(found, by=by)
        messages.success(request, _("This edition is in use; the look-up tells what it says."))
    elif deed == "withdraw":
        verbs.withdraw_source(found, by=by)
        messages.success(request, _("The look-up no longer tells what this edition says."))
    elif deed == "discard":
        verbs.discard_source(found, by=by)
        messages.success(request, _("The file is discarded."))
        return _to(request, "risks:sources")
    return _to(request, "risks:source", pk=found.pk)


@page(may_load_sources)
def rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were not understood, to mend and hand in again."""
    found = _edition(pk)
    answer = HttpResponse(queries.rejected_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"rows-of-{found.pk}.csv")
    return answer


def _edition(pk: int) -> SourceEdition:
    found = queries.edition(pk)
    if found is None:
        raise Http404
    return found


def _to(request: HttpRequest, name: str, **kwargs: Any) -> HttpResponse:
    return redirect(name, agreement=request.agreement.slug, **kwargs)  # type: ignore[attr-defined]
