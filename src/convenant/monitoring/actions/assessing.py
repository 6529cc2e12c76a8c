"""Assessing, criterion by criterion: score, ask, finish; draft, reply, final; appeal."""

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.terms import term
from convenant.assessments.actions.answers import settle_assessment
from convenant.assessments.models import SelfAssessment
from convenant.assessments.queries.frameworks import asks
from convenant.assessments.queries.questionnaire import criterion_named, respondent, words
from convenant.assessments.scoring import is_asked, levels_of
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.monitoring.actions.allocating import give_appeal
from convenant.monitoring.models import Appeal, Question, Reading, Reply, Score, Verdict
from convenant.monitoring.queries.assessing import (
    both_done,
    case_of,
    deciding,
    is_late,
    open_appeal,
    outcome_of,
    unscored,
)
from convenant.monitoring.rules import (
    may_answer_question,
    may_decide_appeal,
    may_read_this,
    may_reply,
)

NAMED = 5  # criteria named in a sentence


@verb(may_read_this, silent=True)
def score(reading: Reading, criterion: str, *, by: Actor, level: str, reason: str) -> Score:
    """What the assessor finds of one criterion, with the reason; an empty level: does not apply."""
    assessment = reading.assessment
    framework = asks(assessment.framework)
    found = criterion_named(framework, criterion)
    if found is None or not is_asked(found, respondent(assessment)):
        raise Refused(_("“%(key)s” was not asked of this company.") % {"key": criterion})
    name, reason = words(found.name), tidy(reason)
    if level and level not in {each.id for each in levels_of(framework, found)}:
        raise Refused(_("%(name)s: choose one of the levels.") % {"name": name})
    if not reason:
        raise Refused(
            _("%(name)s: give the reason for this score; the company reads it.") % {"name": name}
        )
    _refuse_closed(reading)
    now = Score.objects.filter(reading=reading, criterion=criterion).first()
    if now is not None and (now.level, now.reason) == (level, reason):
        return now
    made = Score(
        pk=now.pk if now else None,
        reading=reading,
        criterion=criterion,
        level=level,
        reason=reason,
        as_read=now.as_read if now else "",
    )
    made.save()
    record(
        "criterion.scored",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        old={"criterion": criterion, "level": now.level} if now else None,
        new={"criterion": criterion, "level": level, "place": reading.place},
    )
    return made


@verb(may_read_this)
def ask(reading: Reading, criterion: str, *, by: Actor, text: str) -> Question:
    """A question to the company about one criterion."""
    _refuse_closed(reading)
    if not text.strip():
        raise Refused(_("Write your question."))
    made = Question.objects.create(reading=reading, criterion=criterion, text=tidy(text)[:4000])
    record(
        "question.asked",
        by=by,
        on=reading.assessment,
        concerns=reading.assessment.organisation_id,
        new={"criterion": criterion},
    )
    return made


@verb(may_answer_question)
def answer_question(question: Question, *, by: Actor, text: str) -> Question:
    """The company's answer; it can be given once, and more is said in the reply."""
    question.refresh_from_db(from_queryset=Question.objects.select_for_update())
    if question.answered_at is not None:
        raise Refused(_("This question was already answered."))
    if not text.strip():
        raise Refused(_("Write your answer."))
    question.answer, question.answered_at = tidy(text)[:10_000], timezone.now()
    question.answered_by_id = by.person_id
    question.save()
    assessment = question.reading.assessment
    record("question.answered", by=by, on=assessment, concerns=assessment.organisation_id)
    return question


@verb(may_read_this)
def finish_reading(reading: Reading, *, by: Actor) -> Reading:
    """Everything is scored; what was read by oneself is kept as it was, for comparing readers."""
    _hold(reading.assessment)
    reading.refresh_from_db(fields=["done_at"])
    if reading.done_at is not None:
        raise Refused(_("This reading is already done."))
    if missing := unscored(reading):
        names = "; ".join(words(criterion.name) for criterion in missing[:NAMED])
        raise Refused(
            _("Not scored yet: %(names)s%(more)s (%(count)d).")
            % {"names": names, "more": " …" if len(missing) > NAMED else "", "count": len(missing)}
        )
    for each in reading.scores.all():
        each.as_read = each.level
        each.save(update_fields=["as_read"])
    reading.done_at = timezone.now()
    reading.save(update_fields=["done_at"])
    assessment = reading.assessment
    record(
        "reading.finished",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"place": reading.place},
    )
    return reading


