"""What is done with a lesson of a case: a technique takes it up, or it is set aside with a reason."""

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.models import Lesson, Technique
from convenant.techniques.rules import may_keep, may_propose


def _waiting(lesson: Lesson) -> Lesson:
    lesson.refresh_from_db(from_queryset=Lesson.objects.select_for_update())
    if lesson.technique_id is not None or lesson.set_aside_on is not None:
        raise Refused(_("Something was done with this lesson already."))
    return lesson


@verb(may_propose)
def take_up_lesson(lesson: Lesson, technique: Technique, *, by: Actor) -> Lesson:
    """The technique says what the case taught; the lesson waits no more."""
    _waiting(lesson)
    lesson.technique = technique
    lesson.save(update_fields=["technique"])
    record("lesson.taken_up", by=by, on=technique, new={"said": lesson.said})
    return lesson


@verb(may_keep)
def set_lesson_aside(lesson: Lesson, *, by: Actor, because: str) -> Lesson:
    """No technique comes of it, and why."""
    _waiting(lesson)
    if not because.strip():
        raise Refused(_("Say why no technique comes of this lesson."))
    lesson.set_aside_on = timezone.localdate()
    lesson.set_aside_because = tidy(because)[:1000]
    lesson.save(update_fields=["set_aside_on", "set_aside_because"])
    record("lesson.set_aside", by=by, on=lesson, new={"because": lesson.set_aside_because})
    return lesson
