"""Read independently, heard before it is final, and open to appeal."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from convenant.assessments.actions.answers import save_answer
from convenant.assessments.models import SelfAssessment
from convenant.assessments.tests.years import YEAR, submitted
from convenant.base.actors import SYSTEM
from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.monitoring.actions.allocating import allocate_readings, declare_interest
from convenant.monitoring.actions.assessing import (
    answer_question,
    appeal,
    ask,
    close_reply,
    decide_appeal,
    finish_reading,
    make_final,
    reply,
    respond,
    score,
    send_draft,
)
from convenant.monitoring.drawing import allocate
from convenant.monitoring.models import Allocation, Reading, Reply, Score, Verdict
from convenant.monitoring.queries import assessing as queries
from convenant.monitoring.tests.readers import (
    allocated,
    assessor,
    by_reader,
    drafted,
    finished,
    score_all,
)
from convenant.people.actions import assign_role, end_role
from convenant.people.models import Kind, Role
from convenant.people.queries import actor_for

FIRST = "policy_adopted"


def address(world, name: str, *args) -> str:
    return reverse(f"monitoring:{name}", args=[world.agreement.slug, *args])


def draw(world, **more) -> Allocation:
    said = {"seed": "8 14 23", "seed_source": "Lottery of 1 March", "second_share": 0, **more}
    return allocate_readings(YEAR, by=world.by("eva"), **said)


def over(verdict: Verdict) -> Verdict:
    """The company's time to reply has passed."""
    verdict.reply_until = date.today() - timedelta(days=1)
    verdict.save()
    return verdict


# Who reads whom


def test_every_submitted_assessment_gets_a_reader_and_the_work_is_even(inside) -> None:
    world = inside
    submitted(world, "bilal")
    submitted(world, "iris")
    other = assessor("Otto")
    made = draw(world)
    readers = [r.assessor_id for r in made.readings.all()]
    assert sorted(readers) == sorted([world.eva.pk, other.pk])
    with pytest.raises(Refused, match="has its reader"):
        draw(world)


def test_the_same_seed_and_input_give_the_same_drawing(inside) -> None:
    world = inside
    for name in ("bilal", "iris"):
        submitted(world, name)
    for n in range(4):
        assessor(f"Reader {n}")
    made = draw(world, second_share=50)
    held = made.drawn_from
    again = allocate(
        held["companies"], held["assessors"], held["conflicts"], seed=made.seed, second_share=0.5
    )
    found = {
        place: {
            str(r.assessment.organisation_id): str(r.assessor_id)
            for r in made.readings.filter(place=place)
        }
        for place in ("first", "second")
    }
    assert (found["first"], found["second"]) == (again.first, again.second)
    assert len(found["second"]) == 1
    (twice,) = found["second"]
    assert found["first"][twice] != found["second"][twice]


def test_who_advises_a_company_never_reads_it_even_when_that_is_over(inside) -> None:
    world = inside
    submitted(world)
    end_role(Role.objects.get(person=world.eva), by=SYSTEM)
    adviser = assessor("Adviser", Kind.ADVISER, about=world.organisations["bilal"])
    end_role(Role.objects.get(person=adviser), by=SYSTEM)
    assign_role(adviser, Kind.MONITOR, by=SYSTEM)
    with pytest.raises(Refused, match="Brand B"):
        allocate_readings(
            YEAR, by=actor_for(adviser), seed="1", seed_source="Lottery", second_share=0
        )


def test_a_declared_tie_keeps_reader_and_company_apart(inside) -> None:
    world = inside
    submitted(world)
    other = assessor("Otto")
    declare_interest(
        world.eva, world.organisations["bilal"], by=world.by("eva"), why="Worked there until 2024"
    )
    with pytest.raises(Refused, match="already declared"):
        declare_interest(world.eva, world.organisations["bilal"], by=world.by("eva"), why="again")
    assert draw(world).readings.get().assessor == other


