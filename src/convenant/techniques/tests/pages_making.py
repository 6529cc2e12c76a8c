"""Who may open which page: making."""

from datetime import date
from typing import Any

from convenant.base.tests.pages import Page
from convenant.techniques.models import DataQuestion, Lesson, Technique
from convenant.techniques.tests import made

PARTIES = {"bilal", "chantal", "daan", "greet", "iris"}
FOLLOW = PARTIES | {"anna", "eva"}


def out(world: Any) -> dict[str, Any]:
    return {"number": (Technique.objects.first() or made.first_draft_out(world)).number}


def trial(world: Any) -> dict[str, Any]:
    return {"number": (Technique.objects.first() or made.on_trial(world)).number}


def asked(world: Any) -> dict[str, Any]:
    found = DataQuestion.objects.first() or made.a_question(made.kicked_off(world), world)
    return {"number": found.technique.number, "pk": found.pk}


def lesson(world: Any) -> dict[str, Any]:
    found = Lesson.objects.first() or Lesson.objects.create(
        said="A floor under the wage.", event_number=1, heard_on=date(2026, 11, 1)
    )
    return {"pk": found.pk}


PAGES: list[Page] = [
    Page("techniques:workbench", FOLLOW),
    Page(
        "techniques:lesson_aside",
        {"anna"},
        lesson,
        post=lambda world: {
            "deed": f"aside-{lesson(world)['pk']}",
            "reason": "A technique says this.",
        },
    ),
    Page("techniques:making", FOLLOW, out),
    Page("techniques:making_deed", FOLLOW, trial, post={"deed": "join"}),
    Page("techniques:comments", FOLLOW, out),
    Page(
        "techniques:comments_deed",
        FOLLOW,
        out,
        post={"deed": "comment", "place": "what", "text": "Agents are forgotten here."},
    ),
    Page("techniques:data", FOLLOW, asked),
    Page("techniques:data_deed", FOLLOW, asked, post={"deed": "answer", "value": "70"}),
]
