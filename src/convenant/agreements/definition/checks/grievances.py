"""A complaints procedure that contradicts itself or the bodies and clocks beside it."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document

_YEAR = 365


def recovery(document: Document) -> Iterator[Fault]:
    """More people needed than there are."""
    part = Cursor(document).into("grievances").into("recovery")
    needed, people = part.number("needed"), part.number("people")
    if needed is not None and people is not None and needed > people:
        yield part.fault(
            "recovery_needs_more", "needed", needed=f"{needed:g}", people=f"{people:g}"
        )


def retention(document: Document) -> Iterator[Fault]:
    """Names or evidence kept longer than the record of the case they belong to."""
    part = Cursor(document).into("grievances").into("retention")
    years = part.number("record_years")
    for key in ("identity_days", "evidence_days"):
        days = part.number(key)
        if years is not None and days is not None and days > years * _YEAR:
            yield part.fault("outlives_record", key, days=f"{days:g}", years=f"{years:g}")


def committee(document: Document) -> Iterator[Fault]:
    """Cases decided by a body that is no complaints committee."""
    part = Cursor(document).into("grievances")
    name = part.text("decided_by")
    for body in Cursor(document).each("bodies"):
        kind = body.text("kind")
        if name is not None and body.text("id") == name and kind != "complaints_committee":
            yield part.fault("not_a_committee", "decided_by", body=name)


def verification(document: Document) -> Iterator[Fault]:
    """Verifications given in months here and in days among the clocks."""
    if "verification_months" not in Cursor(document).into("grievances"):
        return
    for clock in Cursor(document).each("clocks"):
        if (name := clock.text("id") or "").startswith("verification_"):
            yield clock.fault("verification_twice", "id", clock=name)
