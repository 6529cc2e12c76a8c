"""Who finds what about commitments and consequences on their first page, and by when."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from convenant.agreements.actions import seat
from convenant.base.tests.pages import INSIDE
from convenant.base.walls import within
from convenant.home.duties import Duty, duties
from convenant.monitoring.actions.commitments import (
    gather_commitments,
    judge_commitment,
    reply_to_judgement,
    report_on,
    take_on,
)
from convenant.monitoring.actions.consequences import answer_step, decide_step
from convenant.monitoring.models import Commitment
from convenant.monitoring.tests.standing import YEAR, announced, later, of_ministry

TODAY = date.today()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def of(world, who: str, page: str) -> list[Duty]:
    found = duties(world.by(who), world.agreement.slug, TODAY)
    return [duty for duty in found if f"/{page}/" in duty.where]


def test_the_secretariat_sees_until_when_a_company_may_answer_and_then_no_more(inside) -> None:
    world = inside
    step = announced(world)
    (told,) = of(world, "anna", "consequences")
    assert "Brand B may answer: Improvement talk" in told.text and told.day == step.answer_until
    assert of(world, "bilal", "consequences")[0].day == step.answer_until
    assert of(world, "iris", "consequences") == []
    answer_step(step, by=world.by("bilal"), text="It came.")
    assert of(world, "bilal", "consequences") == []
    assert not any("may answer" in duty.text for duty in of(world, "anna", "consequences"))


def test_the_secretariat_sees_a_step_end(inside) -> None:
    world = inside
    step = later(announced(world, "suspension", skips_because="Grave"))
    said = {"decision": "taken", "decided_on": TODAY, "reference": "Item 4", "reason": "No list."}
    ends = TODAY + timedelta(days=10)
    decide_step(step, by=world.by("anna"), ends_on=ends, **said)
    (duty,) = of(world, "anna", "consequences")
    assert "Suspension of Brand B ends" in duty.text and duty.day == ends


def test_who_sits_in_the_body_sees_what_it_must_decide(inside) -> None:
    world = inside
    seat(
        world.daan,
        by=world.by("anna"),
        body="steering_group",
        side="civil_society",
        since=TODAY,
    )
    step = announced(world, "notice", skips_because="Grave")
    assert of(world, "daan", "consequences") == []
    later(step)
    assert "Decide on a step against Brand B" in of(world, "daan", "consequences")[0].text
    assert of(world, "chantal", "consequences") == []


def test_the_monitor_sees_that_the_list_must_be_made_and_what_can_be_final(inside) -> None:
    world = inside
    assert "Put this year's commitments" in of(world, "eva", "commitments")[0].text
    found = of_ministry(world)
    assert of(world, "eva", "commitments") == []
    judge_commitment(found, by=world.by("eva"), judgement="partly", reason="One of two.")
    assert of(world, "eva", "commitments") == []
    reply_to_judgement(found, by=world.by("greet"), text="Both.")
    assert "1 judgement on a commitment can become final" in of(world, "eva", "commitments")[0].text


def test_the_secretariat_replies_for_a_body(inside) -> None:
    world = inside
    gather_commitments(YEAR, by=world.by("eva"))
    found = Commitment.objects.get(body="steering_group")
    judge_commitment(found, by=world.by("eva"), judgement="not_met", reason="No report came.")
    (duty,) = of(world, "anna", "commitments")
    assert "Reply for a body" in duty.text and duty.day == found.reply_until


@pytest.mark.parametrize("days, overdue", [(5, False), (-5, True)])
def test_a_promise_of_one_s_own_is_reported_on_by_its_day(inside, days, overdue) -> None:
    world = inside
    made = take_on(
        world.organisations["chantal"],
        by=world.by("chantal"),
        year=YEAR,
        text="Train ten officers",
        indicator="Officers trained",
        due=TODAY + timedelta(days=days),
    )
    (duty,) = of(world, "chantal", "commitments")
    assert "Train ten officers" in duty.text and duty.overdue is overdue
    report_on(made, by=world.by("chantal"), report="Eight were.")
    assert of(world, "chantal", "commitments") == []


@pytest.mark.parametrize("name", sorted(INSIDE))
def test_with_all_this_waiting_the_first_page_still_costs_few_queries(
    world, name, django_assert_max_num_queries
) -> None:
    with within(world.agreement):
        announced(world)
        judge_commitment(
            of_ministry(world), by=world.by("eva"), judgement="partly", reason="One of two."
        )
    client = world.client(name)
    page = reverse("today:role", args=[world.agreement.slug])
    # Each room asks one or two; on PostgreSQL four are the walls' own.
    with django_assert_max_num_queries(45):
        assert client.get(page).status_code == 200
