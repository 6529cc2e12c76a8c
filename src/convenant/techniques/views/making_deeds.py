"""What each reader can do on the page of a technique in the making, stage by stage."""

from typing import Any

from django.forms import Form
from django.utils import timezone

from convenant.base.actors import Actor
from convenant.decisions.views.deeds import Deed
from convenant.techniques.actions import data as data_verbs
from convenant.techniques.actions import group as group_verbs
from convenant.techniques.actions import pilots as pilot_verbs
from convenant.techniques.actions import stages as verbs
from convenant.techniques.actions import tabling
from convenant.techniques.forms import making as forms
from convenant.techniques.forms.making_said import AskMembers
from convenant.techniques.models import Technique
from convenant.techniques.queries import making as queries
from convenant.techniques.queries import pilots
from convenant.techniques.queries.data import company_to_answer
from convenant.techniques.rules import is_company, may_keep

Stage = Technique.Stage
WITH_ISSUES = (Stage.DATA, Stage.DRAFT_1, Stage.DRAFT_2, Stage.FINAL)


def deeds_for(by: Actor, found: Technique) -> dict[str, Deed]:
    """The verbs that this reader has here now."""
    deeds: dict[str, Deed] = {}
    if may_keep(by):
        _keep(by, found, deeds)
    if is_company(by) and found.stage == Stage.PILOT:
        _try_it(by, found, deeds)
    return deeds


def _keep(by: Actor, found: Technique, deeds: dict[str, Deed]) -> None:
    stage = found.stage
    if stage in (Stage.PROPOSED, Stage.GROUP):
        deeds["group"] = Deed(
            lambda form: group_verbs.form_group(found, by=by, **form.cleaned_data), forms.FormGroup
        )
        if found.round == 1:
            deeds["pilot"] = Deed(
                lambda form: pilot_verbs.begin_pilot(found, by=by, **form.cleaned_data),
                forms.BeginPilot,
            )
    if stage in group_verbs.BEFORE_TABLE:
        deeds["seat"] = Deed(lambda form: _seat(by, found, form), forms.AddToGroup)
    if stage in group_verbs.AT_WORK:
        for seat in queries.group_of(found):
            deeds[f"leave-{seat.pk}"] = Deed(
                lambda _data, seat=seat: group_verbs.end_in_group(seat, by=by)  # type: ignore[misc]
            )
    if stage == Stage.GROUP and found.mandate:
        deeds["kickoff"] = Deed(lambda form: _kick_off(by, found, form), forms.KickOff)
    if stage in WITH_ISSUES:
        deeds["issue"] = Deed(
            lambda form: group_verbs.add_issue(found, by=by, **form.cleaned_data), forms.Issue
        )
        for issue in queries.issues_of(found):
            deeds[f"issue-{issue.pk}"] = Deed(
                lambda form, issue=issue: group_verbs.answer_issue(  # type: ignore[misc]
                    issue, by=by, **form.cleaned_data
                ),
                forms.AnswerIssue,
            )
    _move(by, found, deeds)


def _move(by: Actor, found: Technique, deeds: dict[str, Deed]) -> None:
    stage = found.stage
    if stage == Stage.DATA:
        deeds["ask"] = Deed(
            lambda form: data_verbs.ask_members(found, by=by, **form.cleaned_data), AskMembers
        )
        deeds["first"] = Deed(
            lambda form: verbs.put_out_first_draft(found, by=by, **form.cleaned_data), forms.Until
        )
    if stage in (Stage.DRAFT_1, Stage.DRAFT_2):
        deeds["longer"] = Deed(
            lambda form: verbs.comment_longer(found, by=by, **form.cleaned_data), forms.LaterDay
        )
    if stage == Stage.DRAFT_1:
        deeds["second"] = Deed(
            lambda form: verbs.put_out_second_draft(found, by=by, **form.cleaned_data), forms.Until
        )
    if stage == Stage.DRAFT_2 or (stage == Stage.FINAL and not found.final_text):
        deeds["final"] = Deed(
            lambda form: verbs.plan_final_meeting(found, by=by, **form.cleaned_data), forms.FinalDay
        )
    if stage == Stage.FINAL:
        deeds["held"] = Deed(
            lambda form: verbs.record_final_meeting(found, by=by, **form.cleaned_data),
            forms.FinalMeeting,
        )
        if found.final_text:
            deeds["table"] = Deed(
                lambda form: tabling.put_before_body(found, by=by, **form.cleaned_data),
                forms.PutBeforeBody,
            )
    if stage == Stage.PILOT:
        deeds["conclude"] = Deed(lambda form: _conclude(by, found, form), forms.ConcludePilot)
    if stage == Stage.PUBLISHED:
        deeds["review"] = Deed(
            lambda form: verbs.begin_review(found, by=by, **form.cleaned_data), forms.Reason
        )
    is_review = queries.has_version(found)
    if is_review and stage in group_verbs.BEFORE_TABLE:
        deeds["stop"] = Deed(
            lambda form: verbs.stop_review(found, by=by, **form.cleaned_data), forms.StopReview
        )
    elif not is_review and stage in (Stage.PROPOSED, *group_verbs.BEFORE_TABLE):
        deeds["end"] = Deed(
            lambda form: verbs.end_technique(found, by=by, **form.cleaned_data), forms.Reason
        )


def _try_it(by: Actor, found: Technique, deeds: dict[str, Deed]) -> None:
    if company_to_answer(by) is None:
        return
    own = pilots.taking_part_of(by, found)
    if own is None or own.left_on is not None:
        if pilots.is_running(found, timezone.localdate()):
            deeds["join"] = Deed(lambda _data: pilot_verbs.join_pilot(found, by=by))
    else:
        deeds["quit"] = Deed(lambda _data: pilot_verbs.leave_pilot(found, by=by))
    if own is not None:
        deeds["tell"] = Deed(
            lambda form: pilot_verbs.write_experience(found, by=by, **form.cleaned_data),
            forms.Experience,
        )


def _seat(by: Actor, found: Technique, form: Form) -> None:
    assert isinstance(form, forms.AddToGroup)  # noqa: S101 -- the deed's own form
    side, person = form.people[form.cleaned_data["who"]]
    group_verbs.add_to_group(found, person, by=by, side=side)


def _kick_off(by: Actor, found: Technique, form: Form) -> None:
    said: dict[str, Any] = form.cleaned_data
    group_verbs.kick_off(
        found, by=by, on=said["on"], scope=said["scope"], issues=said["issues"].splitlines()
    )


def _conclude(by: Actor, found: Technique, form: Form) -> None:
    said = form.cleaned_data
    pilot_verbs.conclude_pilot(
        found, by=by, result=said["result"], goes_on=said["goes_on"] == "yes"
    )
