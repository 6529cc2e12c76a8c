"""Lists in: hand in, check what was understood, store, follow the matching, look back."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.locations.actions import lists as verbs
from convenant.locations.forms.lists import ColumnsForm, HandInForm
from convenant.locations.jobs import match_later
from convenant.locations.models import SiteList
from convenant.locations.queries import lists as queries
from convenant.locations.reading import Unreadable, handed_back, handed_back_csv
from convenant.locations.rules import may_change_list, may_see_lists, may_upload
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.models import Kind
from convenant.people.queries import organisation
from convenant.people.rules import is_secretariat

State = SiteList.State
# Reading a large file takes seconds; inside a transaction it would keep everyone waiting on SQLite.
slow = transaction.non_atomic_requests
SAMPLE_ROWS = 8
SHOWN_FAULTS = 50
ROWS_PER_PAGE = 50
SILENT = timedelta(minutes=3)  # then the page offers to start the matching again

STEPS = {
    "read": gettext_lazy("reading the file"),
    "clean": gettext_lazy("cleaning names and addresses"),
    "candidates": gettext_lazy("finding rows that could be the same site"),
    "compare": gettext_lazy("comparing them"),
    "decide": gettext_lazy("deciding"),
    "store": gettext_lazy("storing the rows with their sites"),
    "faces": gettext_lazy("updating the sites"),
    "enter": gettext_lazy("putting the list in place"),
}
PROBLEMS = {
    "failed": gettext_lazy(
        "Something went wrong while matching. Nothing was changed. Try again; if it fails again, tell "
        "the operator the time it happened."
    ),
    "contradiction": gettext_lazy(
        "Earlier decisions about rows in this list contradict each other: one says two rows are the "
        "same site, another that they are not. Undo one of them in the review history, then try again."
    ),
}


def _found(request: HttpRequest, pk: int) -> SiteList:
    found = queries.list_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    note_looks("site_list", concerns=[found.organisation_id], by=request.actor, on=found)  # type: ignore[attr-defined]
    return found


@page(may_see_lists)
def overview(request: HttpRequest) -> HttpResponse:
    """The member's own lists; for the secretariat and the monitor, who handed in and who did not."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.has(Kind.SECRETARIAT, Kind.MONITOR):
        years = queries.periods()
        this_year = date.today().year
        asked = request.GET.get("year", "")
        period = int(asked) if asked.isdigit() and len(asked) == 4 else (years or [this_year])[0]
        standings = queries.standings(actor, period)
        return render(
            request,
            "locations/lists/all.html",
            {
                "standings": standings,
                "period": period,
                "years": sorted({*years, this_year}, reverse=True),
                "came": sum(1 for standing in standings if standing.latest),
                "may_upload": may_upload(actor),
            },
        )
    own = queries.lists_for(actor).exclude(state=State.DISCARDED)
    return render(
        request,
        "locations/lists/own.html",
        {
            "page": Paginator(own, 50).get_page(request.GET.get("page")),
            "may_upload": may_upload(actor),
        },
    )


@slow
@page(may_upload)
def hand_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; the next page shows what was understood of it."""
    actor = request.actor  # type: ignore[attr-defined]
    members = queries.members_to_choose(actor)
    form = HandInForm(request.POST or None, request.FILES or None, members=members)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        member, content = organisation(form.cleaned_data["organisation"]), file.read()
        try:
            made = verbs.hand_in(
                member,
                by=actor,
                period=form.cleaned_data["period"],
                file_name=file.name,
                content=content,
                known=queries.read_in(content, file.name, member.pk),
            )
        except Unreadable as fault:
            form.add_error("file", fault.sentence(get_language() or "nl"))
        except Refused as refusal:
            form.add_error("period", str(refusal.sentence))
        else:
            return redirect("locations:check", request.agreement.slug, made.pk)  # type: ignore[attr-defined]
    return render(
        request,
        "locations/lists/hand_in.html",
        {"form": form, "members": members},
        status=422 if form.errors else 200,
    )


@slow
@page(may_upload)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood, before anything is stored; the columns can be put right here."""
    site_list = _found(request, pk)
    if site_list.state != State.UPLOADED:
        return redirect("locations:list", request.agreement.slug, pk)  # type: ignore[attr-defined]
    known = queries.intake(site_list)
    if request.method == "POST":
        form = ColumnsForm(request.POST, mapping=known.mapping)
        if form.is_valid():
            try:
                chosen = queries.corrected(known, form.columns())
            except ValueError as fault:
                raise Refused(str(fault)) from fault
            verbs.choose_columns(site_list, chosen, by=request.actor)  # type: ignore[attr-defined]
            messages.success(
                request, _("The columns are read as you chose, now and at the next list.")
            )
            return redirect(request.path)
    else:
        form = ColumnsForm(mapping=known.mapping)
    language = get_language() or "nl"
    samples = known.table.rows[:40]
    columns = [
        {
            "guess": guess,
            "why": guess.sentence(language),
            "field": form[f"column_{guess.column}"],
            "samples": [
                row[guess.column]
                for row in samples
                if guess.column < len(row) and row[guess.column]
            ][:3],
        }
        for guess in known.mapping.guesses
    ]
    understood = known.understood
    return render(
        request,
        "locations/lists/check.html",
        {
            "list": site_list,
            "form": form,
            "table": known.table,
            "notes": [note.sentence(language) for note in known.table.notes],
            "columns": columns,
            "missing": known.mapping.missing,
            "sample": understood.rows[:SAMPLE_ROWS],
            "summary": understood.summary,
            "rejected": [
                {
                    "line": row.line,
                    "reason": row.reason(language),
                    "cells": [c for c in row.cells if c][:4],
                }
                for row in understood.rejected[:SHOWN_FAULTS]
            ],
            "rejected_count": len(understood.rejected),
            "warnings": _grouped(understood.warnings, language),
            "warning_count": len(understood.warnings),
            "stored": ngettext("Store %(n)s row", "Store %(n)s rows", len(understood.rows))
            % {"n": len(understood.rows)},
        },
    )


