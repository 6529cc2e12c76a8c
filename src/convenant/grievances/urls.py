"""Addresses of grievances: the public door, the handlers' cases, the companies' workspaces."""

from django.utils.translation import gettext_lazy as _

from convenant.grievances.committee_urls import COMMITTEE
from convenant.grievances.company_urls import COMPANIES
from convenant.grievances.door_urls import DOOR
from convenant.grievances.handler_urls import HANDLERS
from convenant.grievances.record_urls import RECORD
from convenant.grievances.rules import (
    declares_ties,
    is_told_of_cases,
    keeps_the_door,
    may_hold_a_key,
    sees_that_cases_exist,
    speaks_for_a_party,
    works_beside_cases,
)
from convenant.people.access import door
from convenant.people.rules import anyone

app_name = "grievances"
urlpatterns = [*HANDLERS, *COMMITTEE, *COMPANIES, *RECORD, *DOOR]

door(60, _("Cases"), "grievances:cases", sees_that_cases_exist)
door(61, _("Notices of cases"), "grievances:notices", is_told_of_cases, inner=True)
door(62, _("Your key"), "grievances:keys", may_hold_a_key, inner=True)
door(63, _("The door"), "grievances:circle", keeps_the_door, inner=True)
door(64, _("Your ties"), "grievances:ties", declares_ties, inner=True)
door(65, _("Names and talks"), "grievances:beside", works_beside_cases, inner=True)
door(66, _("Disputes"), "grievances:disputes", speaks_for_a_party, inner=True)
door(
    68,
    _("How complaints were handled"),
    "grievances:effectiveness",
    sees_that_cases_exist,
    inner=True,
)
door(67, _("Rulings"), "grievances:rulings", anyone, inner=True)
