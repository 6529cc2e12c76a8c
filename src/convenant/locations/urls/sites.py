"""Addresses of the review, sites, introductions and notices."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.locations.rules import (
    may_introduce,
    may_read_graph,
    may_read_own_sites,
    may_review,
)
from convenant.locations.views import introductions, notices, own_sites, review, sites
from convenant.people.access import door

door(30, _("Review"), "locations:review", may_review)
door(32, _("Sites"), "locations:sites", may_read_graph)
door(33, _("Our sites"), "locations:our_sites", may_read_own_sites)
door(34, _("Introductions"), "locations:introductions", may_introduce)
door(36, _("Notices"), "locations:notices", may_review)

urlpatterns = [
    path("", sites.sites, name="sites"),
    path("ours/", own_sites.our_sites, name="our_sites"),
    path("graph/", sites.graph, name="graph"),
    path("s/<str:code>/", sites.site, name="site"),
    path("s/<str:code>/share/", own_sites.share, name="share"),
    path("s/<str:code>/ask/", own_sites.ask, name="ask_introduction"),
    path("s/<str:code>/withdraw/", own_sites.withdraw, name="withdraw_introduction"),
    path("s/<str:code>/merge/", sites.merge, name="merge"),
    path("s/<str:code>/split/", sites.split, name="split"),
    path("changes/<int:pk>/undo/", sites.undo, name="undo_change"),
    path("review/", review.review, name="review"),
    path("review/decided/", review.decided, name="decided"),
    path("review/<int:pk>/", review.question, name="question"),
    path("review/<int:pk>/undo/", review.undo, name="undo_decision"),
    path("introductions/", introductions.introductions, name="introductions"),
    path("introductions/<int:pk>/", introductions.answer, name="answer_introduction"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
]
