"""Whether the door may be open: a door that nobody would answer cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convenant.agreements.definition import Definition
from convenant.agreements.queries import running_definition, seats
from convenant.agreements.seating import side_name
from convenant.grievances.models import Door, Keyholder
from convenant.grievances.queries.holders import at_intake, custodians, in_circle_now
from convenant.grievances.queries.opened import today

AT_LEAST = 2  # who read a new case: one may be ill


@dataclass(frozen=True)
class Lacking:
    """Something without which nobody would answer, and the page on which it is mended."""

    sentence: str
    where: str


def open_door() -> Door | None:
    """The door, where it is open."""
    return Door.objects.filter(closed_on=None).first()


def last_day() -> date | None:
    """Until when new complaints are taken: to the end of the agreement, or of a tail that covers them."""
    term = running_definition().term
    if term.end is None:
        return None
    outlives = term.tail is not None and "complaints" in term.tail.covers
    return (term.tail_end or term.end) if outlives else term.end


def lacking(
    readers: Sequence[Keyholder] | None = None, keepers: Sequence[Keyholder] | None = None
) -> list[Lacking]:
    """What stands in the way of an open door; nothing where it may be open. Who knows the readers gives them."""
    found = []
    until = last_day()
    if until is not None and until < today():
        found.append(
            Lacking(
                _(
                    "The agreement takes no new complaints since %(day)s. Cases that came in before go on "
                    "to their end."
                )
                % {"day": date_format(until)},
                "agreements:agreement",
            )
        )
    readers = at_intake() if readers is None else readers
    keepers = custodians() if keepers is None else keepers
    if len(readers) < AT_LEAST:
        found.append(
            Lacking(
                _(
                    "%(count)d complaints officers have a key; at least %(least)d are needed, so that "
                    "one may be away. Give the role, and let each make their key."
                )
                % {"count": len(readers), "least": AT_LEAST},
                "people:people",
            )
        )
    if not keepers:
        found.append(
            Lacking(
                _(
                    "No custodian of identities has a key. Give somebody that role, and let them make "
                    "their key."
                ),
                "people:people",
            )
        )
    if in_circle_now() < 2:
        found.append(
            Lacking(
                _(
                    "Nobody could help an officer who lost their secret: name the people who recover "
                    "a key together."
                ),
                "grievances:circle",
            )
        )
    found.extend(
        Lacking(sentence, "agreements:agreement") for sentence in _empty_seats(running_definition())
    )
    return found


def _empty_seats(definition: Definition) -> list[str]:
    """The seats of the complaints committee that nobody fills; one sentence where there is no committee."""
    committee = next((b for b in definition.bodies if b.kind == "complaints_committee"), None)
    if committee is None:
        return [
            _("The definition names no complaints committee, so nobody could rule on a complaint.")
        ]
    filled = set(seats().filter(body=committee.id).values_list("side", flat=True))
    said = []
    if committee.independent_chair and "" not in filled:
        said.append(_("The complaints committee has no chair."))
    for places in committee.seats:
        if not filled & {places.side, *places.jointly_with}:
            said.append(
                _("Nobody sits in the complaints committee for %(side)s.")
                % {"side": side_name(definition, places.side)}
            )
    return said


def is_open(
    readers: Sequence[Keyholder] | None = None, keepers: Sequence[Keyholder] | None = None
) -> bool:
    """Whether the public finds the door open now: it was opened, and somebody would still answer."""
    return open_door() is not None and not lacking(readers, keepers)
