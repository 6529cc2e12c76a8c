"""Deeds in words for the journal's readers: applying."""

from typing import Any

from django.utils.translation import gettext_lazy as _

APPLYING: dict[str, Any] = {
    "clock.moved": _("moved the day by which techniques must be applied"),
    "derogation.asked": _("asked more time to apply a technique"),
    "derogation.granted": _("granted a derogation"),
    "derogation.opinion_given": _("gave an opinion on a derogation"),
    "derogation.refused": _("refused a derogation"),
    "derogation.withdrawn": _("withdrew a request for a derogation"),
    "looked.derogation": _("read a request for a derogation"),
    "looked.readiness": _("read how far companies are with a technique"),
    "looked.measure": _("read another measure of a company"),
    "measure.claimed": _("claimed another measure with equal effect"),
    "measure.judged": _("judged whether another measure has equal effect"),
    "measure.withdrawn": _("withdrew another measure"),
    "uptake.applied": _("showed all evidence that a technique asks"),
    "uptake.document_shown": _("showed a document for a technique"),
    "uptake.document_taken_off": _("took a document off a technique"),
    "uptake.planned": _("planned how to apply a technique"),
}
