"""Addresses: applying."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from convenant.people.access import door
from convenant.techniques.rules import (
    is_company,
    may_follow,
    may_judge_measure,
    may_read_published,
)
from convenant.techniques.views import derogations, measures, ours, readiness

APPLYING: list[URLPattern] = [
    path("ours/", ours.ours, name="ours"),
    path("ours/<int:number>/", ours.our_technique, name="our_technique"),
    path("ours/<int:number>/deed/", ours.deed, name="our_technique_deed"),
    path("clocks/", readiness.moves, name="moves"),
    path("derogations/", derogations.derogations, name="derogations"),
    path("derogations/<int:number>/", derogations.derogation, name="derogation"),
    path("derogations/<int:number>/deed/", derogations.deed, name="derogation_deed"),
    path("measures/", measures.measures, name="measures"),
    path("measures/<int:pk>/", measures.measure, name="measure"),
    path("measures/<int:pk>/deed/", measures.deed, name="measure_deed"),
    path("readiness/", readiness.readiness, name="readiness"),
    path("readiness/<int:number>/", readiness.technique, name="readiness_technique"),
]

door(37, _("Our techniques"), "techniques:ours", is_company, inner=True)
door(38, _("Readiness"), "techniques:readiness", may_follow, inner=True)
door(41, _("Derogations"), "techniques:derogations", may_read_published, inner=True)
door(42, _("Other measures"), "techniques:measures", may_judge_measure, inner=True)
