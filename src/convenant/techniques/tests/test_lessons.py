"""What a case taught waits for a technique, and says nothing of the case."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.verbs import Refused
from convenant.techniques.actions.lessons import set_lesson_aside, take_up_lesson
from convenant.techniques.queries.lessons import lesson_for, lessons_for
from convenant.techniques.tests.published import a_published

SAID = "Who is paid by the piece needs a floor under the wage."


@pytest.fixture
def lesson(inside: Any) -> Any:
    with transaction.atomic():
        record(
            "grievance.lesson",
            by=SYSTEM,
            label="a case",
            new={"theme": "living_wage", "step": 3, "said": SAID},
        )
    return lessons_for(inside.by("chantal")).get()


def test_a_lesson_waits_for_those_who_make_techniques(inside: Any, lesson: Any) -> None:
    assert (lesson.said, lesson.theme, lesson.step) == (SAID, "living_wage", 3)
    for name in ("hugo", "farid", "jamila"):
        assert lesson_for(inside.by(name), lesson.pk) is None


def test_a_lesson_is_taken_up_once(inside: Any, lesson: Any) -> None:
    technique = a_published().technique
    take_up_lesson(lesson, technique, by=inside.by("chantal"))
    assert not lessons_for(inside.by("chantal")).exists()
    with pytest.raises(Refused):
        take_up_lesson(lesson, technique, by=inside.by("chantal"))


def test_the_secretariat_sets_a_lesson_aside_with_a_reason(inside: Any, lesson: Any) -> None:
    with pytest.raises(PermissionDenied):
        set_lesson_aside(lesson, by=inside.by("bilal"), because="No")
    with pytest.raises(Refused):
        set_lesson_aside(lesson, by=inside.by("anna"), because=" ")
    set_lesson_aside(lesson, by=inside.by("anna"), because="A technique says this already.")
    assert not lessons_for(inside.by("chantal")).exists()
