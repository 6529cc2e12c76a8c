"""Deeds in words for the journal's readers: recognition."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RECOGNITION: dict[str, Any] = {
    "recognition.changed": _("changed what is applied for in an application for recognition"),
    "recognition.corrected": _("corrected what was recorded of a decision on recognition"),
    "recognition.criteria_added": _("added criteria to an application for recognition"),
    "recognition.criterion_changed": _("changed a criterion of an application for recognition"),
    "recognition.criterion_removed": _("removed a criterion from an application for recognition"),
    "recognition.file_added": _("added a document to an application for recognition"),
    "recognition.file_withdrawn": _("withdrew a document from an application for recognition"),
    "recognition.graded": _("recorded how far a criterion is met"),
    "recognition.moved": _("recorded a step of an application for recognition"),
    "recognition.started": _("began an application for recognition"),
}
