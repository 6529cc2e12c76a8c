"""Who decides a case, on the page; and what members of the committee say binds them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances.actions import panel as verbs
from convenant.grievances.forms import committee as forms
from convenant.grievances.models import Case
from convenant.grievances.queries import panel as queries
from convenant.grievances.queries.cases import case_for
from convenant.grievances.queries.opened import OpenedKey
from convenant.grievances.rules import declares_ties, keeps_the_door
from convenant.grievances.views.deeds import Forms, answered, of_case
from convenant.grievances.views.names import side_names
from convenant.people.access import page


@of_case
def panel(request: HttpRequest, case: Case, key: OpenedKey) -> HttpResponse:
    """The panel of the case: composed, looked at for conflicts, changed where somebody steps back."""
    by: Any = request.actor  # type: ignore[attr-defined]
    members = queries.members_beside(case)
    free = [one.person for one in members if one.recusal is None]

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "compose":
            verbs.compose_panel(case, key, by=by)
            return _("The panel decides on this case from now on, and the complainant reads who.")
        person = next(one for one in free if one.pk == given["person"])
        verbs.recuse(case, person, key, by=by, ground=given["ground"], why=given["why"])
        return _("%(person)s does not sit in this case. Its room has another key.") % {
            "person": person
        }

    def show(made: Forms, status: int) -> HttpResponse:
        sitting = queries.panel_of(case)
        return render(
            request,
            "grievances/panel.html",
            {
                "case": case,
                "members": members,
                "sitting": sitting,
                "before": queries.panel_before(case),
                "lacking": bool(sitting)
                and {one.side for one in members} - {one.side for one in sitting},
                "sides": side_names(),
                "looked_on": queries.last_check(case),
                "forms": made,
                "did": request.POST.get("deed", ""),
            },
            status=status,
        )

    def to() -> str:
        slug = request.agreement.slug  # type: ignore[attr-defined]
        if case_for(by, case.number) is None:  # who stepped back reads no further
            return reverse("grievances:cases", args=[slug])
        return request.path

    makers: dict[str, Any] = {
        "compose": forms.Nothing,
        "recuse": lambda data: forms.Recuse(data, people=free),
    }
    return answered(request, makers, do, show, to)


@never_cache
@page(declares_ties)
def ties(request: HttpRequest) -> HttpResponse:
    """What binds a member of the committee or a mediator to organisations: declared before there is a case."""
    by: Any = request.actor  # type: ignore[attr-defined]
    own = list(queries.own_ties(by))

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "declare":
            verbs.declare_tie(given["organisation"], by=by, kind=given["kind"])
            return _("It is declared.")
        tie = next((one for one in own if str(one.pk) == request.POST.get("which")), None)
        if tie is None:
            raise Refused(_("This is not a tie of yours that still holds."))
        verbs.end_tie(tie, by=by)
        return _("It has ended.")

    def show(made: Forms, status: int) -> HttpResponse:
        return render(request, "grievances/ties.html", {"ties": own, "forms": made}, status=status)

    makers: dict[str, Any] = {
        "declare": lambda data: forms.DeclareTie(
            data, organisations=queries.organisations_to_choose()
        ),
        "end": forms.Nothing,
    }
    return answered(request, makers, do, show)


@never_cache
@page(keeps_the_door)
def ownership(request: HttpRequest) -> HttpResponse:
    """Which organisations are in one ownership group, kept by the secretariat with sources."""
    by: Any = request.actor  # type: ignore[attr-defined]
    links = list(queries.ownership_links())

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "note":
            verbs.note_ownership(
                given["organisation"], given["other"], by=by, source=given["source"]
            )
            return _("It is noted.")
        link = next((one for one in links if str(one.pk) == request.POST.get("which")), None)
        if link is None:
            raise Refused(_("This has ended already."))
        verbs.end_ownership(link, by=by)
        return _("It has ended.")

    def show(made: Forms, status: int) -> HttpResponse:
        return render(
            request, "grievances/ownership.html", {"links": links, "forms": made}, status=status
        )

    makers: dict[str, Any] = {
        "note": lambda data: forms.Ownership(data, organisations=queries.organisations_to_choose()),
        "end": forms.Nothing,
    }
    return answered(request, makers, do, show)
