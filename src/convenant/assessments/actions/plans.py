"""A company's action plan: goals for its prioritised risks, their progress, and next year's start."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.assessments.models import ActionPlan, Goal, GoalProgress
from convenant.assessments.rules import may_answer, may_answer_for, may_change_goal
from convenant.base.actors import Actor
from convenant.base.journal import record
from convenant.base.verbs import Refused, verb
from convenant.people.models import Organisation
from convenant.risks.models import Risk
from convenant.risks.queries.register import prioritised_risks

FIELDS = ("risk_id", "text", "indicator", "unit", "baseline", "target", "owner", "due")


@verb(may_answer_for)
def set_goal(
    organisation: Organisation,
    *,
    by: Actor,
    year: int,
    risk: Risk | None,
    text: str,
    indicator: str,
    unit: str,
    baseline: Decimal | None,
    target: Decimal,
    owner: str,
    due: date,
) -> Goal:
    """A goal goes on the plan of a year, for a risk of the company or in general."""
    if risk is not None and risk.organisation_id != organisation.pk:
        raise Refused(_("This risk is not on your list."))
    plan, _made = ActionPlan.objects.get_or_create(organisation=organisation, year=year)
    _refuse_handed_in(plan)
    made = Goal.objects.create(
        plan=plan,
        risk=risk,
        text=text.strip(),
        indicator=indicator.strip(),
        unit=unit.strip(),
        baseline=baseline,
        target=target,
        owner=owner.strip(),
        due=due,
    )
    record(
        "goal.set",
        by=by,
        on=made,
        concerns=organisation.pk,
        new={"goal": made.text, "due": due, "target": target},
    )
    return made


@verb(may_change_goal)
def change_goal(
    goal: Goal,
    *,
    by: Actor,
    risk: Risk | None,
    text: str,
    indicator: str,
    unit: str,
    baseline: Decimal | None,
    target: Decimal,
    owner: str,
    due: date,
) -> Goal:
    """The goal reads differently; the journal keeps how it read."""
    _refuse_closed(goal)
    _refuse_handed_in(goal.plan)
    old = {field: getattr(goal, field) for field in FIELDS}
    goal.risk, goal.text, goal.indicator, goal.unit = risk, text.strip(), indicator.strip(), unit
    goal.baseline, goal.target, goal.owner, goal.due = baseline, target, owner.strip(), due
    goal.save()
    new = {field: getattr(goal, field) for field in FIELDS}
    record("goal.changed", by=by, on=goal, concerns=goal.plan.organisation_id, old=old, new=new)
    return goal


@verb(may_change_goal)
def note_progress(
    goal: Goal, *, by: Actor, on: date, text: str, value: Decimal | None = None
) -> GoalProgress:
    """How far the goal is on a day; at or past the target it is reached."""
    _refuse_closed(goal)
    if on > timezone.localdate():
        raise Refused(_("Progress is what happened: this day lies ahead."))
    made = GoalProgress.objects.create(
        goal=goal, on=on, text=text.strip(), value=value, by_id=by.person_id
    )
    if value is not None and reached(goal, value):
        goal.state = Goal.State.REACHED
        goal.save(update_fields=["state"])
    record(
        "goal.progressed",
        by=by,
        on=goal,
        concerns=goal.plan.organisation_id,
        new={"on": on, "value": value, "reached": goal.state == Goal.State.REACHED},
    )
    return made


@verb(may_change_goal)
def drop_goal(goal: Goal, *, by: Actor, why: str) -> None:
    """The goal is given up, with the reason; it stays on the plan."""
    _refuse_closed(goal)
    if not why.strip():
        raise Refused(_("Say why the goal is dropped: who monitors you will ask."))
    goal.state, goal.reason = Goal.State.DROPPED, why.strip()[:1000]
    goal.save(update_fields=["state", "reason"])
    record(
        "goal.dropped", by=by, on=goal, concerns=goal.plan.organisation_id, new={"why": goal.reason}
    )


@verb(may_answer_for)
def carry_goals_over(organisation: Organisation, *, by: Actor, year: int) -> int:
    """Goals of the year before that are still open go on this year's plan, from where they are; how many."""
    plan, _made = ActionPlan.objects.get_or_create(organisation=organisation, year=year)
    _refuse_handed_in(plan)
    still_open = Goal.objects.filter(
        plan__organisation=organisation, plan__year=year - 1, state=Goal.State.OPEN
    )
    risks = {
        (risk.theme, risk.country, risk.product): risk
        for risk in Risk.objects.filter(organisation=organisation, year=year)
    }
    count = 0
    for goal in still_open.select_related("risk").prefetch_related("progress"):
        measured = [p.value for p in goal.progress.all() if p.value is not None]
        was = goal.risk
        Goal.objects.create(
            plan=plan,
            risk=risks.get((was.theme, was.country, was.product)) if was else None,
            text=goal.text,
            indicator=goal.indicator,
            unit=goal.unit,
            baseline=measured[-1] if measured else goal.baseline,
            target=goal.target,
            owner=goal.owner,
            due=goal.due,
            carried_from=goal,
        )
        goal.state = Goal.State.CARRIED
        goal.save(update_fields=["state"])
        count += 1
    if not count:
        raise Refused(_("The plan of %(year)d has no open goals.") % {"year": year - 1})
    record(
        "goals.carried_over",
        by=by,
        on=plan,
        concerns=organisation.pk,
        new={"from": year - 1, "goals": count},
    )
    return count


