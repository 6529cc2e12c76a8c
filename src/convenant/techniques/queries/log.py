"""Where the decision log leads for what it changed here: each published version has a key and a page."""

from django.urls import reverse

from convenant.base.actors import Actor
from convenant.base.walls import current_agreement
from convenant.decisions.models import Proposal
from convenant.decisions.queries.shown import ADDRESSES
from convenant.techniques.models import TechniqueVersion


def key_of(version: TechniqueVersion) -> str:
    """What a version is called beside the decision that adopted it."""
    return f"{version.technique.number}/{version.number}"


def _pages(by: Actor, keys: set[str]) -> dict[str, str]:
    """The page of each version; everyone may read it."""
    slug = current_agreement().slug
    found = {}
    for key in keys:
        number, _slash, version = key.partition("/")
        if number.isdecimal() and version.isdecimal():
            found[key] = reverse("techniques:version", args=[slug, int(number), int(version)])
    return found


def tell_the_log() -> None:
    """The log knows the way to a technique from now on."""
    ADDRESSES[Proposal.About.TECHNIQUE] = _pages
