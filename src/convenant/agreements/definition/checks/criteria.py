"""Criteria that cannot be answered, scored or asked."""

from collections import Counter
from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document


def levels(document: Document) -> Iterator[Fault]:
    """A criterion has levels of its own or a scale; each level has points no other level has."""
    assessment = Cursor(document).into("assessment")
    for holder in (*assessment.each("scales"), *assessment.each("criteria")):
        points: dict[float, str] = {}
        for level in holder.each("levels"):
            number = level.number("points")
            if number is None:
                continue
            if number in points:
                yield level.fault(
                    "points_alike", "points", points=f"{number:g}", other=points[number]
                )
            points.setdefault(number, level.text("id") or "?")
    for scale in assessment.each("scales"):
        if len(list(scale.each("levels"))) < 2:
            yield scale.fault("scale_too_short")
    for criterion in assessment.each("criteria"):
        own = len(list(criterion.each("levels")))
        if "scale" in criterion and own:
            yield criterion.fault("levels_twice", "levels")
        elif "scale" not in criterion and own < 2:
            yield criterion.fault("levels_missing")


def asked(document: Document) -> Iterator[Fault]:
    """A criterion is asked of someone, and on a stated ground of those who could refuse it."""
    assessment = Cursor(document).into("assessment")
    limited = {limit.text("purpose") for limit in assessment.each("size_limits")}
    for criterion in assessment.each("criteria"):
        first, last = criterion.number("from_year"), criterion.number("until_year")
        first = 1 if first is None else first
        if last is not None and last < first:
            yield criterion.fault(
                "years_reversed", "until_year", from_year=f"{first:g}", until_year=f"{last:g}"
            )
        purpose = criterion.text("purpose") or "due_diligence"
        if purpose in limited and "basis" not in criterion:
            yield criterion.fault("basis_missing")
        basis = criterion.into("basis")
        if basis.text("kind") not in (None, "voluntary_standard") and "reason" not in basis:
            yield basis.fault("basis_without_reason", kind=basis.text("kind"))


def sections(document: Document) -> Iterator[Fault]:
    """Where there are criteria, every section has one: nobody can earn the weight of an empty one."""
    assessment = Cursor(document).into("assessment")
    used = {criterion.text("section") for criterion in assessment.each("criteria")}
    for section in assessment.each("sections") if used else ():
        if section.text("id") and section.text("id") not in used:
            yield section.fault("section_without_criteria")


def statuses(document: Document) -> Iterator[Fault]:
    """Statuses that say what they meet: one for all, and no two for the same."""
    assessment = Cursor(document).into("assessment")
    counted: Counter[str] = Counter()
    for status in assessment.each("statuses"):
        meets = status.text("meets")
        if meets:
            counted[meets] += 1
        if counted.get(meets or "", 0) > 1:
            yield status.fault("meets_twice", "meets", meets=meets)
        if "from_share" in status and meets != "part":
            yield status.fault("share_without_part", "from_share")
    if counted and not counted["all"]:
        yield assessment.fault("nobody_meets_all", "statuses")
