"""The register of evidence: numbered when it comes in, and each hand it goes through is put down."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.grievances.actions.rooms import write
from convenant.grievances.models import (
    Case,
    CaseFile,
    CustodyStep,
    Entry,
    Evidence,
    Room,
)
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.evidence import (
    STATEMENTS,
    digest_of_entry,
    evidence_of,
    is_unchanged,
    statements_not_read_today,
)
from convenant.grievances.queries.opened import OpenedKey, room_of, today
from convenant.grievances.rules import handles_cases


def _of_case(by: Actor, case: Case, *args: Any, **kwargs: Any) -> bool:
    return handles_cases(by) and cases_for(by).filter(pk=case.pk).exists()


def _of_evidence(by: Actor, evidence: Evidence, *args: Any, **kwargs: Any) -> bool:
    return _of_case(by, evidence.case)


def number_of(file: CaseFile) -> Evidence:
    """The file's place in the register; made where it has none yet. A part of verbs."""
    found = Evidence.objects.filter(file=file).first()
    if found is None:
        found = _numbered(file.room.case, file=file, digest=file.digest)
    return found


def put_down(evidence: Evidence, by: Actor, what: str) -> None:
    """One more step in the chain of custody. A part of verbs."""
    CustodyStep.objects.create(evidence=evidence, person_id=by.person_id, what=what)


def _numbered(case: Case, **given: Any) -> Evidence:
    Case.objects.select_for_update().get(pk=case.pk)  # two at once get two numbers
    last = Evidence.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return Evidence.objects.create(case=case, number=last + 1, on=today(), **given)


@verb(_of_case, silent=True)
def number_files(case: Case, *, by: Actor) -> int:
    """Every file of the case has a number; how many are new."""
    new = CaseFile.objects.filter(
        room__case=case, room__kind=Room.Kind.CASE, evidence=None
    ).order_by("pk")
    made = [number_of(file) for file in new]
    if made:
        record("evidence.numbered", by=by, on=case, new={"files": len(made)})
    return len(made)


@verb(_of_case)
def take_in(case: Case, entry: Entry, key: OpenedKey, *, by: Actor, about: str) -> Evidence:
    """What somebody said is evidence, with a number and the digest of its sealed words."""
    if entry.room.case_id != case.pk or entry.kind not in STATEMENTS:
        raise Refused(_("This is no statement of this case."))
    if Evidence.objects.filter(entry=entry).exists():
        raise Refused(_("It is in the register already."))
    made = _numbered(case, entry=entry, digest=digest_of_entry(entry))
    put_down(made, by, CustodyStep.What.TAKEN_IN)
    record("evidence.taken_in", by=by, on=case, new={"number": made.number, "digest": made.digest})
    return describe(made, key, by=by, text=about)


@verb(_of_evidence)
def describe(evidence: Evidence, key: OpenedKey, *, by: Actor, text: str) -> Evidence:
    """Of what it is evidence, sealed in the case; what was said of it before stays there too."""
    if not text.strip():
        raise Refused(_("Say what it is evidence of."))
    evidence.described = write(
        room_of(evidence.case, Room.Kind.CASE),
        key,
        by=by,
        kind=Entry.Kind.NOTE,
        words={"text": text.strip(), "evidence": str(evidence.number)},
    )
    evidence.save(update_fields=["described"])
    put_down(evidence, by, CustodyStep.What.DESCRIBED)
    record("evidence.described", by=by, on=evidence.case, new={"number": evidence.number})
    return evidence


@verb(_of_case, silent=True)
def note_statements_read(case: Case, *, by: Actor) -> None:
    """Who read the statements that are evidence, once a day."""
    for one in statements_not_read_today(by, case):
        put_down(one, by, CustodyStep.What.OPENED)
        record("evidence.read", by=by, on=case, new={"number": one.number})


@verb(_of_case)
def check_evidence(case: Case, *, by: Actor) -> list[int]:
    """The numbers of what no longer lies there as it was taken in."""
    changed = [one.number for one in evidence_of(case) if not is_unchanged(one)]
    record("evidence.checked", by=by, on=case, new={"changed": changed})
    return changed
