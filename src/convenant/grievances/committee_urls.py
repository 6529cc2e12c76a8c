"""Addresses of the committee's work: panel, hearings, evidence, rulings, and the rooms beside a case."""

from django.urls import path

from convenant.grievances.views import beside, disputes, hearings, panel, rulings

COMMITTEE = [
    path("ties/", panel.ties, name="ties"),
    path("keeping/ownership/", panel.ownership, name="ownership"),
    path("cases/<str:number>/panel/", panel.panel, name="panel"),
    path("cases/<str:number>/hearings/", hearings.hearings, name="hearings"),
    path("cases/<str:number>/evidence/", hearings.evidence, name="evidence"),
    path("cases/<str:number>/ruling/", rulings.ruling, name="ruling"),
    path("cases/<str:number>/mediation/", beside.mediation, name="mediation"),
    path("cases/<str:number>/identity/", beside.identity, name="identity"),
    path("beside/", beside.rooms, name="beside"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("rulings/", rulings.published, name="rulings"),
    path("rulings/<str:code>/", rulings.published_one, name="ruling_public"),
]
