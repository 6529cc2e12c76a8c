"""Who may open which page: applying."""

from convenant.base.tests.pages import Page

PAGES: list[Page] = []