@verb(may_answer)
def hand_in_plan(plan: ActionPlan, *, by: Actor) -> ActionPlan:
    """The plan stands for its year: every risk to tackle now has a goal, and there is one at least."""
    _refuse_handed_in(plan)
    goals = plan.goals.exclude(state=Goal.State.DROPPED)
    if not goals.exists():
        raise Refused(_("The plan has no goals yet."))
    served = set(goals.values_list("risk_id", flat=True))
    missing = [
        line.risk.title
        for line in prioritised_risks(plan.organisation_id, plan.year)
        if line.risk.pk not in served
    ]
    if missing:
        raise Refused(
            _("These risks are to be tackled now and have no goal yet: %(risks)s.")
            % {"risks": "; ".join(missing[:5]) + (" …" if len(missing) > 5 else "")}
        )
    plan.handed_in_at, plan.handed_in_by_id = timezone.now(), by.person_id
    plan.save(update_fields=["handed_in_at", "handed_in_by"])
    record("plan.handed_in", by=by, on=plan, concerns=plan.organisation_id, new={"year": plan.year})
    return plan


@verb(may_answer)
def take_plan_back(plan: ActionPlan, *, by: Actor, why: str) -> ActionPlan:
    """A plan that was handed in is opened again, with the reason; the journal keeps both."""
    if plan.handed_in_at is None:
        raise Refused(_("This plan was not handed in."))
    if not why.strip():
        raise Refused(_("Say why the plan changes."))
    plan.handed_in_at, plan.handed_in_by_id = None, None
    plan.save(update_fields=["handed_in_at", "handed_in_by"])
    record(
        "plan.taken_back", by=by, on=plan, concerns=plan.organisation_id, new={"why": why.strip()}
    )
    return plan


def reached(goal: Goal, value: Decimal) -> bool:
    """Whether a value is at the target or past it, seen from the baseline (without one: upwards)."""
    down = goal.baseline is not None and goal.target < goal.baseline
    return value <= goal.target if down else value >= goal.target


def _refuse_handed_in(plan: ActionPlan) -> None:
    if plan.handed_in_at is not None:
        raise Refused(
            _("The plan of %(year)d was handed in. Take it back first.") % {"year": plan.year}
        )


def _refuse_closed(goal: Goal) -> None:
    if goal.state != Goal.State.OPEN:
        raise Refused(
            _("This goal is closed: %(state)s.") % {"state": goal.get_state_display().lower()}
        )
