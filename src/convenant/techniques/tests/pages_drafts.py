"""Who may open which page: drafts. Chantal, of the union, proposed the technique."""

from typing import Any

from convenant.base.tests.pages import Page
from convenant.techniques.actions.drafts import propose_technique
from convenant.techniques.models import Technique
from convenant.techniques.tests.published import some_content

PARTIES = {"bilal", "chantal", "daan", "greet", "iris"}
FOLLOW = PARTIES | {"anna", "eva"}


def proposed(world: Any) -> dict[str, Any]:
    found = Technique.objects.first() or propose_technique(
        some_content(), by=world.by("chantal"), because="Suppliers say that they are paid late."
    )
    return {"number": found.number}


def first_draft(world: Any) -> dict[str, Any]:
    return {**proposed(world), "draft": 1}


PAGES: list[Page] = [
    Page("techniques:propose", PARTIES | {"anna"}),
    Page("techniques:propose", PARTIES | {"anna"}, post={}, answers={422}),
    Page("techniques:edit", {"chantal", "anna"}, proposed),
    Page("techniques:edit", {"chantal", "anna"}, proposed, post={}, answers={422}),
    Page("techniques:drafts", FOLLOW, proposed),
    Page("techniques:draft", FOLLOW, first_draft),
    Page("techniques:compare_drafts", FOLLOW, proposed),
]
