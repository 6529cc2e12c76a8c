"""Lessons of cases that wait to be taken up in a technique."""

from django.db.models import QuerySet

from convenant.base.actors import Actor
from convenant.techniques.models import Lesson
from convenant.techniques.rules import may_follow


def lessons_for(by: Actor) -> QuerySet[Lesson]:
    """Those that wait, newest first, for whoever follows the making of techniques."""
    if not may_follow(by):
        return Lesson.objects.none()
    return Lesson.objects.filter(technique=None, set_aside_on=None)


def lesson_for(by: Actor, pk: int) -> Lesson | None:
    """One that waits."""
    return lessons_for(by).filter(pk=pk).first()
