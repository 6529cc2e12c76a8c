"""An application for recognition: begun, brought further step by step, decided, corrected, made anew.

Each step is a row that is only added to, and an event; the plain core says what a step needs.
"""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.agreements.queries import running_version
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.models import Alignment, Recognition, RecognitionStep, Technique
from convenant.techniques.queries.recognition import (
    around_decision,
    basis_of,
    criteria_of,
    facts_of,
    label_of,
    techniques_to_recognise,
)
from convenant.techniques.recognition import (
    DECIDED,
    ENDED,
    bases,
    may_apply_again,
    repair_range,
    why_not,
)
from convenant.techniques.recognition.states import Facts
from convenant.techniques.rules import may_record_recognition

State = Recognition.State


def _locked(recognition: Recognition) -> Recognition:
    """The row as it stands now, kept from others until this deed is done."""
    recognition.refresh_from_db(from_queryset=Recognition.objects.select_for_update())
    return recognition


def _told(recognition: Recognition) -> dict[str, Any]:
    """What an event says of it, for those who hear."""
    technique = recognition.technique
    return {
        "number": recognition.number,
        "state": recognition.state,
        "technique": technique.number if technique is not None else None,
        "valid_from": recognition.valid_from,
        "valid_to": recognition.valid_to,
    }


def _step(recognition: Recognition, was: str, on: date, text: str, by: Actor) -> None:
    RecognitionStep.objects.create(
        recognition=recognition,
        was=was,
        now=recognition.state,
        on=on,
        text=text,
        deadline=recognition.deadline if recognition.state == State.DEFICIENT else None,
        by_id=by.person_id,
    )


def _checked(basis: str, authority: str, technique: Technique | None) -> None:
    if basis not in bases():
        raise Refused(_("Choose the legal basis from the list."))
    if bases()[basis].decided and not authority.strip():
        raise Refused(_("Name the authority that decides on it."))
    if technique is not None and not techniques_to_recognise().filter(pk=technique.pk).exists():
        raise Refused(
            _("“%(title)s” has no published version. Publish it first, then apply.")
            % {"title": technique}
        )


@verb(may_record_recognition)
def start_recognition(
    basis: str,
    *,
    by: Actor,
    authority: str = "",
    scope: str = "",
    technique: Technique | None = None,
    again_of: Recognition | None = None,
) -> Recognition:
    """A file begins: on which basis, at whom, for what; of the whole agreement where no technique is named."""
    _checked(basis, authority, technique)
    running_version(to_change=True)  # the lock: two at once would take the same number
    if again_of is not None:
        _may_follow(_locked(again_of))
    last = Recognition.objects.aggregate(last=Max("number"))["last"] or 0
    made = Recognition.objects.create(
        number=last + 1,
        technique=technique,
        basis=basis,
        authority=tidy(authority)[:200],
        scope=tidy(scope)[:4000],
        again_of=again_of,
        made_by_id=by.person_id,
    )
    if (
        again_of is not None
    ):  # the same questions are asked again; how they were judged is another file's
        Alignment.objects.bulk_create(
            Alignment(recognition=made, criterion=one.criterion) for one in criteria_of(again_of)
        )
    _step(made, "", timezone.localdate(), "", by)
    record(
        "recognition.started",
        by=by,
        on=made,
        new={
            **_told(made),
            "basis": basis,
            "authority": made.authority,
            "scope": made.scope,
            "again_of": again_of.number if again_of is not None else None,
        },
    )
    return made


def _may_follow(earlier: Recognition) -> None:
    if not may_apply_again(earlier.state, earlier.valid_to):
        raise Refused(
            _("A new application follows one that ended, or whose validity ends. This one goes on.")
        )
    newer = Recognition.objects.filter(again_of=earlier).exclude(state__in=ENDED).first()
    if newer is not None:
        raise Refused(
            _("Application %(number)d was made anew after this one already.")
            % {"number": newer.number}
        )


