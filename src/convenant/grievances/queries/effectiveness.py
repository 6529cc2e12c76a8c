"""Facts of the cases for the report on the eight criteria, and what earlier reports showed."""

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from convenant.grievances.models import (
    Case,
    EffectivenessReport,
    Entry,
    Feedback,
    Hearing,
    Lesson,
    Phase,
    RemedyWord,
)
from convenant.grievances.procedure import performance
from convenant.grievances.procedure.clocks import Status
from convenant.grievances.procedure.effectiveness import CaseFacts, Effectiveness, effectiveness
from convenant.grievances.procedure.performance import Kept
from convenant.grievances.procedure.stages import Stage
from convenant.grievances.queries.clocks import clock_of, running
from convenant.grievances.queries.opened import today
from convenant.grievances.queries.procedure import procedure

_POINTS = {"yes": 100, "half": 50, "no": 0}
_ENDS = {
    Stage.NOT_ADMISSIBLE: "not_admissible",
    Stage.WITHDRAWN: "withdrawn",
    Stage.SETTLED: "settled",
}


def report() -> Effectiveness:
    """Every indicator as it may be shown today, beside what was published before."""
    earlier = list(EffectivenessReport.objects.order_by("pk").values_list("shown", flat=True))
    return effectiveness(facts(), minimum=procedure().minimum_shown, earlier=earlier)


def facts() -> list[CaseFacts]:
    """What is recorded of each case that was received; a fixed number of queries."""
    cases = Case.objects.prefetch_related(
        "phases__pauses",
        "phases__extensions",
        "incidents",
        "lessons",
        "remedy__words",
        "panel",
        "conflict_checks",
        "hearings",
        "respondents",
        "rooms__entries",
        "public_cases",
        "feedbacks",
    )
    return [_facts(case) for case in cases.order_by("pk")]


def _facts(case: Case) -> CaseFacts:
    phases = list(case.phases.all())
    decided = any(one.stage in (Stage.FINDING, Stage.NOT_ADMISSIBLE) for one in phases)
    items = [one for one in case.remedy.all() if one.withdrawn_on is None]
    return CaseFacts(
        language=case.language,
        anonymous=case.openness == Case.Openness.ANONYMOUS,
        represented=case.behalf != Case.Behalf.SELF,
        clocks_kept=_clocks(phases),
        track=case.track or None,
        outcome=_ENDS.get(Stage(case.stage), case.outcome or None),
        panel_without_conflict=_free_of_ties(case),
        both_heard=_both_heard(case) if decided else None,
        reasons_given=_reasons(case) if decided else None,
        remedy_confirmed=all(_confirmed(list(one.words.all())) for one in items) if items else None,
        retaliation=bool(case.incidents.all()),
        lesson_passed_on=bool(case.lessons.all()) if case.outcome else None,
        published=bool(case.public_cases.all()) if case.closed_on else None,
        appealed=any(one.stage == Stage.APPEAL for one in phases) if decided else None,
        feedback=_score(next(iter(case.feedbacks.all()), None)),
    )


def _clocks(phases: list[Phase]) -> dict[str, bool]:
    """Per clock that ended by what it was for, whether in time; broken off with the case, it tells nothing."""
    off = {one.since for one in phases if one.stage in (Stage.WITHDRAWN, Stage.JOINED)}
    kept: dict[str, bool] = {}
    for phase in phases:
        state = clock_of(phase).state
        if state is None or phase.ended_on is None or phase.ended_on in off:
            continue
        kept[phase.clock] = state.status == Status.MET and kept.get(phase.clock, True)
    return kept


def _reasons(case: Case) -> bool:
    said = [entry for room in case.rooms.all() for entry in room.entries.all()]
    return any(one.kind == Entry.Kind.DECISION and one.to_complainant for one in said)


def _free_of_ties(case: Case) -> bool | None:
    """Whether everybody who decides was looked at and may sit; None where there is no panel."""
    sitting = {one.person_id for one in case.panel.all() if one.until is None}
    newest = {one.person_id: one.may_sit for one in case.conflict_checks.all()}
    return all(newest.get(person, False) for person in sitting) if sitting else None


def _both_heard(case: Case) -> bool:
    """Whether the complainant and every company had a hearing with minutes, or did not want one."""
    had = {
        (one.party, one.organisation_id)
        for one in case.hearings.all()
        if one.minutes_id is not None or one.declined_on is not None
    }
    wanted = {(Hearing.Party.COMPLAINANT.value, None)} | {
        (Hearing.Party.RESPONDENT.value, one.organisation_id) for one in case.respondents.all()
    }
    return wanted <= had


def _confirmed(words: list[RemedyWord]) -> bool:
    return bool(words) and max(words, key=lambda one: one.pk).got == RemedyWord.Got.YES


def _score(given: Feedback | None) -> float | None:
    if given is None:
        return None
    points = [_POINTS[one] for one in (given.heard, given.safe, given.fair) if one]
    return sum(points) / len(points) if points else None


def times() -> dict[str, Kept]:
    """Per clock how it was kept, with median and quartiles of the days; for handlers, not for the public."""
    phases = Phase.objects.prefetch_related("pauses", "extensions").exclude(clock="")
    told = [
        performance.record(phase.clock, clock, today())
        for phase in phases
        if (clock := running(phase)) is not None
    ]
    return performance.performance(told)


def reports() -> QuerySet[EffectivenessReport]:
    """The published ones, newest first."""
    return EffectivenessReport.objects.order_by("-pk")


def report_of(pk: int) -> EffectivenessReport | None:
    """One of them."""
    return reports().filter(pk=pk).first()


def frozen(found: Effectiveness) -> list[dict[str, Any]]:
    """The indicators as they are kept and published."""
    return [asdict(one) for one in found.indicators]


def lessons() -> QuerySet[Lesson]:
    """What was learnt of all cases, newest first, without the cases."""
    return Lesson.objects.order_by("-pk")
