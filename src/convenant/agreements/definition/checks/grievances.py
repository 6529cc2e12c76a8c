"""A complaints procedure that contradicts itself or the bodies and clocks beside it."""

import re
from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document

_YEAR = 365
_USUAL_YEARS = 5  # where a definition does not say
_VERIFICATION = re.compile(r"verification_(\d{1,3})")


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
    years = part.number("record_years") or _USUAL_YEARS
    for key in ("identity_days", "evidence_days"):
        days = part.number(key)
        if days is not None and days > years * _YEAR:
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
    """Verifications given both in months and as clocks, or as clocks with a number left out."""
    clocks = [
        (int(match[1]), clock)
        for clock in Cursor(document).each("clocks")
        if (match := _VERIFICATION.fullmatch(clock.text("id") or ""))
    ]
    numbers = {number for number, _ in clocks}
    for number, clock in clocks:
        if "verification_months" in Cursor(document).into("grievances"):
            yield clock.fault("verification_twice", "id", clock=clock.text("id"))
        elif number == 0 or (number > 1 and number - 1 not in numbers):
            yield clock.fault("verification_left_out", "id", clock=clock.text("id"))