def _grouped(warnings: Any, language: str) -> list[dict[str, Any]]:
    """Warnings by kind, each with how often and the first few in full."""
    counted = Counter(warned.message.code for warned in warnings)
    return [
        {
            "count": count,
            "first": [w.sentence(language) for w in warnings if w.message.code == code][:3],
        }
        for code, count in counted.most_common()
    ]


@page(may_upload)
def store(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the understood rows and have them matched."""
    site_list = _found(request, pk)
    if request.method == "POST":
        match_later(verbs.store(site_list, by=request.actor))  # type: ignore[attr-defined]
        messages.success(
            request,
            _("The list is stored. Matching goes on in the background; you can leave this page."),
        )
    return redirect("locations:list", request.agreement.slug, pk)  # type: ignore[attr-defined]


@page(may_upload)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file away that was not stored."""
    site_list = _found(request, pk)
    if request.method == "POST":
        verbs.discard(site_list, by=request.actor)  # type: ignore[attr-defined]
        messages.success(request, _("The file is discarded."))
    return redirect("locations:lists", request.agreement.slug)  # type: ignore[attr-defined]


@page(may_upload)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the matching of a list again."""
    site_list = _found(request, pk)
    if request.method == "POST":
        match_later(verbs.match_again(site_list, by=request.actor))  # type: ignore[attr-defined]
        messages.success(request, _("The list is matched again in the background."))
    return redirect("locations:list", request.agreement.slug, pk)  # type: ignore[attr-defined]


@page(may_see_lists)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A list's rows with the site each was found to be; while matching, how far it is."""
    site_list = _found(request, pk)
    actor = request.actor  # type: ignore[attr-defined]
    words = request.GET.get("words", "").strip()[:100]
    rows = Paginator(queries.rows_of(site_list, words), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    running = site_list.state in queries.RUNNING
    return render(
        request,
        "locations/lists/list.html",
        {
            "list": site_list,
            "page": rows,
            "words": words,
            "query": urlencode({"words": words}) + "&" if words else "",
            "decisions": queries.decisions_of(site_list),
            "running": running,
            "silent": running
            and (site_list.progress_at or site_list.uploaded_at) < timezone.now() - SILENT,
            "step": STEPS.get(site_list.step, ""),
            "problem": PROBLEMS.get(site_list.problem, site_list.problem),
            "may_change": may_change_list(actor, site_list),
            "is_secretariat": is_secretariat(actor),
        },
    )


@page(may_see_lists)
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was handed in."""
    site_list = _found(request, pk)
    if not site_list.content:
        raise Http404
    return _download(bytes(site_list.content), site_list.file_name, "application/octet-stream")


@slow
@page(may_see_lists)
def bad_rows(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The rows that could not be read, with a reason each, to repair and hand in again."""
    site_list = _found(request, pk)
    if not site_list.content:
        raise Http404
    known = queries.intake(site_list)
    language = get_language() or "nl"
    stem = site_list.file_name.rsplit(".", 1)[0]
    if kind == "xlsx":
        return _download(
            handed_back(known.understood, known.table, language),
            f"{stem}-{_('to-repair')}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    return _download(
        handed_back_csv(known.understood, known.table, language),
        f"{stem}-{_('to-repair')}.csv",
        "text/csv",
    )


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
