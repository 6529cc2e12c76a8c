"""Who may open each page of the monitoring room."""

from convenant.base.tests.pages import Page
from convenant.monitoring.tests import pages_visits

PAGES: list[Page] = [*pages_visits.PAGES]
