"""What a case taught waits for a technique, and says nothing of the case."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from convenant.base.actors import SYSTEM
from convenant.base.journal import record
from convenant.base.verbs import Refused
from convenant.techniques.actions.lessons import set_lesson_aside, take_up_lesson
from convenant.techniques.models import Lesson, Technique
from convenant.techniques.queries.lessons import lesson_for, lessons_for, taken_up_by
from convenant.techniques.tests.published import a_published
from convenant.techniques.tests.test_drafts_pages import typed
from convenant.techniques.tests.test_making_pages import main, queries_of

BENCH = "/stitch/techniques/making/"
NEW = "/stitch/techniques/new/"
SAID = "Who is paid by the piece needs a floor under the wage."


@pytest.fixture
def lesson(inside: Any) -> Any:
    with transaction.atomic():
        record(
            "grievance.lesson",
            by=SYSTEM,
            label="a case",
            new={"theme": "living_wage", "step": 3, "said": SAID},
        )
    return lessons_for(inside.by("chantal")).get()


def test_a_lesson_waits_for_those_who_make_techniques(inside: Any, lesson: Any) -> None:
    assert (lesson.said, lesson.theme, lesson.step) == (SAID, "living_wage", 3)
    for name in ("hugo", "farid", "jamila"):
        assert lesson_for(inside.by(name), lesson.pk) is None


def test_a_lesson_is_taken_up_once(inside: Any, lesson: Any) -> None:
    technique = a_published().technique
    take_up_lesson(lesson, technique, by=inside.by("chantal"))
    assert not lessons_for(inside.by("chantal")).exists()
    with pytest.raises(Refused):
        take_up_lesson(lesson, technique, by=inside.by("chantal"))


def test_the_secretariat_sets_a_lesson_aside_with_a_reason(inside: Any, lesson: Any) -> None:
    with pytest.raises(PermissionDenied):
        set_lesson_aside(lesson, by=inside.by("bilal"), because="No")
    with pytest.raises(Refused):
        set_lesson_aside(lesson, by=inside.by("anna"), because=" ")
    set_lesson_aside(lesson, by=inside.by("anna"), because="A technique says this already.")
    assert not lessons_for(inside.by("chantal")).exists()


# Pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["anna", "bilal", "chantal", "daan", "eva", "greet", "iris"])
def test_who_makes_techniques_reads_what_cases_taught(inside: Any, lesson: Any, name: str) -> None:
    page = main(inside.client(name).get(BENCH))
    assert SAID in page and "Living wage" in page and "ease, prevent" in page
    assert ("Propose a technique from this" in page) == (name != "eva")
    assert ("Set it aside" in page) == (name == "anna")


def test_a_technique_is_proposed_from_a_lesson(inside: Any, lesson: Any) -> None:
    client = inside.client("chantal")
    page = main(client.get(f"{NEW}?lesson={lesson.pk}"))
    assert page.count(SAID) == 3, "told above, as the reason, and as what it was learnt from"
    answer = client.post(NEW, typed(inside, lesson=str(lesson.pk), because=SAID), follow=True)
    assert answer.status_code == 200
    made = Technique.objects.get()
    assert [one.pk for one in taken_up_by(made)] == [lesson.pk]
    assert SAID not in main(client.get(BENCH))
    assert "What cases taught" in main(client.get(f"/stitch/techniques/{made.number}/making/"))


def test_more_rows_keep_the_lesson(inside: Any, lesson: Any) -> None:
    data = typed(inside, lesson=str(lesson.pk), more="evidence")
    page = main(inside.client("chantal").post(NEW, data))
    assert f'name="lesson" value="{lesson.pk}"' in page


def test_who_was_second_loses_nothing_and_proposes_without_the_lesson(
    inside: Any, lesson: Any
) -> None:
    client = inside.client("chantal")
    set_lesson_aside(lesson, by=inside.by("anna"), because="Said already.")
    answer = client.post(NEW, typed(inside, lesson=str(lesson.pk), because="Because of it."))
    assert answer.status_code == 422 and not Technique.objects.exists()
    page = main(answer)
    assert "Something was done with this lesson meanwhile" in page and "Because of it." in page
    assert 'name="lesson"' not in page
    assert "was done with this lesson already" in main(client.get(f"{NEW}?lesson={lesson.pk}"))
    for strange in ("x", "-1", "9" * 30, ""):
        assert client.get(f"{NEW}?lesson={strange}").status_code == 200


def test_a_refused_proposal_leaves_the_lesson_waiting(inside: Any, lesson: Any) -> None:
    data = typed(inside, lesson=str(lesson.pk), **{"c-title_nl": ""})
    answer = inside.client("chantal").post(NEW, data)
    assert answer.status_code == 422 and f'name="lesson" value="{lesson.pk}"' in main(answer)
    assert lesson_for(inside.by("chantal"), lesson.pk) is not None


def test_the_secretariat_sets_it_aside_on_the_page_once(inside: Any, lesson: Any) -> None:
    anna, path = inside.client("anna"), f"{BENCH}lessons/{lesson.pk}/"
    deed = {"deed": f"aside-{lesson.pk}", "reason": ""}
    answer = anna.post(path, deed)
    assert answer.status_code == 422 and "This field is required" in main(answer)
    deed["reason"] = "Technique 3 says this already."
    page = main(anna.post(path, deed, follow=True))
    assert "Lessons set aside" in page and "Technique 3 says this already." in page
    again = anna.post(path, deed, follow=True).content.decode()
    assert "This cannot be done any more" in again
    assert anna.get(path).status_code == 302


def test_another_agreements_lessons_are_not_there(inside: Any, elsewhere: Any, lesson: Any) -> None:
    page = elsewhere.client("anna").get(f"/stone/techniques/new/?lesson={lesson.pk}")
    assert SAID not in page.content.decode()


def test_two_hundred_lessons_cost_no_more_than_one(inside: Any, lesson: Any) -> None:
    few = queries_of(inside.client("anna"), BENCH)
    Lesson.objects.bulk_create(
        Lesson(said=f"Lesson {n}", step=2, theme="gone", event_number=n, heard_on=lesson.heard_on)
        for n in range(200)
    )
    assert queries_of(inside.client("anna"), BENCH) <= few + 1
    page = main(inside.client("anna").get(BENCH))
    assert "Lesson 199" in page and "Lesson 100<" not in page and "Page 1 of 9" in page
