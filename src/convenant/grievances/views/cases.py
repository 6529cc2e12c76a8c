"""Cases: that there are any, for who may know; one of them, for who was let in and has their key open."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from convenant.base.verbs import Refused
from convenant.grievances import keeping, sealing
from convenant.grievances.actions import evidence, moving, offers, rooms, safety, terms
from convenant.grievances.actions.files import first_copy, note_reading
from convenant.grievances.forms import cases as forms
from convenant.grievances.models import Case, Entry, Room
from convenant.grievances.procedure.stages import ENDED, Stage, Track
from convenant.grievances.queries import cases as queries
from convenant.grievances.queries.clocks import beside, clock_now, clocks_of
from convenant.grievances.queries.evidence import statements_not_read_today
from convenant.grievances.queries.holders import holders
from convenant.grievances.queries.opened import about, file_in, room_key, room_of, said_in
from convenant.grievances.queries.safety import safety_of
from convenant.grievances.queries.stages import place, stage_names
from convenant.grievances.rules import HANDLERS, handles_cases, sees_that_cases_exist
from convenant.grievances.sealing import files as sealed_files
from convenant.grievances.views.keys import opened_key
from convenant.locations.queries.sites import site_by_code
from convenant.people.access import page

ROWS = 50


@never_cache
@page(sees_that_cases_exist)
def overview(request: HttpRequest) -> HttpResponse:
    """Numbers, stages and clocks; never a word."""
    by = request.actor  # type: ignore[attr-defined]
    stage = request.GET.get("stage", "")
    found = queries.cases_counted(by)
    if stage == "open":
        found = found.exclude(stage__in=ENDED)
    elif stage in set(Track):
        found = found.filter(stage=Stage.TRACK, track=stage)
    elif stage in set(Stage):
        found = found.filter(stage=stage)
    pages = Paginator(found.order_by("-urgent", "-received_on", "-pk"), ROWS)
    shown = pages.get_page(request.GET.get("page"))
    clocks = clocks_of(shown.object_list)
    return render(
        request,
        "grievances/cases.html",
        {
            "page": shown,
            "rows": [(one, place(one), clocks.get(one.pk)) for one in shown],
            "names": stage_names(),
            "stage": stage,
            "mine": set(queries.cases_for(by).values_list("pk", flat=True)),
            "over": ENDED,
        },
    )


@never_cache
@page(handles_cases)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case for its handlers; their key must be open."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = queries.case_for(by, number)
    if found is None:
        raise Http404
    key = opened_key(request)
    if key is None:
        to = reverse("grievances:keys", args=[request.agreement.slug])  # type: ignore[attr-defined]
        return redirect(f"{to}?{urlencode({'next': request.path})}")
    if request.method != "POST":
        if statements_not_read_today(by, found).exists():
            evidence.note_statements_read(found, by=by)
        return _case(request, found, key)
    deed = request.POST.get("deed", "")
    form = _form(deed, request.POST, found, by)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            given = form.given() if deed == "move" else form.cleaned_data
            said = _do(request, found, key, deed, given)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, said)
            return redirect(request.path)
    return _case(request, found, key, {deed: form}, 422)


def _form(deed: str, data: Any, found: Case, by: Any) -> Any:
    companies = queries.companies_to_name()
    makers: dict[str, Any] = {
        "write": lambda: forms.Write(data),
        "move": lambda: forms.Move(data, case=found),
        "join": lambda: forms.Join(data, cases=queries.others(by, found)),
        "informed": lambda: forms.Informed(data),
        "offer": lambda: forms.Put(data),
        "take_back": lambda: forms.forms.Form(data),
        "scope": lambda: forms.Scope(data, members=companies),
        "safe": lambda: forms.Safe(data),
        "happened": lambda: forms.Happened(data),
        "followed": lambda: forms.Followed(data),
        "pause": lambda: forms.Reason(data),
        "go_on": lambda: forms.forms.Form(data),
        "longer": lambda: forms.Longer(data),
        "let_in": lambda: forms.LetIn(data, holders=holders(HANDLERS).select_related("person")),
        "send_away": lambda: forms.LetIn(data, holders=holders(HANDLERS).select_related("person")),
    }
    return makers[deed]() if deed in makers else None


def _do(request: HttpRequest, found: Case, key: Any, deed: str, given: dict[str, Any]) -> str:
    by: Any = request.actor  # type: ignore[attr-defined]
    room = room_of(found, Room.Kind.CASE)
    if deed == "write":
        to = given["kind"] != Entry.Kind.NOTE
        rooms.write(
            room, key, by=by, kind=given["kind"], words={"text": given["text"]}, to_complainant=to
        )
        if given["kind"] == Entry.Kind.PROGRESS:
            terms.feedback_given(found, by=by)
        return _("It is sealed in the case.")
    if deed == "move":
        moving.move(found, by=by, **given)
        return _("The case is in its next stage, and the complainant reads why.")
    if deed == "join":
        moving.join(found, given["into"], by=by, why=given["why"])
        return _("The case goes on as part of the other, and the complainant reads why.")
    if deed == "informed":
        moving.note_informed(found, by=by, how=given["how"])
        return _("It is sealed in the case.")
    if deed == "offer":
        offers.put_offer(found, by=by, text=given["text"])
        return _("The complainant reads it and decides.")
    if deed == "take_back":
        for one in found.offers.all():
            if one.waits:
                offers.take_back_offer(one, by=by)
        return _("The offer no longer stands.")
    if deed == "scope":
        code = given["site_code"].strip()
        site = site_by_code(code) if code else None
        if code and site is None:
            raise Refused(_("No site has this code. Look it up in the register of sites."))
        moving.set_scope(
            found,
            by=by,
            site=site,
            country=given["country"],
            theme=given["theme"],
            respondents=list(given["respondents"]),
        )
        return _("It is noted what the case is about.")
    if deed == "safe":
        safety.look_at_safety(found, by=by, **given)
        return _("It is sealed in the case.")
    if deed == "happened":
        safety.note_retaliation(found, by=by, what=given["what"])
        return _("The case is urgent now.")
    if deed == "followed":
        which = request.POST.get("which", "")
        incident = next(
            (one for one in found.incidents.filter(closed_on=None) if str(one.pk) == which), None
        )
        if incident is None:
            raise Refused(_("This was closed already."))
        safety.follow_incident(incident, by=by, what=given["what"], look_on=given["look_on"])
        return _("It is sealed in the case.")
    if deed == "pause":
        terms.pause(found, by=by, why=given["why"])
        return _("The clock stands still.")
    if deed == "go_on":
        terms.go_on(found, by=by)
        return _("The clock runs again.")
    if deed == "longer":
        terms.extend(found, by=by, days=given["days"], why=given["why"])
        return _("The term is longer.")
    if deed == "let_in":
        rooms.let_in(room, given["person"], key, by=by)
        return _("%(person)s reads the case from now on.") % {"person": given["person"]}
    rooms.send_away(room, [given["person"]], key, by=by)
    return _("%(person)s reads no further; the case has another key.") % {"person": given["person"]}


def _case(
    request: HttpRequest,
    found: Case,
    key: Any,
    given: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    by: Any = request.actor  # type: ignore[attr-defined]
    room = room_of(found, Room.Kind.CASE)
    said = said_in(room, key)
    companies = queries.companies_to_name()
    made: dict[str, Any] = {
        "write": forms.Write(initial={"kind": "question"}),
        "move": forms.Move(case=found),
        "join": forms.Join(cases=queries.others(by, found)),
        "informed": forms.Informed(),
        "offer": forms.Put(),
        "scope": forms.Scope(
            members=companies,
            initial={
                "site_code": found.site.code if found.site else "",
                "country": found.country,
                "theme": found.theme,
                "respondents": list(found.respondents.values_list("organisation", flat=True)),
            },
        ),
        "safe": forms.Safe(),
        "happened": forms.Happened(),
        "followed": forms.Followed(),
        "pause": forms.Reason(),
        "longer": forms.Longer(),
        "let_in": forms.LetIn(holders=holders(HANDLERS).select_related("person")),
    }
    made["send_away"] = made["let_in"]
    phases = list(found.phases.prefetch_related("pauses", "extensions"))
    return render(
        request,
        "grievances/case.html",
        {
            "case": found,
            "said": said,
            "safety": safety_of(found, said),
            "clock": clock_now(found),
            "beside": beside(found),
            "stage": stage_names()[place(found)],
            "forms": {**made, **(given or {})},
            "readers": room.grants.select_related("holder__person"),
            "phases": phases,
            "names": stage_names(),
            "road": made["move"].road,
            "offers": list(found.offers.all()),
            "to_settle": found.stage == Stage.TRACK,
            "did": request.POST.get("deed", ""),
        },
        status=status,
    )


@never_cache
@page(handles_cases)
def file(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The copy without metadata, as a download; who had it when is noted."""
    by: Any = request.actor  # type: ignore[attr-defined]
    found = queries.case_for(by, number)
    key = opened_key(request)
    if found is None or key is None:
        raise Http404
    room = room_of(found, Room.Kind.CASE)
    private = room_key(room, key)
    row = file_in(room, pk)
    if private is None or row is None:
        raise Http404
    if row.state == row.State.RECEIVED:
        try:
            row = first_copy(row, private, by=by)
        except (sealing.NotHere, sealed_files.Damaged, OSError):
            raise Http404 from None
    if row.copy_key is None:
        messages.error(
            request, _("This file may harm who opens it. It is kept sealed, and not shared.")
        )
        return redirect("grievances:case", agreement=request.agreement.slug, number=number)  # type: ignore[attr-defined]
    where = about(room, f"copy {row.copy_path}") + "/key"
    try:
        content_key = sealing.open_sealed(bytes(row.copy_key), private, where)
        content = b"".join(keeping.read(row.copy_path, content_key))
    except (sealing.NotHere, sealed_files.Damaged, OSError):
        raise Http404 from None
    note_reading(row, by=by)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{found.number}-{row.pk}.{_ending(row.kind)}"'
    )
    return answer


def _ending(kind: str) -> str:
    return {"jpeg": "jpg", "text": "txt"}.get(kind, kind)
