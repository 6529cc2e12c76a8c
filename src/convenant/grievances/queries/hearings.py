"""Who was heard in a case, and whose turn is still to come."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from convenant.grievances.models import Case, Hearing
from convenant.grievances.queries.opened import OpenedKey, room_of, said_in
from convenant.grievances.queries.panel import panel_of
from convenant.people.models import Organisation


class State(StrEnum):
    """How far the hearing of a party is."""

    HEARD = "heard"  # with minutes that everybody of the panel approved
    MINUTES = "minutes"  # they wait for approval
    DECLINED = "declined"
    INVITED = "invited"
    LACKING = "lacking"


@dataclass(frozen=True)
class Heard:
    """A party that has the right to be heard."""

    party: str
    organisation: Organisation | None
    state: State

    @property
    def done(self) -> bool:
        """Whether it was heard, or did not wish to be."""
        return self.state in (State.HEARD, State.DECLINED)


@dataclass(frozen=True)
class Line:
    """A hearing with its words, and who of the panel approved its minutes."""

    hearing: Hearing
    invitation: str
    minutes: str
    approved: tuple[str, ...]
    waits_for: tuple[str, ...]
    approvers: frozenset[int]


def hearings_of(case: Case) -> QuerySet[Hearing]:
    """Every hearing."""
    return (
        Hearing.objects.filter(case=case)
        .select_related("organisation", "minutes", "invitation")
        .prefetch_related("approvals__person")
    )


def state_of(hearing: Hearing, panel: set[int]) -> State:
    """How far one hearing is."""
    if hearing.declined_on is not None:
        return State.DECLINED
    if hearing.minutes_id is None:
        return State.INVITED
    return State.HEARD if panel and panel <= _approvers(hearing) else State.MINUTES


def _approvers(hearing: Hearing) -> frozenset[int]:
    return frozenset(
        one.person_id for one in hearing.approvals.all() if one.minutes_id == hearing.minutes_id
    )


def parties_heard(case: Case) -> list[Heard]:
    """The complainant and each respondent: heard, on the way, or lacking."""
    panel = {one.person_id for one in panel_of(case)}
    best: dict[tuple[str, int | None], State] = {}
    order = list(State)
    for one in hearings_of(case):
        party, state = (one.party, one.organisation_id), state_of(one, panel)
        best[party] = min(state, best.get(party, State.LACKING), key=order.index)
    found = [Heard("complainant", None, best.get((Hearing.Party.COMPLAINANT, None), State.LACKING))]
    for each in case.respondents.select_related("organisation"):
        key = (Hearing.Party.RESPONDENT, each.organisation_id)
        found.append(Heard("respondent", each.organisation, best.get(key, State.LACKING)))
    return found


def lines(case: Case, key: OpenedKey) -> list[Line]:
    """The hearings, unsealed for who may read."""
    words = {one.entry.pk: one.words or {} for one in said_in(room_of(case, "case"), key)}
    panel = panel_of(case)
    found = []
    for one in hearings_of(case):
        yes = _approvers(one)
        found.append(
            Line(
                one,
                words.get(one.invitation_id, {}).get("text", ""),
                words.get(one.minutes_id or 0, {}).get("text", ""),
                tuple(str(seat.person) for seat in panel if seat.person_id in yes),
                tuple(str(seat.person) for seat in panel if seat.person_id not in yes),
                yes,
            )
        )
    return found


def respondents(case: Case) -> QuerySet[Organisation]:
    """The organisations that the case is about."""
    return Organisation.objects.filter(
        pk__in=list(case.respondents.values_list("organisation", flat=True))
    )
