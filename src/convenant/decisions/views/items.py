"""An item of an agenda: papers, who left the table for it, what the minutes say, who does what."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from convenant.base.actors import Actor
from convenant.decisions.actions import attending, minutes, papers
from convenant.decisions.actions import meetings as verbs
from convenant.decisions.forms import meetings as forms
from convenant.decisions.models import AgendaItem
from convenant.decisions.queries import meetings as queries
from convenant.decisions.queries.tables import body_name
from convenant.decisions.rules import may_convene, may_read_log, may_take_part
from convenant.decisions.views.deeds import Deed, asks_to_sign_in, carry_out, renewed, shown
from convenant.people.access import page


def _item(by: Actor, pk: int) -> AgendaItem:
    found = queries.item_for(by, pk)
    if found is None:
        raise Http404
    return found


def _address(request: HttpRequest, found: AgendaItem) -> str:
    return reverse("decisions:item", args=[request.agreement.slug, found.pk])  # type: ignore[attr-defined]


def _add_paper(by: Actor, found: AgendaItem, form: Form) -> None:
    said = dict(form.cleaned_data)
    file: Any = said.pop("file")
    papers.add_paper(found, by=by, file_name=file.name, content=file.read(), **said)


def _recuse(by: Actor, found: AgendaItem, form: Form) -> None:
    attending.recuse(found, by=by, **form.cleaned_data)


def _deeds(by: Actor, found: AgendaItem) -> dict[str, Deed]:
    meeting = found.meeting
    if meeting.cancelled_at is not None or meeting.frozen_at is not None:
        return {}
    deeds: dict[str, Deed] = {}
    runs = may_convene(by)
    recused = {one.person_id: one for one in found.recusals.all()}
    if runs:
        deeds["change"] = Deed(
            lambda form: verbs.change_item(found, by=by, **form.cleaned_data), forms.Item
        )
        deeds["up"] = Deed(lambda _data: verbs.move_item(found, by=by, up=True))
        deeds["down"] = Deed(lambda _data: verbs.move_item(found, by=by, up=False))
        if not (
            found.minutes
            or found.proposals.all()
            or found.recusals.all()
            or found.actions.all()
            or found.papers.all()
        ):
            deeds["remove"] = Deed(lambda _data: verbs.remove_item(found, by=by))
        deeds["paper"] = Deed(lambda form: _add_paper(by, found, form), forms.AddPaper)
        deeds["minutes"] = Deed(
            lambda form: minutes.write_minutes(meeting, by=by, item=found, **form.cleaned_data),
            forms.Minutes,
        )
        deeds["action"] = Deed(
            lambda form: minutes.agree_action(found, by=by, **form.cleaned_data), forms.Action
        )
        for paper in queries.papers_read(by, found):
            deeds[f"withdraw-{paper.pk}"] = Deed(
                lambda _data, paper=paper: papers.withdraw_paper(paper, by=by)  # type: ignore[misc]
            )
        for one in recused.values():
            deeds[f"back-{one.pk}"] = Deed(
                lambda form, one=one: attending.end_recusal(one, by=by, **form.cleaned_data),  # type: ignore[misc]
                forms.Reason,
            )
    if runs or (queries.is_at_table(by, meeting) and by.person_id not in recused):
        deeds["recuse"] = Deed(
            lambda form: _recuse(by, found, form),
            lambda *args, **kwargs: forms.Recuse(*args, meeting=meeting, for_others=runs, **kwargs),
        )
    return deeds


@page(may_take_part)
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The item for those at the table."""
    return _page(request, _item(request.actor, pk))  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, found: AgendaItem, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = next(one for one in queries.items_of(found.meeting) if one.pk == found.pk)
    deeds = _deeds(by, found)
    recused = any(one.person_id == by.person_id for one in found.recusals.all())
    first = {
        "change": {"title": found.title, "text": found.text},
        "minutes": {"text": found.minutes, "seen": found.minutes},
    }
    stale = bound is not None and "minutes" in bound
    all_forms = {**shown(deeds, first), **renewed(bound or {}, first, "seen")}
    return render(
        request,
        "decisions/item.html",
        {
            "found": found,
            "meeting": found.meeting,
            "body": body_name(found.meeting.body),
            "papers": queries.papers_read(by, found),
            "recused": recused,
            "recusals": [(one, all_forms.get(f"back_{one.pk}")) for one in found.recusals.all()],
            "deeds": deeds,
            "forms": all_forms,
            "own": by.person_id,
            "minutes_now": found.minutes if stale else "",
        },
        status=status,
    )


@page(may_take_part)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers, interests, minutes and actions of an item."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _item(by, pk)
    if request.method != "POST":
        return redirect(_address(request, found))
    meeting = reverse("decisions:meeting", args=[request.agreement.slug, found.meeting_id])  # type: ignore[attr-defined]
    return carry_out(
        request,
        _deeds(by, found),
        lambda bound, status: _page(request, found, bound, status),
        meeting if request.POST.get("deed") == "remove" else _address(request, found),
    )


@page(may_read_log)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The document itself, for those whom its tier allows."""
    found = queries.paper_for(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        return asks_to_sign_in(request)
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, found.file_name)
    return answer


@page(may_take_part)
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody did what they took on in a meeting."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.action_for(by, pk)
    if found is None:
        raise Http404
    slug = request.agreement.slug  # type: ignore[attr-defined]
    if request.method == "POST":
        minutes.finish_action(found, by=by)
    return redirect(reverse("decisions:overview", args=[slug]))