@verb(may_record_recognition)
def apply_again(recognition: Recognition, *, by: Actor) -> Recognition:
    """A new application after this one, with the same basis, authority, scope and criteria."""
    return start_recognition(  # type: ignore[no-any-return]
        recognition.basis,
        by=by,
        authority=recognition.authority,
        scope=recognition.scope,
        technique=recognition.technique,
        again_of=recognition,
    )


@verb(may_record_recognition)
def change_recognition(
    recognition: Recognition,
    *,
    by: Actor,
    basis: str,
    authority: str = "",
    scope: str = "",
    technique: Technique | None = None,
) -> Recognition:
    """What is applied for, while it is being prepared."""
    _locked(recognition)
    if recognition.state != State.DRAFT:
        raise Refused(
            _("What was applied for changes only while the application is being prepared.")
        )
    _checked(basis, authority, technique)
    old = _applied_for(recognition)
    recognition.basis, recognition.technique = basis, technique
    recognition.authority, recognition.scope = tidy(authority)[:200], tidy(scope)[:4000]
    new = _applied_for(recognition)
    if new == old:
        raise Refused(_("Nothing is different from what is stored."))
    recognition.save(update_fields=["basis", "technique", "authority", "scope"])
    record("recognition.changed", by=by, on=recognition, old=old, new=new)
    return recognition


def _applied_for(recognition: Recognition) -> dict[str, Any]:
    technique = recognition.technique
    return {
        "basis": recognition.basis,
        "authority": recognition.authority,
        "scope": recognition.scope,
        "technique": technique.number if technique is not None else None,
    }


@verb(may_record_recognition)
def move_recognition(
    recognition: Recognition,
    *,
    by: Actor,
    to: str,
    on: date | None,
    text: str = "",
    deadline: date | None = None,
    decision: str = "",
    decision_address: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    conditions: str = "",
) -> Recognition:
    """It comes to its next state on the day this happened, with what that state needs."""
    _locked(recognition)
    facts = facts_of(
        recognition,
        timezone.localdate(),
        on=on,
        text=tidy(text),
        decision=tidy(decision),
        valid_from=valid_from,
        valid_to=valid_to,
        deadline=deadline,
    )
    if found := why_not(recognition.state, to, facts):
        raise Refused(_sentences(found, recognition, to, facts))
    assert on is not None  # noqa: S101 -- the core refuses a move without its day
    old = _told(recognition)
    was, recognition.state = recognition.state, to
    recognition.deadline = deadline if to == State.DEFICIENT else None
    if to == State.DRAFT:
        recognition.deadline = None
    if to in (State.RECOGNISED, State.REFUSED):
        recognition.decided_on = on
        recognition.decision = tidy(decision)[:500]
        recognition.decision_address = decision_address
    if to == State.RECOGNISED:
        recognition.valid_from, recognition.valid_to = valid_from, valid_to
        recognition.conditions = tidy(conditions)[:10_000]
    if to == State.WITHDRAWN:
        recognition.withdrawn_on = on
    recognition.save()
    _step(recognition, was, on, tidy(text)[:10_000], by)
    record(
        "recognition.moved",
        by=by,
        on=recognition,
        old=old,
        new={**_told(recognition), "on": on, "deadline": recognition.deadline},
    )
    return recognition


