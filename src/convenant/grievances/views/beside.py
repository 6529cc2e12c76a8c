"""Names and talks: the identity room and the mediation room of cases, each for whom it is, and nobody else."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances.actions import identity as names
from convenant.grievances.actions import mediation as talks
from convenant.grievances.actions import publishing
from convenant.grievances.forms import beside as forms
from convenant.grievances.forms.committee import Nothing
from convenant.grievances.models import Case
from convenant.grievances.procedure.stages import Stage, Track
from convenant.grievances.queries import beside as queries
from convenant.grievances.queries.holders import holders
from convenant.grievances.queries.opened import OpenedKey
from convenant.grievances.queries.rulings import waits_for_custodian
from convenant.grievances.queries.stages import place, stage_names
from convenant.grievances.rules import (
    agrees_to_telling,
    keeps_names,
    may_hold_a_key,
    mediates,
    works_beside_cases,
)
from convenant.grievances.views.deeds import Forms, answered, key_first
from convenant.grievances.views.keys import opened_key
from convenant.people.access import page
from convenant.people.models import Kind

ROWS = 50


@never_cache
@page(works_beside_cases)
def rooms(request: HttpRequest) -> HttpResponse:
    """The cases in which one keeps a name or leads talks, and where the chair's answer is waited for."""
    by: Any = request.actor  # type: ignore[attr-defined]
    with_name = set(queries.cases_with_room(by, "identity").values_list("pk", flat=True))
    with_talks = set(queries.cases_with_room(by, "mediation").values_list("pk", flat=True))
    found = queries.cases_among(with_name | with_talks)
    pages = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "grievances/beside.html",
        {
            "page": pages,
            "rows": [(one, place(one), one.pk in with_name, one.pk in with_talks) for one in pages],
            "names": stage_names(),
            "to_agree": list(queries.to_agree()) if agrees_to_telling(by) else [],
        },
    )


def _may_see(request: HttpRequest, number: str, *allowed: str) -> Case:
    """The case, where one of these holds; else it does not exist."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = queries.numbered(number)
    holds = found is not None and {
        "keeps": keeps_names(by) and queries.keeps_identity_of(by, found),
        "agrees": agrees_to_telling(by) and queries.tellings_of(found).exists(),
        "told": queries.told_to(by, found).exists(),
        "talks": queries.in_mediation_of(by, found) and (mediates(by) or keeps_names(by)),
    }
    if found is None or not holds or not any(holds[one] for one in allowed):
        raise Http404
    return found


@never_cache
@page(may_hold_a_key)
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """The name, for its custodian; the chair's answer; and what one person was told."""
    by: Any = request.actor  # type: ignore[attr-defined]
    case = _may_see(request, number, "keeps", "agrees", "told")
    keeps = keeps_names(by) and queries.keeps_identity_of(by, case)
    key = opened_key(request)
    if key is None and (keeps or queries.told_to(by, case).exists()):
        return key_first(request)
    tellings = list(queries.tellings_of(case))

    def do(deed: str, given: dict[str, Any]) -> str:
        which = request.POST.get("which", "")
        if deed in ("agree", "refuse", "tell"):
            one = next((each for each in tellings if str(each.pk) == which), None)
            if one is None:
                raise Refused(_("This was answered already."))
            if deed == "tell":
                names.tell_name(one, _open(key), by=by)
                return _("They can read the name now, with their own key.")
            names.answer_telling(one, deed == "agree", by=by)
            return _("Your answer is noted.")
        if deed == "check":
            text = next((each for each in waits_for_custodian(case) if each.code == which), None)
            if text is None:
                raise Refused(_("This was looked at already."))
            publishing.check_publication(text, _open(key), by=by)
            return _("The name is not in it.")
        names.ask_to_tell(case, given["holder"], _open(key), by=by, why=given["why"])
        return _("The chair is asked.")

    def show(made: Forms, status: int) -> HttpResponse:
        told = []
        for one in queries.told_to(by, case):
            told.append((one, queries.name_read(one, _open(key)) or {}))
            if status == 200:
                names.note_name_read(one, by=by)
        return render(
            request,
            "grievances/identity.html",
            {
                "case": case,
                "keeps": keeps,
                "who": queries.identity_words(case, key) if keeps and key else None,
                "tellings": tellings,
                "told": told,
                "agrees": agrees_to_telling(by),
                "texts": waits_for_custodian(case) if keeps else [],
                "forms": made,
                "faults": [
                    made[name].non_field_errors() for name in ("agree", "refuse", "tell", "check")
                ],
                "me": by.person_id,
            },
            status=status,
        )

    makers: dict[str, Any] = {
        "ask": lambda data: forms.AskToTell(data, people=queries.to_tell(case)),
        "agree": Nothing,
        "refuse": Nothing,
        "tell": Nothing,
        "check": Nothing,
    }
    return answered(request, makers, do, show)


def _open(key: OpenedKey | None) -> OpenedKey:
    if key is None:
        raise Refused(_("Open your own key first."))
    return key


@never_cache
@page(may_hold_a_key)
def mediation(request: HttpRequest, number: str) -> HttpResponse:
    """Talks without prejudice: handed to a mediator by the custodian; who decides the case never reads here."""
    by: Any = request.actor  # type: ignore[attr-defined]
    case = _may_see(request, number, "talks")
    key = opened_key(request)
    if key is None:
        return key_first(request)
    found = queries.mediation_of(case)

    def do(deed: str, given: dict[str, Any]) -> str:
        if deed == "hand_over":
            made = talks.hand_over(case, given["mediator"], key, by=by)
            return _("%(person)s has the room’s key now, and you no longer do.") % {
                "person": made.mediator
            }
        if deed == "talk":
            talks.write_without_prejudice(
                case, key, by=by, text=given["text"], to_complainant=given["to_complainant"]
            )
            return _("It is sealed in the room of the talks.")
        talks.end_mediation(case, by=by, settled=given["settled"], offer=given["offer"])
        return _("The result is in the case; nothing else is.")

    def show(made: Forms, status: int) -> HttpResponse:
        return render(
            request,
            "grievances/mediation.html",
            {
                "case": case,
                "mediation": found,
                "now": case.stage == Stage.TRACK and case.track == Track.MEDIATION,
                "leads": found is not None and found.mediator_id == by.person_id,
                "said": queries.said_without_prejudice(case, key),
                "forms": made,
            },
            status=status,
        )

    def to() -> str:
        if queries.in_mediation_of(by, case):
            return request.path
        return reverse("grievances:beside", args=[request.agreement.slug])  # type: ignore[attr-defined]

    makers: dict[str, Any] = {
        "hand_over": lambda data: forms.HandOver(
            data, mediators=holders([Kind.MEDIATOR]).select_related("person")
        ),
        "talk": forms.Talk,
        "end": forms.EndTalks,
    }
    return answered(request, makers, do, show, to)
