"""How far the sector is: counts and names for the desk, quarters for everyone else at the table."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.people.access import page
from convenant.people.actions import note_looks
from convenant.people.deeds import WORDS
from convenant.techniques.queries import readiness as queries
from convenant.techniques.queries.clocks import moves_for, reasons_in_words, title_of
from convenant.techniques.rules import may_follow, may_read_readiness

ON_A_PAGE = 100


@page(may_follow)
def readiness(request: HttpRequest) -> HttpResponse:
    """Every technique in force and how many members show it; only the desk reads numbers."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    if not may_read_readiness(by):
        context = {"rows": queries.member_rows(), "minimum": queries.minimum()}
        return render(request, "techniques/readiness_members.html", context)
    return render(request, "techniques/readiness.html", {"rows": queries.rows_for(by)})


@page(may_read_readiness)
def technique(request: HttpRequest, number: int) -> HttpResponse:
    """Who stands where with one technique, and where the sector is expected to be at its deadlines."""
    found = queries.readiness_of(request.actor, number)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    note_looks(
        "readiness",
        concerns=[one.clock.organisation_id for one in found.standings],
        by=request.actor,  # type: ignore[attr-defined]
        on=found.row.version,
    )
    context = {
        "found": found,
        "row": found.row,
        "version": found.row.version,
        "projection": found.row.projection,
        "bars": _bars(found),
        "points": _points(found),
    }
    return render(request, "techniques/readiness_technique.html", context)


def _points(found: queries.OfTechnique) -> list[tuple[str, float, float]]:
    """The projection in a table."""
    projection = found.row.projection
    if projection is None:
        return []
    numbers = [
        (_("Shows it now"), projection.applied),
        (_("Low (at most 5 in 100 chance of fewer)"), projection.low),
        (_("Middle"), projection.middle),
        (_("Mean"), round(projection.mean, 1)),
        (_("High (at most 5 in 100 chance of more)"), projection.high),
    ]
    return [(label, number, projection.share(number)) for label, number in numbers]


def _bars(found: queries.OfTechnique) -> dict[str, float] | None:
    """Where the marks stand on a line of 100 units, for the drawing; its table is beside it."""
    projection = found.row.projection
    if projection is None:
        return None
    return {
        "now": projection.share(projection.applied),
        "low_x": 2 + projection.share(projection.low),
        "middle_x": 2 + projection.share(projection.middle),
        "width": projection.share(projection.high - projection.low),
    }


@page(may_read_readiness)
def moves(request: HttpRequest) -> HttpResponse:
    """Every clock that moved: whose, from when to when, by which deed."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    pages = Paginator(moves_for(by), ON_A_PAGE)
    held = pages.get_page(request.GET.get("page"))
    rows = [
        (
            move,
            title_of(move.version),
            # One that no deed moved ended by a date, which its reason names.
            WORDS.get(move.verb, move.verb) or " ".join(reasons_in_words(move.because)[-1:]),
        )
        for move in held
    ]
    return render(request, "techniques/moves.html", {"page": held, "rows": rows, "query": ""})
