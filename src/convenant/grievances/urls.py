"""Addresses of grievances: the public door, the handlers' cases, the companies' workspaces."""

from convenant.grievances.handler_urls import HANDLERS

app_name = "grievances"
urlpatterns = [*HANDLERS]
