"""Who may open each page of the monitoring room."""

from convenant.base.tests.pages import Page

PAGES: list[Page] = []
