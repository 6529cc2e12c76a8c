"""A corrective action on its way: reports, evidence, another deadline, closed only with evidence."""

from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.locations.queries.introductions import company_of
from convenant.monitoring.models import ActionEvidence, ActionStep, CorrectiveAction, WorkerAnswer
from convenant.monitoring.queries.actions import may_report
from convenant.monitoring.rules import may_visit, why_not_closed

Stage = CorrectiveAction.Stage
ORDER = [Stage.PROPOSED, Stage.AGREED, Stage.IN_PROGRESS, Stage.DONE]
MOST_BYTES = 20 * 2**20


@verb(may_report)
def report_progress(action: CorrectiveAction, *, by: Actor, text: str, stage: str = "") -> None:
    """A word on how far it is, and the stage it has reached; stages only go forward here."""
    action = _locked(action)
    if action.stage == Stage.CLOSED:
        raise Refused(_("This action is closed. Only the monitor can open it again."))
    stage = stage or action.stage
    if stage not in ORDER or ORDER.index(Stage(stage)) < ORDER.index(Stage(action.stage)):
        raise Refused(_("An action goes forward. Only the monitor can open it again."))
    if stage == action.stage and not text.strip():
        raise Refused(_("Write how far it is, or choose the stage it has reached."))
    old = action.stage
    action.stage = stage
    action.save()
    _step(action, by, text)
    changed = f"action.{stage}" if stage != old else "action.reported"
    _record(changed, action, by, old={"stage": old}, new={"stage": stage})


@verb(may_report)
def add_evidence(
    action: CorrectiveAction, *, by: Actor, name: str, file_name: str, content: bytes
) -> ActionEvidence:
    """A file shows that something was done."""
    action = _locked(action)
    if action.stage == Stage.CLOSED:
        raise Refused(_("This action is closed. Only the monitor can open it again."))
    if not content:
        raise Refused(_("This file is empty. Choose another one."))
    if len(content) > MOST_BYTES:
        raise Refused(_("This file is larger than 20 MB. Make it smaller, or hand it in in parts."))
    digest = sha256(content).hexdigest()
    own = ActionEvidence.objects.filter(action=action, organisation_id=_company(by))
    if own.filter(digest=digest).exists():
        raise Refused(_("This very file is there already."))
    made = ActionEvidence.objects.create(
        action=action,
        name=(name.strip() or file_name)[:200],
        file_name=file_name[:255],
        content=content,
        size=len(content),
        digest=digest,
        organisation_id=_company(by),
        by_id=by.person_id,
    )
    _record("action.evidence_added", action, by, new={"file": made.file_name, "sha256": digest})
    return made


@verb(may_visit)
def move_deadline(
    action: CorrectiveAction,
    *,
    by: Actor,
    deadline: date,
    reason: str,
    today: date | None = None,
) -> None:
    """There is more time, or less, and it is said why."""
    action = _locked(action)
    if action.stage == Stage.CLOSED:
        raise Refused(_("This action is closed."))
    _moved(action, deadline, reason, today)
    old, action.deadline = action.deadline, deadline
    action.save()
    _step(action, by, reason, deadline)
    _record("action.deadline_moved", action, by, old={"deadline": old}, new={"deadline": deadline})


@verb(may_visit)
def close_action(
    action: CorrectiveAction, *, by: Actor, reason: str = "", today: date | None = None
) -> None:
    """The monitor verified that it was done: with evidence, and over a dispute only with a reason.

    A dispute counts also where the code of whoever disputed was withdrawn since.
    """
    action = _locked(action)
    fault = why_not_closed(
        is_done=action.stage == Stage.DONE,
        evidence=ActionEvidence.objects.filter(action=action).count(),
        disputes=WorkerAnswer.objects.filter(
            action=action, turn=action.turn, word=WorkerAnswer.Word.DISPUTES
        ).count(),
        reason=reason,
    )
    if fault is not None:
        raise Refused(fault)
    action.stage, action.closed_on = Stage.CLOSED, today or date.today()
    action.save()
    _step(action, by, reason)
    _record("action.closed", action, by, new={"reason": reason.strip()})


@verb(may_visit)
def reopen_action(
    action: CorrectiveAction,
    *,
    by: Actor,
    deadline: date,
    reason: str,
    today: date | None = None,
) -> None:
    """It was not done after all, or not well: at work again, with a new deadline and a new turn."""
    action = _locked(action)
    if action.stage not in (Stage.DONE, Stage.CLOSED):
        raise Refused(_("This action is still open."))
    _moved(action, deadline, reason, today)
    old = {"stage": action.stage, "deadline": action.deadline}
    action.stage, action.closed_on = Stage.IN_PROGRESS, None
    action.deadline = deadline
    action.turn += 1
    action.save()
    _step(action, by, reason, deadline)
    _record("action.reopened", action, by, old=old, new={"deadline": deadline})


def _moved(action: CorrectiveAction, deadline: date, reason: str, today: date | None) -> None:
    if deadline <= (today or date.today()):
        raise Refused(_("Give a deadline that lies ahead."))
    if not reason.strip():
        raise Refused(_("Give the reason; whoever has to do it reads it."))


def _locked(action: CorrectiveAction) -> CorrectiveAction:
    return CorrectiveAction.objects.select_for_update().get(pk=action.pk)


def _company(by: Actor) -> int | None:
    """The company that speaks; nobody for the monitor."""
    return None if may_visit(by) else company_of(by)


def _step(action: CorrectiveAction, by: Actor, text: str, deadline: date | None = None) -> None:
    ActionStep.objects.create(
        action=action,
        stage=action.stage,
        text=text.strip(),
        deadline=deadline,
        organisation_id=_company(by),
        by_id=by.person_id,
    )


def _record(
    name: str,
    action: CorrectiveAction,
    by: Actor,
    *,
    old: dict | None = None,
    new: dict | None = None,
) -> None:
    record(
        name,
        by=by,
        on=action,
        label=action.finding.visit.site.name,
        concerns=action.organisation_id or _company(by),
        old=old,
        new=new,
    )
