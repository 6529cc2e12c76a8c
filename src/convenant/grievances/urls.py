"""Addresses of grievances: the public door, the handlers' cases, the companies' workspaces."""

from django.utils.translation import gettext_lazy as _

from convenant.grievances.company_urls import COMPANIES
from convenant.grievances.handler_urls import HANDLERS
from convenant.grievances.rules import is_told_of_cases
from convenant.people.access import door

app_name = "grievances"
urlpatterns = [*HANDLERS, *COMPANIES]

door(61, _("Notices of cases"), "grievances:notices", is_told_of_cases)
