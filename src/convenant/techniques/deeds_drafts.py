"""Deeds in words for the journal's readers: drafts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

DRAFTS: dict[str, Any] = {
    "technique.proposed": _("proposed a technique"),
    "draft.written": _("wrote a draft of a technique"),
}
