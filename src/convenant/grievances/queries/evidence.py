"""The register of evidence of a case: each with its number, what it shows, and through whose hands it went."""

import hashlib
from dataclasses import dataclass

from django.db.models import QuerySet

from convenant.base.actors import Actor
from convenant.grievances.keeping import digest_of
from convenant.grievances.models import Case, CustodyStep, Entry, Evidence
from convenant.grievances.queries.opened import OpenedKey, Said, room_of, said_in, today

# What somebody said, and can be taken in as evidence.
STATEMENTS = (
    Entry.Kind.STATEMENT,
    Entry.Kind.ADDITION,
    Entry.Kind.ANSWER,
    Entry.Kind.MINUTES,
)


@dataclass(frozen=True)
class Line:
    """A piece of evidence with its description, unsealed."""

    evidence: Evidence
    about: str


def evidence_of(case: Case) -> QuerySet[Evidence]:
    """The register, by number."""
    return (
        Evidence.objects.filter(case=case)
        .select_related("file__entry", "entry__author")
        .prefetch_related("custody__person")
        .order_by("number")
    )


def register(case: Case, key: OpenedKey) -> tuple[list[Line], list[Said]]:
    """The register, and the statements that are not in it yet."""
    said = said_in(room_of(case, "case"), key)
    words = {one.entry.pk: one.words or {} for one in said}
    found = [
        Line(one, words.get(one.described_id or 0, {}).get("text", "")) for one in evidence_of(case)
    ]
    taken = {one.evidence.entry_id for one in found}
    left = [one for one in said if one.entry.kind in STATEMENTS and one.entry.pk not in taken]
    return found, left


def statements_not_read_today(by: Actor, case: Case) -> QuerySet[Evidence]:
    """The statements in the register that this person has not had in hands today."""
    return Evidence.objects.filter(case=case, file=None).exclude(
        custody__person=by.person_id,
        custody__what=CustodyStep.What.OPENED,
        custody__at__date=today(),
    )


def digest_of_entry(entry: Entry) -> str:
    """The SHA-256 of the words as they lie sealed; another key of the room does not change it."""
    return hashlib.sha256(bytes(entry.body)).hexdigest()


def is_unchanged(evidence: Evidence) -> bool:
    """Whether it lies there as it was taken in."""
    if evidence.file is not None:
        return digest_of(evidence.file.path) == evidence.digest
    return evidence.entry is not None and digest_of_entry(evidence.entry) == evidence.digest
