"""Lessons of cases are kept until a technique takes them up."""

from django.utils import timezone

from convenant.base.journal import on
from convenant.base.models import Event
from convenant.techniques.models import Lesson


@on("grievance.lesson")
def a_lesson_waits_to_be_taken_up(event: Event) -> None:
    """The event carries a sentence without names; nothing else of the case comes along."""
    told = event.new or {}
    step = told.get("step")
    Lesson.objects.create(
        theme=str(told.get("theme") or "")[:60],
        step=step if isinstance(step, int) else None,
        said=str(told.get("said") or "")[:500],
        event_number=event.number,
        heard_on=timezone.localdate(event.at),
    )
