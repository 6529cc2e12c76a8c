"""Phase-in of techniques that contradicts itself."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document


def phase_in(document: Document) -> Iterator[Fault]:
    """Years counted from a law that is not named; the terms of derogations that are not allowed."""
    held = Cursor(document).into("techniques")
    if held.text("counted_from") == "law" and "law" not in held:
        yield held.fault("counted_from_no_law", "counted_from")
    asked = held.into("derogation")
    if "derogation" in held and not asked.flag("allowed"):
        for key in ("at_most_years", "body", "opinions_of"):
            if key in asked:
                yield asked.fault("derogation_not_allowed", key, key=key)
