"""Recognition is recorded step by step, by the secretariat, and nothing of it is said that no record says."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.base.walls import within
from convenant.techniques.actions.recognition import (
    apply_again,
    change_recognition,
    correct_decision,
    move_recognition,
    start_recognition,
)
from convenant.techniques.actions.recognition_file import (
    add_criteria,
    add_file,
    change_criterion,
    grade_criterion,
    remove_criterion,
    withdraw_file,
)
from convenant.techniques.models import Alignment, Recognition, RecognitionStep, Technique
from convenant.techniques.queries.recognised import recognitions_in_force
from convenant.techniques.queries.recognition import due, overview, recognitions_for
from convenant.techniques.tests.published import a_published
from convenant.techniques.tests.recognising import (
    CRITERIA,
    a_file,
    an_application,
    graded,
    in_assessment,
    moved,
    recognised,
)

TODAY = timezone.localdate()
DECISION = {"decision": "Decision 1 (invented)", "valid_from": TODAY}


def last_event(verb: str) -> Event:
    return Event.objects.filter(verb=verb).order_by("-number")[0]


def corrected(world: Any, found: Recognition, **changes: Any) -> Recognition:
    said = {
        "reason": "The journal of the authority has another day.",
        "decided_on": found.decided_on,
        "decision": found.decision,
        "authority": found.authority,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "conditions": found.conditions,
        **changes,
    }
    return correct_decision(found, by=world.by("anna"), **said)


# The whole road -----------------------------------------------------------------------------------


def test_a_technique_is_recognised_monitored_warned_repaired(inside: Any) -> None:
    version = a_published()
    found = recognised(inside, technique=version.technique)
    assert found.state == "recognised"
    assert found.decided_on == TODAY
    event = last_event("recognition.moved")
    assert event.new["number"] == found.number
    assert event.new["technique"] == 1
    assert (event.new["state"], event.new["valid_from"]) == ("recognised", "2026-01-01")
    assert event.new["valid_to"] == "2028-12-31"
    moved(inside, found, "monitoring")
    moved(inside, found, "deficient", deadline=TODAY + timedelta(days=120))
    assert list(recognitions_in_force(TODAY)) == []  # of the whole agreement: none
    assert list(recognitions_in_force(TODAY, version.technique)) == [found]
    moved(inside, found, "repaired")
    assert found.deadline is None
    moved(inside, found, "monitoring")
    taken = [step.now for step in RecognitionStep.objects.filter(recognition=found)]
    assert taken == [
        "draft",
        "submitted",
        "completeness",
        "assessment",
        "recognised",
        "monitoring",
        "deficient",
        "repaired",
        "monitoring",
    ]


def test_what_is_not_repaired_is_withdrawn_and_applied_for_anew(inside: Any) -> None:
    found = recognised(inside)
    moved(inside, found, "deficient", deadline=TODAY + timedelta(days=120))
    moved(inside, found, "withdrawn")
    assert found.withdrawn_on == TODAY
    assert not recognitions_in_force(TODAY).exists()
    again = apply_again(found, by=inside.by("anna"))
    assert again.again_of == found
    assert (again.number, again.state, again.decision) == (found.number + 1, "draft", "")
    assert [row.criterion for row in again.alignment.all()] == CRITERIA
    assert not any(row.standard or row.implementation for row in again.alignment.all())
    with pytest.raises(Refused, match="was made anew after this one already"):
        apply_again(found, by=inside.by("anna"))


def test_an_incomplete_file_comes_back_and_can_be_changed_again(inside: Any) -> None:
    found = an_application(inside)
    moved(inside, found, "submitted")
    with pytest.raises(Refused, match="only while the application is being prepared"):
        change_recognition(found, by=inside.by("anna"), basis="national", authority="Ministry")
    moved(inside, found, "completeness")
    moved(inside, found, "draft")
    change_recognition(found, by=inside.by("anna"), basis="national", authority="Ministry X")
    assert last_event("recognition.changed").new["authority"] == "Ministry X"


# What is refused ----------------------------------------------------------------------------------


def test_nothing_is_recognised_without_decision_and_full_alignment(inside: Any) -> None:
    found = in_assessment(inside)
    with pytest.raises(Refused) as refusal:
        moved(inside, found, "recognised")
    said = str(refusal.value)
    assert "number and title of the decision" in said
    assert "from which day it is valid" in said
    assert "not every one is graded" in said
    graded(inside, found, "partially")
    with pytest.raises(Refused, match="at least one grade is lower"):
        moved(inside, found, "recognised", **DECISION)
    graded(inside, found, "fully")
    moved(inside, found, "recognised", **DECISION)


def test_where_the_rule_is_not_known_the_decision_is_recorded(inside: Any) -> None:
    found = graded(inside, in_assessment(inside, basis="reg2023_1542_art53"), "partially")
    moved(inside, found, "recognised", **DECISION)
    assert found.state == "recognised"


def test_an_own_assessment_never_becomes_recognition(inside: Any) -> None:
    found = an_application(inside, basis="csddd_art20_fitness_self", authority="")
    with pytest.raises(Refused, match="nobody decides"):
        moved(inside, found, "submitted")
    moved(inside, found, "assessment")
    with pytest.raises(Refused, match="nobody decides"):
        moved(inside, found, "recognised", **DECISION)
    assert not overview(inside.by("jamila"), TODAY).holding


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"on": TODAY + timedelta(days=1)}, "lies in the future"),
        ({"on": TODAY - timedelta(days=1)}, "before that of the last step"),
        ({"on": None}, "on which day"),
    ],
)
def test_a_step_has_a_day_that_was(inside: Any, said: dict[str, Any], sentence: str) -> None:
    found = an_application(inside)
    with pytest.raises(Refused, match=sentence):
        moved(inside, found, "submitted", **said)
    assert RecognitionStep.objects.count() == 1


def test_a_step_that_does_not_follow_is_refused_in_words(inside: Any) -> None:
    with pytest.raises(Refused, match="“being prepared” now; from there it does not become"):
        moved(inside, an_application(inside), "monitoring")
    with pytest.raises(Refused, match="does not become “nonsense”"):
        moved(inside, an_application(inside), "nonsense")


def test_a_notice_keeps_the_term_of_its_basis(inside: Any) -> None:
    found = recognised(inside)
    with pytest.raises(Refused, match="On this basis the deadline for repair lies between"):
        moved(inside, found, "deficient", deadline=TODAY + timedelta(days=30))


def test_an_application_names_basis_and_authority(inside: Any) -> None:
    anna = inside.by("anna")
    with pytest.raises(Refused, match="legal basis from the list"):
        start_recognition("eu", by=anna, authority="European Commission")
    with pytest.raises(Refused, match="Name the authority"):
        start_recognition("national", by=anna, authority=" ")
    technique = Technique.objects.create(
        number=7, title="Alleen voorgesteld", kind="monitoring", language="nl", proposed_because="x"
    )
    with pytest.raises(Refused, match="has no published version"):
        start_recognition("national", by=anna, authority="Ministry", technique=technique)


@pytest.mark.parametrize("name", ["bilal", "chantal", "eva", "greet", "hugo", "jamila"])
def test_only_the_secretariat_records(inside: Any, name: str) -> None:
    found = an_application(inside)
    with pytest.raises(PermissionDenied):
        move_recognition(found, by=inside.by(name), to="submitted", on=TODAY)


# Corrections --------------------------------------------------------------------------------------


def test_a_wrong_day_of_a_decision_is_corrected_with_the_reason(inside: Any) -> None:
    with time_machine.travel(date(2026, 3, 1)):
        found = graded(inside, in_assessment(inside))
    with time_machine.travel(date(2026, 6, 1)):
        moved(
            inside,
            found,
            "recognised",
            on=date(2026, 5, 1),
            decision="Decision 1",
            valid_from=date(2026, 5, 1),
        )
        corrected(inside, found, decided_on=date(2026, 4, 1), valid_from=date(2026, 4, 15))
        step = RecognitionStep.objects.order_by("-pk")[0]
        assert step.was == step.now == "recognised"
        assert step.text == "The journal of the authority has another day."
        event = last_event("recognition.corrected")
        assert (event.old["decided_on"], event.new["decided_on"]) == ("2026-05-01", "2026-04-01")
        assert (event.new["state"], event.new["valid_from"]) == ("recognised", "2026-04-15")
        assert event.new["number"] == found.number
        moved(inside, found, "monitoring", on=date(2026, 4, 20))  # before the correction was made
        with pytest.raises(Refused, match="from 1 March 2026 to 20 April 2026"):
            corrected(inside, found, decided_on=date(2026, 4, 21))
        with pytest.raises(Refused, match="from 1 March 2026 to 20 April 2026"):
            corrected(inside, found, decided_on=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Nothing is different"),
        ({"reason": " "}, "Say what was wrong"),
        ({"decided_on": TODAY + timedelta(days=1)}, "lies in the future"),
        ({"valid_from": None}, "from which day"),
        ({"valid_to": date(2025, 1, 1)}, "ends before it begins"),
        ({"decision": ""}, "A decision has a name"),
    ],
)
def test_a_correction_is_whole(inside: Any, changes: dict[str, Any], sentence: str) -> None:
    found = recognised(inside)
    with pytest.raises(Refused, match=sentence):
        corrected(
            inside, found, scope=found.scope, decision_address=found.decision_address, **changes
        )


def test_there_is_nothing_to_correct_before_a_decision(inside: Any) -> None:
    with pytest.raises(Refused, match="no decision here"):
        corrected(inside, an_application(inside), decided_on=TODAY, decision="x", valid_from=TODAY)


def test_a_refusal_can_be_corrected_and_never_becomes_valid(inside: Any) -> None:
    found = graded(inside, in_assessment(inside), "not")
    moved(inside, found, "refused", decision="Refusal 1")
    corrected(inside, found, decision="Refusal 2", valid_from=TODAY)
    assert (found.decision, found.valid_from) == ("Refusal 2", None)


# Criteria, grades and documents -------------------------------------------------------------------


def test_criteria_are_added_once_and_worded_until_they_are_graded(inside: Any) -> None:
    anna, found = inside.by("anna"), an_application(inside)
    made = add_criteria(found, by=anna, criteria=["One", " One ", "", "Two"])
    assert [row.criterion for row in made] == ["One", "Two"]
    with pytest.raises(Refused, match="not there yet"):
        add_criteria(found, by=anna, criteria=["Two"])
    first, second = found.alignment.all()
    change_criterion(first, by=anna, criterion="One, as the guidance words it")
    with pytest.raises(Refused, match="stands there already"):
        change_criterion(first, by=anna, criterion="Two")
    remove_criterion(second, by=anna)
    with pytest.raises(Refused, match="from the assessment on"):
        grade_criterion(first, by=anna, standard="fully", standard_because="So.")
    for to in ("submitted", "completeness", "assessment"):
        moved(inside, found, to)
    grade_criterion(first, by=anna, standard="partially", standard_because="Chapter 3 lacks.")
    with pytest.raises(Refused, match="its words stay"):
        remove_criterion(first, by=anna)
    with pytest.raises(Refused, match="can be changed, not taken away"):
        grade_criterion(first, by=anna)
    event = last_event("recognition.graded")
    assert event.new["standard"] == "partially"
    assert event.new["implementation"] == ""


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"standard": "fully"}, "Say why for the grade in what is written"),
        ({"implementation": "not", "implementation_because": " "}, "in what is done"),
        ({"standard_because": "Because."}, "Choose the grade in what is written"),
        ({"standard": "very", "standard_because": "So."}, "from the list"),
        ({}, "Nothing is different"),
    ],
)
def test_a_grade_comes_with_its_reason(inside: Any, said: dict[str, str], sentence: str) -> None:
    row = in_assessment(inside).alignment.first()
    with pytest.raises(Refused, match=sentence):
        grade_criterion(row, by=inside.by("anna"), **said)


def test_a_grade_that_changes_after_the_decision_is_a_step(inside: Any) -> None:
    found = recognised(inside)
    graded(inside, found, "partially")
    steps = RecognitionStep.objects.filter(recognition=found, was="recognised", now="recognised")
    assert steps.count() == len(CRITERIA)
    assert CRITERIA[0] in steps[0].text


def test_a_document_stands_in_the_file_until_it_is_withdrawn(inside: Any) -> None:
    found = an_application(inside)
    made = a_file(inside, found)
    assert len(made.digest) == 64
    withdraw_file(made, by=inside.by("anna"))
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_file(made, by=inside.by("anna"))
    with pytest.raises(Refused, match="is empty"):
        a_file(inside, found, content=b"")


def test_a_document_and_all_of_them_have_a_largest_size(inside: Any, monkeypatch: Any) -> None:
    from convenant.techniques.actions import recognition_file

    monkeypatch.setattr(recognition_file, "LARGEST", 2**20)
    monkeypatch.setattr(recognition_file, "ALL_TOGETHER", 2**20 + 10)
    found = an_application(inside)
    with pytest.raises(Refused, match="at most 1 MB fit"):
        a_file(inside, found, content=b"x" * (2**20 + 1))
    a_file(inside, found, content=b"x" * 2**20)
    with pytest.raises(Refused, match="together have at most"):
        add_file(found, by=inside.by("anna"), name="", file_name="b.txt", content=b"x" * 11)


# Who sees what, and what is due -------------------------------------------------------------------


def test_the_public_sees_what_was_decided_and_no_more(inside: Any) -> None:
    an_application(inside)
    found = recognised(inside)
    refused = in_assessment(inside)
    moved(inside, refused, "refused", decision="Refusal 1")
    moved(inside, an_application(inside), "dropped")
    assert set(recognitions_for(inside.by("jamila"))) == {found, refused}
    assert set(recognitions_for(inside.by("hugo"))) == {found, refused}
    assert recognitions_for(inside.by("bilal")).count() == 4
    seen = overview(inside.by("jamila"), TODAY)
    assert [line.says for line in seen.holding] == [
        "Recognised by European Commission under Article 8 of Regulation (EU) 2017/821"
    ]
    assert [line.found for line in seen.earlier] == [refused]
    assert not seen.under_way
    assert not seen.dropped


def test_what_another_agreement_or_the_oecd_says_is_no_recognition_by_an_authority(
    inside: Any,
) -> None:
    recognised(inside, basis="other_agreement", authority="Partnership T")
    recognised(inside, basis="oecd_alignment", authority="OECD")
    seen = overview(inside.by("jamila"), TODAY)
    assert len(seen.holding) == 2
    assert not seen.by_authority
    assert not seen.was_by_authority
    assert all("recognised" not in line.state for line in seen.holding)


def test_a_validity_begins_and_ends_by_itself(inside: Any) -> None:
    found = recognised(inside, valid_from=TODAY + timedelta(days=10), valid_to=date(2030, 1, 1))
    assert overview(inside.by("jamila"), TODAY).holding[0].time == "not yet"
    assert not overview(inside.by("jamila"), TODAY).by_authority
    assert overview(inside.by("jamila"), TODAY + timedelta(days=10)).by_authority
    over = overview(inside.by("jamila"), date(2030, 1, 2))
    assert [line.found for line in over.earlier] == [found]
    assert not over.by_authority


def test_deadlines_and_validities_that_end_are_due(inside: Any) -> None:
    noticed = recognised(inside, valid_to=None)
    moved(inside, noticed, "deficient", deadline=TODAY + timedelta(days=120))
    ending = recognised(inside, valid_to=TODAY + timedelta(days=200))
    recognised(inside, valid_to=TODAY + timedelta(days=500))
    told = [(one.found, one.kind, one.late) for one in due(TODAY)]
    assert told == [(noticed, "repair", False), (ending, "validity", False)]
    assert due(TODAY + timedelta(days=121))[0].late
    apply_again(ending, by=inside.by("anna"))
    assert [one.found for one in due(TODAY)] == [noticed]
    assert due(date(2028, 2, 29)) is not None


def test_another_agreement_sees_none_of_it(inside: Any, elsewhere: Any) -> None:
    recognised(inside)
    with within(elsewhere.agreement):
        assert not Recognition.objects.exists()
        assert not Alignment.objects.exists()
