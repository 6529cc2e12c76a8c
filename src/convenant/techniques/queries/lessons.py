"""Lessons of cases: those that wait for a technique, those that were taken up or set aside."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from convenant.base.actors import Actor
from convenant.techniques.models import Lesson, Technique
from convenant.techniques.queries.contents import languages, names_here
from convenant.techniques.rules import may_follow


def lessons_for(by: Actor) -> QuerySet[Lesson]:
    """Those that wait, newest first, for whoever follows the making of techniques."""
    if not may_follow(by):
        return Lesson.objects.none()
    return Lesson.objects.filter(technique=None, set_aside_on=None)


def lesson_for(by: Actor, pk: int) -> Lesson | None:
    """One that waits."""
    return lessons_for(by).filter(pk=pk).first()


def set_aside_for(by: Actor) -> QuerySet[Lesson]:
    """Those of which no technique comes, with why; newest first."""
    found = Lesson.objects.exclude(set_aside_on=None).order_by("-set_aside_on", "-pk")
    return found if may_follow(by) else found.none()


def taken_up_by(technique: Technique) -> QuerySet[Lesson]:
    """What the technique took up, oldest first."""
    return Lesson.objects.filter(technique=technique).order_by("pk")


@dataclass(frozen=True)
class Told:
    """A lesson with its theme and step as the agreement calls them; empty where it says none."""

    lesson: Lesson
    theme: str
    step: str

    @property
    def key(self) -> str:
        return str(self.lesson.pk)


def told(found: Iterable[Lesson]) -> list[Told]:
    """These lessons for a page."""
    names = names_here()
    return [
        Told(
            one,
            names.get(f"theme:{one.theme}", one.theme),
            names.get(f"oecd_step:{one.step}", str(one.step)) if one.step else "",
        )
        for one in found
    ]


def start_of(lesson: Lesson) -> dict[str, object]:
    """What a first draft starts with where it comes of this lesson, as the form has it.

    A lesson is one sentence in one language; it stands in the language that is decided in, and can be moved.
    """
    return {
        "themes": [lesson.theme] if lesson.theme else [],
        "oecd_steps": [lesson.step] if lesson.step else [],
        "learnt_from": [{f"text_{languages()[0]}": lesson.said}],
    }
