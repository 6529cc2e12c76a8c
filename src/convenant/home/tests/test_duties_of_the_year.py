"""What waits in assessing stands on the first page of whom it waits for."""

from datetime import date, timedelta

from django.urls import reverse

from convenant.assessments.models import SelfAssessment
from convenant.assessments.tests.years import begun, frozen, submitted
from convenant.base.walls import within
from convenant.monitoring.actions.assessing import ask
from convenant.monitoring.actions.commitments import judge_commitment, report_on
from convenant.monitoring.tests.readers import allocated, by_reader, drafted
from convenant.monitoring.tests.standing import announced, later, of_ministry


def today(world, who: str) -> str:
    return (
        world.client(who).get(reverse("today:role", args=[world.agreement.slug])).content.decode()
    )


def test_a_company_is_told_to_begin_to_finish_and_to_reply(world) -> None:
    assert "Settle what members are assessed by" in today(world, "anna")
    with within(world.agreement):
        frozen(world)
    assert "Settle what members" not in today(world, "anna")
    assert "Begin the assessment of" in today(world, "bilal")
    with within(world.agreement):
        begun(world)
    assert "Finish and submit the assessment" in today(world, "bilal")
    with within(world.agreement):
        SelfAssessment.objects.all().delete()
        reading = allocated(world)
        ask(reading, "policy_adopted", by=by_reader(reading), text="Since when?")
    assert "1 assessment to read" in today(world, "eva")
    assert "Answer a question of the assessor" in today(world, "bilal")
    with within(world.agreement):
        verdict = drafted(world)
    assert "Read the draft of your assessment and reply" in today(world, "bilal")
    assert "to make final" not in today(world, "eva")
    with within(world.agreement):
        verdict.reply_until = date.today() - timedelta(days=1)
        verdict.save()
    assert "1 assessment to make final after the reply" in today(world, "eva")
    assert "Read the draft" not in today(world, "bilal")


def test_an_unread_assessment_and_a_report_wait_for_the_monitor(world) -> None:
    with within(world.agreement):
        submitted(world)
        found = of_ministry(world)
        report_on(found, by=world.by("greet"), report="Two missions.")
    html = today(world, "eva")
    assert "1 submitted assessment without a reader" in html
    assert "1 report on a commitment to judge" in html
    with within(world.agreement):
        judge_commitment(found, by=world.by("eva"), judgement="met", reason="Seen.")
    assert "Reply to the monitor" in today(world, "greet")
    assert "report on a commitment" not in today(world, "eva")


def test_a_step_waits_for_the_company_and_then_for_a_decision(world) -> None:
    with within(world.agreement):
        step = announced(world)
    assert "Answer a consequence that was announced" in today(world, "bilal")
    assert "Record what was decided" not in today(world, "anna")
    with within(world.agreement):
        later(step)
    assert "Answer a consequence" not in today(world, "bilal")
    assert "Record what was decided on a step against Brand B" in today(world, "anna")
