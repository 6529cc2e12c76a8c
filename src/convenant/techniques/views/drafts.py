"""Proposing a technique, writing its drafts, reading and comparing them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements.definition.wording import language_name
from convenant.base.actors import Actor
from convenant.base.verbs import Refused
from convenant.people.access import page
from convenant.techniques.actions.drafts import propose_technique, write_draft
from convenant.techniques.content.differences import compared
from convenant.techniques.content.texts import Waiting, missing
from convenant.techniques.forms.content import Because, ContentForm, Note
from convenant.techniques.models import Technique
from convenant.techniques.queries import contents
from convenant.techniques.queries import drafts as queries
from convenant.techniques.queries.lessons import lesson_for, start_of
from convenant.techniques.queries.versions import content_of, technique_for
from convenant.techniques.rules import may_follow, may_propose


@page(may_propose)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a technique: why it is needed, and a first draft of what it says."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    data = request.POST if request.method == "POST" else None
    asked = (data or request.GET).get("lesson", "")
    lesson = lesson_for(by, _number(asked) or 0) if asked else None
    form = ContentForm(data, start=start_of(lesson) if lesson else None)
    because = Because(data, initial={"because": lesson.said} if lesson else None)
    because.quiet = form.asks_for_more
    gone = bool(asked) and lesson is None
    if data is not None and gone:
        because.quiet = form.main.quiet = False
        form.add_error(
            _(
                "Something was done with this lesson meanwhile. What you wrote is still here: propose it "
                "without the lesson, or leave it."
            )
        )
    elif data is not None and _all_in_order(because, form) and form.result is not None:
        try:
            made = propose_technique(
                form.result, by=by, because=because.cleaned_data["because"], lesson=lesson
            )
        except Refused as refusal:
            form.add_error(refusal.sentence)
        else:
            messages.success(request, _("Proposed as number %(number)d.") % {"number": made.number})
            return redirect(_address(request, "draft", made, 1))
    return _form(
        request,
        "techniques/propose.html",
        form,
        {"because": because, "lesson": lesson, "gone": gone},
    )


@page(may_follow)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Write the next draft, starting from the newest."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    technique = _technique(by, number)
    if request.method == "POST" and not queries.has_a_hand_in(by, technique):
        raise PermissionDenied(queries.why_not_write(by, technique))
    if request.method != "POST" and (reason := queries.why_not_write(by, technique)):
        raise Refused(reason)
    last = queries.newest_draft(technique)
    content = content_of(last.content) if last else None
    data = request.POST if request.method == "POST" else None
    form = ContentForm(data, content=content, first=technique.language)
    note = Note(data, initial={"after": last.number if last else 0})
    note.quiet = form.asks_for_more
    if data is not None and _all_in_order(note, form) and form.result is not None:
        try:
            made = write_draft(technique, form.result, by=by, **note.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.sentence)
        else:
            messages.success(request, _("Stored as draft %(number)d.") % {"number": made.number})
            return redirect(_address(request, "draft", technique, made.number))
    edited = _number(str(note["after"].value() or ""))
    return _form(
        request,
        "techniques/edit.html",
        form,
        {
            "technique": technique,
            "note": note,
            "last": last,
            "overtaken": edited if last and edited and edited != last.number else None,
        },
    )


def _all_in_order(beside: Because | Note, form: ContentForm) -> bool:
    """Whether both are; each is asked, so that every fault is shown at once."""
    return not form.asks_for_more and all([beside.is_valid(), form.is_valid()])


def _form(
    request: HttpRequest, template: str, form: ContentForm, more: dict[str, Any]
) -> HttpResponse:
    refused = request.method == "POST" and not form.asks_for_more
    faults = form.faults + sum(
        len(more[key].errors) for key in ("because", "note") if key in more and refused
    )
    return render(
        request,
        template,
        {"form": form, "faults": faults, **more},
        status=422 if refused else 200,
    )


@page(may_follow)
def drafts(request: HttpRequest, number: int) -> HttpResponse:
    """Every draft of a technique, newest first."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    technique = _technique(by, number)
    return render(
        request,
        "techniques/drafts.html",
        {
            "technique": technique,
            "drafts": queries.drafts_of(technique),
            "may_write": not queries.why_not_write(by, technique),
        },
    )


@page(may_follow)
def draft(request: HttpRequest, number: int, draft: int) -> HttpResponse:
    """One draft: all that it says, and the words that would be decided on."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    technique = _technique(by, number)
    found = queries.draft_numbered(technique, draft)
    if found is None:
        raise Http404
    content = content_of(found.content)
    numbers = [one.number for one in queries.drafts_of(technique)]
    return render(
        request,
        "techniques/draft.html",
        {
            "technique": technique,
            "draft": found,
            "shown": contents.shown(content),
            "newest": max(numbers),
            "before": max((n for n in numbers if n < found.number), default=None),
            "after": min((n for n in numbers if n > found.number), default=None),
            "text": contents.rendered_here(content, technique.language),
            "waiting": _by_language(missing(content, contents.languages(), contents.reader())),
            "may_write": not queries.why_not_write(by, technique),
        },
    )


@page(may_follow)
def compare(request: HttpRequest, number: int) -> HttpResponse:
    """What changed between two drafts, in words."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    technique = _technique(by, number)
    found = list(queries.drafts_of(technique))
    numbers = [one.number for one in found]
    if not numbers:
        raise Http404
    newest = numbers[0]
    b = _number(request.GET.get("b", "")) or newest
    b = b if b in numbers else newest
    a = _number(request.GET.get("a", "")) or max((n for n in numbers if n < b), default=b)
    a = a if a in numbers else b
    old, new = (queries.draft_numbered(technique, n) for n in (a, b))
    if old is None or new is None:
        raise Http404
    language = contents.reader()
    return render(
        request,
        "techniques/compare_drafts.html",
        {
            "technique": technique,
            "drafts": found,
            "old": old,
            "new": new,
            "changes": compared(
                content_of(old.content), content_of(new.content), language, contents.names_here()
            ),
        },
    )


def _technique(by: Actor, number: int) -> Technique:
    found = technique_for(by, number)
    if found is None:
        raise Http404
    return found


def _by_language(waiting: list[Waiting]) -> list[tuple[str, list[str]]]:
    """For each language by its name, the parts that are not there yet."""
    found: dict[str, list[str]] = {}
    for one in waiting:
        for code in one.languages:
            found.setdefault(language_name(code, contents.reader()), []).append(one.place)
    return list(found.items())


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _address(request: HttpRequest, name: str, technique: Technique, *more: int) -> str:
    slug = request.agreement.slug  # type: ignore[attr-defined]
    return reverse(f"techniques:{name}", args=[slug, technique.number, *more])
