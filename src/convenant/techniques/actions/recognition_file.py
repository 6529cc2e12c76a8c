"""What is in the file of an application: its documents, and how far each criterion is met."""

import hashlib
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.texts import tidy
from convenant.base.verbs import Refused, verb
from convenant.techniques.models import (
    Alignment,
    Recognition,
    RecognitionFile,
    RecognitionStep,
)
from convenant.techniques.queries.recognition import criteria_of, size_of_files
from convenant.techniques.recognition import GRADED, HOLDING
from convenant.techniques.rules import may_record_recognition

LARGEST = 25 * 2**20  # bytes of one document
ALL_TOGETHER = 500 * 2**20  # bytes of all documents of one file
MOST_CRITERIA = 500
State = Recognition.State


def _locked(recognition: Recognition) -> Recognition:
    recognition.refresh_from_db(from_queryset=Recognition.objects.select_for_update())
    return recognition


@verb(may_record_recognition)
def add_file(
    recognition: Recognition, *, by: Actor, name: str, file_name: str, content: bytes
) -> RecognitionFile:
    """A document stands in the file, with its digest."""
    _locked(recognition)
    if not content:
        raise Refused(_("“%(file)s” is empty. Choose the file again.") % {"file": file_name})
    if len(content) > LARGEST:
        raise Refused(
            _("“%(file)s” has %(size)d MB; at most %(most)d MB fit. Split it, or make it smaller.")
            % {"file": file_name, "size": len(content) // 2**20, "most": LARGEST // 2**20}
        )
    if size_of_files(recognition) + len(content) > ALL_TOGETHER:
        raise Refused(
            _("All documents of a file together have at most %(most)d MB. Withdraw one first.")
            % {"most": ALL_TOGETHER // 2**20}
        )
    made = RecognitionFile.objects.create(
        recognition=recognition,
        name=(tidy(name) or tidy(file_name))[:200],
        file_name=tidy(file_name)[-255:],
        content=content,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        added_by_id=by.person_id,
    )
    record(
        "recognition.file_added",
        by=by,
        on=recognition,
        new={"file": made.file_name, "digest": made.digest, "size": made.size},
    )
    return made


@verb(may_record_recognition)
def withdraw_file(file: RecognitionFile, *, by: Actor) -> RecognitionFile:
    """It is no part of the file any more; that it was, stays in the journal."""
    file.refresh_from_db(
        fields=["withdrawn_at"], from_queryset=RecognitionFile.objects.select_for_update()
    )
    if file.withdrawn_at is not None:
        raise Refused(_("This document was withdrawn already."))
    file.withdrawn_at = timezone.now()
    file.save(update_fields=["withdrawn_at"])
    record(
        "recognition.file_withdrawn",
        by=by,
        on=file.recognition,
        old={"file": file.file_name, "digest": file.digest},
    )
    return file


@verb(may_record_recognition)
def add_criteria(
    recognition: Recognition, *, by: Actor, criteria: Iterable[str]
) -> list[Alignment]:
    """Criteria by which it is judged, in the order given; one that stands there already is not added twice."""
    _locked(recognition)
    if recognition.state not in (State.DRAFT, *GRADED, State.SUBMITTED, State.COMPLETENESS):
        raise Refused(_("This application has ended; its criteria stay as they are."))
    there = {one.criterion for one in criteria_of(recognition)}
    asked = list(dict.fromkeys(tidy(one)[:500] for one in criteria))
    new = [one for one in asked if one and one not in there]
    if not new:
        raise Refused(_("Write at least one criterion that is not there yet."))
    if len(there) + len(new) > MOST_CRITERIA:
        raise Refused(_("At most %(most)d criteria stand in one file.") % {"most": MOST_CRITERIA})
    made = Alignment.objects.bulk_create(
        Alignment(recognition=recognition, criterion=one) for one in new
    )
    record("recognition.criteria_added", by=by, on=recognition, new={"criteria": new})
    return made


@verb(may_record_recognition)
def change_criterion(row: Alignment, *, by: Actor, criterion: str) -> Alignment:
    """The words of a criterion, until it is graded."""
    recognition = _locked(row.recognition)
    row.refresh_from_db(from_queryset=Alignment.objects.select_for_update())
    _ungraded(row)
    words = tidy(criterion)[:500]
    if not words:
        raise Refused(_("Write the criterion."))
    others = Alignment.objects.filter(recognition=recognition, criterion=words)
    if others.exists():
        raise Refused(_("This criterion stands there already."))
    old, row.criterion = row.criterion, words
    row.save(update_fields=["criterion"])
    record(
        "recognition.criterion_changed",
        by=by,
        on=recognition,
        old={"criterion": old},
        new={"criterion": words},
    )
    return row


@verb(may_record_recognition)
def remove_criterion(row: Alignment, *, by: Actor) -> None:
    """A criterion that does not apply, until it is graded."""
    recognition = _locked(row.recognition)
    row.refresh_from_db(from_queryset=Alignment.objects.select_for_update())
    _ungraded(row)
    record("recognition.criterion_removed", by=by, on=recognition, old={"criterion": row.criterion})
    row.delete()


def _ungraded(row: Alignment) -> None:
    if row.standard or row.implementation:
        raise Refused(_("This criterion was graded; its words stay, and only the grades change."))


@verb(may_record_recognition)
def grade_criterion(
    row: Alignment,
    *,
    by: Actor,
    standard: str = "",
    standard_because: str = "",
    implementation: str = "",
    implementation_because: str = "",
) -> Alignment:
    """How far it is met, in what is written and in what is done: the judgement of whoever assesses, with reasons.

    After the decision a changed grade is a step too, for the decision rested on the one before.
    """
    recognition = _locked(row.recognition)
    row.refresh_from_db(from_queryset=Alignment.objects.select_for_update())
    if recognition.state not in GRADED:
        raise Refused(_("Grades are recorded from the assessment on, until the file ends."))
    _graded(standard, standard_because, _("in what is written"))
    _graded(implementation, implementation_because, _("in what is done"))
    if (row.standard and not standard) or (row.implementation and not implementation):
        raise Refused(_("A grade that was given can be changed, not taken away."))
    old = _grades(row)
    row.standard, row.standard_because = standard, tidy(standard_because)[:4000]
    row.implementation = implementation
    row.implementation_because = tidy(implementation_because)[:4000]
    new = _grades(row)
    if old == new:
        raise Refused(_("Nothing is different from what is stored."))
    row.save()
    if recognition.state in HOLDING:
        RecognitionStep.objects.create(
            recognition=recognition,
            was=recognition.state,
            now=recognition.state,
            on=timezone.localdate(),
            text=_("A grade changed after the decision: %(criterion)s")
            % {"criterion": row.criterion},
            by_id=by.person_id,
        )
    record(
        "recognition.graded",
        by=by,
        on=recognition,
        old={"criterion": row.criterion, **old},
        new={"criterion": row.criterion, **new},
    )
    return row


def _graded(grade: str, because: str, where: str) -> None:
    if grade and grade not in Alignment.Grade.values:
        raise Refused(_("Choose a grade from the list."))
    if grade and not because.strip():
        raise Refused(_("Say why for the grade %(where)s.") % {"where": where})
    if because.strip() and not grade:
        raise Refused(_("Choose the grade %(where)s that your reason is for.") % {"where": where})


def _grades(row: Alignment) -> dict[str, str]:
    return {
        "standard": row.standard,
        "standard_because": row.standard_because,
        "implementation": row.implementation,
        "implementation_because": row.implementation_because,
    }
