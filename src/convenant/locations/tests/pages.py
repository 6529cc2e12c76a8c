"""Who may open each page of the locations room."""

from convenant.locations.tests.pages_lists import PAGES as LIST_PAGES
from convenant.locations.tests.pages_sites import PAGES as SITE_PAGES

PAGES = [*LIST_PAGES, *SITE_PAGES]
