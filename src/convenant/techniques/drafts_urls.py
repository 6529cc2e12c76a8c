"""Addresses: proposing a technique, its drafts."""

from django.urls import URLPattern, path

from convenant.techniques.views import drafts

DRAFTS: list[URLPattern] = [
    path("new/", drafts.propose, name="propose"),
    path("<int:number>/edit/", drafts.edit, name="edit"),
    path("<int:number>/drafts/", drafts.drafts, name="drafts"),
    path("<int:number>/drafts/compare/", drafts.compare, name="compare_drafts"),
    path("<int:number>/drafts/<int:draft>/", drafts.draft, name="draft"),
]
