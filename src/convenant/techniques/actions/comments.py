"""Comments on a draft that was put out, each answered with a reason."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.decisions.queries.proposals import organisation_of
from convenant.techniques.actions.group import held
from convenant.techniques.models import Comment, Technique
from convenant.techniques.queries import comments as queries
from convenant.techniques.rules import may_comment, may_keep

Stage = Technique.Stage
State = Comment.State


@verb(may_comment)
def comment(technique: Technique, *, by: Actor, text: str, place: str = "") -> Comment:
    """A party or the monitor says what it finds of the draft that is out, of a part or of the whole."""
    held(technique)
    if technique.stage not in queries.OPEN_FOR_COMMENTS:
        raise Refused(_("No draft is open for comments now."))
    until = technique.comment_until
    if not queries.takes_comments(technique, timezone.localdate()):
        raise Refused(
            _("Comments could be given until %(day)s.")
            % {"day": date_format(until, "j F Y") if until else "–"}
        )
    draft = queries.draft_put_out(technique)
    if draft is None:
        raise Refused(_("No draft is open for comments now."))
    if place not in queries.PLACES:
        raise Refused(_("Choose the part from the list, or the whole draft."))
    text = tidy(text)
    if not text:
        raise Refused(_("Write your comment."))
    if len(text) > 4000:
        raise Refused(
            _("A comment has at most 4000 signs; yours has %(length)d. Write two of it.")
            % {"length": len(text)}
        )
    same = Comment.objects.filter(draft=draft, by_id=by.person_id, place=place, text=text)
    if same.exists():
        raise Refused(_("You said this already."))
    made = Comment.objects.create(
        technique=technique,
        draft=draft,
        place=place,
        text=text,
        by_id=by.person_id,
        by_for=organisation_of(by),
    )
    record(
        "technique.commented",
        by=by,
        on=technique,
        new={"draft": draft.number, "place": place, "text": text},
    )
    return made


@verb(may_keep)
def answer_comment(comment: Comment, *, by: Actor, state: str, answer: str) -> Comment:
    """It is taken over, in part or not, and why; can be put right until the next stage."""
    held(comment.technique)
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update())
    technique = comment.technique
    if (
        technique.stage not in queries.OPEN_FOR_COMMENTS
        or comment.draft.round != technique.round
        or (comment.state != State.OPEN and comment.draft != queries.draft_put_out(technique))
    ):
        raise Refused(_("The draft this was said of has gone on; its answer does not change."))
    if state not in (State.TAKEN, State.PARTLY, State.NOT_TAKEN):
        raise Refused(_("Choose whether it is taken over, in part or not."))
    answer = tidy(answer)[:4000]
    if not answer:
        raise Refused(_("Write the reason: what was done with it, and why."))
    if (comment.state, comment.answer) == (state, answer):
        raise Refused(_("Nothing was changed."))
    old = {"state": comment.state, "answer": comment.answer}
    comment.state, comment.answer = state, answer
    comment.answered_by_id, comment.answered_at = by.person_id, timezone.now()
    comment.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(
        "technique.comment_answered",
        by=by,
        on=technique,
        old=old,
        new={"comment": comment.pk, "state": state, "answer": answer},
    )
    return comment
