"""Days in their order."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document


def term(document: Document) -> Iterator[Fault]:
    """A term that ends before it starts, a tail that is over before the end."""
    here = Cursor(document).into("term")
    start, end = here.day("start"), here.day("end")
    if start and end and end < start:
        yield here.fault("ends_before_start", "end", start=str(start), end=str(end))
    tail = here.into("tail")
    until = tail.day("until")
    if end and until and until <= end:
        yield tail.fault("tail_before_end", "until", until=str(until), end=str(end))
    if "until" in tail and "months" in tail:
        yield tail.fault("tail_twice", "months")
    elif "months" in tail and "end" not in here:
        yield tail.fault("tail_without_end", "months")
    activation = Cursor(document).into("activation")
    decide_by = activation.day("decide_by")
    if start and decide_by and decide_by > start:
        yield activation.fault(
            "decide_by_after_start", "decide_by", decide_by=str(decide_by), start=str(start)
        )
