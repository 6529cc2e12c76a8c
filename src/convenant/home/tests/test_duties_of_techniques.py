"""What techniques ask of somebody stands on their first page with its day, and on nobody else's."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from convenant.base.actors import SYSTEM
from convenant.base.walls import within
from convenant.home.duties_of_techniques import technique_duties
from convenant.home.duty import Duty
from convenant.techniques.actions.clocks import retime
from convenant.techniques.actions.comments import comment
from convenant.techniques.actions.data import answer_data
from convenant.techniques.actions.uptake import show_document
from convenant.techniques.models import Derogation, Recognition, Technique
from convenant.techniques.tests import made, recognising
from convenant.techniques.tests.adopted import an_adopted
from convenant.techniques.tests.applying import (
    REQUIRED,
    a_claim,
    a_document,
    a_recognition,
    a_request,
    an_opinion,
    clock_of,
    clocks_running,
)
from convenant.techniques.tests.published import a_published

TITLE = "Paying within 60 days and ordering predictably"
DUTCH = "Betalen binnen 60 dagen en voorspelbaar bestellen"
TODAY = date.today()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def found(world: Any, who: str, today: date = TODAY) -> list[Duty]:
    with within(world.agreement):
        return list(technique_duties(world.by(who), world.agreement.slug, today))


def texts(world: Any, who: str, today: date = TODAY) -> list[str]:
    return [one.text for one in found(world, who, today)]


@pytest.mark.parametrize(("on", "late"), [(date(2030, 6, 1), False), (date(2031, 3, 13), True)])
def test_a_company_is_told_of_a_clock_that_ends_within_a_year_until_all_is_shown(
    inside: Any, on: date, late: bool
) -> None:
    clock = clock_of(inside)
    show_document(clock, "terms", a_document(inside, "terms"), by=inside.by("bilal"))
    assert texts(inside, "bilal") == []  # four years is no duty of today
    with time_machine.travel(on):
        (duty,) = found(inside, "bilal", on)
        assert duty.text == f"Apply a technique: {TITLE}, 1 of 5 pieces of evidence are there"
        assert (duty.day, duty.overdue) == (date(2031, 3, 12), late)
        assert inside.client("bilal").get(duty.where).status_code == 200
        for who in ("anna", "chantal", "eva", "greet"):
            assert texts(inside, who, on) == []
        for asked in REQUIRED[1:]:
            show_document(clock, asked, a_document(inside, asked), by=inside.by("bilal"))
        assert texts(inside, "bilal", on) == []
        assert len(texts(inside, "iris", on)) == 1


def test_more_time_is_heard_by_the_sides_and_decided_by_the_secretariat(inside: Any) -> None:
    asked = a_request(inside)
    (duty,) = found(inside, "chantal")
    assert duty.text == f"Give your opinion on derogation 1: {TITLE}"
    assert duty.day == TODAY + timedelta(days=28) and "Brand" not in duty.text
    assert texts(inside, "anna") == [] and texts(inside, "iris") == []
    an_opinion(inside, asked, "chantal")
    assert texts(inside, "chantal") == [] and len(texts(inside, "daan")) == 1
    an_opinion(inside, asked, "daan")
    (duty,) = found(inside, "anna")
    assert duty.text == f"Decide on derogation 1: {TITLE}"
    assert inside.client("anna").get(duty.where).status_code == 200


def test_silence_until_the_term_is_over_makes_it_the_secretariat_s(inside: Any) -> None:
    a_request(inside)
    later = TODAY + timedelta(days=29)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert [one.overdue for one in found(inside, "chantal", later)] == [True]
        assert texts(inside, "anna", later) == [f"Decide on derogation 1: {TITLE}"]


def test_another_measure_waits_for_the_monitor(inside: Any) -> None:
    a_claim(inside)
    (duty,) = found(inside, "eva")
    assert duty.text == f"Judge whether another measure has equal effect: {TITLE}"
    assert inside.client("eva").get(duty.where).status_code == 200
    assert texts(inside, "anna") == [] and texts(inside, "iris") == []


def test_a_question_to_members_waits_for_who_has_not_answered_and_then_to_be_closed(
    inside: Any,
) -> None:
    question = made.a_question(made.kicked_off(inside), inside)
    (duty,) = found(inside, "iris")
    assert duty.text == f"Give your number: {DUTCH}" and duty.day == question.until
    assert inside.client("iris").get(duty.where).status_code == 200
    answer_data(question, by=inside.by("iris"), value=Decimal(70))
    assert texts(inside, "iris") == [] and len(texts(inside, "bilal")) == 1
    later = question.until + timedelta(days=1)
    assert texts(inside, "bilal", later) == []
    assert texts(inside, "anna", later) == [f"Close a question to members: {DUTCH}"]


def test_a_draft_waits_for_comments_and_comments_for_an_answer(inside: Any) -> None:
    technique = made.first_draft_out(inside)
    for who in ("bilal", "chantal", "eva"):
        (duty,) = [one for one in found(inside, who) if "Comment" in one.text]
        assert duty.text == f"Comment on a draft: {DUTCH}" and duty.day == technique.comment_until
        assert inside.client(who).get(duty.where).status_code == 200
    assert texts(inside, "anna") == []
    comment(technique, by=inside.by("chantal"), text="Sixty is long.")
    assert texts(inside, "chantal") == []
    (duty,) = found(inside, "anna")
    assert duty.text == f"Answer comments on a draft: {DUTCH}"
    assert inside.client("anna").get(duty.where).status_code == 200


def test_the_secretariat_publishes_reviews_and_closes_what_is_over(inside: Any) -> None:
    an_adopted(number=5)
    version = a_published(number=6)
    Technique.objects.filter(pk=version.technique_id).update(review_on=TODAY + timedelta(days=9))
    trial = made.on_trial(inside)
    over = trial.pilot_until + timedelta(days=1)
    told = found(inside, "anna")
    assert [one.text for one in told] == [
        f"Publish an adopted technique: {DUTCH}",
        f"Review a technique: {DUTCH}",
    ]
    for one in told:
        assert inside.client("anna").get(one.where).status_code == 200
    assert f"Record what a trial showed: {DUTCH}" in texts(inside, "anna", over)
    assert [one.overdue for one in found(inside, "anna", over)] == [False, True, True]
    for who in ("bilal", "eva", "chantal"):
        assert texts(inside, who, over) == []


def test_recognition_that_ends_or_must_be_repaired_waits_for_the_secretariat(inside: Any) -> None:
    ends = recognising.recognised(inside, valid_from=TODAY, valid_to=TODAY + timedelta(days=100))
    (duty,) = found(inside, "anna")
    assert duty.text == f"Apply for recognition again before {ends.number} ends"
    assert duty.day == ends.valid_to
    deadline = TODAY + timedelta(days=120)
    recognising.moved(inside, ends, "deficient", deadline=deadline)
    assert "Repair what a notice of deficiency names, recognition 1" in texts(inside, "anna")
    assert inside.client("anna").get(duty.where).status_code == 200
    assert texts(inside, "bilal") == []


def test_many_techniques_and_requests_stay_few_questions(inside: Any) -> None:
    def asked(who: str, today: date) -> int:
        with within(inside.agreement), CaptureQueriesContext(connection) as queries:
            list(technique_duties(inside.by(who), inside.agreement.slug, today))
        return len(queries)

    on = date(2031, 1, 1)
    people = ("anna", "bilal", "chantal", "eva")
    clocks_running()
    a_request(inside)
    a_claim(inside)
    few = {who: asked(who, on) for who in people}
    for number in range(2, 12):
        version = a_published(number=number)
        retime(by=SYSTEM)
        clock = clock_of(inside, "bilal", version)
        Derogation.objects.create(
            number=number, version=version, organisation=clock.organisation,
            reason="x", cost_benefit="x", until=date(2032, 1, 1),
        )  # fmt: skip
        a_recognition(deadline=TODAY)
    Recognition.objects.update(state=Recognition.State.DEFICIENT)
    many = {who: asked(who, on) for who in people}
    assert len(texts(inside, "chantal", on)) == 11
    # One more: recognitions that another follows are looked up once there are any.
    assert all(many[who] <= few[who] + 1 <= 20 for who in people)
