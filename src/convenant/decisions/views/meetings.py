"""A meeting: planned, convened, its agenda, who is there, the statement on competition law."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_definition
from convenant.agreements.seating import Asked, sides_together
from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.decisions.actions import attending
from convenant.decisions.actions import meetings as verbs
from convenant.decisions.competition import competition_statement
from convenant.decisions.forms import meetings as forms
from convenant.decisions.models import Attendance, Meeting
from convenant.decisions.queries import meetings as queries
from convenant.decisions.queries.tables import bench_name, body_name
from convenant.decisions.rules import may_convene, may_follow, may_take_part
from convenant.decisions.views.deeds import Deed, carry_out, shown
from convenant.people.access import page
from convenant.people.queries import people_here


@page(may_convene)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting, or a written procedure."""
    form = forms.PlanMeeting(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            made = verbs.plan_meeting(said.pop("body"), by=request.actor, **said)  # type: ignore[attr-defined]
            return redirect(_address(request, made))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/plan.html", {"form": form}, status=status)


def _address(request: HttpRequest, meeting: Meeting) -> str:
    return reverse("decisions:meeting", args=[request.agreement.slug, meeting.pk])  # type: ignore[attr-defined]


def _meeting(by: Actor, pk: int) -> Meeting:
    found = queries.meeting_for(by, pk)
    if found is None:
        raise Http404
    return found


def _deeds(by: Actor, found: Meeting) -> dict[str, Deed]:
    """What this person can do with this meeting now."""
    if found.cancelled_at is not None or found.frozen_at is not None:
        return {}
    deeds: dict[str, Deed] = {}
    table = queries.participants(found)
    own = [one.at.seat for one in table if one.at.seat.person_id == by.person_id]
    if may_convene(by):
        names = {one.at.side: bench_name(one.at.side) for one in table}
        deeds["change"] = Deed(
            lambda form: verbs.change_meeting(found, by=by, **form.cleaned_data), forms.Moments
        )
        deeds["item"] = Deed(
            lambda form: verbs.add_item(found, by=by, **form.cleaned_data), forms.Item
        )
        deeds["cancel"] = Deed(
            lambda form: verbs.cancel_meeting(found, by=by, **form.cleaned_data), forms.Reason
        )
        if found.convened_at is None:
            deeds["convene"] = Deed(lambda _data: verbs.convene(found, by=by))
        elif not found.in_writing and table:
            deeds["attend"] = Deed(
                lambda form: _note(by, found, form),
                lambda *args, **kwargs: forms.Attend(
                    *args, table=[one.at for one in table], names=names, **kwargs
                ),
            )
    if queries.is_at_table(by, found) and not queries.has_confirmed(by.person_id, found):
        deeds["confirm"] = Deed(
            lambda data: verbs.confirm_statement(found, by=by, digest=data.get("digest", ""))
        )
    if own and own[0].side:
        seat = own[0]
        places = Asked(running_definition(), seat.body, seat.side).places
        given = next((o.at.mandate for o in table if o.at.seat.pk == seat.pk), None)
        if given is None:
            sides = sides_together(places) if places else [seat.side]
            deeds["mandate"] = Deed(
                lambda form: attending.give_mandate(found, seat, by=by, **form.cleaned_data),
                lambda *args, **kwargs: forms.GiveMandate(*args, sides=sides, **kwargs),
            )
        else:
            deeds["withdraw"] = Deed(lambda _data: attending.withdraw_mandate(given, by=by))
    return deeds


def _note(by: Actor, found: Meeting, form: Form) -> None:
    """Each seat whose state changed is noted."""
    people = {f"p{one.pk}": one for one in people_here()}
    changed = False
    for one in queries.participants(found):
        said = form.cleaned_data.get(f"seat-{one.at.seat.pk}", "")
        before = one.at.attendance
        was = "" if before is None else f"p{before.person_id}" if before.person_id else before.state
        if not said or said == was:
            continue
        person = people.get(said)
        state = Attendance.State.PRESENT if person else said
        attending.note_attendance(found, one.at.seat, by=by, state=state, person=person)
        changed = True
    if not changed:
        raise Refused(_("Nothing was changed."))


@page(may_follow)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda, who is at the table, and for those at it the papers and the minutes."""
    return _page(request, _meeting(request.actor, pk))  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, found: Meeting, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    deeds = _deeds(by, found)
    inside = queries.reads_inside(by, found)
    language = get_language() or "nl"
    statement = competition_statement()
    change = {
        "title": found.title,
        "starts": timezone.localtime(found.starts),
        "ends": timezone.localtime(found.ends),
        "place": found.place,
    }
    items = queries.items_of(found)
    return render(
        request,
        "decisions/meeting.html",
        {
            "found": found,
            "body": body_name(found.body),
            "items": [
                (item, queries.papers_read(by, item), list(item.proposals.all())) for item in items
            ],
            "inside": inside,
            "participants": [(bench_name(one.at.side), one) for one in queries.participants(found)],
            "at_table": queries.is_at_table(by, found),
            "confirmed": queries.has_confirmed(by.person_id, found),
            "statement": statement.text[language],
            "digest": statement.digest,
            "sources": [(each.name[language], each.url) for each in statement.sources],
            "deeds": deeds,
            "forms": {**shown(deeds, {"change": change}), **(bound or {})},
            "now": timezone.now(),
            "may_convene": may_convene(by),
        },
        status=status,
    )


@page(may_take_part)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Convene, change, cancel; confirm, note who is there, give a mandate."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _meeting(by, pk)
    if request.method != "POST":
        return redirect(_address(request, found))
    deeds = _deeds(by, found)
    if not (may_convene(by) or queries.is_at_table(by, found)):
        raise Http404
    return carry_out(
        request,
        deeds,
        lambda bound, status: _page(request, found, bound, status),
        _address(request, found),
    )
