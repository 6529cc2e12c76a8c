"""Who may open which page: recognition."""

from convenant.base.tests.pages import Page

PAGES: list[Page] = []
