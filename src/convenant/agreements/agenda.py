"""What is due next in the agreement, and for whom: one line per obligation and day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from convenant.agreements.definition import (
    Definition,
    Due,
    Text,
    obligations_due,
    obligations_due_of_body,
    obligations_due_of_side,
)
from convenant.agreements.definition.parts.obligations import Obligation
from convenant.agreements.membership import is_member
from convenant.agreements.models import Party


@dataclass
class Item:
    """One obligation on one day (None: no known day), the parties that owe it, or the body."""

    obligation: Obligation
    day: date | None
    parties: list[Party] = field(default_factory=list)
    body: Text | None = None

    def days_left(self, today: date) -> int | None:
        return (self.day - today).days if self.day else None


def agenda(definition: Definition, parties: Iterable[Party], today: date) -> list[Item]:
    """The next due day of every obligation over these parties and the bodies, earliest first.

    Two members of one class that joined on one day owe the same, so that it is computed once for
    them. Supporters owe nothing.
    """

    @cache
    def of_members(member_class: str, joined: date) -> list[Due]:
        return obligations_due(definition, member_class, joined, today)

    @cache
    def of_side(side: str, joined: date) -> list[Due]:
        return obligations_due_of_side(definition, side, joined, today)

    found: dict[tuple[str, date | None], Item] = {}
    for party in parties:
        if party.is_supporter:
            continue
        owed = list(of_side(party.side, party.joined))
        if is_member(party, definition):
            owed += of_members(party.member_class, party.joined)
        for due in owed:
            key = (due.obligation.id, due.date)
            found.setdefault(key, Item(due.obligation, due.date)).parties.append(party)
    for body in definition.bodies:
        # A body is there from the start of the agreement; where that is not known, it is there now.
        since = definition.term.start or today
        for due in obligations_due_of_body(definition, body.id, since, today):
            found[due.obligation.id, due.date] = Item(due.obligation, due.date, body=body.name)
    return sorted(found.values(), key=lambda item: (item.day is None, item.day or today))


def agenda_of(items: Iterable[Item], organisations: set[int]) -> list[Item]:
    """The lines that these organisations owe."""
    return [i for i in items if any(p.organisation_id in organisations for p in i.parties)]
