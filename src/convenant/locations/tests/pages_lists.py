"""Who may open the pages of lists: the list here is Bilal's, so Iris, a competitor, gets none of it."""

from typing import Any

from convenant.base.tests.pages import Page
from convenant.locations.models import SiteList
from convenant.locations.tests.some_lists import BILAL, handed_in, matched

DESK = {"anna", "eva"}
ANY_LIST = DESK | {"bilal", "iris"}
OWN = DESK | {"bilal"}
MAY_CHANGE = {"anna", "bilal"}


def waiting(world: Any) -> dict[str, Any]:
    found = SiteList.objects.filter(state="uploaded").first() or handed_in(world, "bilal", BILAL)
    return {"pk": found.pk}


def done(world: Any) -> dict[str, Any]:
    found = SiteList.objects.filter(state="matched").first() or matched(world, "bilal", BILAL)
    return {"pk": found.pk}


def bad(world: Any) -> dict[str, Any]:
    return {**waiting(world), "kind": "csv"}


# Iris may open lists, only not this one: to her it does not exist (404), which the tests of lists show.
PAGES = [
    Page("locations:lists", ANY_LIST),
    Page("locations:hand_in", {"anna", "bilal", "iris"}),
    Page("locations:list", OWN, done, missing_for={"iris"}),
    Page("locations:check", MAY_CHANGE, waiting, missing_for={"iris"}),
    Page("locations:store", MAY_CHANGE, waiting, post={}, missing_for={"iris"}),
    Page("locations:discard", MAY_CHANGE, waiting, post={}, missing_for={"iris"}),
    Page("locations:again", MAY_CHANGE, done, post={}, missing_for={"iris"}),
    Page("locations:original", OWN, done, missing_for={"iris"}),
    Page("locations:bad_rows", OWN, bad, missing_for={"iris"}),
]
