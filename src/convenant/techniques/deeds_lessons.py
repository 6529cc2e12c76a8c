"""Deeds in words for the journal's readers: lessons."""

from django.utils.translation import gettext_lazy as _

LESSONS = {
    "lesson.set_aside": _("set a lesson of a case aside"),
    "lesson.taken_up": _("took a lesson of a case up in a technique"),
}
