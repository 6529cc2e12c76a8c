"""Commitments of every party: before a judgement is final for those concerned, afterwards for all."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.monitoring.models import Commitment
from convenant.monitoring.rules import VISITS_DESK

Judgement = Commitment.Judgement


@dataclass(frozen=True)
class SideCount:
    """One side's commitments by judgement; `open` are those without a final one."""

    side: str
    name: str
    met: int
    partly: int
    not_met: int
    not_due: int
    open: int
    parties: int


def commitments_for(by: Actor, year: int) -> QuerySet[Commitment]:
    """All of a year for the desk; for others their own, and everyone's that are final."""
    found = Commitment.objects.filter(year=year).select_related("organisation")
    if by.has(*VISITS_DESK):
        return found
    return found.filter(Q(final_at__isnull=False) | Q(organisation_id__in=by.organisations()))


def commitment_for(by: Actor, pk: int) -> Commitment | None:
    """One of them."""
    found = Commitment.objects.filter(pk=pk).select_related("organisation").first()
    if found is None or not commitments_for(by, found.year).filter(pk=pk).exists():
        return None
    return found


def counts(year: int) -> list[SideCount]:
    """Per side how many were met, in the definition's order; bodies last. Only final ones are counted."""
    names = side_names()
    held: dict[str, list[Commitment]] = {}
    for each in Commitment.objects.filter(year=year):
        held.setdefault(each.side, []).append(each)
    found = []
    for side in [*names, ""]:
        if side not in held:
            continue
        counted = Counter(c.judgement for c in held[side] if c.final_at is not None)
        found.append(
            SideCount(
                side,
                names.get(side, ""),
                counted[Judgement.MET],
                counted[Judgement.PARTLY],
                counted[Judgement.NOT_MET],
                counted[Judgement.NOT_DUE],
                sum(c.final_at is None for c in held[side]),
                len({c.organisation_id for c in held[side]}),
            )
        )
    return found


def side_names() -> dict[str, str]:
    """The sides by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {side.id: side.name.get(language) for side in running_definition().sides}


def body_names() -> dict[str, str]:
    """The bodies by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {body.id: body.name.get(language) for body in running_definition().bodies}


def obligation_names() -> dict[str, str]:
    """The obligations by their ids, in the reader's language."""
    language = get_language() or "nl"
    return {o.id: o.name.get(language) for o in running_definition().obligations}


def years() -> list[int]:
    """The years with commitments, newest first."""
    found = Commitment.objects.order_by("-year").values_list("year", flat=True)
    return list(found.distinct())
