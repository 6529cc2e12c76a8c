"""The definition: read it, its versions, two of them compared, as a file, and its schema."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from convenant.agreements.definition import diff, schema, what_is_not_known
from convenant.agreements.facts import cited_sources, outline
from convenant.agreements.models import DefinitionVersion
from convenant.agreements.queries import definition_of, running_version, version_numbered, versions
from convenant.agreements.rules import may_amend, may_look, may_read
from convenant.people.access import page


@page(may_look)
def definition(request: HttpRequest) -> HttpResponse:
    """Every rule the agreement runs on, in words, and its versions."""
    running = running_version()
    if running is None:
        raise Http404
    language = get_language() or "nl"
    rules = definition_of(running)
    context = {
        "running": running,
        "definition": rules,
        "groups": outline(rules, language),
        "cited": cited_sources(rules, language),
        "unknown": what_is_not_known(rules, language),
        "versions": list(versions()),
        "inside": may_read(request.actor),  # type: ignore[attr-defined]
        "may_amend": may_amend(request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "agreements/definition.html", context)


@page(may_look)
def compare(request: HttpRequest) -> HttpResponse:
    """What changed between two versions, in words."""
    every = list(versions())
    newest = every[0].number if every else 1
    old = _chosen(request.GET.get("old", str(max(newest - 1, 1))))
    new = _chosen(request.GET.get("new", str(newest)))
    changes = diff(definition_of(old), definition_of(new), get_language() or "nl")
    context = {"old": old, "new": new, "changes": changes, "versions": every}
    return render(request, "agreements/compare.html", context)


def _chosen(number: str) -> DefinitionVersion:
    found = version_numbered(int(number)) if number.isdecimal() and len(number) < 8 else None
    if found is None:
        raise Http404
    return found


@page(may_look)
def download(request: HttpRequest, number: int) -> HttpResponse:
    """A version as it was uploaded."""
    found = _chosen(str(number))
    name = f"{request.agreement.slug}-v{found.number}.yaml"  # type: ignore[attr-defined]
    return HttpResponse(
        found.text,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@page(may_look)
def schema_file(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a definition, for editors."""
    return HttpResponse(
        json.dumps(schema(), ensure_ascii=False, indent=2),
        content_type="application/schema+json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="definition.schema.json"'},
    )