def test_an_assessor_sees_the_file_given_to_them_and_no_other(inside) -> None:
    world = inside
    mine, theirs = submitted(world, "bilal"), submitted(world, "iris")
    end_role(Role.objects.get(person=world.eva), by=SYSTEM)
    otto = assessor("Otto", Kind.ASSESSOR, about=world.organisations["bilal"])
    ina = assessor("Ina", Kind.ASSESSOR, about=world.organisations["iris"])
    boss = assessor("Boss")
    for company in ("bilal", "iris"):
        declare_interest(boss, world.organisations[company], by=actor_for(boss), why="Their sister")
    declare_interest(otto, world.organisations["iris"], by=actor_for(boss), why="Shares")
    declare_interest(ina, world.organisations["bilal"], by=actor_for(boss), why="Shares")
    allocate_readings(YEAR, by=actor_for(boss), seed="1", seed_source="x", second_share=0)
    reading = mine.readings.get()
    assert reading.assessor == otto
    assert queries.case_for(actor_for(otto), mine.pk) is not None
    assert queries.case_for(actor_for(otto), theirs.pk) is None
    assert queries.reading_for(actor_for(ina), reading.pk) is None


def test_a_drawing_without_a_published_seed_is_refused(inside) -> None:
    submitted(inside)
    for more in ({"seed": " "}, {"seed_source": ""}, {"second_share": 101}):
        with pytest.raises(Refused):
            draw(inside, **more)
    with pytest.raises(PermissionDenied):
        allocate_readings(YEAR, by=inside.by("anna"), seed="1", seed_source="x", second_share=0)


# Scoring, and two readers


def test_an_assessor_scores_with_reasons_beside_the_answers(world) -> None:
    with within(world.agreement):
        reading = allocated(world)
        save = reading.assessment
    eva = world.client("eva")
    url = address(world, "reading_section", reading.pk, "policy")
    html = eva.get(url).content.decode()
    assert "The company:" in html and "Adopted, for all themes." in html
    fields = {
        f"{FIRST}-said": "draft", f"{FIRST}-reason": "", f"{FIRST}-question": "Since when?",
        "policy_supplier_terms-said": "begun", "policy_supplier_terms-reason": "Two contracts of nine.",
        "policy_supplier_terms-question": "",
    }  # fmt: skip
    page = eva.post(url, fields)
    assert page.status_code == 422 and b"give the reason for this score" in page.content
    with within(world.agreement):
        (stored,) = Score.objects.all()
        assert (stored.criterion, stored.level) == ("policy_supplier_terms", "begun")
        question = reading.questions.get()
        assert question.text == "Since when?"
    bilal = world.client("bilal")
    assert "Since when?" in bilal.get(address(world, "verdict", save.pk)).content.decode()
    bilal.post(address(world, "answer", question.pk), {"text": "Since March."})
    assert "Since March." in eva.get(url).content.decode()


def test_a_reading_is_done_once_everything_is_scored(inside) -> None:
    reading = allocated(inside)
    score(reading, FIRST, by=by_reader(reading), level="draft", reason="A draft was shown.")
    with pytest.raises(Refused, match="Not scored yet"):
        finish_reading(reading, by=by_reader(reading))
    assert finished(reading).done_at is not None
    for fields, told in (
        ({"level": "best", "reason": "x"}, "one of the levels"),
        ({"level": "draft", "reason": " "}, "give the reason"),
    ):
        with pytest.raises(Refused, match=told):
            score(reading, FIRST, by=by_reader(reading), **fields)
    with pytest.raises(PermissionDenied):
        score(reading, FIRST, by=inside.by("anna"), level="draft", reason="x")


def test_the_second_reader_is_blind_until_both_are_done(world) -> None:
    with within(world.agreement):
        assessor("Otto")
        first = allocated(world, share=100)
        second = Reading.objects.get(place="second")
        score_all(first, place=1)
        finish_reading(first, by=by_reader(first))
        with pytest.raises(Refused, match="second reader is still at work"):
            send_draft(first, by=by_reader(first))
        assert all(
            line.other is None
            for part in queries.sheet(second, by_reader(second))
            for line in part.lines
        )
        assert queries.reading_for(by_reader(second), first.pk) is None
        finished(second, place=1, changed={FIRST: 3})
        lines = {
            line.line.criterion.id: line
            for part in queries.sheet(first, by_reader(first))
            for line in part.lines
        }
        assert lines[FIRST].other.level == "complete" and lines[FIRST].score.level == "draft"
        found = queries.agreement_between_readers(YEAR)
        assert found.units == len(lines) and found.equal == found.units - 1
        assert found.alpha is not None and found.low <= found.alpha <= found.high <= 1
        # What they change after seeing each other does not make them agree.
        score(first, FIRST, by=by_reader(first), level="complete", reason="The other is right.")
        assert queries.agreement_between_readers(YEAR).equal == found.equal
        send_draft(first, by=by_reader(first))
    html = world.client("eva").get(address(world, "assessing")).content.decode()
    assert "Krippendorff" in html and "95 % interval" in html


