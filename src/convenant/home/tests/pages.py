"""Who may open the front door and the roles' first pages."""

from convenant.base.tests.pages import EVERYONE, INSIDE, Page

PAGES = [Page("home:start", EVERYONE), Page("today:role", INSIDE)]
