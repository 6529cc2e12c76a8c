"""Who may open which page: drafts."""

from convenant.base.tests.pages import Page

PAGES: list[Page] = []
