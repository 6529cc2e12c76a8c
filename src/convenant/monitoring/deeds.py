"""This room's deeds in words, for the journal's readers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "action.agreed": _("agreed to a corrective action"),
    "action.closed": _("verified and closed a corrective action"),
    "action.confirmed": _("confirmed for the workers that an action was done"),
    "action.deadline_moved": _("moved the deadline of a corrective action"),
    "action.disputed": _("said for the workers that an action was not done"),
    "action.done": _("said that a corrective action is done"),
    "action.evidence_added": _("added evidence to a corrective action"),
    "action.in_progress": _("began with a corrective action"),
    "action.proposed": _("proposed a corrective action"),
    "action.reopened": _("opened a corrective action again"),
    "action.reported": _("reported on a corrective action"),
    "draw.announced": _("announced a draw of sites, with its frame and the seed to come"),
    "draw.drawn": _("drew sites from the published seed"),
    "draw.withdrawn": _("withdrew an announced draw of sites"),
    "finding.corrected": _("corrected a finding"),
    "finding.recorded": _("recorded a finding at a site"),
    "looked.action_evidence": _("looked at evidence of a corrective action"),
    "looked.visit": _("looked at a visit to a production location"),
    "representative.code_renewed": _("gave a worker representative a new code"),
    "representative.code_withdrawn": _("withdrew the code of a worker representative"),
    "representative.named": _("named a worker representative for a visit"),
    "visit.done": _("recorded a visit to a production location"),
    "visit.moved": _("changed the plan of a visit"),
    "visit.not_possible": _("recorded that a visit was not possible"),
    "visit.planned": _("planned a visit to a production location"),
}
