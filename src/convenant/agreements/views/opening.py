"""Opening an agreement: a definition is checked, shown as understood, then made."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convenant.agreements.actions import create_agreement, why_no_such_slug
from convenant.agreements.definition import check, what_is_not_known
from convenant.agreements.facts import cited_sources, outline
from convenant.agreements.forms import NewAgreement
from convenant.agreements.rules import is_operator
from convenant.agreements.views.faults import in_language
from convenant.base.verbs import Refused
from convenant.people.access import page


@page(is_operator)
def new(request: HttpRequest) -> HttpResponse:
    """Choose or hand in a definition; see every fault, or what was understood; create."""
    form = NewAgreement(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        language = get_language() or "nl"
        text = form.cleaned_data["text"]
        name = form.cleaned_data.get("file_name") or request.POST.get("file_name", "")[:200]
        name = name or "definition.yaml"
        definition, faults = check(text, name)
        if definition is not None and "create" in request.POST:
            try:
                made = create_agreement(text, by=request.user, file_name=name)  # type: ignore[arg-type]
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(
                    request,
                    _(
                        "The agreement is there, and you are its secretariat. Admit the parties next."
                    ),
                )
                return redirect("agreements:agreement", made.slug)
        refusal_of_slug = why_no_such_slug(definition.slug) if definition else None
        if refusal_of_slug and not form.errors:
            form.add_error(None, refusal_of_slug)
        # The text stays at hand, whatever it came from, to be corrected.
        form.data = {**form.data.dict(), "text": text, "preset": ""}  # type: ignore[attr-defined]
        context |= {"text": text, "file_name": name, "faults": in_language(faults, language)}
        if definition is not None:
            context |= {
                "definition": definition,
                "can_create": not form.errors,
                "groups": outline(definition, language),
                "cited": cited_sources(definition, language),
                "unknown": what_is_not_known(definition, language),
            }
    return render(request, "agreements/new.html", context)
