"""Commitments of every party: before a judgement is final for those concerned, afterwards for all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from convenant.agreements.queries import running_definition
from convenant.base.actors import Actor
from convenant.monitoring.models import Commitment
from convenant.monitoring.rules import VISITS_DESK
from convenant.people.models import PARTY_KINDS

Judgement = Commitment.Judgement


@dataclass(frozen=True)
class SideCount:
    """One side's commitments by judgement; `open` are those without a final one.

    `behind` says how many parties (or bodies) each of these numbers is about.
    """

    side: str
    name: str
    met: int
    partly: int
    not_met: int
    not_due: int
    open: int
    parties: int
    behind: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SideGroup:
    """One side's commitments under its name; bodies have none."""

    name: str
    commitments: list[Commitment]


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
    for side in [*names, *(s for s in held if s not in names)]:
        if side not in held:
            continue
        counted: Counter[str] = Counter()
        owners: dict[str, set[object]] = {}
        for each in held[side]:
            standing = each.judgement if each.final_at is not None else "open"
            counted[standing] += 1
            owners.setdefault(standing, set()).add(each.organisation_id or each.body)
        found.append(
            SideCount(
                side,
                names.get(side, side),
                counted[Judgement.MET],
                counted[Judgement.PARTLY],
                counted[Judgement.NOT_MET],
                counted[Judgement.NOT_DUE],
                counted["open"],
                len({owner for some in owners.values() for owner in some}),
                {standing: len(some) for standing, some in owners.items()},
            )
        )
    return found


def by_side(found: Iterable[Commitment]) -> list[SideGroup]:
    """Commitments under the sides of the definition, in its order; bodies and sides that went last."""
    names = side_names()
    held: dict[str, list[Commitment]] = {}
    for each in found:
        held.setdefault(each.side, []).append(each)
    order = [*names, *sorted(side for side in held if side not in names)]
    return [SideGroup(names.get(side, side), held[side]) for side in order if side in held]


def bodies_to_reply(today: date) -> QuerySet[Commitment]:
    """Judgements about bodies that may still be replied to; the secretariat does so for them."""
    return Commitment.objects.filter(
        organisation=None,
        judged_at__isnull=False,
        final_at=None,
        replied_at=None,
        reply_until__gte=today,
    ).order_by("reply_until")


def promises_to_report(by: Actor) -> QuerySet[Commitment]:
    """What those this actor speaks for took on themselves and did not report on yet."""
    return Commitment.objects.filter(
        organisation_id__in=by.organisations(*PARTY_KINDS),
        obligation="",
        reported_at=None,
        judged_at=None,
        due__isnull=False,
    ).order_by("due")


@dataclass(frozen=True)
class MonitorWaits:
    """What waits for the monitor besides reports to judge: judgements to make final, a list to make."""

    to_finalise: int
    not_gathered: bool


def waiting_for_the_monitor(today: date) -> MonitorWaits:
    """How much of it there is."""
    open_ones = Commitment.objects.filter(final_at=None)
    heard = Q(replied_at__isnull=False) | Q(reply_until__lt=today)
    owed = any(o.who != "members" for o in running_definition().obligations)
    gathered = Commitment.objects.filter(year=today.year).exclude(obligation="")
    return MonitorWaits(
        open_ones.filter(heard, judged_at__isnull=False).count(),
        owed and not gathered.exists(),
    )


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
