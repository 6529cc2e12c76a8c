"""Addresses of the risks room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from convenant.people.access import door
from convenant.risks.rules import may_look_up, may_read_registers, may_read_sector
from convenant.risks.views import known, register

app_name = "risks"
urlpatterns = [
    path("", register.overview, name="overview"),
    path("known/", known.look_up, name="look_up"),
    path("sources/", known.sources, name="sources"),
    path("sources/new/", known.hand_in, name="hand_in_source"),
    path("sources/built-in/", known.built_in, name="load_built_in"),
    path("sources/<int:pk>/", known.source, name="source"),
    path("sources/<int:pk>/rows.csv", known.rejected, name="source_rejected"),
    path("sector/", register.the_sector, name="sector"),
    path("of/<int:pk>/", register.company, name="company"),
    path("of/<int:pk>/scope/", register.scope, name="scope"),
    path("of/<int:pk>/carry-over/", register.carry_over, name="carry_over"),
    path("<int:pk>/", register.risk, name="risk"),
    path("<int:pk>/drop/", register.drop, name="drop"),
]

door(40, _("Risks"), "risks:overview", may_read_registers)
door(41, _("What is known"), "risks:look_up", may_look_up, inner=True)
door(42, _("Risks of the sector"), "risks:sector", may_read_sector, inner=True)
