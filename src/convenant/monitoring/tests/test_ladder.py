"""Who decides on a step, on what, and for how long; and what can never be decided."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from convenant.agreements.actions import amend, seat
from convenant.agreements.definition import preset_text
from convenant.agreements.queries import running_version
from convenant.assessments.models import SelfAssessment
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.consequences import answer_step, decide_step, lift_step
from convenant.monitoring.models import Step
from convenant.monitoring.queries import consequences
from convenant.monitoring.tests.readers import drafted
from convenant.monitoring.tests.standing import announced, later

TODAY = date.today()


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


def decided(world, step: Step, who: str = "anna", **more) -> Step:
    said = {"decision": "taken", "decided_on": TODAY, "reference": "Item 4", "reason": "No list."}
    return decide_step(step, by=world.by(who), **{**said, **more})


def seated(world, who: str, side: str, body: str = "steering_group") -> None:
    seat(world.people[who], by=world.by("anna"), body=body, side=side, since=TODAY)


# The body that decides


def test_who_sits_in_the_body_decides_and_the_body_is_kept(inside) -> None:
    world = inside
    notice = later(announced(world, "notice", skips_because="Grave"))
    with pytest.raises(PermissionDenied):
        decided(world, notice, "daan")
    seated(world, "daan", "civil_society")
    made = decided(world, notice, "daan")
    assert (made.decided_by, made.recorded_by_id) == ("steering_group", world.daan.pk)


def test_a_seat_in_another_body_decides_nothing(inside) -> None:
    world = inside
    seated(world, "daan", "civil_society", "general_assembly")
    with pytest.raises(PermissionDenied):
        decided(world, later(announced(world, "notice", skips_because="Grave")), "daan")


@pytest.mark.parametrize("who", ["bilal", "iris"])
def test_a_company_at_the_table_neither_decides_here_nor_reads_of_a_competitor(world, who) -> None:
    with within(world.agreement):
        seated(world, who, "companies")
        notice = later(announced(world, "notice", skips_because="Grave"))
        with pytest.raises(PermissionDenied):
            decided(world, notice, who)
    if who == "iris":
        assert world.client(who).get(address(world, "step", notice.pk)).status_code == 404


def test_who_decides_reads_the_step_and_its_company_can_see_that(world) -> None:
    with within(world.agreement):
        talk = later(announced(world))
    daan = world.client("daan")
    assert daan.get(address(world, "consequences")).status_code == 403
    with within(world.agreement):
        decided(world, talk)
        seen = announced(world, "notice")
        seated(world, "daan", "civil_society")
    assert daan.get(address(world, "step", talk.pk)).status_code == 404  # not for that body
    html = daan.get(address(world, "step", seen.pk)).content.decode()
    assert "The list of sites was not handed in." in html and "may answer until" in html
    with within(world.agreement):
        look = Event.objects.filter(verb="looked.consequence", actor_name="Daan").first()
        assert look is not None and look.concerns_id == world.organisations["bilal"].pk
        answer_step(seen, by=world.by("bilal"), text="It was handed in.")
    done = daan.post(
        address(world, "step_deed", seen.pk),
        {
            "deed": "decide",
            "decision": "not_taken",
            "decided_on": TODAY.isoformat(),
            "reference": "Item 7",
            "reason": "The list came.",
        },
    )
    assert done.status_code == 302
    html = world.client("bilal").get(address(world, "step", seen.pk)).content.decode()
    assert "The list came." in html and "Recorded by Daan" in html and "Steering group" in html


def test_a_decision_that_cannot_be_recorded_is_handed_back_with_its_words(world) -> None:
    with within(world.agreement):
        step = announced(world)
    answer = world.client("anna").post(
        address(world, "step_deed", step.pk),
        {
            "deed": "decide",
            "decision": "taken",
            "decided_on": TODAY.isoformat(),
            "reference": "Item 4",
            "reason": "A long reason that nobody wants to type twice.",
        },
    )
    assert answer.status_code == 422 and "before it was heard" in str(answer.context["form"].errors)
    with within(world.agreement):
        assert Step.objects.get(pk=step.pk).decision == ""


# Order


def test_a_lifted_step_carries_no_heavier_one(inside) -> None:
    world = inside
    step = decided(world, later(announced(world)))
    lift_step(step, by=world.by("anna"), why="It rested on a mistake.")
    with pytest.raises(Refused, match="come first"):
        announced(world, "notice")


def test_a_step_that_was_not_taken_carries_no_heavier_one(inside) -> None:
    world = inside
    decided(world, later(announced(world)), decision="not_taken")
    with pytest.raises(Refused, match="come first"):
        announced(world, "notice")


@pytest.mark.parametrize("language, name", [("en", "Improvement talk"), ("nl", "Verbetergesprek")])
def test_the_steps_that_come_first_are_named_in_one_s_own_language(inside, language, name) -> None:
    with translation.override(language), pytest.raises(Refused) as refused:
        announced(inside, "notice")
    assert name in str(refused.value.sentence)


# Ground


def test_a_step_names_the_duty_and_the_result_it_rests_on(world) -> None:
    with within(world.agreement):
        verdict = drafted(world)
        SelfAssessment.objects.filter(pk=verdict.assessment_id).update(final={"status": "behind"})
        result = SelfAssessment.objects.get(pk=verdict.assessment_id)
        with pytest.raises(Refused, match="no such obligation"):
            announced(world, obligation="tap_dance")
        result_of_iris = SelfAssessment(organisation=world.organisations["iris"])
        with pytest.raises(Refused, match="another company's"):
            announced(world, assessment=result_of_iris)
        step = announced(world, obligation="site_list", assessment=result)
    html = world.client("bilal").get(address(world, "step", step.pk)).content.decode()
    assert "Production-location list" in html
    assert address(world, "verdict", result.pk) in html


# Terms


def test_the_definition_s_own_term_to_answer_is_kept(inside) -> None:
    with pytest.raises(Refused, match="14 days to answer"):
        announced(inside, answer_days=3, days_because="In a hurry")
    assert announced(inside, answer_days=14).answer_until == TODAY + timedelta(days=14)


def test_where_the_definition_names_no_term_other_days_need_a_reason(world) -> None:
    with within(world.agreement):
        text = running_version().text
        begin = text.index("  - id: consequence_hearing")
        end = text.index("  - id: commitment_reply")
        amend(
            text[:begin] + text[end:],
            by=world.by("anna"),
            file_name="new.yaml",
            note="no term to answer",
        )
        with pytest.raises(Refused, match="Say why it is another"):
            announced(world, answer_days=30)
        with pytest.raises(Refused, match="from 1 to 365"):
            announced(world, answer_days=0, days_because="Now")
        step = announced(world, answer_days=30, days_because="The holidays.")
        assert step.answer_until == TODAY + timedelta(days=30)
        told = Event.objects.filter(verb="step.announced").get()
        assert told.new["days"] == 30 and told.new["days_of_the_definition"] is False
    html = world.client("bilal").get(address(world, "step", step.pk)).content.decode()
    assert "The holidays." in html
    html = world.client("anna").get(address(world, "consequences")).content.decode()
    assert "This agreement names no term: 14 days hold" in html


def test_a_step_takes_effect_later_and_ends_by_itself(inside) -> None:
    world = inside
    suspended = later(announced(world, "suspension", skips_because="Grave"))
    with pytest.raises(Refused, match="day of the decision, or later"):
        decided(world, suspended, in_force_from=TODAY - timedelta(days=1))
    suspended.refresh_from_db()
    begins, ends = TODAY + timedelta(days=7), TODAY + timedelta(days=60)
    with pytest.raises(Refused, match="on or after its first"):
        decided(world, suspended, in_force_from=begins, ends_on=TODAY)
    suspended.refresh_from_db()
    made = decided(world, suspended, in_force_from=begins, ends_on=ends)
    in_force = [consequences.is_in_force(made, day) for day in (TODAY, begins, ends)]
    assert in_force == [False, True, True]
    assert consequences.is_over(made, ends + timedelta(days=1))


def test_how_long_a_step_lasts_is_the_definition_s_to_say(inside) -> None:
    world = inside
    notice = later(announced(world, "notice", skips_because="Grave"))
    begins = TODAY + timedelta(days=5)
    with pytest.raises(Refused, match="how long this step lasts"):
        decided(world, notice, ends_on=TODAY + timedelta(days=400))
    notice.refresh_from_db()
    made = decided(world, notice, in_force_from=begins)
    assert made.ends_on == begins + timedelta(days=90)


def test_an_agreement_without_a_ladder_says_so(world) -> None:
    with within(world.agreement):
        text = running_version().text
        begin, end = text.index("\nconsequences:"), text.index("\nfees:")
        amend(
            text[:begin] + text[end:], by=world.by("anna"), file_name="new.yaml", note="no ladder"
        )
        with pytest.raises(Refused, match="no such step"):
            announced(world)
    for who in ("anna", "bilal"):
        html = world.client(who).get(address(world, "consequences")).content.decode()
        assert "no ladder of consequences" in html and "Announce a step" not in html, who
    assert "consequences:" not in preset_text("garments-2016")  # as in the agreements of then


def test_a_hundred_steps_cost_few_queries(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        for _ in range(100):
            decided(world, later(announced(world, "talk")), decision="not_taken")
    for who in ("anna", "eva", "bilal"):
        client = world.client(who)
        client.get(address(world, "consequences"))
        with django_assert_max_num_queries(40):
            assert client.get(address(world, "consequences")).status_code == 200
