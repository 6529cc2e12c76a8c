"""Who may open which page: published."""

from convenant.base.tests.pages import Page

PAGES: list[Page] = []
