"""Addresses of the committee's work: panel, hearings, evidence, rulings, and the rooms beside a case."""

from django.urls import path

from convenant.grievances.views import hearings, panel

COMMITTEE = [
    path("ties/", panel.ties, name="ties"),
    path("keeping/ownership/", panel.ownership, name="ownership"),
    path("cases/<str:number>/panel/", panel.panel, name="panel"),
    path("cases/<str:number>/hearings/", hearings.hearings, name="hearings"),
    path("cases/<str:number>/evidence/", hearings.evidence, name="evidence"),
]
