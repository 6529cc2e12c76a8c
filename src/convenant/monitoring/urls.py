"""Addresses of the monitoring room."""

from django.utils.translation import gettext_lazy as _

from convenant.monitoring.rules import may_see_draws
from convenant.monitoring.visit_urls import SITE_VISITS
from convenant.people.access import door

app_name = "monitoring"
urlpatterns: list = [*SITE_VISITS]

door(50, _("Site visits"), "monitoring:visits", may_see_draws)
