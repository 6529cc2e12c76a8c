"""Who may open which page: published."""

from datetime import date
from typing import Any

from convenant.base.tests.pages import EVERYONE, Page
from convenant.techniques.models import Technique, TechniqueVersion
from convenant.techniques.tests.adopted import a_trial, an_adopted
from convenant.techniques.tests.published import a_published

FOLLOW = {"anna", "bilal", "chantal", "daan", "eva", "greet", "iris"}
DESK = {"anna"}


def a_version(world: Any) -> dict[str, Any]:
    found = TechniqueVersion.objects.first() or a_published()
    return {"number": found.technique.number, "version": found.number}


def number(world: Any) -> dict[str, Any]:
    return {"number": a_version(world)["number"]}


def adopted(world: Any) -> dict[str, Any]:
    return {"number": (Technique.objects.first() or an_adopted()).number}


def trial(world: Any) -> dict[str, Any]:
    return {"number": (Technique.objects.first() or a_trial()).number}


def chosen(world: Any) -> dict[str, Any]:
    number(world)
    return {}


def an_act(world: Any) -> dict[str, Any]:
    return {"year": date.today().year, "section": "policy", "versions": "1", "after": "99"}


PAGES: list[Page] = [
    Page("techniques:overview", EVERYONE, chosen),
    Page("techniques:technique", EVERYONE, number),
    Page("techniques:technique", EVERYONE, trial),
    Page("techniques:technique", FOLLOW, adopted, missing_for=EVERYONE - FOLLOW),
    Page("techniques:version", EVERYONE, a_version),
    Page("techniques:compare", EVERYONE, number),
    Page("techniques:vocabulary", EVERYONE, chosen),
    Page("techniques:version_data", EVERYONE, a_version),
    Page("techniques:version_full", EVERYONE, a_version),
    Page("techniques:card", EVERYONE, a_version),
    Page("techniques:publish", DESK, adopted),
    Page("techniques:publish", DESK, adopted, post={"deed": "publish"}),
    Page("techniques:criteria", DESK, chosen),
    Page("techniques:criteria", DESK, chosen, post=an_act, answers={422}),
]
