"""Deeds in words for the journal's readers: making."""

from typing import Any

from django.utils.translation import gettext_lazy as _

MAKING: dict[str, Any] = {
    "looked.technique_data": _("looked at the answers to a question of a technique"),
    "looked.technique_pilot": _("looked at who takes part in a trial"),
    "technique.adopted": _("adopted a technique"),
    "technique.came_back": _("sent a technique back to its working group"),
    "technique.comment_answered": _("answered a comment on a draft"),
    "technique.commented": _("commented on a draft"),
    "technique.comments_extended": _("gave more time for comments"),
    "technique.data_answered": _("answered a question of a technique"),
    "technique.data_asked": _("asked members for a number"),
    "technique.data_closed": _("closed a question of a technique"),
    "technique.data_extended": _("gave members more time to answer"),
    "technique.data_taken_back": _("took an answer of a technique back"),
    "technique.draft_put_out": _("put a draft out for comments"),
    "technique.ended": _("ended a technique"),
    "technique.final_held": _("recorded what a final meeting settled"),
    "technique.final_planned": _("planned a final meeting"),
    "technique.group_formed": _("gave a working group its mandate"),
    "technique.group_joined": _("seated somebody in a working group"),
    "technique.group_left": _("ended a seat in a working group"),
    "technique.issue_added": _("added a key issue"),
    "technique.issue_answered": _("answered a key issue"),
    "technique.kicked_off": _("recorded a kick-off"),
    "technique.pilot_begun": _("began a trial of a technique"),
    "technique.pilot_concluded": _("recorded what a trial showed"),
    "technique.pilot_joined": _("joined a trial of a technique"),
    "technique.pilot_left": _("left a trial of a technique"),
    "technique.pilot_told": _("wrote what a trial showed them"),
    "technique.review_begun": _("began the review of a technique"),
    "technique.review_stopped": _("stopped the review of a technique"),
    "technique.tabled": _("put a technique before a body"),
}
