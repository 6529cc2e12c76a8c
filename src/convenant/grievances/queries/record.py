"""How long what is kept of a case, what is due to be taken away, and what waits for a second pair of eyes."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from convenant.agreements.definition.parts.term import months_after
from convenant.base.actors import Actor
from convenant.grievances.models import Case, Feedback, KeptLonger, Removal
from convenant.grievances.procedure.in_force import Procedure
from convenant.grievances.queries.cases import cases_for
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure


@dataclass(frozen=True)
class Kept:
    """Until when one part of a case is kept; `gone_on` where it was taken away."""

    what: str
    until: date
    gone_on: date | None

    @property
    def due(self) -> bool:
        """Whether its day has come."""
        return self.gone_on is None and self.until < today()

    @property
    def days_left(self) -> int:
        """Whole days until then; 0 once it has come."""
        return max(0, (self.until - today()).days)


def kept_of(case: Case, rules: Procedure | None = None) -> list[Kept]:
    """The three parts with their days; nothing while the case goes on."""
    if case.closed_on is None:
        return []
    rules = rules or procedure()
    longer = max((one.until for one in case.kept_longer.all()), default=date.min)
    gone = {one.what: one.done_on for one in case.removals.all() if one.done_on is not None}
    ends = {
        Removal.What.IDENTITY.value: case.closed_on + timedelta(days=rules.identity_days),
        Removal.What.EVIDENCE.value: case.closed_on + timedelta(days=rules.evidence_days),
        Removal.What.RECORD.value: months_after(case.closed_on, 12 * rules.record_years),
    }
    return [Kept(what, max(end, longer), gone.get(what)) for what, end in ends.items()]


def has_feedback(case: Case) -> bool:
    """Whether the complainant said already how it went."""
    return Feedback.objects.filter(case=case).exists()


def removals_of(case: Case) -> QuerySet[Removal]:
    """What was proposed, done or dropped, newest first."""
    return (
        Removal.objects.filter(case=case)
        .select_related("proposed_by", "confirmed_by")
        .order_by("-pk")
    )


def removal_of(by: Actor, pk: str) -> Removal | None:
    """A proposal in one of the reader's cases that still waits."""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    return (
        Removal.objects.filter(pk=int(pk), done_on=None, dropped_on=None, case__in=cases_for(by))
        .select_related("case")
        .first()
    )


def longer_of(case: Case) -> QuerySet[KeptLonger]:
    """Why it is kept longer."""
    return KeptLonger.objects.filter(case=case).select_related("by")


def due_to_go(by: Actor) -> list[tuple[Case, Kept]]:
    """The parts whose day has come in the reader's cases; a fixed number of queries."""
    rules = procedure()
    ended = (
        cases_for(by)
        .exclude(closed_on=None)
        .prefetch_related("kept_longer", "removals")
        .order_by("closed_on", "pk")
    )
    return [(case, kept) for case in ended for kept in kept_of(case, rules) if kept.due]
