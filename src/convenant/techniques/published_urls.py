"""Addresses: techniques as published, their criteria, and what machines and printers read."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from convenant.decisions.models import Proposal
from convenant.decisions.queries.shown import ADDRESSES
from convenant.people.access import door
from convenant.techniques.rules import may_make_criteria, may_read_published
from convenant.techniques.views import card, criteria, linked_data, published

PUBLISHED: list[URLPattern] = [
    path("", published.overview, name="overview"),
    path("vocabulary.jsonld", linked_data.vocabulary, name="vocabulary"),
    path("criteria/", criteria.criteria, name="criteria"),
    path("<int:number>/", published.technique, name="technique"),
    path("<int:number>/compare/", published.compare, name="compare"),
    path("<int:number>/publish/", published.publish, name="publish"),
    path("<int:number>/versions/<int:version>/", published.version, name="version"),
    path("<int:number>/versions/<int:version>.jsonld", linked_data.version, name="version_data"),
    path("<int:number>/versions/<int:version>.full.jsonld", linked_data.full, name="version_full"),
    path("<int:number>/versions/<int:version>.pdf", card.card, name="card"),
]

door(35, _("Techniques"), "techniques:overview", may_read_published)
door(40, _("Criteria"), "techniques:criteria", may_make_criteria, inner=True)


def _address(slug: str, key: str) -> str:
    """Where a technique that a decision changed can be seen."""
    return reverse("techniques:technique", args=[slug, int(key)]) if key.isdecimal() else ""


_addresses: dict[str, Any] = ADDRESSES
_addresses[Proposal.About.TECHNIQUE] = _address
