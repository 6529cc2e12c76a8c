"""Obligations that contradict themselves or wait for each other."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document

_LONGEST_CHAIN = 8  # one after another; a person cannot follow more
_WHOSE = {"classes": "members", "sides": "sides", "body": "body"}


def obligations(document: Document) -> Iterator[Fault]:
    """Years in the wrong order, the wrong people, a due day said twice or half."""
    for obligation in Cursor(document).each("obligations"):
        first, last = obligation.number("from_year"), obligation.number("until_year")
        first = 1 if first is None else first
        if last is not None and last < first:
            yield obligation.fault(
                "years_reversed", "until_year", from_year=f"{first:g}", until_year=f"{last:g}"
            )
        yield from _who(obligation)
        yield from _due(obligation.into("due"))
    yield from _circles(document)


def _who(obligation: Cursor) -> Iterator[Fault]:
    who = "members" if "who" not in obligation else obligation.text("who")
    if who not in _WHOSE.values():
        return
    for key, right in _WHOSE.items():
        if key in obligation and who != right:
            yield obligation.fault("who_does_not_fit", key, key=key, who=who, right=right)
        if who == right and key != "classes" and key not in obligation:
            yield obligation.fault("who_is_missing", who=who, key=key)


def _due(due: Cursor) -> Iterator[Fault]:
    if "on" in due and ("after" in due or "days" in due):
        yield due.fault("due_twice")
        return
    if "yearly" in due and ("on" in due or "after" in due):
        yield due.fault("yearly_and_day", "yearly")
    if "days" in due and "after" not in due:
        yield due.fault("due_incomplete", key="after")
    after = due.text("after")
    if after and after != "event" and "days" not in due:
        yield due.fault("due_incomplete", key="days")
    for key in ("obligation", "event"):
        if after == key and key not in due:
            yield due.fault("due_after_what", after=key)
        if key in due and after != key:
            yield due.fault("due_not_after", key, key=key)


def _circles(document: Document) -> Iterator[Fault]:
    """Obligations due after each other, so that none ever has a day, or after too many others."""
    waits: dict[str, str] = {}
    at: dict[str, Cursor] = {}
    for obligation in Cursor(document).each("obligations"):
        name, other = obligation.text("id"), obligation.into("due").text("obligation")
        if name and other:
            waits[name], at[name] = other, obligation
    reported: set[str] = set()
    for start in waits:
        chain = [start]
        while len(chain) <= _LONGEST_CHAIN and (following := waits.get(chain[-1])):
            if following in chain:
                break
            chain.append(following)
        if waits.get(chain[-1]) == start and start not in reported:
            reported.update(chain)
            yield at[start].fault("due_in_a_circle", "due", circle=" → ".join([*chain, start]))
        elif len(chain) > _LONGEST_CHAIN:
            yield at[start].fault("due_too_far", "due", limit=str(_LONGEST_CHAIN))
            return
