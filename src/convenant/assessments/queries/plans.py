"""A company's action plan: its goals with their progress, and the risks that still wait for one."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from convenant.agreements.membership import members
from convenant.agreements.models import Party
from convenant.assessments.models import ActionPlan, Goal, GoalProgress
from convenant.assessments.rules import PLAN, readable
from convenant.base.actors import Actor
from convenant.people.models import Organisation
from convenant.risks.models import Risk, RiskSignal
from convenant.risks.queries.register import prioritised_risks, signals_of


@dataclass(frozen=True)
class GoalLine:
    """A goal with its measurements; `share` is how far between baseline and target, in per cent."""

    goal: Goal
    progress: list[GoalProgress] = field(default_factory=list)
    late: bool = False

    @property
    def now(self) -> Decimal | None:
        """The last value measured."""
        return next((p.value for p in reversed(self.progress) if p.value is not None), None)

    @property
    def share(self) -> int | None:
        goal, now = self.goal, self.now
        if now is None or goal.baseline is None or goal.baseline == goal.target:
            return None
        way = (now - goal.baseline) / (goal.target - goal.baseline)
        return int(100 * min(Decimal(1), max(Decimal(0), way)))


@dataclass(frozen=True)
class Plan:
    """A year's plan; `waiting` are risks to tackle now that have no goal.

    `founded` are grievances found to be well-founded in the year that no goal for their theme answers yet.
    """

    plan: ActionPlan | None
    lines: list[GoalLine]
    waiting: list[Risk]
    founded: list[RiskSignal]


@dataclass(frozen=True)
class PlanStanding:
    """A member with its plan of a year: goals, reached ones, and whether it was handed in."""

    party: Party
    plan: ActionPlan | None
    goals: int
    reached: int


def companies_for(by: Actor) -> list[Organisation]:
    """The members whose plans this actor may read, by name."""
    found = members()
    allowed = readable(by, PLAN)
    if allowed is not None:
        found = found.filter(organisation_id__in=allowed)
    return [party.organisation for party in found]


def company_for(by: Actor, pk: int) -> Organisation | None:
    """One such member."""
    return next((company for company in companies_for(by) if company.pk == pk), None)


def plan_of(organisation_id: int, year: int, today: date) -> Plan:
    """The plan of a company whom the caller fetched with `company_for`."""
    plan = ActionPlan.objects.filter(organisation_id=organisation_id, year=year).first()
    goals: list[Goal] = []
    if plan is not None:
        goals = list(
            plan.goals.select_related("risk", "plan", "carried_from__plan").prefetch_related(
                "progress"
            )
        )
    lines = [
        GoalLine(
            goal, list(goal.progress.all()), goal.state == Goal.State.OPEN and goal.due < today
        )
        for goal in goals
    ]
    served = {goal.risk_id for goal in goals if goal.state != Goal.State.DROPPED}
    waiting = [
        line.risk for line in prioritised_risks(organisation_id, year) if line.risk.pk not in served
    ]
    founded = [
        signal
        for signal in signals_of(organisation_id).filter(at__year=year)
        if not any(
            goal.risk is not None
            and goal.risk.theme == signal.theme
            and goal.set_at >= signal.at
            and goal.state != Goal.State.DROPPED
            for goal in goals
        )
    ]
    return Plan(plan, lines, waiting, founded)


def goal_for(by: Actor, pk: int) -> Goal | None:
    """One goal whose plan this actor may read."""
    goals = Goal.objects.select_related("plan__organisation", "risk")
    allowed = readable(by, PLAN)
    if allowed is not None:
        goals = goals.filter(plan__organisation_id__in=allowed)
    return goals.filter(pk=pk).first()


def risks_to_choose(organisation_id: int, year: int) -> QuerySet[Risk]:
    """The company's risks of the year, for a goal to serve."""
    return Risk.objects.filter(organisation_id=organisation_id, year=year)


def plan_standings(by: Actor, year: int) -> list[PlanStanding]:
    """The members whose plans this actor reads, with what is in them; two queries."""
    plans = {
        plan.organisation_id: plan
        for plan in ActionPlan.objects.filter(year=year).annotate(
            count=Count("goals", filter=~Q(goals__state=Goal.State.DROPPED)),
            reached=Count("goals", filter=Q(goals__state=Goal.State.REACHED)),
        )
    }
    allowed = readable(by, PLAN)
    found = []
    for party in members():
        if allowed is not None and party.organisation_id not in allowed:
            continue
        plan = plans.get(party.organisation_id)
        counted = (plan.count, plan.reached) if plan else (0, 0)  # type: ignore[attr-defined]
        found.append(PlanStanding(party, plan, *counted))
    return found


def years_planned(organisation_id: int) -> list[int]:
    """The years in which the company has a plan, newest first."""
    years = ActionPlan.objects.filter(organisation_id=organisation_id).order_by("-year")
    return list(years.values_list("year", flat=True))


def open_goals_before(organisation_id: int, year: int) -> int:
    """How many goals of the year before are still open."""
    return Goal.objects.filter(
        plan__organisation_id=organisation_id, plan__year=year - 1, state=Goal.State.OPEN
    ).count()