# Draft, reply, final


def test_the_company_is_heard_before_anything_is_final(world) -> None:
    with within(world.agreement):
        verdict = drafted(world, place=1)
        reading = verdict.assessment.readings.get()
        with pytest.raises(Refused, match="nothing is final before it was heard"):
            make_final(reading, by=by_reader(reading))
    bilal = world.client("bilal")
    url = address(world, "verdict", verdict.assessment_id)
    html = bilal.get(url).content.decode()
    assert "A reply is possible until" in html and "As the documents show." in html
    bilal.post(
        address(world, "reply", verdict.assessment_id),
        {f"reply-{FIRST}": "It was adopted in May.", "close": "1"},
    )
    eva = world.client("eva")
    with within(world.agreement), pytest.raises(Refused, match="Weigh every reply"):
        make_final(reading, by=by_reader(reading))
    assert (
        "It was adopted in May." in eva.get(address(world, "reading", reading.pk)).content.decode()
    )
    deed = address(world, "reading_deed", reading.pk)
    eva.post(
        deed,
        {
            "deed": "weigh",
            "criterion": FIRST,
            "level": "complete",
            "response": "Seen; you are right.",
        },
    )
    eva.post(deed, {"deed": "final"})
    with within(world.agreement):
        found = SelfAssessment.objects.get()
        assert found.state == "final" and found.final["total"] > 0
        assert Reply.objects.get().changed is True
    html = bilal.get(url).content.decode()
    assert (
        "Seen; you are right." in html
        and "the score changed" in html
        and "an appeal is possible until" in html
    )
    sector = world.client("anna").get(reverse("assessments:sector", args=[world.agreement.slug]))
    assert "assessed, final" in sector.content.decode() and sector.context["final"] == 1


def test_nobody_but_the_company_replies_and_only_in_time(inside) -> None:
    world = inside
    verdict = drafted(world)
    with pytest.raises(PermissionDenied):
        reply(verdict, FIRST, by=world.by("anna"), text="x")
    with pytest.raises(PermissionDenied):
        reply(verdict, FIRST, by=world.by("iris"), text="x")
    reply(verdict, FIRST, by=world.by("bilal"), text="Not so.")
    reply(verdict, FIRST, by=world.by("bilal"), text="")
    assert not Reply.objects.exists()
    with pytest.raises(Refused, match="was not asked"):
        reply(verdict, "weather", by=world.by("bilal"), text="x")
    over(verdict)
    with pytest.raises(Refused, match="time to reply ended"):
        reply(verdict, FIRST, by=world.by("bilal"), text="late")
    reading = verdict.assessment.readings.get()
    assert make_final(reading, by=by_reader(reading)).state == "final"


def test_the_draft_shows_to_nobody_before_it_is_sent(world) -> None:
    with within(world.agreement):
        finished(allocated(world), place=0)
        pk = SelfAssessment.objects.get().pk
    for name in ("bilal", "anna"):
        html = world.client(name).get(address(world, "verdict", pk)).content.decode()
        assert "As the documents show." not in html


def test_scores_stand_still_while_the_company_reads_them(inside) -> None:
    verdict = drafted(inside)
    reading = verdict.assessment.readings.get()
    with pytest.raises(Refused, match="no longer be changed"):
        score(reading, FIRST, by=by_reader(reading), level="none", reason="On second thoughts")
    close_reply(verdict, by=inside.by("bilal"))
    make_final(reading, by=by_reader(reading))
    with pytest.raises(Refused, match="no longer be changed"):
        score(reading, FIRST, by=by_reader(reading), level="none", reason="On second thoughts")
    with pytest.raises(Refused):
        save_answer(verdict.assessment, FIRST, by=inside.by("bilal"), level="none", seen=1)


