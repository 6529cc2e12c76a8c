"""The minutes of a meeting, whole: written, sent, answered, frozen."""

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from convenant.base.actors import Actor
from convenant.decisions.actions import minutes as verbs
from convenant.decisions.forms import meetings as forms
from convenant.decisions.models import Meeting
from convenant.decisions.queries import meetings as queries
from convenant.decisions.queries.record_of_meeting import digest_of, is_as_frozen, minutes_as_text
from convenant.decisions.queries.tables import body_name
from convenant.decisions.rules import may_convene, may_take_part
from convenant.decisions.views.deeds import Deed, carry_out, renewed, shown
from convenant.people.access import page
from convenant.people.models import Kind


def _meeting(by: Actor, pk: int) -> Meeting:
    found = queries.meeting_for(by, pk)
    if found is None or not queries.reads_inside(by, found):
        raise Http404
    # A draft is the secretariat's until it is sent.
    if found.minutes_sent_at is None and not may_convene(by):
        raise Http404
    return found


def _address(request: HttpRequest, found: Meeting) -> str:
    return reverse("decisions:minutes", args=[request.agreement.slug, found.pk])  # type: ignore[attr-defined]


def _deeds(by: Actor, found: Meeting) -> dict[str, Deed]:
    if found.frozen_at is not None or found.cancelled_at is not None:
        return {}
    deeds: dict[str, Deed] = {}
    if may_convene(by):
        deeds["write"] = Deed(
            lambda form: verbs.write_minutes(found, by=by, **form.cleaned_data), forms.Minutes
        )
        deeds["send"] = Deed(
            lambda form: verbs.send_minutes(found, by=by, **form.cleaned_data), forms.SendMinutes
        )
        for one in queries.replies_to(found):
            if not one.approves:
                deeds[f"answer-{one.pk}"] = Deed(
                    lambda form, one=one: verbs.answer_reply(one, by=by, **form.cleaned_data),  # type: ignore[misc]
                    forms.Answer,
                )
    if found.minutes_sent_at is not None:
        if queries.is_at_table(by, found):
            deeds["reply"] = Deed(
                lambda form: verbs.reply_to_minutes(found, by=by, **form.cleaned_data), forms.Reply
            )
        if by.has(Kind.SECRETARIAT) or (by.has(Kind.CHAIR) and queries.is_at_table(by, found)):
            deeds["freeze"] = Deed(lambda _data: verbs.freeze_minutes(found, by=by))
    return deeds


@page(may_take_part)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What the minutes say, and what those who took part say of them."""
    return _page(request, _meeting(request.actor, pk))  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, found: Meeting, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    by: Actor = request.actor  # type: ignore[attr-defined]
    deeds = _deeds(by, found)
    replies = list(queries.replies_to(found))
    text = found.frozen_text or minutes_as_text(found)
    now = digest_of(text)
    first: dict[str, dict[str, Any]] = {
        "write": {"text": found.minutes, "seen": found.minutes},
        "reply": {"seen": now},
        "send": {"reply_until": timezone.localdate() + timedelta(days=verbs.USUAL_DAYS)},
    }
    all_forms = {**shown(deeds, first), **renewed(bound or {}, first, "seen")}
    return render(
        request,
        "decisions/minutes.html",
        {
            "found": found,
            "body": body_name(found.body),
            "text": text,
            "is_intact": found.frozen_at is None or is_as_frozen(found),
            "changed_since": found.minutes_sent_at is not None
            and found.frozen_at is None
            and now != found.sent_digest,
            "replies": [
                (
                    one,
                    all_forms.get(f"answer_{one.pk}"),
                    found.frozen_at is None and one.digest != now,
                )
                for one in replies
            ],
            "deeds": deeds,
            "forms": all_forms,
        },
        status=status,
    )


@page(may_take_part)
def deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Write, send, reply, answer or freeze."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    found = _meeting(by, pk)
    if request.method != "POST":
        return redirect(_address(request, found))
    return carry_out(
        request,
        _deeds(by, found),
        lambda bound, status: _page(request, found, bound, status),
        _address(request, found),
    )


@page(may_take_part)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen minutes as they were approved; their SHA-256 is the digest on the page."""
    found = _meeting(request.actor, pk)  # type: ignore[attr-defined]
    if found.frozen_at is None:
        raise Http404
    answer = HttpResponse(found.frozen_text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"minutes-{found.pk}.txt")
    return answer
