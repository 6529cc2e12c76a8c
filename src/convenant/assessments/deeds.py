"""This room's deeds in words, for the journal's readers."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "answer.saved": _("answered a question of the assessment"),
    "answers.applied": _("took over answers from a workbook"),
    "answers.discarded": _("discarded a workbook"),
    "answers.handed_in": _("handed in a filled-in workbook"),
    "answers.taken_over": _("took over answers of an earlier year"),
    "assessment.returned": _("handed an assessment back"),
    "assessment.settled": _("made an assessment final"),
    "assessment.started": _("began an assessment"),
    "assessment.submitted": _("submitted an assessment"),
    "cohort.entered": _("entered published results of a year"),
    "evidence.added": _("handed in a document"),
    "evidence.changed": _("changed what a document is or who may read it"),
    "evidence.taken_off": _("no longer shows a document for an answer"),
    "evidence.used": _("shows a document for an answer"),
    "evidence.withdrawn": _("withdrew a document"),
    "framework.frozen": _("froze the assessment framework of a year"),
    "goal.changed": _("changed a goal"),
    "goal.dropped": _("dropped a goal"),
    "goal.progressed": _("noted progress on a goal"),
    "goal.set": _("set a goal"),
    "goals.carried_over": _("took over goals of the year before"),
    "looked.action_plan": _("looked at a company's action plan"),
    "looked.assessment": _("looked at a company's assessment"),
    "looked.evidence": _("looked at a company's documents"),
    "plan.handed_in": _("handed in an action plan"),
    "plan.taken_back": _("opened an action plan again"),
}
