"""Addresses of the monitoring room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.monitoring.rules import (
    may_assess,
    may_follow_assessing,
    may_follow_commitments,
    may_follow_ladder,
    may_follow_outcomes,
    may_keep_outcomes,
    may_see_draws,
)
from convenant.monitoring.standing_urls import STANDING
from convenant.monitoring.views import assessing, readings
from convenant.monitoring.visit_urls import SITE_VISITS
from convenant.people.access import door

app_name = "monitoring"
urlpatterns = [
    *SITE_VISITS,
    *STANDING,
    path("assessing/", assessing.overview, name="assessing"),
    path("assessing/allocate/", assessing.allocate, name="allocate"),
    path("assessing/drawn/<int:pk>/", assessing.allocation, name="allocation"),
    path("assessing/ties/", assessing.ties, name="ties"),
    path("assessing/of/<int:pk>/", assessing.verdict, name="verdict"),
    path("assessing/of/<int:pk>/reply/", assessing.reply, name="reply"),
    path("assessing/of/<int:pk>/appeal/", assessing.appeal, name="appeal"),
    path("assessing/questions/<int:pk>/", assessing.answer, name="answer"),
    path("assessing/readings/<int:pk>/", readings.reading, name="reading"),
    path("assessing/readings/<int:pk>/deed/", readings.deed, name="reading_deed"),
    path(
        "assessing/readings/<int:pk>/section/<str:section>/",
        readings.section,
        name="reading_section",
    ),
]

door(50, _("Monitoring"), "monitoring:assessing", may_follow_assessing)
door(51, _("Ties"), "monitoring:ties", may_assess, inner=True)
door(52, _("Site visits"), "monitoring:visits", may_see_draws, inner=True)
door(53, _("Commitments"), "monitoring:commitments", may_follow_commitments, inner=True)
door(54, _("Consequences"), "monitoring:consequences", may_follow_ladder, inner=True)
door(55, _("Outcomes"), "monitoring:outcomes", may_follow_outcomes, inner=True)
door(56, _("Tables of the year"), "monitoring:tables", may_keep_outcomes, inner=True)
