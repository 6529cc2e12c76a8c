"""Addresses of site visits, and of the page that a worker's code opens."""

from django.urls import path

from convenant.monitoring.views import actions, draws, visits, workers

SITE_VISITS = [
    path("visits/", visits.overview, name="visits"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/finding/", visits.new_finding, name="new_finding"),
    path("visits/<int:pk>/workers/", workers.representatives, name="representatives"),
    path("draws/new/", draws.announce, name="announce_draw"),
    path("draws/<int:pk>/", draws.draw, name="draw"),
    path("draws/<int:pk>/frame.csv", draws.frame, name="draw_frame"),
    path("draws/<int:pk>/keys.csv", draws.keys, name="draw_keys"),
    path("draws/<int:pk>/sites.csv", draws.sites, name="draw_sites"),
    path("drawn/<int:pk>/plan/", visits.plan, name="plan_visit"),
    path("findings/<int:pk>/", visits.finding, name="finding"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("evidence/<int:pk>/", actions.evidence, name="action_evidence"),
    path("plan/", workers.enter, name="worker_entry"),
    path("plan/<str:code>/", workers.plan, name="worker_plan"),
]
