"""Amending the definition: faults listed, or the difference shown, then exactly that is applied."""

import hashlib
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.actions import amend, why_not_amend
from convenant.agreements.definition import check, diff
from convenant.agreements.foretelling import foretold
from convenant.agreements.forms import Amendment
from convenant.agreements.models import DefinitionVersion
from convenant.agreements.queries import definition_of, running_version
from convenant.agreements.rules import may_amend
from convenant.agreements.views.faults import in_language
from convenant.base.verbs import Refused
from convenant.people.access import page

SALT = "agreements.amend"
MOVES_SHOWN = 20  # lines of what would move; the rest is counted


@page(may_amend)
def amend_definition(request: HttpRequest) -> HttpResponse:
    """Hand in the next version; read the difference; apply what was shown."""
    running = running_version()
    assert running is not None  # noqa: S101 -- an agreement is made with its first version
    if request.method == "POST" and "shown" in request.POST:
        return _apply(request)
    form = Amendment(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "running": running}
    if request.method == "POST" and form.is_valid():
        context |= _look(request, running, form)
    elif request.method != "POST":
        form.initial["text"] = running.text
    return render(request, "agreements/amend.html", context)


def _look(request: HttpRequest, running: DefinitionVersion, form: Amendment) -> dict[str, Any]:
    language = get_language() or "nl"
    text = form.cleaned_data["text"]
    name = form.cleaned_data.get("file_name") or "definition.yaml"
    form.data = {**form.data.dict(), "text": text}  # type: ignore[attr-defined]
    definition, faults = check(text, name)
    if definition is None:
        return {"faults": in_language(faults, language)}
    if reasons := why_not_amend(running, text, definition):
        return {"reasons": reasons}
    shown = signing.dumps(
        [request.agreement.slug, _digest(text), running.number],  # type: ignore[attr-defined]
        salt=SALT,
    )
    moves = foretold(definition_of(running), definition)
    return {
        "changes": diff(definition_of(running), definition, language),
        "moves": moves[:MOVES_SHOWN],
        "more_moves": len(moves) - MOVES_SHOWN,
        "text": text,
        "file_name": name,
        "note": form.cleaned_data["note"],
        "shown": shown,
    }


def _apply(request: HttpRequest) -> HttpResponse:
    text = request.POST.get("text", "").replace("\r\n", "\n")
    again = redirect("agreements:amend", request.agreement.slug)  # type: ignore[attr-defined]
    try:
        slug, digest, after = signing.loads(request.POST["shown"], salt=SALT)
    except signing.BadSignature:
        slug, digest, after = "", "", 0
    if slug != request.agreement.slug or digest != _digest(text):  # type: ignore[attr-defined]
        messages.error(
            request, _("This is not the text whose difference was shown. Hand it in once more.")
        )
        return again
    try:
        made = amend(
            text,
            by=request.actor,  # type: ignore[attr-defined]
            file_name=request.POST.get("file_name", "definition.yaml")[:200],
            note=request.POST.get("note", "")[:500],
            after=after,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return again
    messages.success(
        request, _("Version %(number)s of the definition runs from now.") % {"number": made.number}
    )
    return redirect("agreements:definition", request.agreement.slug)  # type: ignore[attr-defined]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
