"""A technique's road: drafts put out for comments, the final meeting, review, and an end without one."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.actions.group import BEFORE_TABLE, held
from convenant.techniques.models import Draft, Technique
from convenant.techniques.queries import making as queries
from convenant.techniques.queries.comments import open_comments
from convenant.techniques.queries.data import open_questions
from convenant.techniques.rules import may_keep

Stage = Technique.Stage


@verb(may_keep)
def put_out_first_draft(technique: Technique, *, by: Actor, until: date) -> Technique:
    """Parties and the monitor say until a day what they find of the draft that the data led to."""
    held(technique, Stage.DATA)
    if left := open_questions(technique).count():
        raise Refused(
            ngettext(
                "%(count)d question to members is still open. Close it first.",
                "%(count)d questions to members are still open. Close them first.",
                left,
            )
            % {"count": left}
        )
    draft = queries.latest_draft(technique)
    if draft is None:
        raise Refused(_("There is no draft of this round yet. Write one first."))
    return _put_out(technique, Stage.DRAFT_1, draft, until, by)


@verb(may_keep)
def put_out_second_draft(technique: Technique, *, by: Actor, until: date) -> Technique:
    """A new draft, written once every comment on the first was answered, is open for comments."""
    held(technique, Stage.DRAFT_1)
    _refuse_unanswered(technique)
    written = Draft.objects.filter(
        technique=technique, round=technique.round, stage=Stage.DRAFT_1
    ).first()
    if written is None:
        raise Refused(
            _("No new draft was written since the first was put out. Write the second one first.")
        )
    return _put_out(technique, Stage.DRAFT_2, written, until, by)


def _put_out(technique: Technique, stage: Stage, draft: Draft, until: date, by: Actor) -> Technique:
    _refuse_soon(until)
    old = technique.stage
    technique.stage, technique.comment_until = stage, until
    technique.save(update_fields=["stage", "comment_until"])
    record(
        "technique.draft_put_out",
        by=by,
        on=technique,
        old={"stage": old},
        new={"stage": stage.value, "draft": draft.number, "until": until},
    )
    return technique


def _refuse_soon(until: date) -> None:
    if until <= timezone.localdate():
        raise Refused(_("Give people time: choose a last day for comments after today."))


def _refuse_unanswered(technique: Technique) -> None:
    until = technique.comment_until
    if until is not None and timezone.localdate() <= until:
        raise Refused(
            _("Comments can be given until %(day)s; go on after that day.")
            % {"day": date_format(until, "j F Y")}
        )
    if left := open_comments(technique):
        raise Refused(
            ngettext(
                "%(count)d comment has no answer yet. Answer it first.",
                "%(count)d comments have no answer yet. Answer them first.",
                left,
            )
            % {"count": left}
        )


@verb(may_keep)
def comment_longer(technique: Technique, *, by: Actor, until: date) -> Technique:
    """There is more time to comment; a day once named is never brought forward."""
    held(technique, Stage.DRAFT_1, Stage.DRAFT_2)
    _refuse_soon(until)
    old = technique.comment_until
    if old is not None and until <= old:
        raise Refused(
            _("People were told %(day)s. Choose a later day.") % {"day": date_format(old, "j F Y")}
        )
    technique.comment_until = until
    technique.save(update_fields=["comment_until"])
    record(
        "technique.comments_extended", by=by, on=technique, old={"until": old}, new={"until": until}
    )
    return technique


@verb(may_keep)
def plan_final_meeting(technique: Technique, *, by: Actor, on: date) -> Technique:
    """The group meets once more, on this day; another day can be chosen until it met."""
    held(technique, Stage.DRAFT_2, Stage.FINAL)
    if technique.stage == Stage.DRAFT_2:
        _refuse_unanswered(technique)
    elif technique.final_text:
        raise Refused(_("The final meeting was held already."))
    if technique.final_on == on and technique.stage == Stage.FINAL:
        raise Refused(_("Nothing was changed."))
    old = {"stage": technique.stage, "on": technique.final_on}
    technique.stage, technique.final_on = Stage.FINAL, on
    technique.save(update_fields=["stage", "final_on"])
    record("technique.final_planned", by=by, on=technique, old=old, new={"on": on})
    return technique


@verb(may_keep)
def record_final_meeting(technique: Technique, *, by: Actor, text: str) -> Technique:
    """What the final meeting settled, and where views stayed apart."""
    held(technique, Stage.FINAL)
    if technique.final_on is None or technique.final_on > timezone.localdate():
        raise Refused(_("The final meeting was not held yet. Choose another day if it was."))
    text = tidy(text)[:10_000]
    if not text:
        raise Refused(_("Write what the meeting settled."))
    if text == technique.final_text:
        raise Refused(_("Nothing was changed."))
    old, technique.final_text = technique.final_text, text
    technique.save(update_fields=["final_text"])
    record("technique.final_held", by=by, on=technique, old={"text": old}, new={"text": text})
    return technique


@verb(may_keep)
def begin_review(technique: Technique, *, by: Actor, reason: str) -> Technique:
    """A new round begins; what was published stays in force until it is superseded."""
    held(technique, Stage.PUBLISHED)
    reason = tidy(reason)[:1000]
    if not reason:
        raise Refused(_("Say why it is reviewed: what changed, or what was learnt since."))
    old = {
        "round": technique.round,
        "mandate": technique.mandate,
        "output": technique.output,
        "kicked_off_on": technique.kicked_off_on,
        "scope": technique.scope,
        "final_on": technique.final_on,
        "final_text": technique.final_text,
        "proposal": technique.proposal.number if technique.proposal else None,
        "review_on": technique.review_on,
    }
    technique.stage, technique.round = Stage.GROUP, technique.round + 1
    technique.mandate = technique.output = technique.scope = technique.final_text = ""
    technique.kicked_off_on = technique.final_on = technique.comment_until = None
    technique.proposal = technique.review_on = None
    technique.review_because = reason
    technique.save()
    record(
        "technique.review_begun",
        by=by,
        on=technique,
        old=old,
        new={"round": technique.round, "reason": reason},
    )
    return technique


@verb(may_keep)
def stop_review(
    technique: Technique, *, by: Actor, reason: str, review_on: date | None = None
) -> Technique:
    """A review leads to nothing new: the published version simply stays, and is reviewed on a later day."""
    held(technique, *BEFORE_TABLE)
    if not queries.has_version(technique):
        raise Refused(_("No version of this is in force, so this is no review. End it instead."))
    reason = tidy(reason)[:1000]
    if not reason:
        raise Refused(_("Say why the review stops."))
    if review_on is not None and review_on <= timezone.localdate():
        raise Refused(_("Choose a day after today for the next review."))
    old = technique.stage
    technique.stage, technique.review_on = Stage.PUBLISHED, review_on
    technique.save(update_fields=["stage", "review_on"])
    record(
        "technique.review_stopped",
        by=by,
        on=technique,
        old={"stage": old},
        new={"reason": reason, "review_on": review_on},
    )
    return technique


@verb(may_keep)
def end_technique(technique: Technique, *, by: Actor, reason: str) -> Technique:
    """It goes no further; its drafts and comments stay readable for the table."""
    held(technique)
    if technique.stage == Stage.ENDED:
        raise Refused(_("This ended already."))
    if technique.stage == Stage.TABLED:
        raise Refused(_("It is before the body that decides. Withdraw the proposal first."))
    if technique.stage == Stage.ADOPTED:
        raise Refused(_("The body adopted this; it is published, not ended."))
    if technique.stage == Stage.PUBLISHED or queries.has_version(technique):
        raise Refused(
            _("A published version of this is in force. Stop its review; or withdraw the version.")
        )
    reason = tidy(reason)[:1000]
    if not reason:
        raise Refused(_("Say why it ends."))
    old = technique.stage
    technique.stage, technique.ended_on = Stage.ENDED, timezone.localdate()
    technique.ended_because = reason
    technique.save(update_fields=["stage", "ended_on", "ended_because"])
    record("technique.ended", by=by, on=technique, old={"stage": old}, new={"reason": reason})
    return technique
