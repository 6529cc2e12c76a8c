"""Addresses: techniques as published, their criteria, and what machines and printers read."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

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
