"""A technique's working group: its mandate, who sits in it for which side, the issues it has to answer."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.agreements.queries import people_to_seat, running_definition
from convenant.agreements.seating import side_name
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.people.models import Person
from convenant.techniques.actions.locks import hold
from convenant.techniques.models import GroupSeat, KeyIssue, Technique
from convenant.techniques.queries import making as queries
from convenant.techniques.rules import may_keep

Stage = Technique.Stage
AT_WORK = (Stage.GROUP, Stage.DATA, Stage.DRAFT_1, Stage.DRAFT_2, Stage.FINAL, Stage.TABLED)
BEFORE_TABLE = (Stage.GROUP, Stage.DATA, Stage.DRAFT_1, Stage.DRAFT_2, Stage.FINAL)


def held(technique: Technique, *stages: str) -> Technique:
    """The row as it is now, nobody else's to change before this deed is done, in one of these stages."""
    hold(technique)
    if stages and technique.stage not in stages:
        raise Refused(
            _("This technique stands at “%(stage)s” now; this cannot be done there.")
            % {"stage": Stage(technique.stage).label}
        )
    return technique


@verb(may_keep)
def form_group(technique: Technique, *, by: Actor, mandate: str, output: str) -> Technique:
    """A working group begins, or its mandate is put in other words: what it may do and what it delivers."""
    held(technique, Stage.PROPOSED, Stage.GROUP)
    mandate, output = tidy(mandate)[:4000], tidy(output)[:500]
    if not mandate or not output:
        raise Refused(_("Write the group's mandate, and what it delivers."))
    old = {
        "stage": technique.stage,
        "mandate": technique.mandate,
        "output": technique.output,
    }
    new = {"stage": Stage.GROUP.value, "mandate": mandate, "output": output}
    if old == new:
        raise Refused(_("Nothing was changed."))
    technique.stage, technique.mandate, technique.output = Stage.GROUP, mandate, output
    technique.save(update_fields=["stage", "mandate", "output"])
    record("technique.group_formed", by=by, on=technique, old=old, new=new)
    return technique


@verb(may_keep)
def add_to_group(technique: Technique, person: Person, *, by: Actor, side: str) -> GroupSeat:
    """Somebody who speaks for a party of that side works along."""
    held(technique, *BEFORE_TABLE)
    definition = running_definition()
    if side not in {one.id for one in definition.sides}:
        raise Refused(_("The definition of this agreement has no such side."))
    if not people_to_seat([side], []).filter(pk=person.pk).exists():
        raise Refused(
            _(
                "%(person)s does not speak for a party of %(side)s. Choose somebody who does; a supporter "
                "has no seat."
            )
            % {"person": person, "side": side_name(definition, side)}
        )
    if queries.group_of(technique).filter(person=person).exists():
        raise Refused(_("%(person)s is in this group already.") % {"person": person})
    made = GroupSeat.objects.create(
        technique=technique, side=side, person=person, since=timezone.localdate()
    )
    record("technique.group_joined", by=by, on=technique, new={"person": str(person), "side": side})
    return made


@verb(may_keep)
def end_in_group(seat: GroupSeat, *, by: Actor) -> GroupSeat:
    """Somebody works along no more; that they did stays on the page."""
    held(seat.technique, *AT_WORK)
    seat.refresh_from_db(from_queryset=GroupSeat.objects.select_for_update())
    if seat.until is not None:
        raise Refused(_("This seat was ended already."))
    seat.until = timezone.localdate()
    seat.save(update_fields=["until"])
    record(
        "technique.group_left",
        by=by,
        on=seat.technique,
        old={"person": str(seat.person), "side": seat.side},
    )
    return seat


def refuse_where_a_side_is_missing(technique: Technique, body_id: str = "") -> None:
    """Nothing is begun or decided over the head of a side that has a say in it."""
    body = queries.body_before_which(body_id) if body_id else queries.deciding_body()
    if missing := queries.sides_missing(technique, body):
        raise Refused(
            _(
                "Nobody is in the group for: %(sides)s. Each side with a seat in the body that decides "
                "takes part; add somebody who speaks for it."
            )
            % {"sides": ", ".join(missing)}
        )


@verb(may_keep)
def kick_off(
    technique: Technique, *, by: Actor, on: date, scope: str, issues: list[str]
) -> Technique:
    """The group met: what the technique is about, and the questions it has to answer; data come next."""
    held(technique, Stage.GROUP)
    if not technique.mandate:
        raise Refused(_("Write the group's mandate first."))
    refuse_where_a_side_is_missing(technique)
    if on > timezone.localdate():
        raise Refused(
            _("The kick-off is recorded once it was held: choose today or an earlier day.")
        )
    scope = tidy(scope)[:4000]
    said = list(dict.fromkeys(one for text in issues if (one := tidy(text))))
    if not scope:
        raise Refused(_("Write the scope: what the technique is about, and what it is not about."))
    if not said:
        raise Refused(_("Name at least one key issue: a question that the group has to answer."))
    _refuse_long(said)
    technique.stage, technique.kicked_off_on, technique.scope = Stage.DATA, on, scope
    technique.save(update_fields=["stage", "kicked_off_on", "scope"])
    KeyIssue.objects.bulk_create(
        KeyIssue(technique=technique, round=technique.round, text=text) for text in said
    )
    record(
        "technique.kicked_off", by=by, on=technique, new={"on": on, "scope": scope, "issues": said}
    )
    return technique


def _refuse_long(issues: list[str]) -> None:
    for text in issues:
        if len(text) > 500:
            raise Refused(
                _("A key issue is one question of at most 500 signs; this one is longer: %(text)s…")
                % {"text": text[:60]}
            )


@verb(may_keep)
def add_issue(technique: Technique, *, by: Actor, text: str) -> KeyIssue:
    """One more question the group has to answer."""
    held(technique, Stage.DATA, Stage.DRAFT_1, Stage.DRAFT_2, Stage.FINAL)
    text = tidy(text)
    if not text:
        raise Refused(_("Write the key issue."))
    _refuse_long([text])
    if queries.issues_of(technique).filter(text=text).exists():
        raise Refused(_("This issue stands on the list already."))
    made = KeyIssue.objects.create(technique=technique, round=technique.round, text=text)
    record("technique.issue_added", by=by, on=technique, new={"text": text})
    return made


@verb(may_keep)
def answer_issue(issue: KeyIssue, *, by: Actor, answer: str) -> KeyIssue:
    """What was found; can be said anew until it is before the body that decides."""
    held(issue.technique, Stage.DATA, Stage.DRAFT_1, Stage.DRAFT_2, Stage.FINAL)
    issue.refresh_from_db(from_queryset=KeyIssue.objects.select_for_update())
    answer = tidy(answer)[:4000]
    if not answer:
        raise Refused(_("Write what was found."))
    if answer == issue.answer:
        raise Refused(_("Nothing was changed."))
    old, issue.answer, issue.answered_at = issue.answer, answer, timezone.now()
    issue.save(update_fields=["answer", "answered_at"])
    record(
        "technique.issue_answered",
        by=by,
        on=issue.technique,
        old={"answer": old},
        new={"issue": issue.text, "answer": answer},
    )
    return issue
