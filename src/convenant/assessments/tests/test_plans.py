"""Goals for the risks that come first: measured, reached, dropped, carried over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from convenant.assessments.actions.plans import (
    carry_goals_over,
    change_goal,
    drop_goal,
    hand_in_plan,
    note_progress,
    take_plan_back,
)
from convenant.assessments.models import ActionPlan, Goal
from convenant.assessments.queries.plans import plan_of
from convenant.assessments.tests.goals import LATER, one_goal
from convenant.assessments.tests.years import YEAR
from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.risks.tests.test_register import judge, put

TODAY = date.today()


def address(world, name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=[world.agreement.slug, *args])


FIELDS = {
    "risk": "", "text": "Fire exits that open", "indicator": "Open exits", "unit": "%",
    "baseline": "40", "target": "100", "owner": "Sourcing", "due": LATER.isoformat(),
}  # fmt: skip


def test_a_company_sets_a_goal_for_its_first_risk_and_hands_the_plan_in(world) -> None:
    with within(world.agreement):
        risk = judge(world, put(world))
    bilal, own = world.client("bilal"), world.organisations["bilal"].pk
    html = bilal.get(address(world, "plan", own)).content.decode()
    assert "To be tackled now, and without a goal" in html
    early = bilal.post(address(world, "plan_deed", own), {"deed": "hand_in"}, follow=True)
    assert "The plan has no goals yet." in early.content.decode()
    answer = bilal.post(address(world, "set_goal", own), {**FIELDS, "risk": str(risk.pk)})
    assert answer.status_code == 302
    bilal.post(address(world, "plan_deed", own), {"deed": "hand_in"})
    with within(world.agreement):
        assert ActionPlan.objects.get().handed_in_at is not None
        assert plan_of(own, YEAR, TODAY).waiting == []
    assert (
        "Fire exits that open"
        in world.client("eva").get(address(world, "plan", own)).content.decode()
    )


@pytest.mark.parametrize(
    "change, told",
    [
        ({"target": ""}, "target"),
        ({"target": "40"}, "target"),
        ({"target": "many"}, "target"),
        ({"due": "soon"}, "due"),
        ({"owner": ""}, "owner"),
        ({"risk": "999999"}, "risk"),
    ],
)
def test_a_goal_that_cannot_be_measured_is_handed_back(world, change, told) -> None:
    own = world.organisations["bilal"].pk
    answer = world.client("bilal").post(address(world, "set_goal", own), {**FIELDS, **change})
    assert answer.status_code == 422 and told in answer.context["form"].errors
    with within(world.agreement):
        assert not Goal.objects.exists()


def test_a_risk_to_tackle_now_without_a_goal_keeps_the_plan_open(inside) -> None:
    world = inside
    judge(world, put(world))
    goal = one_goal(world)
    with pytest.raises(Refused, match="have no goal yet"):
        hand_in_plan(goal.plan, by=world.by("bilal"))


def test_progress_reaches_the_target_in_either_direction(inside) -> None:
    world = inside
    up = one_goal(world)
    note_progress(up, by=world.by("bilal"), on=TODAY, text="half", value=Decimal(70))
    line = plan_of(up.plan.organisation_id, YEAR, TODAY).lines[0]
    assert (line.now, line.share, up.state) == (Decimal(70), 50, "open")
    note_progress(up, by=world.by("bilal"), on=TODAY, text="all", value=Decimal(100))
    assert up.state == "reached"
    down = one_goal(world, baseline=Decimal(30), target=Decimal(10))
    note_progress(down, by=world.by("bilal"), on=TODAY, text="less", value=Decimal(9))
    assert down.state == "reached"
    with pytest.raises(Refused, match="closed"):
        note_progress(down, by=world.by("bilal"), on=TODAY, text="more")
    with pytest.raises(Refused, match="lies ahead"):
        note_progress(
            one_goal(world), by=world.by("bilal"), on=TODAY + timedelta(days=1), text="soon"
        )


def test_open_goals_go_on_next_year_from_where_they_are(inside) -> None:
    world, own = inside, inside.organisations["bilal"]
    risk_then = judge(world, put(world, year=YEAR - 1))
    risk_now = judge(world, put(world))
    goal = one_goal(world, YEAR - 1, risk=risk_then)
    done = one_goal(world, YEAR - 1)
    note_progress(done, by=world.by("bilal"), on=TODAY, text="done", value=Decimal(100))
    note_progress(goal, by=world.by("bilal"), on=TODAY, text="some", value=Decimal(60))
    assert carry_goals_over(own, by=world.by("bilal"), year=YEAR) == 1
    carried = Goal.objects.get(plan__year=YEAR)
    assert (carried.baseline, carried.target, carried.risk) == (Decimal(60), Decimal(100), risk_now)
    goal.refresh_from_db()
    assert goal.state == "carried" and carried.carried_from == goal
    with pytest.raises(Refused, match="no open goals"):
        carry_goals_over(own, by=world.by("bilal"), year=YEAR)


def test_a_plan_that_was_handed_in_changes_only_with_a_reason(inside) -> None:
    world = inside
    goal = one_goal(world)
    plan = hand_in_plan(goal.plan, by=world.by("bilal"))
    said = {
        f: getattr(goal, f)
        for f in ("risk", "indicator", "unit", "baseline", "target", "owner", "due")
    }
    with pytest.raises(Refused, match="handed in"):
        change_goal(goal, by=world.by("bilal"), text="Another", **said)
    note_progress(goal, by=world.by("bilal"), on=TODAY, text="goes on")
    with pytest.raises(Refused, match="Say why"):
        take_plan_back(plan, by=world.by("bilal"), why=" ")
    plan = take_plan_back(plan, by=world.by("bilal"), why="A site closed.")
    goal.plan = plan
    assert change_goal(goal, by=world.by("bilal"), text="Another", **said).text == "Another"
    drop_goal(goal, by=world.by("bilal"), why="The site closed.")
    assert goal.state == "dropped"


def test_a_founded_grievance_stands_on_the_plan_until_a_goal_answers_it(inside) -> None:
    world, own = inside, inside.organisations["bilal"].pk
    risk = judge(world, put(world))
    one_goal(world, year=TODAY.year, risk=risk)  # set before: it answers nothing that came later
    record(
        "grievance.founded",
        by=SYSTEM,
        concerns=own,
        new={"theme": risk.theme, "country": "BD", "site": "", "said": "Wages unpaid."},
    )
    (waiting,) = plan_of(own, TODAY.year, TODAY).founded
    assert waiting.said == "Wages unpaid."
    assert ActionPlan.objects.filter(organisation_id=own, year=TODAY.year).exists()
    iris = world.organisations["iris"].pk
    assert plan_of(iris, TODAY.year, TODAY).founded == []
    html = world.client("bilal").get(address(world, "plan", own)).content.decode()
    assert "found to be well-founded" in html
    answering = one_goal(world, year=TODAY.year, risk=risk, text="Wages are paid on time.")
    assert plan_of(own, TODAY.year, TODAY).founded == []
    drop_goal(answering, by=world.by("bilal"), why="Another way.")
    assert len(plan_of(own, TODAY.year, TODAY).founded) == 1
