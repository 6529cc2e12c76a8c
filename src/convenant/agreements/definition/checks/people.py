"""Bodies, sides and roles that contradict each other."""

from collections.abc import Iterator

from convenant.agreements.definition.checks.cursor import Cursor
from convenant.agreements.definition.checks.names import known_ids
from convenant.agreements.definition.faults import Fault
from convenant.agreements.definition.reading import Document

_BY_SHARES = ("majority", "majority_by_side", "consensus_then_majority")


def bodies(document: Document) -> Iterator[Fault]:
    """Votes or presence asked of a side without a seat, shares where nobody votes."""
    sides = known_ids(document, "sides")
    for body in Cursor(document).each("bodies"):
        seated = {seat.text("side") for seat in body.each("seats")}
        decision, quorum = body.into("decision"), body.into("quorum")
        for majority in decision.each("of_sides"):
            side = majority.text("side")
            if seated and side in sides and side not in seated:
                yield majority.fault("side_without_seat", "side", side=side)
        for position, side in quorum.names("sides"):
            if seated and side in sides and side not in seated:
                yield quorum.fault("side_without_seat", "sides", position, side=side)
        for position, side in decision.names("vetoes"):
            if seated and side in sides and side not in seated:
                yield decision.fault("side_without_seat", "vetoes", position, side=side)
        if decision.flag("chair_casts") and not body.flag("independent_chair"):
            yield decision.fault("casts_without_chair", "chair_casts")
        way = decision.text("way")
        if way in ("consensus", "binding"):
            for key in ("at_least", "of_each_side", "of_sides"):
                if key in decision:
                    yield decision.fault("shares_without_way", key, way=way)


def roles(document: Document) -> Iterator[Fault]:
    """A role kept apart from itself, or from another in two different ways."""
    walls: dict[frozenset[str], str] = {}
    for role in Cursor(document).each("roles"):
        name = role.text("id")
        for wall in role.each("must_not_mix"):
            other = wall.text("role")
            if name is None or other is None:
                continue
            if name == other:
                yield wall.fault("mixes_with_itself", "role", role=name)
                continue
            within = wall.text("within") or "agreement"
            known = walls.setdefault(frozenset((name, other)), within)
            if known != within:
                yield wall.fault(
                    "separation_differs", role=name, other=other, one=known, two=within
                )