@verb(may_read_this)
def send_draft(reading: Reading, *, by: Actor) -> Verdict:
    """The company reads the scores before anything is final, and its time to reply begins."""
    assessment = reading.assessment
    state = _hold(assessment).state
    case = case_of(assessment)
    if reading.place != Reading.Place.FIRST:
        raise Refused(_("The first reader sends the draft."))
    if state == SelfAssessment.State.OPEN:
        raise Refused(
            _(
                "The company has its answers back from the secretariat. Send the draft after it has submitted "
                "them again; look first at what changed."
            )
        )
    if reading.done_at is None:
        raise Refused(_("Finish your reading first."))
    if not both_done(case):
        raise Refused(
            _("The second reader is still at work; they read without seeing your scores.")
        )
    if case.verdict is not None:
        raise Refused(_("The draft was already sent."))
    until = term("assessment_reply", timezone.localdate())
    made = Verdict.objects.create(assessment=assessment, reply_until=until.ends)
    record(
        "draft.sent",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"reply_until": until.ends, "days": until.days, "stated": until.stated},
    )
    return made


@verb(may_reply, silent=True)
def reply(
    verdict: Verdict, criterion: str, *, by: Actor, text: str, seen: str | None = None
) -> Reply | None:
    """What the company says to one draft score, `seen` being what stood there; an empty text takes it back."""
    text = tidy(text)[:10_000]
    if seen is not None and tidy(seen)[:10_000] == text:
        return None
    _refuse_late(verdict)
    there = Reply.objects.filter(verdict=verdict, criterion=criterion).first()
    if (there.text if there else "") == text:
        return there
    if seen is not None and (there.text if there else "") != tidy(seen)[:10_000]:
        raise Refused(
            _("A colleague changed this reply meanwhile. Yours is not stored: compare the two.")
        )
    assessment = verdict.assessment
    found = criterion_named(asks(assessment.framework), criterion)
    if found is None or not is_asked(found, respondent(assessment)):
        raise Refused(_("“%(key)s” was not asked of this company.") % {"key": criterion})
    if not text:
        if there is None:
            return None
        there.delete()
        made = None
    else:
        made = there or Reply(verdict=verdict, criterion=criterion)
        made.text = text
        made.save()
    record(
        "draft.replied",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"criterion": criterion, "taken_back": made is None},
    )
    return made


@verb(may_reply)
def close_reply(verdict: Verdict, *, by: Actor) -> Verdict:
    """The company has said what it wants to say; nothing has to wait for the last day."""
    _refuse_late(verdict)
    verdict.state, verdict.replied_at = Verdict.State.REPLIED, timezone.now()
    verdict.replied_by_id = by.person_id
    verdict.save()
    assessment = verdict.assessment
    record(
        "reply.closed",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"replies": verdict.replies.count()},
    )
    return verdict


@verb(may_read_this)
def respond(reading: Reading, criterion: str, *, by: Actor, response: str, level: str) -> Reply:
    """The assessor weighs one reply: the score stays or changes, and the company reads why."""
    _hold(reading.assessment)
    if reading.place != Reading.Place.FIRST:
        raise Refused(_("The first reader weighs the replies."))
    verdict = case_of(reading.assessment).verdict
    found = Reply.objects.filter(verdict=verdict, criterion=criterion).first()
    if verdict is None or found is None:
        raise Refused(_("The company did not reply to this score."))
    if verdict.state == Verdict.State.FINAL:
        raise Refused(_("This assessment is already final."))
    if verdict.state == Verdict.State.DRAFT and not is_late(verdict, timezone.localdate()):
        raise Refused(
            _("The company is still writing; wait until it is ready or its time is over.")
        )
    if not response.strip():
        raise Refused(_("Say what you make of the reply."))
    held = Score.objects.get(reading=reading, criterion=criterion)
    found.response, found.changed = tidy(response)[:4000], held.level != level
    found.save(update_fields=["response", "changed"])
    if found.changed:
        score(reading, criterion, by=by, level=level, reason=found.response)
    assessment = reading.assessment
    record(
        "reply.weighed",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"criterion": criterion, "changed": found.changed},
    )
    return found


@verb(may_read_this)
def make_final(reading: Reading, *, by: Actor) -> Verdict:
    """The outcome is final: the company was heard, or its time is over, and every reply was weighed."""
    _hold(reading.assessment)
    case = case_of(reading.assessment)
    verdict = case.verdict
    if verdict is None or reading.place != Reading.Place.FIRST:
        raise Refused(_("Send the draft first."))
    if verdict.state == Verdict.State.FINAL:
        raise Refused(_("This assessment is already final."))
    if verdict.state == Verdict.State.DRAFT and not is_late(verdict, timezone.localdate()):
        raise Refused(
            _("The company may reply until %(day)s; nothing is final before it was heard.")
            % {"day": verdict.reply_until.isoformat()}
        )
    if verdict.replies.filter(changed=None).exists():
        raise Refused(_("Weigh every reply first."))
    verdict.state, verdict.final_at = Verdict.State.FINAL, timezone.now()
    verdict.appeal_until = term("assessment_appeal", timezone.localdate()).ends
    verdict.save()
    settle_assessment(reading.assessment, outcome_of(reading), by=by)
    assessment = reading.assessment
    record(
        "verdict.final",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"appeal_until": verdict.appeal_until},
    )
    return verdict


