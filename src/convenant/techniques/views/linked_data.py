"""What machines read: a version, everything a version says, and the agreement's techniques as one vocabulary."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, override

from convenant.base.actors import Actor
from convenant.people.access import page
from convenant.techniques import linked_data as documents
from convenant.techniques.linked_data_whole import whole
from convenant.techniques.models import Draft, Technique, TechniqueVersion
from convenant.techniques.queries import published as queries
from convenant.techniques.queries.versions import content_of, version_numbered
from convenant.techniques.rules import may_read_published

TYPE = "application/ld+json"


def asked_language(request: HttpRequest) -> str:
    """Dutch or English: as asked in the address, else as the page is."""
    asked = request.GET.get("language") or get_language() or "nl"
    return asked if asked in ("nl", "en") else "nl"


def address_of(request: HttpRequest, version: TechniqueVersion, name: str = "version") -> str:
    """The whole address at which a version stays."""
    slug = request.agreement.slug  # type: ignore[attr-defined]
    where = reverse(f"techniques:{name}", args=[slug, version.technique.number, version.number])
    return request.build_absolute_uri(where)


def _absolute(request: HttpRequest, name: str, *args: Any) -> str:
    return request.build_absolute_uri(reverse(name, args=[request.agreement.slug, *args]))  # type: ignore[attr-defined]


def scheme(request: HttpRequest, language: str) -> documents.Scheme:
    """The open agreement, at its own addresses."""
    with override(language):
        return queries.scheme(
            _absolute(request, "agreements:agreement"), _absolute(request, "agreements:definition")
        )


def entry(request: HttpRequest, found: TechniqueVersion, *, alone: bool = True) -> documents.Entry:
    """A version as it is told; `alone` with its split views and what came after it."""
    by: Actor = request.actor  # type: ignore[attr-defined]
    newer = queries.newer_than(found) if alone else None
    rows = (queries.apart(by, found) or []) if alone else []
    proposal = found.proposal
    return documents.Entry(
        address=address_of(request, found),
        number=found.technique.number,
        version=found.number,
        content=content_of(found.content),
        status="active" if found.is_in_force else "deprecated",
        language=found.technique.language,
        text=found.text,
        digest=found.digest,
        adopted_on=found.adopted_on,
        published_on=found.published_on,
        superseded_on=found.superseded_on,
        withdrawn_on=found.withdrawn_on,
        withdrawn_because=found.withdrawn_because,
        review_on=found.technique.review_on if found.is_in_force else None,
        replaced_by=address_of(request, newer) if newer and not found.is_in_force else "",
        decision=documents.Decided(
            proposal.number,
            proposal.title,
            _absolute(request, "decisions:proposal", proposal.number),
        ),
        views=tuple(documents.View(row.side, row.stand, row.reason) for row in rows),
    )


def _on_trial(request: HttpRequest, technique: Technique, draft: Draft) -> documents.Entry:
    return documents.Entry(
        address=_absolute(request, "techniques:technique", technique.number),
        number=technique.number,
        version=None,
        content=content_of(draft.content),
        status="proposed",
        language=technique.language,
    )


def answer(document: dict[str, Any]) -> HttpResponse:
    """The document as a file; readers of other hosts may fetch it, for it is public."""
    return HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=1),
        content_type=f"{TYPE}; charset=utf-8",
        headers={"Access-Control-Allow-Origin": "*"},
    )


def one_version(request: HttpRequest, found: TechniqueVersion) -> HttpResponse:
    """A version as a vocabulary with one criterion."""
    language = asked_language(request)
    return answer(
        documents.scheme_vocabulary(
            address_of(request, found, "version_data"),
            scheme(request, language),
            [entry(request, found)],
            language,
        )
    )


def _found(number: int, version: int) -> TechniqueVersion:
    found = version_numbered(number, version)
    if found is None:
        raise Http404
    return found


@page(may_read_published)
def version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """A version in the scheme vocabulary of the UN Transparency Protocol."""
    return one_version(request, _found(number, version))


@page(may_read_published)
def full(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """Everything a version says, in every language."""
    found = _found(number, version)
    language = found.technique.language
    with override(language):  # the same document for every reader
        told = entry(request, found)
    terms = _absolute(request, "techniques:vocabulary")
    return answer(whole(told, scheme(request, language), terms))


@page(may_read_published)
def vocabulary(request: HttpRequest) -> HttpResponse:
    """The agreement's techniques in force and on trial as one vocabulary."""
    language = asked_language(request)
    entries = [entry(request, one, alone=False) for one in queries.all_in_force()]
    entries += [_on_trial(request, technique, draft) for technique, draft in queries.trials()]
    return answer(
        documents.scheme_vocabulary(
            _absolute(request, "techniques:vocabulary"),
            scheme(request, language),
            entries,
            language,
        )
    )