def test_a_question_is_answered_once_by_the_company(inside) -> None:
    world = inside
    reading = allocated(world)
    made = ask(reading, FIRST, by=by_reader(reading), text="Since when?")
    with pytest.raises(PermissionDenied):
        answer_question(made, by=world.by("iris"), text="x")
    answer_question(made, by=world.by("bilal"), text="Since March.")
    with pytest.raises(Refused, match="already answered"):
        answer_question(made, by=world.by("bilal"), text="Or April.")


# Appeal


def final(world) -> Verdict:
    verdict = over(drafted(world, place=1))
    reading = verdict.assessment.readings.get()
    return make_final(reading, by=by_reader(reading))


def test_an_appeal_is_decided_by_someone_who_did_not_read_it(world) -> None:
    with within(world.agreement):
        verdict = final(world)
        with pytest.raises(Refused, match="Nobody is left"):
            appeal(verdict, by=world.by("bilal"), ground="The policy was adopted.")
        assert not verdict.appeals.exists()
        otto = assessor("Otto")
        before = verdict.assessment.final["total"] if verdict.assessment.final else None
    bilal = world.client("bilal")
    bilal.post(
        address(world, "appeal", verdict.assessment_id),
        {"ground": "The policy was adopted in May."},
    )
    with within(world.agreement):
        filed = verdict.appeals.get()
        assert filed.reading.assessor == otto
        score(
            filed.reading,
            FIRST,
            by=actor_for(otto),
            level="complete",
            reason="The minutes show it.",
        )
        with pytest.raises(Refused, match="founded, at least in part"):
            decide_appeal(filed, by=actor_for(otto), outcome="rejected", reason="No.")
        with pytest.raises(PermissionDenied):
            decide_appeal(filed, by=world.by("eva"), outcome="upheld", reason="x")
        decide_appeal(filed, by=actor_for(otto), outcome="upheld", reason="The minutes show it.")
        found = SelfAssessment.objects.get()
        assert before is None or found.final["total"] > before
    html = bilal.get(address(world, "verdict", verdict.assessment_id)).content.decode()
    assert "The appeal is well-founded" in html and "The minutes show it." in html


def test_the_time_to_appeal_ends(inside) -> None:
    assessor("Otto")
    verdict = final(inside)
    verdict.appeal_until = date.today() - timedelta(days=1)
    verdict.save()
    with pytest.raises(Refused, match="time to appeal ended"):
        appeal(verdict, by=inside.by("bilal"), ground="Too late.")


def test_a_reply_that_changes_nothing_is_still_answered(inside) -> None:
    verdict = drafted(inside, place=1)
    reading = verdict.assessment.readings.get()
    reply(verdict, FIRST, by=inside.by("bilal"), text="Please.")
    with pytest.raises(Refused, match="still writing"):
        respond(reading, FIRST, by=by_reader(reading), response="No.", level="draft")
    close_reply(verdict, by=inside.by("bilal"))
    assert (
        respond(reading, FIRST, by=by_reader(reading), response="No proof.", level="draft").changed
        is False
    )


def test_every_look_and_step_stands_in_the_company_s_log(world) -> None:
    with within(world.agreement):
        reading = allocated(world)
    world.client("eva").get(address(world, "reading", reading.pk))
    with within(world.agreement):
        own = world.organisations["bilal"].pk
        looks = Event.objects.filter(verb="looked.assessment", concerns_id=own)
        assert {look.actor_name for look in looks} == {"Eva"}


def test_pages_of_assessing_cost_few_queries(world, django_assert_max_num_queries) -> None:
    with within(world.agreement):
        assessor("Otto")
        first = allocated(world, share=100)
        for reading in Reading.objects.all():
            finished(reading, place=1)
        first.refresh_from_db()
        verdict = send_draft(first, by=by_reader(first))
        reader = first.assessor
    client = Client(headers={"accept-language": "en"})
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    for one, url in (
        (client, address(world, "assessing")),
        (client, address(world, "reading", first.pk)),
        (client, address(world, "reading_section", first.pk, "goals_and_actions")),
        (world.client("bilal"), address(world, "verdict", verdict.assessment_id)),
        (world.client("anna"), address(world, "verdict", verdict.assessment_id)),
    ):
        one.get(url)
        with django_assert_max_num_queries(40):
            assert one.get(url).status_code == 200
