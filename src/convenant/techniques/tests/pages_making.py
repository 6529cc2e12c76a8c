"""Who may open which page: making."""

from convenant.base.tests.pages import Page

PAGES: list[Page] = []
