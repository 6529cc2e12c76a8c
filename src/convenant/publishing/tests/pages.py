"""Who may open the public list's pages: everyone reads, the secretariat publishes."""

from typing import Any

from convenant.base.tests.pages import EVERYONE, Page
from convenant.publishing.tests.pool import published

SECRETARIAT = {"anna"}


def an_edition(world: Any) -> dict[str, Any]:
    return {"number": published(world).number}


def a_site(world: Any) -> dict[str, Any]:
    return {"code": published(world).sites.first().code}


PAGES = [
    Page("publishing:list", EVERYONE),
    Page("publishing:desk", SECRETARIAT),
    Page("publishing:edition", EVERYONE, an_edition),
    Page("publishing:csv", EVERYONE, an_edition),
    Page("publishing:geojson", EVERYONE, an_edition),
    Page("publishing:points", EVERYONE, an_edition),
    Page("publishing:site", EVERYONE, a_site),
]
