"""Deeds in words for the journal's readers: published."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PUBLISHED: dict[str, Any] = {
    "technique.made_criterion": _("made a technique a criterion of a framework"),
    "technique.published": _("published a version of a technique"),
    "technique.replaced": _("put another technique in the place of one"),
    "technique.withdrawn": _("withdrew a version of a technique"),
}
