"""The public register: cases without names, places or numbers that lead back to anybody.

A case comes in once it was admitted or ended, on a batch day, together with at least as many others as the agreement's
smallest number. Country and theme are shown only where that many cases of the register have them; days never.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from convenant.base.models import Event
from convenant.grievances.models import Case, PublicCase
from convenant.grievances.procedure.stages import ENDED, Stage
from convenant.grievances.queries.clocks import clock_of
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure
from convenant.grievances.queries.stages import place

_OPEN = (
    *(Stage.PARTIES_INFORMED, Stage.TRACK, Stage.SETTLED, Stage.FINDING, Stage.REMEDY_PLAN),
    *(Stage.VERIFICATION, Stage.APPEAL),
)


@dataclass(frozen=True)
class Row:
    """A case as the public reads it; what too few have is empty."""

    code: str
    year: int
    kind: str
    country: str
    theme: str
    place: str
    outcome: str
    clocks: int
    in_time: int


def batch_day() -> date:
    """The last day, today included, on which cases come in together."""
    every = max(procedure().notice_batch_days, 1)
    return today() - timedelta(days=today().toordinal() % every)


def looked_at(day: date) -> bool:
    """Whether that day's batch was dealt with; a timer that missed the day catches up once."""
    last = Event.objects.filter(verb="cases.registered").order_by("-number").first()
    return last is not None and str((last.new or {}).get("batch", "")) >= str(day)


def cases_to_come() -> list[Case]:
    """The cases that are ready to come in, in an order that tells nothing."""
    ready = Q(stage__in=[*_OPEN, *ENDED]) & ~Q(stage__in=[Stage.WITHDRAWN, Stage.JOINED])
    return list(Case.objects.filter(ready, public_cases=None).order_by("mark", "pk"))


def rows() -> list[Row]:
    """Every case of the register; a fixed number of queries."""
    minimum = procedure().minimum_shown
    found = list(
        PublicCase.objects.select_related("case")
        .prefetch_related("case__phases__pauses", "case__phases__extensions")
        .order_by("-since", "code")
    )
    countries = Counter(one.case.country for one in found)
    themes = Counter(one.case.theme for one in found)
    # Both together narrow down further than each alone.
    both = Counter((one.case.country, one.case.theme) for one in found)
    made = []
    for one in found:
        case = one.case
        together = both[case.country, case.theme] >= minimum
        country = case.country if countries[case.country] >= minimum else ""
        theme = case.theme if themes[case.theme] >= minimum and (together or not country) else ""
        ended = [clock_of(p).state for p in case.phases.all() if p.ended_on is not None]
        states = [state for state in ended if state is not None]
        made.append(
            Row(
                code=one.code,
                year=case.received_on.year,
                kind=case.kind,
                country=country,
                theme=theme,
                place=place(case),
                outcome=case.outcome,
                clocks=len(states),
                in_time=sum(not state.days_late for state in states),
            )
        )
    return made


def row_of(code: str) -> Row | None:
    """One of them, at its permanent address."""
    return next((one for one in rows() if one.code == code), None)
