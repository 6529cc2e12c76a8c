"""Draws: announce one, enter its seed, and repeat it from what is shown."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.base.verbs import Refused
from convenant.monitoring.actions import draws as verbs
from convenant.monitoring.forms.visits import Announce, Because, Seed
from convenant.monitoring.models import VerificationDraw
from convenant.monitoring.queries import draws as queries
from convenant.monitoring.rules import may_read_all_visits, may_see_draws, may_visit
from convenant.people.access import page


@page(may_visit)
def announce(request: HttpRequest) -> HttpResponse:
    """A draw is announced before anyone can know its seed."""
    form, status = Announce(initial={"year": date.today().year, "size": 10, "reserve": 5}), 200
    if request.method == "POST":
        form, status = Announce(request.POST), 422
        if form.is_valid():
            try:
                made = verbs.announce_draw(by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(
                    request, _("The draw is announced. Enter the seed once it is public.")
                )
                return _to(request, made)
    return render(request, "monitoring/visits/announce.html", {"form": form}, status=status)


@page(may_see_draws)
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """What was announced, the seed, the sites that came out, and how to repeat it."""
    found = _draw(pk)
    by: Any = request.actor  # type: ignore[attr-defined]
    forms = {"seed": Seed(), "withdraw": Because()}
    status = 200
    if request.method == "POST" and may_visit(by):
        deed = request.POST.get("deed", "")
        form = Seed(request.POST) if deed == "seed" else Because(request.POST)
        forms["seed" if deed == "seed" else "withdraw"] = form
        if form.is_valid():
            if deed == "seed":
                drawn = verbs.draw_sites(found, by=by, **form.cleaned_data)
                messages.success(
                    request,
                    _("%(count)d sites are drawn, reserve included.") % {"count": len(drawn)},
                )
            else:
                verbs.withdraw_draw(found, by=by, **form.cleaned_data)
                messages.success(request, _("The draw is withdrawn; it stays to be seen here."))
            return _to(request, found)
        status = 422
    return render(request, "monitoring/visits/draw.html", _context(by, found, forms), status=status)


def _context(by: Any, found: VerificationDraw, forms: dict[str, Any]) -> dict[str, Any]:
    lines = queries.lines_of(by, found)
    today = date.today()
    return {
        "draw": found,
        "lines": lines,
        "names_some": any(line.site for line in lines),
        "desk": may_read_all_visits(by),
        "may_visit": may_visit(by),
        "can_be_drawn": found.can_be_drawn(today),
        "salt": queries.salt_of(by, found),
        "forms": forms,
    }


@page(may_see_draws)
def frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The frame that was announced: marks and weights; its SHA-256 is the fingerprint."""
    found = _draw(pk)
    return _csv(queries.frame_of(found), f"frame-{found.pk}.csv")


@page(may_see_draws)
def keys(request: HttpRequest, pk: int) -> HttpResponse:
    """Every site of the frame with its key, in the order of the draw."""
    found = _draw(pk)
    if found.drawn_on is None:
        raise Http404
    return _csv(queries.keys_of(found), f"keys-{found.pk}.csv")


@page(may_read_all_visits)
def sites(request: HttpRequest, pk: int) -> HttpResponse:
    """Which mark is which site and why it weighs what it weighs; for the secretariat and the monitor."""
    found = _draw(pk)
    lines = [
        f"{u.code},{u.mark},{u.weight},{u.why.members},{u.why.notices},{u.why.themes}"
        for u in queries.units_of(found)
    ]
    text = "\n".join(["site,mark,weight,members,open notices,severe themes", *lines, ""])
    return _csv(text, f"sites-{found.pk}.csv")


def _csv(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _draw(pk: int) -> VerificationDraw:
    found = queries.draw_by_pk(pk)
    if found is None:
        raise Http404
    return found


def _to(request: HttpRequest, found: VerificationDraw) -> HttpResponse:
    return redirect("monitoring:draw", agreement=request.agreement.slug, pk=found.pk)  # type: ignore[attr-defined]