@verb(may_reply)
def appeal(verdict: Verdict, *, by: Actor, ground: str) -> Appeal:
    """The company contests the outcome; someone who did not read it before decides."""
    _fresh(verdict)
    if verdict.state != Verdict.State.FINAL or verdict.appeal_until is None:
        raise Refused(_("An appeal is against a final outcome; reply to the draft instead."))
    if timezone.localdate() > verdict.appeal_until:
        raise Refused(
            _("The time to appeal ended on %(day)s.") % {"day": verdict.appeal_until.isoformat()}
        )
    if open_appeal(verdict) is not None:
        raise Refused(_("Your earlier appeal is still open."))
    if not ground.strip():
        raise Refused(_("Say against what you appeal, and why."))
    first = deciding(case_of(verdict.assessment))
    reading = give_appeal(verdict.assessment, seed=f"appeal {verdict.pk}")
    Score.objects.bulk_create(
        Score(
            reading=reading,
            criterion=each.criterion,
            level=each.level,
            reason=each.reason,
            as_read=each.level,
        )
        for each in first.scores.all()
    )
    made = Appeal.objects.create(
        verdict=verdict, ground=tidy(ground)[:10_000], by_id=by.person_id, reading=reading
    )
    assessment = verdict.assessment
    record("appeal.filed", by=by, on=assessment, concerns=assessment.organisation_id)
    return made


@verb(may_decide_appeal)
def decide_appeal(found: Appeal, *, by: Actor, outcome: str, reason: str) -> Appeal:
    """The appeal is decided with reasons; where it is founded, the scores set on appeal hold."""
    found.refresh_from_db(from_queryset=Appeal.objects.select_for_update())
    if found.outcome:
        raise Refused(_("This appeal was already decided."))
    if outcome not in Appeal.Outcome.values:
        raise Refused(_("Say whether the appeal is well-founded."))
    if not reason.strip():
        raise Refused(_("Give the reasons; the company reads them."))
    reading = found.reading
    if reading is None:
        raise Refused(_("Nobody was given this appeal."))
    changed = [each.criterion for each in reading.scores.all() if each.level != each.as_read]
    if outcome == Appeal.Outcome.REJECTED and changed:
        raise Refused(
            _("You changed scores; an appeal that changes scores is founded, at least in part.")
        )
    found.outcome, found.reason = outcome, tidy(reason)[:10_000]
    found.decided_at = timezone.now()
    found.save()
    reading.done_at = found.decided_at
    reading.save(update_fields=["done_at"])
    assessment = reading.assessment
    if changed:
        settle_assessment(assessment, outcome_of(reading), by=by)
    record(
        "appeal.decided",
        by=by,
        on=assessment,
        concerns=assessment.organisation_id,
        new={"outcome": outcome, "changed": changed},
    )
    return found


def _refuse_closed(reading: Reading) -> None:
    """Scores change while a reading is open; the first one also while replies are weighed."""
    verdict = case_of(reading.assessment).verdict
    if reading.place == Reading.Place.APPEAL or reading.place == Reading.Place.SECOND:
        closed = reading.done_at is not None
    else:
        closed = verdict is not None and verdict.state == Verdict.State.FINAL
        if verdict is not None and verdict.state == Verdict.State.DRAFT:
            closed = not is_late(verdict, timezone.localdate())
    if closed:
        raise Refused(_("These scores can no longer be changed."))


def _hold(assessment: SelfAssessment) -> SelfAssessment:
    """The row itself, locked: two deeds about one assessment come one after the other."""
    return SelfAssessment.objects.select_for_update().get(pk=assessment.pk)


def _fresh(verdict: Verdict) -> None:
    """As it stands now, whatever the page said when it was opened."""
    _hold(verdict.assessment)
    verdict.refresh_from_db(
        fields=["state", "reply_until", "appeal_until", "replied_at", "final_at"]
    )


def _refuse_late(verdict: Verdict) -> None:
    _fresh(verdict)
    if verdict.state != Verdict.State.DRAFT:
        raise Refused(_("You closed your reply; the assessor is weighing it."))
    if is_late(verdict, timezone.localdate()):
        raise Refused(
            _("The time to reply ended on %(day)s.") % {"day": verdict.reply_until.isoformat()}
        )
