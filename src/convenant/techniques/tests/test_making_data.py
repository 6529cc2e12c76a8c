"""Companies give a number each; nobody but themselves and the desk ever reads it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from convenant.base.models import Event
from convenant.base.verbs import Refused
from convenant.techniques.actions.data import (
    answer_data,
    answer_longer,
    close_question,
    take_back_answer,
)
from convenant.techniques.models import DataAnswer, DataQuestion
from convenant.techniques.queries.data import answers_for
from convenant.techniques.queries.releasing import as_released
from convenant.techniques.tests import made

SECRET = "73.125"


@pytest.fixture
def question(inside: Any) -> DataQuestion:
    return made.a_question(made.kicked_off(inside), inside)


def page_of(question: DataQuestion) -> str:
    return f"/stitch/techniques/{question.technique.number}/making/data/{question.pk}/"


def test_a_company_answers_changes_its_mind_and_takes_it_back(
    inside: Any, question: DataQuestion
) -> None:
    bilal = inside.by("bilal")
    answer_data(question, by=bilal, value=Decimal(70), method="Ledger of 2026")
    with pytest.raises(Refused, match="your answer already"):
        answer_data(question, by=bilal, value=Decimal(70), method="Ledger of 2026")
    answer_data(question, by=bilal, value=Decimal(71))
    assert DataAnswer.objects.get().value == 71
    take_back_answer(question, by=bilal)
    assert not DataAnswer.objects.exists()
    with pytest.raises(Refused, match="no answer of yours"):
        take_back_answer(question, by=bilal)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("-1", "below the lowest possible value, 0 %"),
        ("101", "above the highest possible value, 100 %"),
        ("NaN", "Write a number"),
    ],
)
def test_a_value_that_cannot_be_is_answered_with_a_sentence(
    inside: Any, question: DataQuestion, value: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        answer_data(question, by=inside.by("bilal"), value=Decimal(value))


def test_a_number_outside_the_bounds_is_kept_in_its_form(
    inside: Any, question: DataQuestion
) -> None:
    answer = inside.client("bilal").post(
        f"{page_of(question)}deed/", {"deed": "answer", "value": "250", "method": "Ledger"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "above the highest possible value" in page and "250" in page and "Ledger" in page


def test_nobody_but_the_company_and_the_desk_reads_an_answer(
    inside: Any, question: DataQuestion
) -> None:
    answer_data(question, by=inside.by("bilal"), value=Decimal(SECRET), method="Own ledger")
    for name in ("anna", "eva", "bilal"):
        assert answers_for(inside.by(name)).count() == 1
    for name in ("chantal", "daan", "greet", "iris", "hugo", "farid", "jamila"):
        assert not answers_for(inside.by(name)).exists()
        for page in (page_of(question), f"/stitch/techniques/{question.technique.number}/making/"):
            text = inside.client(name).get(page).content.decode()
            assert SECRET not in text and "Own ledger" not in text and "1 answer" not in text
    for name in ("anna", "eva", "bilal"):
        assert SECRET in inside.client(name).get(page_of(question)).content.decode()
    assert SECRET not in str(list(Event.objects.values_list("old", "new")))


def test_a_company_can_read_that_the_desk_looked(inside: Any, question: DataQuestion) -> None:
    answer_data(question, by=inside.by("bilal"), value=Decimal(70))
    inside.client("eva").get(page_of(question))
    looked = Event.objects.get(verb="looked.technique_data")
    assert looked.concerns_id == inside.organisations["bilal"].pk


def test_members_keep_the_time_they_were_told(inside: Any, question: DataQuestion) -> None:
    anna = inside.by("anna")
    with pytest.raises(Refused, match="close it after that day"):
        close_question(question, by=anna)
    with pytest.raises(Refused, match="Choose a later day"):
        answer_longer(question, by=anna, until=date.today() + timedelta(days=3))
    answer_longer(question, by=anna, until=date.today() + 2 * made.MONTH)
    with time_machine.travel(date.today() + 3 * made.MONTH):
        with pytest.raises(Refused, match="Ask the secretariat for more time"):
            answer_data(question, by=inside.by("bilal"), value=Decimal(70))
        close_question(question, by=anna)
        with pytest.raises(Refused, match="closed"):
            close_question(question, by=anna)


def test_too_few_answers_show_nothing_not_even_how_many(
    inside: Any, question: DataQuestion
) -> None:
    answer_data(question, by=inside.by("bilal"), value=Decimal(70))
    answer_data(question, by=inside.by("iris"), value=Decimal(90))
    close_question(question, by=inside.by("anna"))
    question.refresh_from_db()
    assert question.released == {"fewer_than": 6}
    for name in ("iris", "chantal"):
        page = inside.client(name).get(page_of(question)).content.decode()
        assert "Fewer than 6 members answered" in page
        assert "70" not in page.split("<main")[1].split("<aside")[0].replace("70 ", "")


def test_iris_reads_the_release_and_cannot_say_what_bilal_answered(
    inside: Any, question: DataQuestion
) -> None:
    """Everybody may have answered what Bilal did: swapped, the release that Iris reads stays the same."""
    others = made.more_companies(5)
    said = {"bilal": 40, "iris": 90}
    for name, value in said.items():
        answer_data(question, by=inside.by(name), value=Decimal(value))
    for by, value in zip(others, (55, 60, 72, 83, 97), strict=True):
        answer_data(question, by=by, value=Decimal(value))
    found = close_question(question, by=inside.by("anna"))
    assert found.has_figures
    page = inside.client("iris").get(page_of(question)).content.decode()
    assert "between" in page and "middle" in page
    main = page.split("<main")[1]
    for hidden in ("Brand B", "Company 00"):
        assert hidden not in main
    assert DataAnswer.objects.count() == 7
    from convenant.techniques.queries.releasing import released

    for swapped in (55, 60, 72, 83, 97):
        rest = [one for one in (55, 60, 72, 83, 97) if one != swapped] + [40]
        world = [Decimal(one) for one in (90, swapped, *rest)]
        assert released(world, 5) == found


def test_the_same_question_again_with_one_member_more_shows_nothing_new(inside: Any) -> None:
    """Else the two releases beside each other would tell what that one answered."""
    technique, anna = made.kicked_off(inside), inside.by("anna")
    first, others = made.a_question(technique, inside), made.more_companies(6)
    for by, value in zip(others, (40, 55, 60, 72, 83, 97), strict=True):
        answer_data(first, by=by, value=Decimal(value))
    with time_machine.travel(date.today() + 2 * made.MONTH):
        assert close_question(first, by=anna).has_figures
        again = made.a_question(technique, inside, name_nl="Iets anders")
        for by, value in zip(others, (40, 55, 60, 72, 83, 97), strict=True):
            answer_data(again, by=by, value=Decimal(value))
        answer_data(again, by=inside.by("bilal"), value=Decimal(5))
    with time_machine.travel(date.today() + 4 * made.MONTH):
        found = close_question(again, by=anna)
    assert found.held_back and not found.has_figures
    again.refresh_from_db()
    assert as_released(again.released) == found


def test_a_question_is_asked_whole(inside: Any) -> None:
    technique = made.kicked_off(inside)
    for said, sentence in (
        ({"name_nl": " "}, "in Dutch and in English"),
        ({"unit": ""}, "in which unit"),
        ({"low": Decimal(9), "high": Decimal(3)}, "below the highest"),
        ({"until": date.today() - timedelta(days=1)}, "in the past"),
    ):
        with pytest.raises(Refused, match=sentence):
            made.a_question(technique, inside, **said)


def test_who_presses_twice_asks_members_once(inside: Any, question: DataQuestion) -> None:
    with pytest.raises(Refused, match="asked this already"):
        made.a_question(question.technique, inside)
    assert DataQuestion.objects.count() == 1
