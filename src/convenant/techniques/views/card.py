"""A version as a card to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from convenant.agreements.queries import running_definition
from convenant.people.access import page
from convenant.techniques.card import Facts
from convenant.techniques.card import card as typeset
from convenant.techniques.queries import contents
from convenant.techniques.queries.versions import content_of, version_numbered
from convenant.techniques.rules import may_read_published
from convenant.techniques.views.linked_data import address_of, asked_language


@page(may_read_published)
def card(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """The card, in the language of the page or the one that the address asks for."""
    found = version_numbered(number, version)
    if found is None:
        raise Http404
    language = asked_language(request)
    names = contents.names_here(language)
    with override(language):
        shown = contents.shown(content_of(found.content), language, names)
        facts = Facts(
            number=number,
            version=found.number,
            agreement=str(request.agreement),  # type: ignore[attr-defined]
            address=address_of(request, found),
            digest=found.digest,
            decision=_("decision %(number)d") % {"number": found.proposal.number},
            adopted_on=found.adopted_on,
            published_on=found.published_on,
            superseded_on=found.superseded_on,
            withdrawn_on=found.withdrawn_on,
            review_on=found.technique.review_on if found.is_in_force else None,
        )
    made = typeset(shown, facts, running_definition().techniques, names, language)
    slug = request.agreement.slug  # type: ignore[attr-defined]
    name = f"{slug}-{number}-v{found.number}-{language}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