@verb(may_record_recognition)
def correct_decision(
    recognition: Recognition,
    *,
    by: Actor,
    reason: str,
    decided_on: date,
    decision: str,
    authority: str,
    scope: str = "",
    decision_address: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    conditions: str = "",
) -> Recognition:
    """What was recorded of a decision is put right, with the reason; what stood there stays known."""
    _locked(recognition)
    if recognition.state not in DECIDED:
        raise Refused(_("There is no decision here to correct."))
    if not reason.strip():
        raise Refused(_("Say what was wrong, and how you know."))
    if not decision.strip() or not authority.strip():
        raise Refused(_("A decision has a name, and an authority that took it."))
    if decided_on > timezone.localdate():
        raise Refused(_("The day of the decision lies in the future."))
    before, after = around_decision(recognition)
    if (before is not None and decided_on < before) or (after is not None and decided_on > after):
        raise Refused(
            _("The decision lies between the steps before and after it: from %(from)s to %(to)s.")
            % {"from": _day(before), "to": _day(after) if after else _("today")}
        )
    if recognition.valid_from is not None:
        if valid_from is None:
            raise Refused(_("Say from which day it is valid."))
        if valid_to is not None and valid_to < valid_from:
            raise Refused(_("The validity ends before it begins."))
    else:
        valid_from = valid_to = None  # it was refused: nothing is valid
    old = _decided(recognition)
    recognition.decided_on, recognition.decision = decided_on, tidy(decision)[:500]
    recognition.authority, recognition.scope = tidy(authority)[:200], tidy(scope)[:4000]
    recognition.decision_address = decision_address
    recognition.valid_from, recognition.valid_to = valid_from, valid_to
    recognition.conditions = tidy(conditions)[:10_000]
    new = _decided(recognition)
    if old == new:
        raise Refused(_("Nothing is different from what is stored."))
    recognition.save()
    _step(recognition, recognition.state, timezone.localdate(), tidy(reason)[:10_000], by)
    record(
        "recognition.corrected",
        by=by,
        on=recognition,
        old=old,
        new={**new, **_told(recognition), "reason": tidy(reason)},
    )
    return recognition


def _decided(recognition: Recognition) -> dict[str, Any]:
    names = (
        "decided_on",
        "decision",
        "decision_address",
        "authority",
        "scope",
        "valid_from",
        "valid_to",
        "conditions",
    )
    return {name: getattr(recognition, name) for name in names}


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day is not None else "–"


def _sentences(codes: list[str], recognition: Recognition, to: str, facts: Facts) -> str:
    """Everything that stands in the way, one sentence each."""
    basis = basis_of(recognition)
    allowed = repair_range(basis, facts.on) if facts.on is not None else None
    words = {
        "no_such_move": _("It is “%(now)s” now; from there it does not become “%(to)s”.")
        % {
            "now": label_of(recognition.state, basis),
            "to": label_of(to, basis) if to in State.values else to,
        },
        "nobody_decides": _(
            "On this basis nobody decides: it is an own assessment, and never recognition."
        ),
        "day_missing": _("Say on which day this happened."),
        "day_in_future": _("The day lies in the future. Record a step once it has happened."),
        "day_before_last": _("The day lies before that of the last step, %(day)s.")
        % {"day": _day(facts.last)},
        "text_missing": _("Say what was said or done."),
        "decision_missing": _("Give the number and title of the decision."),
        "authority_missing": _("Name the authority that decided."),
        "valid_from_missing": _("Say from which day it is valid."),
        "valid_to_before_from": _("The validity ends before it begins."),
        "deadline_missing": _("Say by which day it has to be repaired."),
        "deadline_before_notice": _("The deadline lies after the day of the notice."),
        "deadline_out_of_range": _(
            "On this basis the deadline for repair lies between %(from)s and %(to)s."
        )
        % {
            "from": _day(allowed[0] if allowed else None),
            "to": _day(allowed[1] if allowed else None),
        },
        "no_criteria": _(
            "This basis needs full alignment on every criterion, and no criterion is recorded. Add "
            "them with their grades first."
        ),
        "not_all_graded": _(
            "This basis needs full alignment on every criterion, and not every one is graded, in "
            "what is written and in what is done."
        ),
        "not_fully_aligned": _(
            "This basis needs full alignment on every criterion, and at least one grade is lower. "
            "Record the refusal, or correct the grade with its reason."
        ),
    }
    return " ".join(words[code] for code in codes)
